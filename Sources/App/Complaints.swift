// What went wrong with files, as phrases.
//
// Rules: every error has its words here and nowhere else; they name a path at most.

import DeckFormat
import Glibc
import Settings
import TomlFile
import Vault

extension StoreError {
  /// What happened and what helps.
  var complaint: Complaint {
    switch self {
    case .noHome(let name): Complaint(.storeNoHome, hint: .storeNoHomeHint, ["name": name])
    case .relativeHome(let name): Complaint(.storeRelativeHome, hint: .storeNoHomeHint, ["name": name])
    case .diskFull(let path): Complaint(.storeDiskFull, hint: .storeDiskFullHint, ["path": path])
    case .readOnly(let path): Complaint(.storeReadOnly, hint: .storeReadOnlyHint, ["path": path])
    case .permission(let path): Complaint(.storePermission, hint: .storePermissionHint, ["path": path])
    case .locked(let path): Complaint(.storeLocked, hint: .storeLockedHint, ["path": path])
    case .loosePermissions(let path, let mode):
      Complaint(.storeLoose, hint: .storeLooseHint, ["path": path, "mode": String(mode, radix: 8)])
    case .otherOwner(let path): Complaint(.storeOtherOwner, hint: .storeOtherOwnerHint, ["path": path])
    case .wrongKind(let path): Complaint(.storeWrongKind, hint: .storeWrongKindHint, ["path": path])
    case .missing(let path): Complaint(.storeMissing, hint: .storeMissingHint, ["path": path])
    case .newerVersion(let path): Complaint(.storeNewer, hint: .storeNewerHint, ["path": path])
    case .damaged(let path): Complaint(.storeDamaged, hint: .storeDamagedHint, ["path": path])
    case .tooLarge(let path): Complaint(.storeTooLarge, hint: .storeTooLargeHint, ["path": path])
    case .wrongPassphrase: Complaint(.storeWrongPassphrase, hint: .storeWrongPassphraseHint)
    case .emptyPassphrase: Complaint(.storeEmptyPassphrase, hint: .storeEmptyPassphraseHint)
    case .samePassphrase: Complaint(.storeSamePassphrase, hint: .storeSamePassphraseHint)
    case .cancelled: Complaint(.storeCancelled, hint: .storeCancelledHint)
    case .noMemory: Complaint(.storeNoMemory, hint: .storeNoMemoryHint)
    case .swappedRecipient(let path): Complaint(.storeSwapped, hint: .storeSwappedHint, ["path": path])
    case .swappable: Complaint(.storeSwappable, hint: .storeSwappableHint)
    case .strayFile(let path): Complaint(.storeStray, hint: .storeStrayHint, ["path": path])
    case .leftBehind(let path): Complaint(.storeLeftBehind, hint: .storeLeftBehindHint, ["path": path])
    case .failed(let path, let code):
      Complaint(.storeFailed, hint: .storeFailedHint, ["path": path, "why": String(cString: strerror(code))])
    }
  }
}

extension Complaint {
  /// A new file could not be made, or not be written whole.
  /// - Parameter code: errno.
  static func notMade(_ path: String, _ code: Int32) -> Complaint {
    code == EEXIST
      ? Complaint(.fileTaken, hint: .fileTakenHint, ["path": path])
      : Complaint(.storeFailed, hint: .fileUnmadeHint, ["path": path, "why": String(cString: strerror(code))])
  }
}

extension SmallFileError {
  /// What happened to the file at a path, and what helps.
  func complaint(_ path: String) -> Complaint {
    switch self {
    case .missing: Complaint(.storeMissing, hint: .fileMissingHint, ["path": path])
    case .notRegular: Complaint(.fileNotRegular, hint: .fileNotRegularHint, ["path": path])
    case .tooLarge: Complaint(.storeTooLarge, hint: .fileTooLargeHint, ["path": path])
    case .unreadable(let code):
      Complaint(.storeFailed, hint: .fileUnreadableHint, ["path": path, "why": String(cString: strerror(code))])
    }
  }
}

extension TomlFault {
  /// A mistake in a file that people wrote, of which the rest is used.
  func complaint(in file: String) -> Complaint {
    Complaint(
      .fileFault, hint: .fileSettingsHint, ["place": "\(file):\(line):\(column)", "what": what, "hint": hint])
  }
}

extension DeckTrouble {
  /// What happened and what helps.
  var complaint: Complaint {
    switch self {
    case .unknownName(let name): Complaint(.fileUnknownDeck, hint: .fileUnknownDeckHint, ["name": name])
    case .file(let path, let error): error.complaint(path)
    case .faults(let faults):
      Complaint(
        .fileFault, hint: .fileFaultHint,
        ["place": "\(faults[0].file):\(faults[0].line):\(faults[0].column)", "what": faults[0].what, "hint": faults[0].hint])
    }
  }
}
