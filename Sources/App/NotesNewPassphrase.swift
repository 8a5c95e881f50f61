// `aftercare notes passphrase`: another passphrase for what one opens.
//
// Rules: the old one first, then the new one twice on a terminal, or once from a descriptor of its own; what cannot be
// promised is said before it happens. A weak one gets a sentence, and is taken.

import Settings
import Terminal
import Vault

extension NotesCommands {
  /// Changes the passphrase that was typed: the one for both, or one seat's own.
  /// - Parameter descriptor: where the new one comes from; `nil` asks on the terminal.
  public static func changePassphrase(_ place: NotesPlace, from descriptor: Int32?) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      let words = Words.ofCommands
      if let descriptor {
        try NotesPassphrase.check(descriptor)
        if descriptor == place.passphraseDescriptor {
          throw .usage(.commandSameDescriptor, hint: .commandSameDescriptorHint)
        }
      }
      guard !place.isPlainText, let shelf = try place.openOne() as? SealedShelf else {
        throw .usage(.commandPassphraseSealed, hint: .commandPassphraseSealedHint)
      }
      // Before anybody thinks of a new one.
      if let readOnly = SealedStore(shelf.vault).readOnly { throw NotesTrouble(readOnly) }
      NotesOutput.aside(words[.commandPassphraseCopies])
      let passphrase = try newPassphrase(from: descriptor, words)
      try asking(
        try NotesWork.wait(.commandSealing) { _ in
          Result { () throws(StoreError) in try shelf.vaults.change(shelf.vault, to: passphrase) }
        }.get)
      try NotesOutput.lines([words[.commandPassphraseChanged]])
      return ExitStatus.goodbye
    }
  }

  private static func newPassphrase(from descriptor: Int32?, _ words: Words) throws(NotesTrouble) -> SecretBytes {
    while true {
      let first = try NotesPassphrase.read(from: descriptor, asking: .commandNewPassphrase)
      let isQuestion = first.withBytes { $0.count == 1 && $0[0] == 0x3F }
      if descriptor == nil, isQuestion {
        NotesOutput.aside(Suggestion.draw(from: Resources.passphraseWords))
        continue
      }
      if first.count == 0 { throw NotesTrouble(.emptyPassphrase) }
      if Passphrase.isWeak(first) { NotesOutput.aside(words[.passphraseWeak]) }
      if descriptor != nil { return first }
      if SecretBytes.same(first, try NotesPassphrase.read(from: nil, asking: .commandNewPassphraseAgain)) { return first }
      NotesOutput.aside(words[.passphraseDifferent])
    }
  }
}
