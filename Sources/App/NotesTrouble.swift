// Why a command about kept notes ends early, as a value.
//
// Rules: what happened, a hint, an exit code; it may name a path or an id, never a note's text or a passphrase.

import Settings
import Vault

/// What keeps `aftercare notes` from doing what was asked.
struct NotesTrouble: Error, Equatable {
  /// `nil` where nothing is to be said.
  var complaint: Complaint?
  var status: Int32

  init(_ complaint: Complaint?, status: Int32 = ExitStatus.unreadable) {
    self.complaint = complaint
    self.status = status
  }

  init(_ what: Phrase, hint: Phrase, _ values: [String: String] = [:], status: Int32 = ExitStatus.unreadable) {
    self.init(Complaint(what, hint: hint, values), status: status)
  }

  /// Something went wrong with the store.
  init(_ error: StoreError) {
    switch error {
    case .wrongPassphrase, .emptyPassphrase: self.init(error.complaint, status: ExitStatus.nothingOpens)
    case .cancelled: self.init(nil, status: ExitStatus.interrupted)
    default: self.init(error.complaint)
    }
  }

  /// A mistake in the words of the command line.
  static func usage(_ what: Phrase, hint: Phrase, _ values: [String: String] = [:]) -> NotesTrouble {
    NotesTrouble(what, hint: hint, values, status: ExitStatus.usage)
  }

  /// A signal asked for the end: nothing is said.
  static func signal(_ number: Int32) -> NotesTrouble {
    NotesTrouble(nil, status: ExitStatus.signal(number))
  }

  /// Says it on standard error.
  func tell() { complaint?.tell(.ofCommands) }
}

/// Runs something that the store may refuse.
func asking<Result>(_ work: () throws(StoreError) -> Result) throws(NotesTrouble) -> Result {
  do throws(StoreError) {
    return try work()
  } catch {
    throw NotesTrouble(error)
  }
}
