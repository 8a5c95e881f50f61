// Tables and values: what the readers of decks, settings and words ask for.
//
// Rule: a missing key is nil, a key of another type is a fault at the value's place; nobody guesses.

/// The types of TOML in plain words.
public enum TomlKind: String, Sendable {
  /// Text in quotes.
  case text
  /// The others say what they are; `tables` is a list made by `[[name]]`.
  case integer = "a whole number"
  case decimal = "a number with a point"
  case bool = "true or false"
  case date = "a date or time"
  case list = "a list"
  case table = "a table"
  case tables = "a list of tables"
}

/// A value with the place where it starts.
public enum TomlValue: Sendable {
  /// Text in any of the four kinds of quotes, as it reads.
  case text(Located<String>)
  /// A whole number that an `Int` can hold.
  case integer(Located<Int>)
  /// True or false.
  case bool(Located<Bool>)
  /// A list in square brackets, and where it starts.
  case list([TomlValue], TomlPlace)
  /// A table by header, by dotted keys or in braces.
  case table(TomlTable)
  /// Tables by `[[name]]`, and where the first stands.
  case tables([TomlTable], TomlPlace)
  /// Numbers with a point, and dates: types that no file of ours uses.
  case other(TomlKind, TomlPlace)

  /// The type in plain words.
  public var kind: TomlKind {
    switch self {
    case .text: .text
    case .integer: .integer
    case .bool: .bool
    case .list: .list
    case .table: .table
    case .tables: .tables
    case .other(let kind, _): kind
    }
  }

  /// Where the value starts.
  public var place: TomlPlace {
    switch self {
    case .text(let text): text.place
    case .integer(let number): number.place
    case .bool(let bool): bool.place
    case .table(let table): table.place
    case .list(_, let place), .tables(_, let place), .other(_, let place): place
    }
  }
}

/// A key, where it stands, and its value.
public struct TomlEntry: Sendable {
  /// The key with the place where it starts.
  public let key: Located<String>
  /// Its value.
  public let value: TomlValue
}

/// One table of a file.
public struct TomlTable: Sendable {
  let file: TomlNodes
  let index: Int

  /// Where the table's header, dotted key or brace starts.
  public var place: TomlPlace { file.place(index) }
  /// The line of the header, from 1.
  public var line: Int { place.line }
  /// The column of the header, from 1.
  public var column: Int { place.column }

  /// The keys in the order of the file, with their places.
  public var keys: [Located<String>] { file.children(of: index).map(file.key) }

  /// Keys and values in the order of the file.
  public var entries: [TomlEntry] {
    file.children(of: index).map { TomlEntry(key: file.key($0), value: file.value($0)) }
  }

  /// A key with its place; nil where the table has none of that name.
  public func key(_ name: String) -> Located<String>? { file.find(name, in: index).map(file.key) }

  /// The value of a key, whatever its type.
  public func value(_ key: String) -> TomlValue? { file.find(key, in: index).map(file.value) }

  /// The text of a key.
  /// - Throws: where the value is not text.
  public func string(_ key: String) throws(TomlFault) -> Located<String>? {
    guard let value = value(key) else { return nil }
    guard case .text(let text) = value else {
      throw mismatch(key, value, wanted: "text", example: "\"…\" in straight quotes")
    }
    return text
  }

  /// The whole number of a key.
  /// - Throws: where the value is not a whole number.
  public func integer(_ key: String) throws(TomlFault) -> Located<Int>? {
    guard let value = value(key) else { return nil }
    guard case .integer(let number) = value else {
      throw mismatch(key, value, wanted: "a whole number", example: "120, without quotes")
    }
    return number
  }

  /// Whether a key says true or false.
  /// - Throws: where the value is something else.
  public func bool(_ key: String) throws(TomlFault) -> Located<Bool>? {
    guard let value = value(key) else { return nil }
    guard case .bool(let bool) = value else {
      throw mismatch(key, value, wanted: "true or false", example: "true, without quotes")
    }
    return bool
  }

  /// The texts of a list.
  /// - Throws: where the value is no list, or holds something other than text.
  public func strings(_ key: String) throws(TomlFault) -> [Located<String>]? {
    guard let value = value(key) else { return nil }
    guard case .list(let values, _) = value else {
      throw mismatch(key, value, wanted: "a list of texts", example: "[\"…\", \"…\"]")
    }
    var texts: [Located<String>] = []
    for value in values {
      guard case .text(let text) = value else {
        throw mismatch(key, value, wanted: "a list of texts", example: "[\"…\", \"…\"]")
      }
      texts.append(text)
    }
    return texts
  }

  /// The table of a key, by header, dotted keys or braces.
  /// - Throws: where the value is no table.
  public func table(_ key: String) throws(TomlFault) -> TomlTable? {
    guard let value = value(key) else { return nil }
    guard case .table(let table) = value else {
      throw mismatch(key, value, wanted: "a table", example: "[\(key)] on a line of its own")
    }
    return table
  }

  /// The tables `[[key]]` in the order of the file; none where there are none.
  /// - Throws: where the value is no list of tables.
  public func tables(_ key: String) throws(TomlFault) -> [TomlTable] {
    switch value(key) {
    case nil: return []
    case .tables(let tables, _): return tables
    case .list(let values, _):
      var tables: [TomlTable] = []
      for value in values {
        guard case .table(let table) = value else {
          throw mismatch(key, value, wanted: "a list of tables", example: "[[\(key)]] on a line of its own")
        }
        tables.append(table)
      }
      return tables
    case .some(let value):
      throw mismatch(key, value, wanted: "a list of tables", example: "[[\(key)]] on a line of its own")
    }
  }

  private func mismatch(_ key: String, _ value: TomlValue, wanted: String, example: String) -> TomlFault {
    TomlFault(
      value.place.position, "\(key) should be \(wanted), and this is \(value.kind.rawValue)", hint: "write \(example)")
  }
}
