// What the scanner found: tables, their keys in the order of the file, and the bytes of each value.
//
// Rule: everything is kept flat and by index, so that a hostile file (a hundred thousand headers) costs no more than
// its length, and nothing is recursive that a file could make deep.

/// A value as the bytes that it stands in.
enum RawValue: Sendable {
  case string(Range<Int>)
  case integer(Range<Int>)
  case bool(Bool, Range<Int>)
  case other(TomlKind, Range<Int>)
  case list([RawValue], Range<Int>)
  /// An index into the tree's tables, and where the table's name or brace stands.
  case table(Int, Int)
  /// An index into the tree's lists of `[[name]]` tables, and where the first of their headers stands.
  case tables(Int, Int)
}

/// One key and its value.
struct RawEntry: Sendable {
  let key: String
  let keyStart: Int
  let value: RawValue
}

/// One table: by header, by dotted key, or inline.
struct RawTable: Sendable {
  /// What made a table; it decides what may still be added to it.
  enum Origin: Sendable {
    /// A longer header or a `[[list]]` below it names it; a header or dotted keys may still define it.
    case implied
    /// A header, or the file itself.
    case header
    /// Dotted keys: more of them may follow, a header of its own may not.
    case dotted
    /// Braces: nothing is added once they are closed.
    case inline
  }

  /// The first byte of its header, key or brace.
  var start: Int
  var origin: Origin
  var entries: [RawEntry] = []
  /// Where each key stands in `entries`; kept only once the table is large.
  private var index: [String: Int] = [:]

  init(start: Int, origin: Origin) {
    self.start = start
    self.origin = origin
  }

  mutating func append(_ entry: RawEntry) {
    entries.append(entry)
    if entries.count > 16 {
      if index.isEmpty {
        for (number, entry) in entries.enumerated() where index[entry.key] == nil { index[entry.key] = number }
      } else if index[entry.key] == nil {
        index[entry.key] = entries.count - 1
      }
    }
  }

  /// The first entry with this key.
  func entry(_ key: String) -> RawEntry? {
    if !index.isEmpty { return index[key].map { entries[$0] } }
    return entries.first { $0.key == key }
  }
}

/// A scanned file.
final class TomlTree: Sendable {
  let source: TomlSource
  let tables: [RawTable]
  let lists: [[Int]]

  init(source: TomlSource, tables: [RawTable], lists: [[Int]]) {
    self.source = source
    self.tables = tables
    self.lists = lists
  }
}
