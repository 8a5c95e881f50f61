// Why a command about kept notes ends early, as a value.
//
// Rules: what happened, a hint, an exit code; it may name a path or an id, never a note's text or a passphrase.

import Vault

/// What keeps `aftercare notes` from doing what was asked.
struct NotesTrouble: Error, Equatable {
  var what: String
  var hint: String
  var status: Int32

  init(_ what: String, hint: String, status: Int32 = ExitStatus.unreadable) {
    self.what = what
    self.hint = hint
    self.status = status
  }

  /// Something went wrong with the store.
  init(_ error: StoreError) {
    switch error {
    case .wrongPassphrase, .emptyPassphrase:
      self.init(
        error.message, hint: error.hint + "; it is also so where nothing sealed is kept",
        status: ExitStatus.nothingOpens)
    case .cancelled: self.init("", hint: "", status: ExitStatus.interrupted)
    default: self.init(error.message, hint: error.hint)
    }
  }

  /// A mistake in the words of the command line.
  static func usage(_ what: String, hint: String) -> NotesTrouble {
    NotesTrouble(what, hint: hint, status: ExitStatus.usage)
  }

  /// A signal asked for the end: nothing is said.
  static func signal(_ number: Int32) -> NotesTrouble {
    NotesTrouble("", hint: "", status: ExitStatus.signal(number))
  }

  /// Says it on standard error.
  func tell() {
    if !what.isEmpty { Message.warn("aftercare: \(what)", hint: hint) }
  }
}

/// Runs something that the store may refuse.
func asking<Result>(_ work: () throws(StoreError) -> Result) throws(NotesTrouble) -> Result {
  do throws(StoreError) {
    return try work()
  } catch {
    throw NotesTrouble(error)
  }
}
