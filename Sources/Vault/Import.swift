// Notes from outside: a record's text, or an export as JSON.
//
// Rules: what comes from outside names conversations by their ids and nothing else; in particular it cannot name
// files of a vault that it would replace. Nothing that is kept gets lost: a newer version takes the notes of the
// older one along, as two copies of a vault do that are merged; an older one changes nothing.

import FoundationEssentials

/// Reading what was exported, here or on another machine.
public enum Import {
  /// Why nothing is taken from a file.
  public enum Failure: Error, Equatable, Sendable {
    /// It is neither a record nor an export.
    case foreign
    /// A newer version of the program wrote it.
    case newer
  }

  /// The conversations in a file, in its order.
  public static func records(_ bytes: [UInt8]) throws(Failure) -> [Record] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let isJSON = bytes[start...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    let records = isJSON ? try exported(bytes[start...]) : [try record(bytes)]
    guard Set(records.map(\.id)).count == records.count,
      records.allSatisfy({ (0..<Record.mostRevision).contains($0.revision) })
    else { throw .foreign }
    return records
  }

  private static func record(_ bytes: [UInt8]) throws(Failure) -> Record {
    guard let read = Record.decode(bytes) else { throw .foreign }
    if read.isReadOnly { throw .newer }
    // Anew from its parts: the files it once replaced mean nothing here.
    return Record(
      id: read.id, revision: read.revision, created: read.created, finished: read.finished, isPrivate: read.isPrivate,
      entries: read.entries)
  }

  /// What `Export.json` writes.
  private struct Exported: Decodable {
    struct Conversation: Decodable {
      var id: String
      var revision: Int?
      var created: Int64
      var offsetMinutes: Int
      var finished: Bool
      var isPrivate: Bool?
      var entries: [Entry]
    }
    struct Entry: Decodable {
      var section, prompt, text: String
      var card: String?
    }
    var records: [Conversation]
  }

  private struct Version: Decodable { var version: Int }

  private static func exported(_ bytes: ArraySlice<UInt8>) throws(Failure) -> [Record] {
    let data = Data(bytes)
    // The version first: a newer one may hold anything else in another way. What the decoder has to say about
    // a fault may quote the text, so it goes no further.
    guard let version = try? JSONDecoder().decode(Version.self, from: data).version, version > 0 else { throw .foreign }
    if version > 1 { throw .newer }
    guard let all = try? JSONDecoder().decode(Exported.self, from: data) else { throw .foreign }
    var records: [Record] = []
    for one in all.records {
      guard let id = RandomName(one.id) else { throw .foreign }
      records.append(
        Record(
          id: id, revision: one.revision ?? 0, created: Moment(seconds: one.created, offset: one.offsetMinutes),
          finished: one.finished, isPrivate: one.isPrivate ?? false,
          entries: one.entries.map {
            Record.Entry(section: $0.section, prompt: $0.prompt, text: $0.text, card: $0.card ?? "")
          }))
    }
    return records
  }
}

/// What became of an imported conversation.
public enum ImportOutcome: Sendable {
  /// It was not here before.
  case added
  /// It is newer than what was here, whose other notes it took along.
  case renewed
  /// The same or a newer version is here; nothing changed.
  case known
  /// It was deleted here, and stays so.
  case deleted
}

extension SealedStore {
  /// Keeps an imported conversation.
  /// - Parameters:
  ///   - summary: the conversation of the same id in the catalogue, if there is one.
  ///   - catalogue: what the vault held before the import.
  public func add(
    _ record: Record, to summary: Summary?, in catalogue: Catalogue
  ) throws(StoreError) -> ImportOutcome {
    if let readOnly { throw readOnly }
    if catalogue.deleted.union(catalogue.deletedUnproven).contains(record.id), summary == nil { return .deleted }
    guard let summary else {
      try commit(record)
      return .added
    }
    if summary.isReadOnly { throw .newerVersion(path: vault.path) }
    guard let joined = record.joined(to: try vault.record(summary)) else { return .known }
    try commit(joined)
    return .renewed
  }
}

extension PlainStore {
  /// Keeps an imported conversation.
  public func add(_ record: Record) throws(StoreError) -> ImportOutcome {
    guard try folder.holds(record.id.text + ".txt") else {
      try commit(record)
      return .added
    }
    guard let joined = record.joined(to: try self.record(record.id)) else { return .known }
    try commit(joined)
    return .renewed
  }
}

extension Record {
  /// This version of a conversation with the notes of the kept one; `nil` where it adds nothing: the kept one is
  /// newer, or holds the same.
  fileprivate func joined(to kept: Record) -> Record? {
    if revision < kept.revision { return nil }
    var joined = self
    for entry in kept.entries where !joined.entries.contains(entry) { joined.entries.append(entry) }
    joined.finished = finished || kept.finished
    joined.isPrivate = isPrivate || kept.isPrivate
    joined.replaces = kept.replaces
    joined.isProven = kept.isProven
    if Set(joined.entries) == Set(kept.entries), joined.finished == kept.finished { return nil }
    return joined
  }
}
