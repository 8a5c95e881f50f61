// What can go wrong with kept notes, as values.
//
// Rules: an error is a value, and whoever tells it has the words. It names a path at most; never a note's text, a
// prompt or a passphrase. A path may hold any bytes a file name may: whoever shows one makes it safe for the terminal first.

import Glibc

/// Why notes could not be kept, read or found.
public enum StoreError: Error, Equatable, Sendable {
  /// The environment variable is unset or empty, and nothing else says where private files go.
  case noHome(variable: String)
  /// The environment variable holds a path that does not begin with `/`.
  case relativeHome(variable: String)
  /// No room: the disk, a quota or a limit on the size of files.
  case diskFull(path: String)
  /// The file system is mounted read-only.
  case readOnly(path: String)
  /// The system does not let this user do it.
  case permission(path: String)
  /// Another program holds the lock.
  case locked(path: String)
  /// Other users could look inside: the mode has bits for group or others.
  case loosePermissions(path: String, mode: UInt32)
  /// The file or folder belongs to another user.
  case otherOwner(path: String)
  /// A link, a device or something else stands where a plain file or folder must be.
  case wrongKind(path: String)
  /// The file or folder is not there.
  case missing(path: String)
  /// A newer version of the program wrote it: it can be read, but not changed here.
  case newerVersion(path: String)
  /// It cannot be read as what it should be; nothing of it is used.
  case damaged(path: String)
  /// It holds more than this program takes.
  case tooLarge(path: String)
  /// No identity opens with this passphrase.
  case wrongPassphrase
  /// A passphrase must hold at least one character.
  case emptyPassphrase
  /// Two seats may not have the same passphrase: neither would have anything of their own.
  case samePassphrase
  /// Whoever asked for it stopped it; nothing was changed.
  case cancelled
  /// scrypt asks for more memory than there is, about 256 MiB.
  case noMemory
  /// The cached recipient is not the one that belongs to the unlocked identity.
  case swappedRecipient(path: String)
  /// The system lets no memory be locked: keys could reach the swap space.
  case swappable
  /// A sealed file under a name that this program did not give: what it holds is nowhere else.
  case strayFile(path: String)
  /// It was removed as far as it is ours; something else lies there still.
  case leftBehind(path: String)
  /// The disk or the system failed in another way.
  case failed(path: String, code: Int32)

  /// The error for a system call on `path` that failed with `errno`.
  init(_ errno: Errno, path: String) {
    self =
      switch errno.code {
      case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
      case EROFS: .readOnly(path: path)
      case EACCES, EPERM: .permission(path: path)
      case ELOOP, ENOTDIR, EISDIR, ENXIO: .wrongKind(path: path)
      case ENOENT: .missing(path: path)
      case EWOULDBLOCK: .locked(path: path)
      default: .failed(path: path, code: errno.code)
      }
  }
  /// The error for an age file that does not open.
  init(_ error: AgeError, path: String) {
    self = error == .noMemory ? .noMemory : .damaged(path: path)
  }
}
