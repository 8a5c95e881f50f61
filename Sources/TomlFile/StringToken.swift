// A TOML string as it stands in the file, quotes and escapes included, and the text that it means.
//
// Rules: what TOML 1.0 says of the four kinds of string; CRLF inside a multi-line string reads as LF. The explainer has
// seen that the token is whole; still nothing here reads past its end.

/// One string token in a file.
struct StringToken {
  private let bytes: [UInt8]
  private let range: Range<Int>
  private let isLiteral: Bool
  private let isMultiline: Bool

  /// A token from its first quote to the byte after its last.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    let quote = range.isEmpty ? 0 : bytes[range.lowerBound]
    isLiteral = quote == 0x27
    isMultiline = range.count >= 6 && bytes[range.lowerBound + 1] == quote && bytes[range.lowerBound + 2] == quote
  }

  /// The bytes between the quotes; the newline right after three quotes is no part of the text.
  private var body: Range<Int> {
    let width = isMultiline ? 3 : 1
    guard range.count >= 2 * width else { return range.upperBound..<range.upperBound }
    let last = range.upperBound - width
    var first = range.lowerBound + width
    if isMultiline {
      if first + 1 < last, bytes[first] == 0x0D, bytes[first + 1] == 0x0A {
        first += 2
      } else if first < last, bytes[first] == 0x0A {
        first += 1
      }
    }
    return first..<last
  }

  /// The text that the token means.
  var text: String {
    var scalars = String.UnicodeScalarView()
    walk { scalar, _ in
      scalars.append(scalar)
      return true
    }
    return String(scalars)
  }

  /// Where in the file the scalar with this index comes from; the closing quote for an index past the end.
  func offset(ofScalar index: Int) -> Int {
    var left = index
    var found = body.upperBound
    walk { _, offset in
      if left <= 0 {
        found = offset
        return false
      }
      left -= 1
      return true
    }
    return found
  }

  /// Visits each scalar of the text with the offset that it comes from, until the visitor returns false.
  private func walk(_ visit: (Unicode.Scalar, Int) -> Bool) {
    var at = body.lowerBound
    let end = body.upperBound
    while at < end {
      let start = at
      let byte = bytes[at]
      if byte == 0x5C, !isLiteral {
        guard let scalar = escape(&at, end) else { continue }
        if !visit(scalar, start) { return }
      } else if byte == 0x0D, at + 1 < end, bytes[at + 1] == 0x0A {
        at += 2
        if !visit("\n", start) { return }
      } else {
        if !visit(plainScalar(&at, end), start) { return }
      }
    }
  }

  /// One UTF-8 scalar; the source is known to be valid.
  private func plainScalar(_ at: inout Int, _ end: Int) -> Unicode.Scalar {
    let first = bytes[at]
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let stop = min(at + width, end)
    var value = width == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(width))
    for byte in bytes[(at + 1)..<stop] { value = value << 6 | UInt32(byte & 0x3F) }
    at = stop
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// One escape; nil for the backslash that joins lines.
  private func escape(_ at: inout Int, _ end: Int) -> Unicode.Scalar? {
    at += 1
    guard at < end else { return nil }
    let letter = bytes[at]
    at += 1
    switch letter {
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "u"): return hex(&at, end, digits: 4)
    case UInt8(ascii: "U"): return hex(&at, end, digits: 8)
    case 0x20, 0x09, 0x0A, 0x0D:
      while at < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
      return nil
    default: return Unicode.Scalar(letter)
    }
  }

  private func hex(_ at: inout Int, _ end: Int, digits: Int) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<digits where at < end {
      value = value << 4 | UInt32(hexDigit(bytes[at]) ?? 0)
      at += 1
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: return byte - 0x30
  case 0x41...0x46: return byte - 0x41 + 10
  case 0x61...0x66: return byte - 0x61 + 10
  default: return nil
  }
}
