// The few things the vault asks of a disk, so that tests can hand in one that fails or loses power.
//
// Rules: every name is one component, looked up in an open folder; links are not followed, save where it says
// so; folders are made 0700 and files 0600 whatever the umask. One call here is one thing that can fail.

import Glibc

/// The number with which a system call failed.
public struct Errno: Error, Equatable, Sendable {
  /// As in `errno.h`.
  public let code: Int32
  /// Wraps a number from `errno.h`.
  public init(_ code: Int32) { self.code = code }
}

/// What the vault looks at before it trusts a file or folder.
public struct FileStatus: Equatable, Sendable {
  /// What stands at a name.
  public enum Kind: Sendable { case file, folder, link, other }
  /// What it is.
  public var kind: Kind
  /// The permission bits.
  public var mode: UInt32
  /// The user it belongs to.
  public var owner: UInt32
  /// The length in bytes.
  public var size: Int
  /// Together these two tell one file from every other.
  public var device: UInt64
  /// See `device`.
  public var inode: UInt64

  /// Makes a status.
  public init(kind: Kind, mode: UInt32, owner: UInt32, size: Int, device: UInt64, inode: UInt64) {
    self.kind = kind
    self.mode = mode
    self.owner = owner
    self.size = size
    self.device = device
    self.inode = inode
  }
}

/// A disk. Handles are file descriptors, or a test's numbers.
public protocol FileSystem: Sendable {
  /// The user whose files these are.
  var user: UInt32 { get }
  /// Opens a folder by its full path, following links.
  func openFolder(path: String) throws(Errno) -> Int32
  /// Opens a folder in a folder.
  func openFolder(_ name: String, in folder: Int32) throws(Errno) -> Int32
  /// Makes a folder with mode 0700.
  func makeFolder(_ name: String, in folder: Int32) throws(Errno)
  /// Removes an empty folder.
  func removeFolder(_ name: String, in folder: Int32) throws(Errno)
  /// Makes a file with mode 0600, open for writing; it must not exist.
  func createFile(_ name: String, in folder: Int32) throws(Errno) -> Int32
  /// Takes permission bits away from an open file or folder.
  func tighten(_ handle: Int32, to mode: UInt32) throws(Errno)
  /// Opens a file for reading; never waits, whatever stands there.
  func openFile(_ name: String, in folder: Int32) throws(Errno) -> Int32
  /// Opens a file to lock it, and makes it with mode 0600 if it is missing.
  func openLock(_ name: String, in folder: Int32) throws(Errno) -> Int32
  /// Takes the lock on an open file, or fails at once with `EWOULDBLOCK`.
  func lock(_ file: Int32) throws(Errno)
  /// Reads up to `most` bytes; none at the end.
  func read(_ file: Int32, most: Int) throws(Errno) -> [UInt8]
  /// Writes some of the bytes and says how many.
  func write(_ file: Int32, _ bytes: ArraySlice<UInt8>) throws(Errno) -> Int
  /// Returns when a file's bytes are on the disk.
  func syncFile(_ file: Int32) throws(Errno)
  /// Returns when a folder's names are on the disk.
  func syncFolder(_ folder: Int32) throws(Errno)
  /// Gives the handle back, and a lock on it.
  func close(_ handle: Int32) throws(Errno)
  /// Gives a file a new name in the same folder, in place of whatever had that name.
  func rename(_ name: String, to newName: String, in folder: Int32) throws(Errno)
  /// Removes a file.
  func remove(_ name: String, in folder: Int32) throws(Errno)
  /// The names in a folder, in no order; names that are not UTF-8 are not ours and are left out.
  func names(in folder: Int32) throws(Errno) -> [String]
  /// What an open handle is.
  func status(_ handle: Int32) throws(Errno) -> FileStatus
  /// What stands at a name.
  func status(of name: String, in folder: Int32) throws(Errno) -> FileStatus
}
