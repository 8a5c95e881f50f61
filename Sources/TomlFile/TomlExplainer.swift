// The walk that goes before toml++: it holds the limits, and says in plain words what a person most often gets wrong.
//
// Rules: it judges little (toml++ has the last word on what is TOML) and keeps nothing of the file. It goes first because
// its limits keep a hostile file from reaching a reader that is recursive: parts in a key, nesting, length of a key;
// and because it finds the place where a person would look: where a text begins that is not closed, not where the
// file ends. Where toml++ finds something twice, a second walk takes down where each name stands.

/// One walk over a file.
struct TomlExplainer {
  /// Dotted parts in one key; the formats we read use two.
  static let mostKeyParts = 16
  /// Lists and inline tables inside one another.
  static let mostNesting = 32
  /// Bytes in one part of a key.
  static let longestKey = 256

  let source: TomlSource
  let bytes: [UInt8]
  var at = 0
  /// Where names stand; nil while nobody asks.
  var names: TomlNames?

  init(_ source: TomlSource) {
    self.source = source
    bytes = source.bytes
  }

  /// Holds a file to the limits, and stops at the first thing that is plainly wrong.
  static func check(_ source: TomlSource) throws(TomlFault) {
    var explainer = TomlExplainer(source)
    try explainer.walk()
  }

  /// Where each name of a file stands that could be walked.
  static func names(_ source: TomlSource) -> TomlNames {
    var explainer = TomlExplainer(source)
    explainer.names = TomlNames()
    try? explainer.walk()
    return explainer.names ?? TomlNames()
  }

  private mutating func walk() throws(TomlFault) {
    while true {
      skipBlank(newlines: true)
      guard let byte = peek() else { return }
      if byte == UInt8(ascii: "[") { try header() } else { try line() }
    }
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
  mutating func skipBlank(newlines: Bool) {
    while let byte = peek() {
      switch byte {
      case 0x20, 0x09: at += 1
      case 0x0A where newlines: at += 1
      case 0x0D where newlines && peek(1) == 0x0A: at += 2
      case UInt8(ascii: "#"):
        while let next = peek(), next != 0x0A, !(next == 0x0D && peek(1) == 0x0A) { at += 1 }
      default: return
      }
    }
  }

  /// What must follow a header or a value: the end of the line.
  private mutating func endOfLine(after what: String) throws(TomlFault) {
    skipBlank(newlines: false)
    guard let byte = peek() else { return }
    if byte == 0x0A || (byte == 0x0D && peek(1) == 0x0A) { return }
    throw fault(
      "something follows \(what) on the same line",
      hint: "begin a new line; a quote inside text is written \\\", a comment starts with #")
  }

  // MARK: Headers and lines

  private mutating func header() throws(TomlFault) {
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
    if names != nil {
      let found = parts.map(name)
      names?.open(found, isList: isList)
    }
  }

  private mutating func line() throws(TomlFault) {
    try assignment(depth: 0)
    try endOfLine(after: "the value")
  }

  /// `key = value`, also inside an inline table.
  mutating func assignment(depth: Int) throws(TomlFault) {
    let parts = try key()
    guard peek() == UInt8(ascii: "=") else {
      throw fault("a key without a value", hint: "write: key = \"text\"; text of several lines needs three quotes")
    }
    at += 1
    if names != nil {
      let found = parts.map(name)
      names?.add(found)
    }
    skipBlank(newlines: false)
    try value(depth: depth)
  }

  // MARK: Keys

  /// What one part of a key means, and where it stands.
  private func name(_ part: Range<Int>) -> TomlNames.Part {
    let isQuoted = bytes[part.lowerBound] == 0x22 || bytes[part.lowerBound] == 0x27
    return TomlNames.Part(
      text: isQuoted ? StringToken(bytes, part).text : source.text(part), offset: part.lowerBound)
  }

  /// The bytes of a key's dotted parts; the blanks after it are passed over.
  private mutating func key() throws(TomlFault) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    while true {
      skipBlankInLine()
      parts.append(try keyPart())
      if parts.count > Self.mostKeyParts {
        throw fault(parts[0].lowerBound, "a key with too many parts", hint: "use at most \(Self.mostKeyParts) dots")
      }
      skipBlankInLine()
      guard peek() == UInt8(ascii: ".") else { return parts }
      at += 1
    }
  }

  private mutating func skipBlankInLine() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { at += 1 }
  }

  private mutating func keyPart() throws(TomlFault) -> Range<Int> {
    let start = at
    if let byte = peek(), byte == 0x22 || byte == 0x27 {
      if peek(1) == byte, peek(2) == byte {
        throw fault("a key in three quotes", hint: "write the key with one quote, or none")
      }
      _ = try string()
    } else {
      while let byte = peek(), Self.isBare(byte) { at += 1 }
      if at == start { throw notAKey() }
    }
    if at - start > Self.longestKey {
      throw fault(start, "a key that is too long", hint: "keys have at most \(Self.longestKey) bytes")
    }
    return start..<at
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
