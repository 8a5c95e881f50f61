// The system's own disk.
//
// Rules: one system call a function as far as it goes, each with the flags that FileSystem promises; no state.
// A call that a signal interrupts is made again, save `fsync` and `close`: after them nobody knows what holds.

import Glibc

/// The disk of this computer, through Linux system calls.
public struct RealFileSystem: FileSystem {
  /// There is nothing to set.
  public init() {}

  public var user: UInt32 { geteuid() }

  public func openFolder(path: String) throws(Errno) -> Int32 {
    try retry { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  }

  public func openFolder(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try retry { openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
  }

  public func makeFolder(_ name: String, in folder: Int32) throws(Errno) {
    try retry { mkdirat(folder, name, 0o700) }
    // A umask that takes bits from the owner would leave a folder that nobody can use.
    if try status(of: name, in: folder).mode != 0o700 {
      // A disk without modes cannot; whoever opens the folder looks at what came of it.
      _ = try? retry { fchmodat(folder, name, 0o700, AT_SYMLINK_NOFOLLOW) }
    }
  }

  public func tighten(_ handle: Int32, to mode: UInt32) throws(Errno) {
    try retry { fchmod(handle, mode) }
  }

  public func removeFolder(_ name: String, in folder: Int32) throws(Errno) {
    try retry { unlinkat(folder, name, AT_REMOVEDIR) }
  }

  public func createFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    let file = try retry { openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
    return try withMode(file)
  }

  public func openFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try retry { openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
  }

  public func openLock(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    let flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    do { return try retry { openat(folder, name, flags) } } catch where error.code == ENOENT {}
    do {
      return try withMode(try retry { openat(folder, name, flags | O_CREAT | O_EXCL, 0o600) })
    } catch where error.code == EEXIST {
      // Another program made it in between.
      return try retry { openat(folder, name, flags) }
    }
  }

  public func lock(_ file: Int32) throws(Errno) {
    try retry { flock(file, LOCK_EX | LOCK_NB) }
  }

  public func read(_ file: Int32, most: Int) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      do throws(Errno) {
        count = try retry { Glibc.read(file, buffer.baseAddress, most) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  public func write(_ file: Int32, _ bytes: ArraySlice<UInt8>) throws(Errno) -> Int {
    try retry { bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } }
  }

  public func syncFile(_ file: Int32) throws(Errno) {
    if fsync(file) != 0 { throw Errno(errno) }
  }

  public func syncFolder(_ folder: Int32) throws(Errno) {
    // EINVAL: this file system keeps no folder back, or cannot say; there is nothing more to ask of it.
    if fsync(folder) != 0, errno != EINVAL { throw Errno(errno) }
  }

  public func close(_ handle: Int32) throws(Errno) {
    if Glibc.close(handle) != 0, errno != EINTR { throw Errno(errno) }
  }

  public func rename(_ name: String, to newName: String, in folder: Int32) throws(Errno) {
    try retry { renameat(folder, name, folder, newName) }
  }

  public func remove(_ name: String, in folder: Int32) throws(Errno) {
    try retry { unlinkat(folder, name, 0) }
  }

  public func names(in folder: Int32) throws(Errno) -> [String] {
    // A descriptor of its own: the position in the list is shared by duplicates.
    let copy = try openFolder(".", in: folder)
    guard let stream = fdopendir(copy) else {
      let code = errno
      _ = Glibc.close(copy)
      throw Errno(code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    if errno != 0 { throw Errno(errno) }
    return names
  }

  public func status(_ handle: Int32) throws(Errno) -> FileStatus {
    var raw = stat()
    try retry { fstat(handle, &raw) }
    return FileStatus(raw)
  }

  public func status(of name: String, in folder: Int32) throws(Errno) -> FileStatus {
    var raw = stat()
    try retry { fstatat(folder, name, &raw, AT_SYMLINK_NOFOLLOW) }
    return FileStatus(raw)
  }

  /// Gives a new file its mode, whatever the umask took.
  private func withMode(_ file: Int32) throws(Errno) -> Int32 {
    // A disk without modes cannot; where a mode matters the folder was looked at before.
    guard fchmod(file, 0o600) != 0, ![EPERM, ENOTSUP, ENOSYS].contains(errno) else { return file }
    let code = errno
    _ = Glibc.close(file)
    throw Errno(code)
  }

  @discardableResult
  private func retry<Number: SignedInteger>(_ call: () -> Number) throws(Errno) -> Number {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw Errno(errno) }
    }
  }
}

extension FileStatus {
  fileprivate init(_ raw: stat) {
    let kind: Kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    self.init(
      kind: kind, mode: raw.st_mode & 0o7777, owner: raw.st_uid, size: Int(raw.st_size),
      device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino))
  }
}
