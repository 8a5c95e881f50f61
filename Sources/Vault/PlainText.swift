// The skeleton that all stored texts share: a first line that names form and version, fields, marked lines.
//
// Rules: works on bytes and scalars, never on characters, because a line may begin with a combining mark.

/// A stored text taken apart; see Record for the form.
struct PlainText {
  /// The number in the first line.
  var version: Int
  /// The `key: value` lines; of a repeated key the first counts.
  var fields: [String: String]
  /// The lines after the first empty one, without empty lines.
  var body: [ArraySlice<UInt8>]

  /// Takes a text apart; `nil` unless its first line names this kind and a version.
  static func parse(_ text: String, kind: String) -> PlainText? {
    var bytes = [UInt8](text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.last == 0x0D ? $0.dropLast() : $0
    }
    let opening = [UInt8]("aftercare \(kind) ".utf8)
    guard let first = lines.first, first.starts(with: opening),
      let version = Int(string(first.dropFirst(opening.count))), version > 0
    else { return nil }
    var parsed = PlainText(version: version, fields: [:], body: [])
    let end = lines.firstIndex { $0.isEmpty } ?? lines.endIndex
    for line in lines[1..<end] {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
        if version > Record.currentVersion { continue }
        return nil
      }
      let key = string(line[..<colon])
      var value = line[(colon + 1)...]
      if value.first == 0x20 { value = value.dropFirst() }
      if parsed.fields[key] == nil { parsed.fields[key] = string(value) }
    }
    parsed.body = lines[end...].filter { !$0.isEmpty }
    return parsed
  }

  /// A mark and a line's content.
  static func line(_ mark: String, _ content: String) -> String {
    content.isEmpty ? mark : mark + " " + content
  }

  /// A text of any number of lines, each behind the mark.
  static func lines(_ mark: String, _ text: String) -> [String] {
    escape(text, lineFeeds: false).utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { line(mark, String(Substring($0))) }
  }

  /// What stands behind a line's mark.
  static func content(_ line: ArraySlice<UInt8>) -> String {
    var rest = line.dropFirst()
    if rest.first == 0x20 { rest = rest.dropFirst() }
    return unescape(string(rest))
  }

  /// Adds one more marked line to a text.
  static func append(_ line: ArraySlice<UInt8>, to text: inout String, first: Bool) {
    if !first { text.unicodeScalars.append("\n") }
    text.unicodeScalars.append(contentsOf: content(line).unicodeScalars)
  }

  /// Whether a character could drive a terminal, or get lost on the way.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Writes what must not stand in a file as it is.
  static func escape(_ text: String, lineFeeds: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x5C:
        result.append(contentsOf: "\\\\".unicodeScalars)
      case 0x0A where !lineFeeds, 0x09:
        result.append(scalar)
      case _ where isHidden(scalar):
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: "\\u{\(hex)}".unicodeScalars)
      default:
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Reads it back; a backslash that begins nothing known stands for itself.
  static func unescape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      if rest.first == "\\" {
        rest.removeFirst()
        result.append("\\")
      } else if rest.starts(with: "u{".unicodeScalars), let close = rest.prefix(9).firstIndex(of: "}"),
        let value = UInt32(String(rest[..<close].dropFirst(2)), radix: 16), let found = Unicode.Scalar(value)
      {
        rest = rest[rest.index(after: close)...]
        result.append(found)
      } else {
        result.append("\\")
      }
    }
    return String(result)
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
