// Unicode's own data files, read where Debian's unicode-data puts them.
//
// Rules: a missing file is a failure that says what to install, never a test that passes.

import Glibc

struct MissingUnicodeData: Error, CustomStringConvertible {
  let path: String
  var description: String { "cannot read \(path); install the package unicode-data" }
}

enum UnicodeData {
  private static let folder = "/usr/share/unicode/"

  /// The lines of a file without comments, empty ones left out.
  static func lines(of name: String) throws -> [String] {
    try text(of: name).split(whereSeparator: \.isNewline).compactMap { line in
      let fields = line.prefix { $0 != "#" }
      let text = trimmed(fields)
      return text.isEmpty ? nil : text
    }
  }

  static func text(of name: String) throws -> String {
    let path = folder + name
    guard let file = fopen(path, "r") else { throw MissingUnicodeData(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// One case of the break tests: its scalars, and before which of them (the end included) a break may be.
  struct BreakCase {
    let scalars: [Unicode.Scalar]
    let breaks: [Bool]
    let line: String
  }

  /// The cases of a break test; those with surrogates, which no Swift string can hold, are left out.
  static func breakCases(of name: String) throws -> [BreakCase] {
    try lines(of: name).compactMap { line in
      var scalars: [Unicode.Scalar] = []
      var breaks: [Bool] = []
      for field in line.split(whereSeparator: \.isWhitespace) {
        switch field {
        case "÷": breaks.append(true)
        case "×": breaks.append(false)
        default:
          guard let scalar = UInt32(field, radix: 16).flatMap(Unicode.Scalar.init) else { return nil }
          scalars.append(scalar)
        }
      }
      return BreakCase(scalars: scalars, breaks: breaks, line: line)
    }
  }
}

/// Every scalar there is.
let everyScalar: [Unicode.Scalar] = (0...0x10FFFF).compactMap { Unicode.Scalar(UInt32($0)) }
