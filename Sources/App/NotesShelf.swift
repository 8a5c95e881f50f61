// One place that keeps notes, seen alike from the commands: a vault that was opened, or the plain folder.
//
// Rules: reading writes nothing and needs no lock, so it works beside a running conversation. A note that was
// being typed when a program ended belongs to its conversation and is shown with it.

import Vault

/// A kept conversation in a list, opened only when somebody looks.
struct Kept: Sendable {
  var id: RandomName
  var created: Moment
  /// Opens it, on any thread.
  var open: @Sendable () throws(StoreError) -> Record
}

/// What a shelf holds, and what of it cannot be read.
struct Holding: Sendable {
  var kept: [Kept]
  var problems: [StoreError]
}

/// A place that keeps notes.
protocol NotesShelf: Sendable {
  /// Where it lies, for messages.
  var path: String { get }
  /// What it holds. Slow for many: not for the main thread.
  func read(_ progress: NotesProgress) throws(StoreError) -> Holding
  /// Deletes a conversation.
  func delete(_ id: RandomName) throws(StoreError)
  /// Keeps imported conversations, until told to stop: what became of each.
  func add(_ records: [Record], _ progress: NotesProgress) throws(StoreError) -> [ImportOutcome]
  /// Removes everything for good.
  /// - Returns: what could not be removed, where nothing of it opens any more.
  func burn() throws(StoreError) -> StoreError?
}

/// An opened vault.
struct SealedShelf: NotesShelf {
  let vault: UnlockedVault
  let vaults: Vaults
  var path: String { vault.path }

  func read(_ progress: NotesProgress) throws(StoreError) -> Holding {
    let catalogue = try catalogue(progress)
    var problems = catalogue.problems
    let drafts = try vault.drafts(catalogue) { problems.append($0) }
    let isDraft = Set(drafts.map(\.id))
    var kept = catalogue.summaries.filter { !isDraft.contains($0.id) }.map { summary in
      Kept(id: summary.id, created: summary.created) { () throws(StoreError) in try vault.record(summary) }
    }
    kept += drafts.map { draft in Kept(id: draft.id, created: draft.created) { () throws(StoreError) in draft } }
    return Holding(kept: kept, problems: problems)
  }

  private func catalogue(_ progress: NotesProgress) throws(StoreError) -> Catalogue {
    try vault.catalogue { progress.reach($0, of: $1) }
  }

  func delete(_ id: RandomName) throws(StoreError) {
    let store = SealedStore(vault)
    if let readOnly = store.readOnly { throw readOnly }
    var catalogue = try vault.catalogue()
    // A conversation of which nothing but a draft was kept has no file that could be deleted yet.
    if !catalogue.summaries.contains(where: { $0.id == id }) {
      for draft in try vault.drafts(catalogue) where draft.id == id { try store.commit(draft) }
      catalogue = try vault.catalogue()
    }
    for summary in catalogue.summaries where summary.id == id { try store.delete(summary) }
    // Its drafts go with it.
    try store.tidy(try vault.catalogue())
  }

  func add(_ records: [Record], _ progress: NotesProgress) throws(StoreError) -> [ImportOutcome] {
    let store = SealedStore(vault)
    if let readOnly = store.readOnly { throw readOnly }
    let catalogue = try catalogue(progress)
    var known: [RandomName: Summary] = [:]
    for summary in catalogue.summaries { known[summary.id] = summary }
    var outcomes: [ImportOutcome] = []
    for (done, record) in records.enumerated() {
      guard progress.reach(done, of: records.count) else { throw .cancelled }
      outcomes.append(try store.add(record, to: known[record.id], in: catalogue))
    }
    try? store.tidy(try vault.catalogue())
    return outcomes
  }

  func burn() throws(StoreError) -> StoreError? { try vaults.burn(vault) }
}

/// The folder of plain text files.
struct PlainShelf: NotesShelf {
  let dataHome: String
  var path: String { dataHome + "/aftercare/plain" }

  private static let ending = ".txt"
  private static let draftEnding = ".draft.txt"

  func read(_ progress: NotesProgress) throws(StoreError) -> Holding {
    var holding = Holding(kept: [], problems: [])
    guard let folder = try folder() else { return holding }
    let names = try folder.names().filter { $0.hasSuffix(Self.ending) }
    var found: [RandomName: Record] = [:]
    for (done, name) in names.enumerated() {
      guard let id = Self.id(name) else { continue }
      guard progress.reach(done, of: names.count) else { throw .cancelled }
      do throws(StoreError) {
        guard var record = Record.decode(try folder.read(name, most: Record.most)) else {
          throw .damaged(path: folder.path(name))
        }
        // The name says whose file it is: it is what deleting goes by.
        record.id = id
        if record.revision > found[id]?.revision ?? -1 { found[id] = record }
      } catch {
        // Gone since its name was listed: replaced or removed.
        if case .missing = error { continue }
        holding.problems.append(error)
      }
    }
    holding.kept = found.values.map { record in
      Kept(id: record.id, created: record.created) { () throws(StoreError) in record }
    }
    return holding
  }

  func delete(_ id: RandomName) throws(StoreError) {
    try PlainStore(dataHome: dataHome).remove(id)
  }

  func add(_ records: [Record], _ progress: NotesProgress) throws(StoreError) -> [ImportOutcome] {
    let store = try PlainStore(dataHome: dataHome)
    var outcomes: [ImportOutcome] = []
    for (done, record) in records.enumerated() {
      guard progress.reach(done, of: records.count) else { throw .cancelled }
      outcomes.append(try store.add(record))
    }
    return outcomes
  }

  func burn() throws(StoreError) -> StoreError? {
    guard let folder = try folder() else { return nil }
    let store = try PlainStore(dataHome: dataHome)
    for id in Set(try folder.names().compactMap(Self.id)) { try store.remove(id) }
    return nil
  }

  /// The folder, if there is one; none is made.
  private func folder() throws(StoreError) -> Folder? {
    do throws(StoreError) {
      return try Folder.home(dataHome, create: false)
        .folder("aftercare", create: false)
        .folder("plain", create: false)
    } catch {
      if case .missing = error { return nil }
      throw error
    }
  }

  /// The id in a file's name.
  private static func id(_ name: String) -> RandomName? {
    for ending in [draftEnding, ending] where name.hasSuffix(ending) {
      return RandomName(String(name.dropLast(ending.count)))
    }
    return nil
  }
}
