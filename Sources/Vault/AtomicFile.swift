// Saving so that the old version or the new one is whole on the disk at every moment.
//
// Rules: a new temporary file in the same folder, all bytes, fsync, rename, fsync of the folder, in this
// order. A descriptor whose fsync failed is never synced again (a second fsync may claim what is not so): a
// retry is a new call, with a new temporary file from the bytes in memory. A failure before the rename leaves
// the old version untouched and removes the temporary file; what a crash leaves, the next start sweeps.

import Glibc

/// The atomic writer.
public enum AtomicFile {
  /// How the names of temporary files begin; 26 random letters and digits follow.
  static let prefix = ".new-"

  /// Writes the file whole and returns when it is on the disk, in place of an older one of this name.
  /// After an error nothing is promised of the new version, and everything of the old one; call it again.
  public static func write(_ bytes: [UInt8], _ name: String, in folder: Folder) throws(StoreError) {
    let disk = folder.disk
    let temporary = prefix + RandomName().text
    try folder.call(name) { () throws(Errno) in
      let file = try disk.createFile(temporary, in: folder.handle)
      do throws(Errno) {
        do throws(Errno) {
          try writeAll(bytes, file, disk)
          try disk.syncFile(file)
        } catch {
          try? disk.close(file)
          throw error
        }
        try disk.close(file)
        try disk.rename(temporary, to: name, in: folder.handle)
      } catch {
        try? disk.remove(temporary, in: folder.handle)
        throw error
      }
      try disk.syncFolder(folder.handle)
    }
  }

  /// Removes the temporary files of runs that ended in the middle. Only under the folder's lock.
  static func sweep(_ folder: Folder) throws(StoreError) {
    var swept = false
    for name in try folder.names() where isTemporary(name) {
      // Removing a link removes only the link; a folder of such a name is not ours. One that cannot be removed stands
      // in the way of nothing else.
      guard let status = try? folder.disk.status(of: name, in: folder.handle), status.kind != .folder,
        (try? folder.disk.remove(name, in: folder.handle)) != nil
      else { continue }
      swept = true
    }
    if swept { try folder.sync() }
  }

  private static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(prefix) && RandomName(String(name.dropFirst(prefix.count))) != nil
  }

  fileprivate static func writeAll(_ bytes: [UInt8], _ file: Int32, _ disk: any FileSystem) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = try disk.write(file, rest)
      // A disk that takes nothing and reports nothing would keep us here for ever.
      guard written > 0 else { throw Errno(EIO) }
      rest = rest.dropFirst(written)
    }
  }
}

extension Folder {
  /// Writes a new file whole and returns when it is on the disk; for copies that leave the seal. Its mode is 0600.
  /// - Returns: `false` if something stands at the name already.
  public func create(_ name: String, _ bytes: [UInt8]) throws(StoreError) -> Bool {
    let file: Int32
    do throws(Errno) {
      file = try disk.createFile(name, in: handle)
    } catch {
      if error.code == EEXIST { return false }
      throw StoreError(error, path: path(name))
    }
    try call(name) { () throws(Errno) in
      do throws(Errno) {
        do throws(Errno) {
          try AtomicFile.writeAll(bytes, file, disk)
          try disk.syncFile(file)
        } catch {
          try? disk.close(file)
          throw error
        }
        try disk.close(file)
        try disk.syncFolder(handle)
      } catch {
        try? disk.remove(name, in: handle)
        throw error
      }
    }
    return true
  }
}
