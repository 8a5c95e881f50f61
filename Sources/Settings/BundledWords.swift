// A words file that comes inside the binary, read one phrase at a time.
//
// Rules: a start says a few dozen of some hundreds of phrases, so nothing is found beforehand but where the tables
// are. The form is narrower than TOML: a line is empty, a comment, [table] or key = "text", with no escapes but
// \n, \" and \\. What is not in this form is not there; a test reads every bundled file with the TOML library beside it.

/// The words of one bundled file.
public struct BundledWords: Sendable {
  private let bytes: [UInt8]
  /// Where the lines of each table stand; those before the first table have no name.
  private let tables: [String: Range<Int>]

  /// The words of a file, UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tables = bytes.withUnsafeBufferPointer(Self.tables)
  }

  /// The language that the file says it is in, a BCP 47 tag.
  public var language: String? { text(of: "language", in: "") }

  /// The words of a phrase; `nil` where the file has none.
  subscript(phrase: Phrase) -> String? {
    let (table, key) = phrase.parts
    return text(of: key, in: table)
  }

  private static func tables(in bytes: UnsafeBufferPointer<UInt8>) -> [String: Range<Int>] {
    var tables: [String: Range<Int>] = [:]
    tables.reserveCapacity(96)
    var name = ""
    var start = 0
    var at = 0
    while at < bytes.endIndex {
      let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      if bytes[at] == UInt8(ascii: "["), let close = bytes[at..<end].firstIndex(of: UInt8(ascii: "]")) {
        tables[name] = start..<at
        name = String(decoding: bytes[(at + 1)..<close], as: UTF8.self)
        start = end
      }
      at = end + 1
    }
    tables[name] = min(start, bytes.endIndex)..<bytes.endIndex
    return tables
  }

  private func text(of key: String, in table: String) -> String? {
    guard let lines = tables[table] else { return nil }
    var key = key + " = \""
    return key.withUTF8 { key in
      bytes.withUnsafeBufferPointer { bytes in
        var at = lines.lowerBound
        while at < lines.upperBound {
          if bytes[at..<lines.upperBound].starts(with: key) { return Self.text(in: bytes[(at + key.count)..<lines.upperBound]) }
          at = (bytes[at..<lines.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? lines.upperBound) + 1
        }
        return nil
      }
    }
  }

  /// A text up to its closing quote, with its escapes undone.
  private static func text(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
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
