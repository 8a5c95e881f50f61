// What a vault holds, without the words: which conversations, from when, with which sections.
//
// Rules: the catalogue follows from the sealed files alone, whatever order they are read in, so two copies of a
// vault merge by copying files. Of each conversation the files that no other file of it replaces count; a
// tombstone hides them all. What has no proof (Proof) has no power over what has one: it neither replaces it nor hides
// it, and is shown beside it.

import Conversation

/// One kept conversation in a list.
public struct Summary: Hashable, Sendable {
  /// The record's id.
  public let id: RandomName
  /// When the conversation began.
  public let created: Moment
  /// The sections that have notes, in their order.
  public let sections: [String]
  /// Whether it came to its end; if not, it is offered again.
  public let finished: Bool
  /// Whether a newer program wrote it.
  public let isReadOnly: Bool
  /// Whether all of it is proven to come from the vault's own people.
  public let isProven: Bool
  /// The files it is read from; more than one where two copies went on apart.
  let files: [RandomName]
}

/// The list of a vault's conversations.
public struct Catalogue: Sendable {
  /// What one sealed file is.
  struct Item: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case record, tombstone, agreement, memory, foreign }
    var kind: Kind
    var id: RandomName?
    var revision = 0
    var version = 1
    var created = Moment(seconds: 0, offset: 0)
    var finished = true
    var sections: [String] = []
    var replaces: Set<RandomName> = []
    /// Whether the vault's own people wrote it.
    var isAuthentic = true
    /// Whether they wrote all that it holds.
    var isProven = true
  }

  /// Every file that could be read, by its name.
  let items: [RandomName: Item]
  /// What the index is to know.
  var known: [RandomName: Item] { items.merging(lost) { item, _ in item } }
  /// Newest first.
  public let summaries: [Summary]
  /// Files that cannot be read, or that nobody knows the place of; what they hold is missing, and the files stay.
  public let problems: [StoreError]
  /// Whether nothing is missing that could be a no.
  public let isWhole: Bool
  /// What the index knows of agreements whose files are not there.
  let lost: [RandomName: Item]
  /// Files whose work is done: replaced, or deleted.
  let obsolete: [RandomName]
  /// The ids of deleted conversations: deleted with proof, and without.
  let deleted: Set<RandomName>
  let deletedUnproven: Set<RandomName>

  init(
    items: [RandomName: Item], problems: [StoreError], isWhole: Bool? = nil, lost: [RandomName: Item] = [:]
  ) {
    self.items = items
    self.problems = problems
    self.isWhole = isWhole ?? problems.isEmpty
    self.lost = lost
    let tombstones = items.values.filter { $0.kind == .tombstone }
    let deleted = Set(tombstones.filter(\.isAuthentic).compactMap(\.id))
    let deletedUnproven = Set(tombstones.filter { !$0.isAuthentic }.compactMap(\.id)).subtracting(deleted)
    (self.deleted, self.deletedUnproven) = (deleted, deletedUnproven)
    /// What some of these files take the place of.
    func replaced(by names: [RandomName]) -> Set<RandomName> {
      names.reduce(into: Set<RandomName>()) { replaced, name in
        let item = items[name]!
        let others = item.replaces.subtracting([name])
        replaced.formUnion(item.isAuthentic ? others : others.filter { items[$0]?.isAuthentic == false })
      }
    }
    var conversations: [RandomName: [RandomName]] = [:]
    for (name, item) in items where item.kind == .record { conversations[item.id!, default: []].append(name) }
    var summaries: [Summary] = []
    var obsolete: [RandomName] = []
    for (id, all) in conversations {
      let hidden = all.filter { deleted.contains(id) || !items[$0]!.isAuthentic && deletedUnproven.contains(id) }
      obsolete += hidden
      let names = all.filter { !hidden.contains($0) }
      if names.isEmpty { continue }
      let replaced = replaced(by: names)
      var heads = names.filter { !replaced.contains($0) }
      // Files that replace each other in a circle were not made by this program: all of them count.
      if heads.isEmpty { heads = names }
      obsolete += names.filter { !heads.contains($0) }
      func rank(_ name: RandomName) -> (Int, Int, String) {
        (items[name]!.isAuthentic ? 1 : 0, items[name]!.revision, name.text)
      }
      heads.sort { rank($1) < rank($0) }
      let first = items[heads[0]]!
      var sections: [String] = []
      for section in heads.flatMap({ items[$0]!.sections }) where !sections.contains(section) {
        sections.append(section)
      }
      summaries.append(
        Summary(
          id: id, created: first.created, sections: sections,
          finished: heads.allSatisfy { items[$0]!.finished },
          isReadOnly: heads.contains { items[$0]!.version > Record.currentVersion },
          isProven: heads.allSatisfy { items[$0]!.isProven }, files: heads))
    }
    let memories = items.filter { $0.value.kind == .memory }.map(\.key)
    let replaced = replaced(by: memories)
    // Of files that replace each other in a circle, which this program never makes, all stay.
    if memories.contains(where: { !replaced.contains($0) }) { obsolete += memories.filter(replaced.contains) }
    self.summaries = summaries.sorted { ($1.created.seconds, $1.id.text) < ($0.created.seconds, $0.id.text) }
    self.obsolete = obsolete
  }

  /// A page of the list, counted from zero; empty after the last.
  public func page(_ number: Int, size: Int) -> ArraySlice<Summary> {
    let start = min(max(0, number) * size, summaries.count)
    return summaries[start..<min(start + size, summaries.count)]
  }

  /// Whether a draft is later than what was committed of its conversation, and its conversation was not deleted. What is
  /// proven is measured by what is proven alone.
  func isLater(_ draft: Record) -> Bool {
    if deleted.contains(draft.id) || !draft.isAuthentic && deletedUnproven.contains(draft.id) { return false }
    let committed = items.values.reduce(0) {
      $1.id == draft.id && $1.kind == .record && ($1.isAuthentic || !draft.isAuthentic) ? max($0, $1.revision) : $0
    }
    return draft.revision > committed || draft.revision == Record.mostRevision
  }
}

extension UnlockedVault {
  /// What the sealed index knows of the files that are there: at once, and perhaps not all of it.
  public func knownCatalogue() throws(StoreError) -> Catalogue {
    let names = Set(
      try folder.names().compactMap { name in
        name.hasSuffix(Self.ending) ? RandomName(String(name.dropLast(Self.ending.count))) : nil
      })
    return Catalogue(items: SealedIndex.read(self).filter { names.contains($0.key) }, problems: [])
  }

  /// Reads what the vault holds: the sealed index first, then every file that it does not name. `progress` hears
  /// how many files were read and how many there are, and stops the work by answering `false`: then this throws
  /// `cancelled`. What cannot be read is named in the catalogue's problems.
  public func catalogue(
    progress: (_ done: Int, _ all: Int) -> Bool = { _, _ in true }
  ) throws(StoreError) -> Catalogue {
    let files = try folder.names().filter(Self.isSealedFile)
    let known = SealedIndex.read(self)
    var items: [RandomName: Catalogue.Item] = [:]
    var problems: [StoreError] = []
    var strays: [String] = []
    for (done, file) in files.enumerated() {
      guard let name = RandomName(String(file.dropLast(Self.ending.count))) else {
        strays.append(file)
        continue
      }
      if let item = known[name] {
        items[name] = item
        continue
      }
      if done % 64 == 0, !progress(done, files.count) { throw .cancelled }
      do throws(StoreError) {
        items[name] = Catalogue.Item(try document(file))
      } catch {
        problems.append(error)
      }
    }
    var isWhole = problems.isEmpty
    for file in strays {
      guard let stray = strayProblem(file, items) else { continue }
      problems.append(stray.problem)
      if stray.mayBeNo { isWhole = false }
    }
    // A no is never removed: one that the index knows and that is gone was taken, or is still on its way.
    var lost: [RandomName: Catalogue.Item] = [:]
    for (name, item) in known where items[name] == nil && !problems.contains(.damaged(path: path(of: name))) {
      switch item.kind {
      case .agreement:
        lost[name] = item
        isWhole = false
        problems.append(.missing(path: path(of: name)))
      // What was deleted stays deleted.
      case .tombstone: items[name] = item
      case .record, .memory, .foreign: break
      }
    }
    return Catalogue(items: items, problems: problems, isWhole: isWhole, lost: lost)
  }

  private func path(of name: RandomName) -> String { folder.path(name.text + Self.ending) }

  /// Whether a name is a sealed file's that is neither an identity, a cache nor a draft; copies that a synchroniser made
  /// of these count with them. Some disks make all letters large.
  private static func isSealedFile(_ file: String) -> Bool {
    let file = file.lowercased()
    return file.hasSuffix(ending) && !file.hasPrefix("identity") && !file.hasPrefix("index") && !file.hasSuffix(draftEnding)
  }

  /// What is to be said of a sealed file under a name that is none of ours, such as a synchroniser's copy: nothing,
  /// where the same is there under its own name.
  private func strayProblem(
    _ file: String, _ items: [RandomName: Catalogue.Item]
  ) -> (problem: StoreError, mayBeNo: Bool)? {
    let item: Catalogue.Item?
    do throws(StoreError) {
      item = Catalogue.Item(try document(file))
    } catch {
      return (error, true)
    }
    guard let item, item.kind != .foreign else { return nil }
    let isThere = items.values.contains { other in
      other.kind == item.kind && other.id == item.id && other.revision >= item.revision && other.replaces == item.replaces
    }
    return isThere ? nil : (.strayFile(path: folder.path(file)), item.kind == .agreement)
  }

  /// Notes that were being typed when a program ended, where they are later than what was committed.
  /// - Parameter problem: hears of each that cannot be read.
  public func drafts(
    _ catalogue: Catalogue, problem: (StoreError) -> Void = { _ in }
  ) throws(StoreError) -> [Record] {
    var drafts: [RandomName: Record] = [:]
    for name in try folder.names() where name.hasSuffix(Self.draftEnding) {
      let document: Document
      do throws(StoreError) {
        document = try self.document(name)
      } catch {
        problem(error)
        continue
      }
      guard case .record(var draft) = document, catalogue.isLater(draft) else { continue }
      // Without proof it takes nothing's place.
      if !draft.isAuthentic { draft.replaces = [] }
      if let other = drafts[draft.id],
        (other.isAuthentic ? 1 : 0, other.revision) >= (draft.isAuthentic ? 1 : 0, draft.revision)
      {
        continue
      }
      drafts[draft.id] = draft
    }
    return drafts.values.sorted { $1.created.seconds < $0.created.seconds }
  }
}

extension Catalogue.Item {
  init?(_ document: UnlockedVault.Document) {
    switch document {
    case .gone: return nil
    case .foreign: self.init(kind: .foreign)
    case .tombstone(let id, let isProven):
      self.init(kind: .tombstone, id: id, isAuthentic: isProven, isProven: isProven)
    case .agreement(let entry):
      self.init(kind: .agreement, id: RandomName(entry.id), isAuthentic: entry.isProven, isProven: entry.isProven)
    case .memory(let memory):
      self.init(
        kind: .memory, replaces: memory.replaces, isAuthentic: memory.isAuthentic, isProven: memory.isAuthentic)
    case .record(let record):
      var sections: [String] = []
      for entry in record.entries where !sections.contains(entry.section) { sections.append(entry.section) }
      self.init(
        kind: .record, id: record.id, revision: record.revision, version: record.version, created: record.created,
        finished: record.finished, sections: sections, replaces: record.replaces, isAuthentic: record.isAuthentic,
        isProven: record.isProven)
    }
  }
}
