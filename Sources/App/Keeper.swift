// Carries a session's wishes about notes to where they are kept.
//
// Rules: nothing is opened, made or written before both chose to keep; a failed save is told as such and
// never stops a conversation.

import Conversation
import Vault

/// The kept notes of one conversation.
final class Keeper {
  private let environment: [String: String]
  private var store: (any NoteStore)?
  private var record = Record(created: LocalClock.moment)
  /// What went wrong last, to be told when the screen is free again.
  private(set) var failure: StoreError?

  init(environment: [String: String]) { self.environment = environment }

  /// The id under which this conversation is kept, if it is.
  var id: RandomName { record.id }
  /// Why nothing can be written to the vault that notes go to.
  var readOnly: StoreError? { (store as? SealedStore)?.readOnly }

  /// The open store of a vault, if notes of this conversation go there.
  func store(of vault: UnlockedVault) -> SealedStore? {
    (store as? SealedStore).flatMap { $0.vault.path == vault.path ? $0 : nil }
  }

  /// The vault that notes of this conversation go to, if there is one.
  var vault: UnlockedVault? { (store as? SealedStore)?.vault }

  /// Remembers what went wrong, to be told when the screen is free again.
  func note(_ failure: StoreError) { self.failure = failure }

  /// Lets go of a vault that is about to be burned, and of the conversation's notes in it.
  func letGo(of vault: UnlockedVault) {
    guard store(of: vault) != nil else { return }
    store = nil
    record = Record(created: record.created)
  }

  /// Notes go to a vault from here on.
  /// - Returns: notes that an earlier conversation left unfinished; they are kept now.
  func use(_ vault: UnlockedVault) -> [String] {
    let store = SealedStore(vault)
    self.store = store
    failure = store.readOnly
    return attempt([]) { () throws(StoreError) in
      let catalogue = try vault.catalogue()
      let drafts = try vault.drafts(catalogue)
      try store.tidy(catalogue)
      return try self.finish(drafts, in: store)
    }
  }

  /// Notes go to plain text from here on.
  /// - Returns: notes that an earlier conversation left unfinished; they are kept now.
  func usePlain() -> [String] {
    attempt([]) { () throws(StoreError) in
      let store = try self.plainStore()
      return try self.finish(store.drafts(), in: store)
    }
  }

  private func finish(_ drafts: [Record], in store: any NoteStore) throws(StoreError) -> [String] {
    for draft in drafts { try store.commit(draft) }
    return drafts.flatMap { $0.entries.suffix(1).map(\.text) }
  }

  /// Puts the conversation's notes on the disk.
  /// - Returns: whether they are there.
  func save(_ notes: [Note], of session: Session) -> Bool {
    record.entries = entries(notes, of: session)
    return attempt(false) { () throws(StoreError) in
      try self.openStore().commit(self.record)
      return true
    }
  }

  /// Puts what is being typed beside them.
  /// - Returns: whether it is there.
  func draft(_ notes: [Note], of session: Session) -> Bool {
    var draft = record
    draft.entries = entries(notes, of: session)
    return attempt(false) { () throws(StoreError) in
      try self.openStore().draft(draft)
      return true
    }
  }

  /// Takes the conversation's notes from the disk again.
  func discard() -> Bool {
    let id = record.id
    record = Record(created: record.created)
    return attempt(false) { () throws(StoreError) in
      switch try self.openStore() {
      case let store as SealedStore: try self.delete(id, from: store)
      case let store as PlainStore: try store.remove(id)
      default: break
      }
      return true
    }
  }

  private func delete(_ id: RandomName, from store: SealedStore) throws(StoreError) {
    for summary in try store.vault.catalogue().summaries where summary.id == id { try store.delete(summary) }
    try store.dropDraft(of: id)
  }

  /// The conversation ends here: what was kept of it is marked as finished, and what the disk did not take is
  /// tried a last time.
  /// - Parameter isWhole: whether it came to its own end, and was not cut off.
  func end(isWhole: Bool) {
    guard !record.entries.isEmpty, isWhole || failure != nil else { return }
    record.finished = isWhole
    attempt(()) { () throws(StoreError) in try self.openStore().commit(self.record) }
  }

  private func entries(_ notes: [Note], of session: Session) -> [Record.Entry] {
    notes.map { note in
      let card = session.setup.deck.card(note.card)
      return Record.Entry(section: card?.section.rawValue ?? "", prompt: card?.text ?? "", text: note.text, card: note.card)
    }
  }

  private func openStore() throws(StoreError) -> any NoteStore {
    if let store { return store }
    return try plainStore()
  }

  private func plainStore() throws(StoreError) -> PlainStore {
    let plain = try PlainStore(dataHome: HomeFolders.data(environment))
    store = plain
    return plain
  }

  /// Does something with the store; what goes wrong is remembered.
  @discardableResult
  private func attempt<Result>(_ otherwise: Result, _ work: () throws(StoreError) -> Result) -> Result {
    do {
      let result = try work()
      failure = nil
      return result
    } catch {
      failure = error
      return otherwise
    }
  }
}
