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
  /// What is kept of this conversation: for both, and for one seat alone.
  private var records: [Seat?: Record] = [:]
  private let began = LocalClock.moment
  /// The seat whose passphrase opened the vault, where each has one.
  private var owner: Seat?
  /// What went wrong last, to be told when the screen is free again.
  private(set) var failure: StoreError?

  init(environment: [String: String]) { self.environment = environment }

  /// The ids under which this conversation is kept, if it is.
  var ids: Set<RandomName> { Set(records.values.map(\.id)) }
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
    records = [:]
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
    // Two may look on: what is for one alone is kept, and not shown.
    return drafts.filter { !$0.isPrivate }.flatMap { $0.entries.suffix(1).map(\.text) }
  }

  /// Puts the conversation's notes on the disk.
  /// - Returns: whether they are there.
  func save(_ notes: [Note], of session: Session) -> Bool {
    owner = session.owner
    for reader in Set(notes.map(\.reader)).union(records.keys) {
      records[reader] = record(notes, for: reader, of: session)
    }
    return attempt(false) { () throws(StoreError) in
      try self.commitAll()
      return true
    }
  }

  /// Puts what is being typed beside them.
  /// - Returns: whether it is there.
  func draft(_ notes: [Note], of session: Session) -> Bool {
    owner = session.owner
    let reader = session.reader
    // What is committed later takes the draft's place: it has the same id.
    if records[reader] == nil { records[reader] = record([], for: reader, of: session) }
    let draft = record(notes, for: reader, of: session)
    return attempt(false) { () throws(StoreError) in
      switch try self.openStore() {
      case let store as SealedStore: try store.draft(draft, to: self.recipients(for: reader, in: store))
      case let store: try store.draft(draft)
      }
      return true
    }
  }

  /// Takes the conversation's notes from the disk again.
  func discard() -> Bool {
    let gone = ids
    records = [:]
    return attempt(false) { () throws(StoreError) in
      switch try self.openStore() {
      case let store as SealedStore: for id in gone { try self.delete(id, from: store) }
      case let store as PlainStore: for id in gone { try store.remove(id) }
      default: break
      }
      return true
    }
  }

  private func delete(_ id: RandomName, from store: SealedStore) throws(StoreError) {
    let listed = try store.vault.catalogue().summaries.filter { $0.id == id }
    for summary in listed { try store.delete(summary) }
    if listed.isEmpty { try store.delete(id) }
    try store.dropDraft(of: id)
  }

  /// The conversation ends here: what was kept of it is marked as finished, and what the disk did not take is
  /// tried a last time.
  /// - Parameter isWhole: whether it came to its own end, and was not cut off.
  func end(isWhole: Bool) {
    guard records.values.contains(where: { !$0.entries.isEmpty }), isWhole || failure != nil else { return }
    for reader in records.keys { records[reader]?.finished = isWhole }
    attempt(()) { () throws(StoreError) in try self.commitAll() }
  }

  private func commitAll() throws(StoreError) {
    let store = try openStore()
    for (reader, record) in records {
      if let store = store as? SealedStore {
        try store.commit(record, to: recipients(for: reader, in: store))
      } else {
        try store.commit(record)
      }
    }
  }

  /// Whom notes are sealed to: both, or the one whom they are for.
  private func recipients(for reader: Seat?, in store: SealedStore) -> [AgeRecipient] {
    guard let reader else { return store.vault.recipients }
    return [reader == owner ? store.vault.own : store.vault.other ?? store.vault.own]
  }

  /// The notes for one reader as they are to be kept, under the id that they have.
  private func record(_ notes: [Note], for reader: Seat?, of session: Session) -> Record {
    var record = records[reader] ?? Record(created: began, isPrivate: reader != nil)
    record.entries = notes.filter { $0.reader == reader }.map { note in
      let card = session.setup.deck.card(note.card)
      return Record.Entry(section: card?.section.rawValue ?? "", prompt: card?.text ?? "", text: note.text, card: note.card)
    }
    return record
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
