// Carries a session's wishes about notes to where they are kept.
//
// Rules: nothing is opened, made or written before the first note that both chose to keep; a failed save is
// told as such and never stops a conversation.

import Conversation
import Glibc
import Vault

/// The kept notes of one conversation.
final class Keeper {
  private let environment: [String: String]
  private var store: PlainStore?
  private var record = Record(id: RandomName(), created: LocalClock.moment, entries: [])
  /// What went wrong last, to be told when the screen is free again.
  private(set) var failure: StoreError?

  init(environment: [String: String]) { self.environment = environment }

  /// Puts the conversation's notes on the disk.
  /// - Returns: whether they are there.
  func save(_ notes: [Note], of session: Session) -> Bool {
    record.entries = notes.map { note in
      let card = session.setup.deck.card(note.card)
      return Record.Entry(section: card?.section.rawValue ?? "", prompt: card?.text ?? "", text: note.text)
    }
    return attempt { store throws(StoreError) in try store.commit(self.record) }
  }

  /// Takes the conversation's notes from the disk again.
  func discard() -> Bool {
    attempt { store throws(StoreError) in try store.remove(self.record.id) }
  }

  /// Marks the conversation as finished, if anything of it was kept.
  func finish() {
    guard store != nil, !record.entries.isEmpty else { return }
    record.finished = true
    _ = attempt { store throws(StoreError) in try store.commit(self.record) }
  }

  private func attempt(_ work: (PlainStore) throws(StoreError) -> Void) -> Bool {
    do {
      if store == nil { store = try PlainStore(dataHome: HomeFolders.data(environment)) }
      if let store { try work(store) }
      failure = nil
      return true
    } catch {
      failure = error
      return false
    }
  }
}
