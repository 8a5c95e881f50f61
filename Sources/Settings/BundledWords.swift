// A words file that comes inside the binary, read one phrase at a time.
//
// Rules: a start says a few dozen of some hundreds of phrases, so nothing is made beforehand but a list of where lines
// begin. The form is narrower than TOML: a line is empty, a comment, [table] or key = "text", with no escapes but
// \n, \" and \\. What is not in this form is not there; a test reads every bundled file with the TOML library beside it.

/// The words of one bundled file.
public struct BundledWords: Sendable {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private let bytes: [UInt8]
  /// Where the lines of words begin.
  private let lines: [Int]
  /// Each table's name, and which of the lines are its; those before the first table belong to one without a name.
  private let tables: [(name: Range<Int>, lines: Range<Int>)]

  /// The words of a file, UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    (lines, tables) = bytes.withUnsafeBufferPointer(Self.index)
  }

  /// The language that the file says it is in, a BCP 47 tag.
  public var language: String? {
    var key = "language"
    return key.withUTF8 { text(of: $0, in: Bytes(rebasing: $0[..<0])) }
  }

  /// The words of a phrase; `nil` where the file has none.
  subscript(phrase: Phrase) -> String? {
    var name = phrase.rawValue
    return name.withUTF8 { name in
      let dot = name.firstIndex(of: UInt8(ascii: ".")) ?? name.count
      return text(of: Bytes(rebasing: name[dot...].dropFirst()), in: Bytes(rebasing: name[..<dot]))
    }
  }

  private static func index(_ bytes: Bytes) -> (lines: [Int], tables: [(name: Range<Int>, lines: Range<Int>)]) {
    var lines: [Int] = []
    lines.reserveCapacity(bytes.count / 32)
    var tables: [(name: Range<Int>, lines: Range<Int>)] = []
    var (name, first, at) = (0..<0, 0, 0)
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "["):
        tables.append((name, first..<lines.count))
        name = (at + 1)..<end(of: at, at: UInt8(ascii: "]"), in: bytes)
        first = lines.count
      case UInt8(ascii: "\n"), UInt8(ascii: "#"): break
      default: lines.append(at)
      }
      at = end(of: at, at: UInt8(ascii: "\n"), in: bytes) + 1
    }
    return (lines, tables + [(name, first..<lines.count)])
  }

  /// Where the first such byte from a place on stands; the end, where there is none.
  private static func end(of start: Int, at byte: UInt8, in bytes: Bytes) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != byte { at += 1 }
    return at
  }

  private func text(of key: Bytes, in table: Bytes) -> String? {
    bytes.withUnsafeBufferPointer { bytes in
      let found = tables.first { $0.name.count == table.count && Self.holds(bytes, table, at: $0.name.lowerBound) }
      for line in lines[found?.lines ?? 0..<0] where Self.holds(bytes, key, at: line) {
        let start = line + key.count
        if Self.holds(bytes, Self.sign, at: start) { return Self.text(in: bytes, from: start + Self.sign.count) }
      }
      return nil
    }
  }

  /// What stands between a key and its words.
  private static let sign = Array(" = \"".utf8)

  private static func holds(_ bytes: Bytes, _ part: some RandomAccessCollection<UInt8>, at start: Int) -> Bool {
    guard start + part.count <= bytes.count else { return false }
    var at = start
    for byte in part {
      if bytes[at] != byte { return false }
      at += 1
    }
    return true
  }

  /// A text up to its closing quote, with its escapes undone.
  private static func text(in bytes: Bytes, from start: Int) -> String {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at += 1 }
    if at == bytes.count || bytes[at] == UInt8(ascii: "\"") {
      return String(decoding: Bytes(rebasing: bytes[start..<at]), as: UTF8.self)
    }
    return unescaped(bytes[start...])
  }

  private static func unescaped(_ bytes: Slice<Bytes>) -> String {
    var text: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\\") where !isEscaped:
        isEscaped = true
        continue
      case UInt8(ascii: "\"") where !isEscaped: return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "n") where isEscaped: text.append(UInt8(ascii: "\n"))
      default: text.append(byte)
      }
      isEscaped = false
    }
    return String(decoding: text, as: UTF8.self)
  }
}
