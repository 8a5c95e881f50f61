// The reader: one walk over a TOML file that notes where every table, key and value stands.
//
// Rules: what TOML 1.0 forbids is refused where it stands, in plain words; the tests hold this walk to another reader
// of TOML. Limits keep a hostile file from costing more than its length: parts in a key, nesting, length of a key.

struct TomlScanner {
  /// Dotted parts in one key; the formats we read use two.
  static let mostKeyParts = 16
  /// Lists and inline tables inside one another.
  static let mostNesting = 32
  /// Bytes in one part of a key.
  static let longestKey = 256

  let source: TomlSource
  let bytes: [UInt8]
  var at = 0
  var tables = [RawTable(start: 0, origin: .header)]
  var lists: [[Int]] = []
  private var current = 0

  init(_ source: TomlSource) {
    self.source = source
    bytes = source.bytes
  }

  /// Walks the whole file.
  static func scan(_ source: TomlSource) throws(TomlFault) -> TomlTree {
    var scanner = TomlScanner(source)
    while true {
      try scanner.skipBlank(newlines: true)
      guard let byte = scanner.peek() else { break }
      if byte == UInt8(ascii: "[") { try scanner.header() } else { try scanner.line() }
    }
    return TomlTree(source: source, tables: scanner.tables, lists: scanner.lists)
  }

  // MARK: Small steps

  func peek(_ ahead: Int = 0) -> UInt8? {
    at + ahead < bytes.count ? bytes[at + ahead] : nil
  }

  func fault(_ offset: Int, _ what: String, hint: String) -> TomlFault {
    TomlFault(source.position(of: offset), what, hint: hint)
  }

  func fault(_ what: String, hint: String) -> TomlFault { fault(at, what, hint: hint) }

  /// Skips spaces, tabs and comments, and newlines where they may stand.
  mutating func skipBlank(newlines: Bool) throws(TomlFault) {
    while let byte = peek() {
      switch byte {
      case 0x20, 0x09: at += 1
      case 0x0A where newlines: at += 1
      case 0x0D where newlines && peek(1) == 0x0A: at += 2
      case UInt8(ascii: "#"):
        while let next = peek(), next != 0x0A, !(next == 0x0D && peek(1) == 0x0A) {
          if Self.isControl(next) { throw control() }
          at += 1
        }
      default: return
      }
    }
  }

  /// The controls that TOML allows nowhere but as an escape; line ends are looked at where they may stand.
  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

  func control() -> TomlFault {
    fault("a control character, which nobody can see", hint: "take it out; a line ends with LF or CR LF")
  }

  /// What must follow a header or a value: the end of the line.
  private mutating func endOfLine(after what: String) throws(TomlFault) {
    try skipBlank(newlines: false)
    guard let byte = peek() else { return }
    if byte == 0x0A || (byte == 0x0D && peek(1) == 0x0A) { return }
    throw fault(
      "something follows \(what) on the same line",
      hint: "begin a new line; a quote inside text is written \\\", a comment starts with #")
  }

  // MARK: Headers and lines

  private mutating func header() throws(TomlFault) {
    let start = at
    let isList = peek(1) == UInt8(ascii: "[")
    at += isList ? 2 : 1
    let parts = try key()
    for _ in 0..<(isList ? 2 : 1) {
      guard peek() == UInt8(ascii: "]") else {
        throw fault("a table's name is not closed", hint: isList ? "close it with ]]" : "close it with ]")
      }
      at += 1
    }
    try endOfLine(after: "a table's name")
    var parent = 0
    for part in parts.dropLast() { parent = try step(from: parent, part, start: start) }
    guard let last = parts.last else { return }
    if isList {
      current = try openListTable(in: parent, last, start: start)
    } else {
      current = try define(in: parent, last, start: start)
    }
  }

  /// On the way of a header: the table under a key, made where there is none; for a `[[list]]` its newest table.
  private mutating func step(from parent: Int, _ part: Located<String>, start: Int) throws(TomlFault) -> Int {
    guard let entry = tables[parent].entry(part.value) else {
      return makeTable(in: parent, part, start: start, origin: .implied)
    }
    switch entry.value {
    case .table(let index, _) where tables[index].origin != .inline: return index
    case .tables(let list, _): return lists[list].last ?? 0
    default: throw closed(part, entry)
    }
  }

  /// The table of a header, which stands once.
  private mutating func define(in parent: Int, _ part: Located<String>, start: Int) throws(TomlFault) -> Int {
    guard let entry = tables[parent].entry(part.value) else {
      return makeTable(in: parent, part, start: start, origin: .header)
    }
    guard case .table(let index, _) = entry.value, tables[index].origin == .implied else { throw closed(part, entry) }
    tables[index].start = start
    tables[index].origin = .header
    return index
  }

  /// On the way of a dotted key: only a table that dotted keys may still fill.
  private mutating func dottedStep(from parent: Int, _ part: Located<String>) throws(TomlFault) -> Int {
    guard let entry = tables[parent].entry(part.value) else {
      return makeTable(in: parent, part, start: part.place.offset, origin: .dotted)
    }
    guard case .table(let index, _) = entry.value else { throw closed(part, entry) }
    switch tables[index].origin {
    case .dotted: return index
    case .implied:
      tables[index].origin = .dotted
      return index
    case .header, .inline: throw closed(part, entry)
    }
  }

  private mutating func makeTable(
    in parent: Int, _ part: Located<String>, start: Int, origin: RawTable.Origin
  ) -> Int {
    tables.append(RawTable(start: start, origin: origin))
    let index = tables.count - 1
    tables[parent].append(RawEntry(key: part.value, keyStart: part.place.offset, value: .table(index, start)))
    return index
  }

  /// What stands under a key already and takes nothing more.
  private func closed(_ part: Located<String>, _ entry: RawEntry) -> TomlFault {
    let first = "first in line \(source.position(of: entry.keyStart).line)"
    return switch entry.value {
    case .table:
      fault(
        part.place.offset, "the table \"\(part.value)\" stands here twice, \(first)",
        hint: "write all its keys in one place; in a list each entry begins with its own [[name]]")
    case .tables:
      fault(
        part.place.offset, "\"\(part.value)\" is already a list of tables, \(first)",
        hint: "begin each of its entries with [[\(part.value)]]")
    default:
      fault(
        part.place.offset, "\"\(part.value)\" is already a value, so it cannot be a table as well",
        hint: "give one of the two another name")
    }
  }

  private mutating func openListTable(
    in parent: Int, _ part: Located<String>, start: Int
  ) throws(TomlFault) -> Int {
    tables.append(RawTable(start: start, origin: .header))
    let index = tables.count - 1
    if let entry = tables[parent].entry(part.value) {
      guard case .tables(let list, _) = entry.value else {
        throw fault(
          part.place.offset, "\"\(part.value)\" is already something else, so [[\(part.value)]] cannot follow",
          hint: "use the same brackets everywhere, or another name")
      }
      lists[list].append(index)
    } else {
      lists.append([index])
      tables[parent].append(
        RawEntry(key: part.value, keyStart: part.place.offset, value: .tables(lists.count - 1, start)))
    }
    return index
  }

  private mutating func line() throws(TomlFault) {
    try assignment(into: current, depth: 0)
    try endOfLine(after: "the value")
  }

  /// `key = value`, also inside an inline table.
  mutating func assignment(into table: Int, depth: Int) throws(TomlFault) {
    let parts = try key()
    guard let last = parts.last else { return }
    guard peek() == UInt8(ascii: "=") else {
      throw fault("a key without a value", hint: "write: key = \"text\"; text of several lines needs three quotes")
    }
    at += 1
    try skipBlank(newlines: false)
    var target = table
    for part in parts.dropLast() { target = try dottedStep(from: target, part) }
    if let first = tables[target].entry(last.value) {
      throw fault(
        last.place.offset, "\(last.value) stands here twice, first in line \(source.position(of: first.keyStart).line)",
        hint: "take one out; in a list each entry begins with its own [[name]]")
    }
    let value = try value(depth: depth)
    tables[target].append(RawEntry(key: last.value, keyStart: last.place.offset, value: value))
  }

  // MARK: Keys

  /// A key with its dotted parts, and the blanks after it.
  private mutating func key() throws(TomlFault) -> [Located<String>] {
    var parts: [Located<String>] = []
    while true {
      skipBlankInLine()
      parts.append(try keyPart())
      if parts.count > Self.mostKeyParts {
        throw fault(parts[0].place.offset, "a key with too many parts", hint: "use at most \(Self.mostKeyParts) dots")
      }
      skipBlankInLine()
      guard peek() == UInt8(ascii: ".") else { return parts }
      at += 1
    }
  }

  private mutating func skipBlankInLine() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { at += 1 }
  }

  private mutating func keyPart() throws(TomlFault) -> Located<String> {
    let start = at
    var text: String
    if let byte = peek(), byte == 0x22 || byte == 0x27 {
      if peek(1) == byte, peek(2) == byte {
        throw fault("a key in three quotes", hint: "write the key with one quote, or none")
      }
      let range = try string()
      text = StringToken(bytes, range).text
    } else {
      while let byte = peek(), Self.isBare(byte) { at += 1 }
      text = source.text(start..<at)
      if text.isEmpty { throw notAKey() }
    }
    if at - start > Self.longestKey {
      throw fault(start, "a key that is too long", hint: "keys have at most \(Self.longestKey) bytes")
    }
    return Located(value: text, place: TomlPlace(source: source, offset: start), end: at)
  }

  private func notAKey() -> TomlFault {
    if curlyQuote() != nil {
      return fault("a curly quote where a key belongs", hint: "close the text above with the straight quote \"")
    }
    return fault("a key or a table's name belongs here", hint: "keys are made of a-z, 0-9, - and _")
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: return true
    default: return false
    }
  }
}
