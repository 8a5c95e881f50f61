// Carries a session's wishes about notes to where they are kept.
//
// Rules: nothing is opened, made or written before both chose to keep; no way of keeping ever takes another's place;
// a failed save is told as such and never stops a conversation. What the disk refused stays here until it is done:
// notes that are to be kept, and notes that are to go.

import Conversation
import Vault

/// The kept notes of one conversation.
final class Keeper {
  /// How notes are kept, as the two chose it.
  private enum Way {
    case not, plain
    case sealed(UnlockedVault)
  }

  private let environment: [String: String]
  private let disk: any FileSystem
  private var way = Way.not
  private var store: (any NoteStore)?
  /// What is kept of this conversation: for both, and for one seat alone.
  private var records: [Seat?: Record] = [:]
  private let began = LocalClock.moment
  /// The seat whose passphrase opened the vault, where each has one.
  private var owner: Seat?
  /// What is to go and is not gone yet.
  private var goingIds: Set<RandomName> = []
  /// Where vaults are that the disk did not let go of whole.
  private var burning: Vaults?
  /// Whether notes are here that are not on the disk yet.
  private var isUnsaved = false
  /// What went wrong last, to be told when the screen is free again.
  private(set) var failure: StoreError?

  init(environment: [String: String], disk: any FileSystem = RealFileSystem()) {
    self.environment = environment
    self.disk = disk
  }

  /// Whether something is not saved yet, or not gone yet.
  var isPending: Bool { isUnsaved || !goingIds.isEmpty || burning != nil }

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

  /// What was passed over, to be told when the screen is free again.
  private var passedOver: [StoreError] = []
  func tellLater(_ problems: [StoreError]) {
    for problem in problems where !passedOver.contains(problem) { passedOver.append(problem) }
  }

  /// All that is to be told when the screen is free again.
  var told: [StoreError] { passedOver.filter { $0 != failure } + (failure.map { [$0] } ?? []) }

  /// Remembers what went wrong, to be told when the screen is free again.
  func note(_ failure: StoreError) { self.failure = failure }

  /// Lets go of a vault that was burnt, and of the conversation's notes in it.
  /// - Parameter left: what the disk did not let go of it; unless it is not ours, it is tried again.
  func letGo(of vault: UnlockedVault, in vaults: Vaults, left: StoreError?) {
    if let left {
      failure = left
      if case .leftBehind = left {} else { burning = vaults }
    }
    guard case .sealed(let mine) = way, mine.path == vault.path else { return }
    way = .not
    store = nil
    records = [:]
    goingIds = []
    isUnsaved = false
  }

  /// A vault opened for notes, with what was read of it.
  ///
  /// Unchecked is sound: it is made on one thread and given over whole, through the lock of a Worker's slot.
  struct Ready: @unchecked Sendable {
    let store: SealedStore
    /// Notes that an earlier conversation left unfinished; they are kept now.
    var unfinished: [String] = []
    var remembrance: Remembrance?
    var failure: StoreError?
  }

  /// Opens a vault for notes and reads all that is asked of it then. Slow for a large vault: not for the loop's thread.
  static func ready(_ vault: UnlockedVault, isWanted: () -> Bool = { true }) -> Ready {
    var ready = Ready(store: SealedStore(vault))
    ready.failure = ready.store.readOnly
    guard ready.failure == nil else { return ready }
    do throws(StoreError) {
      let catalogue = try vault.catalogue { _, _ in isWanted() }
      ready.remembrance = Remembrance(vault, catalogue)
      let drafts = try vault.drafts(catalogue)
      try ready.store.tidy(catalogue)
      if isWanted() { ready.unfinished = try finish(drafts, in: ready.store) }
    } catch {
      ready.failure = error
    }
    return ready
  }

  /// Notes go to a vault from here on.
  func use(_ ready: Ready) {
    way = .sealed(ready.store.vault)
    store = ready.store
    failure = ready.failure
  }

  /// Notes go to plain text from here on.
  /// - Returns: notes that an earlier conversation left unfinished; they are kept now.
  func usePlain() -> [String] {
    way = .plain
    return attempt([]) { () throws(StoreError) in
      let store = try self.plainStore()
      return try Self.finish(store.drafts(), in: store)
    }
  }

  private static func finish(_ drafts: [Record], in store: any NoteStore) throws(StoreError) -> [String] {
    for draft in drafts { try store.commit(draft) }
    // Two may look on: what is for one alone is kept, and not shown; nor is what nothing proves to be theirs.
    return drafts.filter { !$0.isPrivate && $0.isProven }.flatMap { $0.entries.suffix(1).map(\.text) }
  }

  /// Puts the conversation's notes on the disk.
  /// - Returns: whether they are there.
  func save(_ notes: [Note], of session: Session) -> Bool {
    owner = session.owner
    for reader in Set(notes.map(\.reader)).union(records.keys) {
      records[reader] = record(notes, for: reader, of: session)
    }
    isUnsaved = true
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

  /// Takes the conversation's notes from the disk again. What does not go at once is tried again.
  /// - Returns: whether all are gone.
  func discard() -> Bool {
    goingIds.formUnion(ids)
    records = [:]
    isUnsaved = false
    return attempt(false) { () throws(StoreError) in
      try self.removeGoing()
      return true
    }
  }

  /// Tries once more what the disk refused.
  /// - Returns: whether nothing is left to be tried.
  func retry() -> Bool {
    attempt(false) { () throws(StoreError) in
      try self.removeGoing()
      try self.finishBurning()
      if self.isUnsaved { try self.commitAll() }
      return true
    }
  }

  private func finishBurning() throws(StoreError) {
    let left = try burning?.tidy()
    if let left, case .leftBehind = left {} else if let left { throw left }
    burning = nil
  }

  private func removeGoing() throws(StoreError) {
    guard !goingIds.isEmpty else { return }
    let store = try openStore()
    for id in goingIds {
      switch store {
      case let store as SealedStore: try delete(id, from: store)
      case let store as PlainStore: try store.remove(id)
      default: break
      }
      goingIds.remove(id)
    }
  }

  private func delete(_ id: RandomName, from store: SealedStore) throws(StoreError) {
    // What this store wrote it knows; the whole list is read only where it was opened again since.
    let listed = store.knows(id) ? [] : try store.vault.catalogue().summaries.filter { $0.id == id }
    for summary in listed { try store.delete(summary) }
    if listed.isEmpty { try store.delete(id) }
    try store.dropDraft(of: id)
  }

  /// The conversation ends here: what was kept of it is marked as finished, and what the disk did not take, or not let
  /// go, is tried a last time.
  /// - Parameter isWhole: whether it came to its own end, and was not cut off.
  func end(isWhole: Bool) {
    if isPending { _ = retry() }
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
    isUnsaved = false
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

  /// The store of the way that was chosen, and of no other: where it cannot be opened, nothing is kept for now.
  private func openStore() throws(StoreError) -> any NoteStore {
    switch way {
    case .plain: return try plainStore()
    case .sealed(let vault):
      if let store = store(of: vault) { return store }
      let new = SealedStore(vault)
      store = new
      return new
    case .not: throw .cancelled
    }
  }

  private func plainStore() throws(StoreError) -> PlainStore {
    if let plain = store as? PlainStore { return plain }
    let plain = try PlainStore(dataHome: HomeFolders.data(environment), on: disk)
    store = plain
    return plain
  }

  /// Does something with the store; what goes wrong is remembered.
  @discardableResult
  private func attempt<Result>(_ otherwise: Result, _ work: () throws(StoreError) -> Result) -> Result {
    do {
      let result = try work()
      if !isPending { failure = nil }
      return result
    } catch {
      failure = error
      return otherwise
    }
  }
}
