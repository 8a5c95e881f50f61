// What can go wrong with kept notes, as values.
//
// Rules: an error is what happened and a hint. It names a path at most; never a note's text, a prompt or a
// passphrase. A path may hold any bytes a file name may: whoever shows one makes it safe for the terminal first.

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
  /// The disk or the system failed in another way.
  case failed(path: String, code: Int32)

  /// What happened, in one English line.
  public var message: String {
    switch self {
    case .noHome(let variable): "\(variable) is not set, so there is no private place for notes"
    case .relativeHome(let variable): "\(variable) is not a full path, so there is no private place for notes"
    case .diskFull(let path): "there is no room left for \(path)"
    case .readOnly(let path): "\(path) can only be read here"
    case .permission(let path): "no permission for \(path)"
    case .locked(let path): "\(path) is open in another window"
    case .loosePermissions(let path, let mode):
      "other people on this computer could open \(path) (mode \(String(mode, radix: 8)))"
    case .otherOwner(let path): "\(path) belongs to another user"
    case .wrongKind(let path): "\(path) is a link or not a plain file or folder"
    case .missing(let path): "\(path) is not there"
    case .newerVersion(let path): "a newer version of this program wrote \(path)"
    case .damaged(let path): "\(path) cannot be read; nothing of it is used"
    case .tooLarge(let path): "\(path) is too large"
    case .wrongPassphrase: "nothing opens with this passphrase"
    case .emptyPassphrase: "the passphrase is empty"
    case .samePassphrase: "both passphrases are the same"
    case .cancelled: "stopped"
    case .noMemory: "there is not enough free memory to open a passphrase"
    case .swappedRecipient(let path): "\(path) does not belong to this vault"
    case .failed(let path, let code): "\(path): \(String(cString: strerror(code)))"
    }
  }

  /// What a person can do about it, in one English line.
  public var hint: String {
    switch self {
    case .noHome(let variable), .relativeHome(let variable):
      "set \(variable) to a full path that begins with /, such as /home/you"
    case .diskFull: "make room, then try again; what was saved before is untouched"
    case .readOnly: "nothing can be saved until the disk can be written"
    case .permission(let path): "look at the owner and mode: ls -ld '\(path)'"
    case .locked: "close the other window, or read without changing anything"
    case .loosePermissions(let path, _): "close it to others: chmod -R go-rwx '\(path)'"
    case .otherOwner(let path): "look who owns it: ls -ld '\(path)'"
    case .wrongKind(let path): "look what it is: ls -ld '\(path)'"
    case .missing(let path): "look for it in a backup, or check the path: ls -la '\(path)'"
    case .newerVersion: "update this program to change it"
    case .damaged: "take this file from a backup or another copy of the folder"
    case .tooLarge: "this is not a file that the program made; move it elsewhere"
    case .wrongPassphrase: "try it again slowly; capital letters and spaces count"
    case .emptyPassphrase: "type at least one character"
    case .samePassphrase: "choose two different ones, or one for both of you"
    case .cancelled: "nothing was changed"
    case .noMemory: "close other programs, then try again"
    case .swappedRecipient(let path):
      "someone may have changed it; nothing is written until it is removed or restored: \(path)"
    case .failed: "what was saved before is untouched; try again"
    }
  }

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
