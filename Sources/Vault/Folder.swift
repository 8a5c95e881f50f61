// A folder of private files, held by its descriptor.
//
// Rules: everything happens relative to the open folder, so nobody can move it away underneath; own folders
// are 0700 and belong to this user, or they are named and refused; links are refused; what is read is a plain
// file of 0600 and of bounded length. Where everything is sealed, a looser mode is what git, a synchroniser or a disk
// without modes made of it: it is tightened, as far as the disk can, and read.

import Glibc

/// One open folder.
public final class Folder: Sendable {
  /// Where it was opened, for messages only.
  public let path: String
  let disk: any FileSystem
  let handle: Int32
  /// Whether all that lies here is sealed, so that its mode protects nothing that the seal does not.
  private let isSealed: Bool

  private init(path: String, disk: any FileSystem, handle: Int32, isSealed: Bool = false) {
    self.path = path
    self.disk = disk
    self.handle = handle
    self.isSealed = isSealed
  }

  deinit {
    try? disk.close(handle)
  }

  /// Opens a home folder by its full path, with links followed (whoever moved `~/.local/share` to another
  /// disk meant it) and with whatever mode it has. With `create`, missing folders on the way are made, 0700.
  public static func home(
    _ path: String, create: Bool, on disk: any FileSystem = RealFileSystem()
  ) throws(StoreError) -> Folder {
    guard path.utf8.first == UInt8(ascii: "/") else { throw .missing(path: path) }
    do throws(Errno) {
      let folder = Folder(path: path, disk: disk, handle: try disk.openFolder(path: path))
      if create { syncAbove(path, on: disk) }
      return folder
    } catch {
      guard error.code == ENOENT, create else { throw StoreError(error, path: path) }
    }
    guard let (above, name) = split(path) else { throw .missing(path: path) }
    let parent = try home(above, create: true, on: disk)
    try parent.make(name)
    return try parent.open(name)
  }

  /// Syncs the folders above one that was there already, as far as they are this user's: an earlier run may
  /// have made them and ended before their names were on the disk. They may be closed to us; then others made
  /// them.
  private static func syncAbove(_ path: String, on disk: any FileSystem) {
    guard let (above, _) = split(path), let handle = try? disk.openFolder(path: above) else { return }
    defer { try? disk.close(handle) }
    guard (try? disk.status(handle))?.owner == disk.user else { return }
    try? disk.syncFolder(handle)
    syncAbove(above, on: disk)
  }

  /// A full path's last component and what comes before it; `nil` for `/`.
  private static func split(_ path: String) -> (above: String, name: String)? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard let name = parts.last else { return nil }
    return ("/" + parts.dropLast().joined(separator: "/"), name)
  }

  /// Opens a private folder in this one; with `create`, makes it if it is missing.
  /// - Parameter isSealed: whether all that lies there is sealed; it is so in a folder of such a one.
  public func folder(_ name: String, create: Bool, isSealed: Bool = false) throws(StoreError) -> Folder {
    if create { try make(name) }
    let folder = try open(name, isSealed: isSealed || self.isSealed)
    try folder.check("", try folder.status(), kind: .folder, open: folder.handle)
    return folder
  }

  /// The path of a name in this folder, for messages only.
  public func path(_ name: String) -> String {
    path.utf8.last == UInt8(ascii: "/") ? path + name : path + "/" + name
  }

  /// The names in this folder, sorted.
  public func names() throws(StoreError) -> [String] {
    try call { () throws(Errno) in try disk.names(in: handle) }.sorted()
  }

  /// Whether something stands at the name, whatever it is.
  public func holds(_ name: String) throws(StoreError) -> Bool {
    do throws(Errno) {
      _ = try disk.status(of: name, in: handle)
      return true
    } catch {
      if error.code == ENOENT { return false }
      throw StoreError(error, path: path(name))
    }
  }

  /// The whole of a private file; refuses anything else, and more than `most` bytes.
  public func read(_ name: String, most: Int) throws(StoreError) -> [UInt8] {
    let file = try call(name) { () throws(Errno) in try disk.openFile(name, in: handle) }
    defer { try? disk.close(file) }
    let status = try call(name) { () throws(Errno) in try disk.status(file) }
    try check(name, status, kind: .file, open: file)
    if status.size > most { throw .tooLarge(path: path(name)) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(status.size + 1)
    while true {
      // One byte more than the length shows the end, or a file that has grown.
      let want = min(1 << 20, max(1, status.size + 1 - bytes.count))
      let part = try call(name) { () throws(Errno) in try disk.read(file, most: want) }
      if part.isEmpty { return bytes }
      bytes += part
      if bytes.count > most { throw .tooLarge(path: path(name)) }
    }
  }

  /// Removes a file; with `lasting`, returns when it is gone for good. A file that is not there is no error.
  public func remove(_ name: String, lasting: Bool = true) throws(StoreError) {
    do throws(Errno) {
      try disk.remove(name, in: handle)
    } catch {
      if error.code != ENOENT { throw StoreError(error, path: path(name)) }
    }
    if lasting { try sync() }
  }

  /// Removes an empty folder in this one.
  public func removeFolder(_ name: String) throws(StoreError) {
    try call(name) { () throws(Errno) in try disk.removeFolder(name, in: handle) }
    try sync()
  }

  /// Returns when the names in this folder are on the disk.
  public func sync() throws(StoreError) {
    try call { () throws(Errno) in try disk.syncFolder(handle) }
  }

  /// Makes a folder, or leaves the one that is there; in both cases its name is on the disk afterwards,
  /// because an earlier run may have ended between making and syncing it.
  private func make(_ name: String) throws(StoreError) {
    do throws(Errno) {
      try disk.makeFolder(name, in: handle)
    } catch {
      if error.code != EEXIST { throw StoreError(error, path: path(name)) }
    }
    try sync()
  }

  private func open(_ name: String, isSealed: Bool = false) throws(StoreError) -> Folder {
    let opened = try call(name) { () throws(Errno) in try disk.openFolder(name, in: handle) }
    return Folder(path: path(name), disk: disk, handle: opened, isSealed: isSealed)
  }

  private func status() throws(StoreError) -> FileStatus {
    try call { () throws(Errno) in try disk.status(handle) }
  }

  /// Refuses what is of another kind, of another user, or open to others where that matters.
  /// - Parameter handle: the open file or folder.
  func check(_ name: String, _ status: FileStatus, kind: FileStatus.Kind, open handle: Int32) throws(StoreError) {
    let path = name.isEmpty ? self.path : self.path(name)
    if status.kind != kind { throw .wrongKind(path: path) }
    if status.owner != disk.user { throw .otherOwner(path: path) }
    guard status.mode & 0o077 != 0 else { return }
    guard isSealed else { throw .loosePermissions(path: path, mode: status.mode) }
    try? disk.tighten(handle, to: status.mode & 0o700)
  }

  /// Runs one call of the disk; its failure names this folder, or the name in it.
  func call<Result>(
    _ name: String = "", _ body: () throws(Errno) -> Result
  ) throws(StoreError) -> Result {
    do throws(Errno) {
      return try body()
    } catch {
      throw StoreError(error, path: name.isEmpty ? path : path(name))
    }
  }
}
