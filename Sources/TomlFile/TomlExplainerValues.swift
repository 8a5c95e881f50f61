// The values of a TOML file: where each ends.

extension TomlExplainer {
  /// Walks over one value.
  mutating func value(depth: Int) throws(TomlFault) {
    guard depth < Self.mostNesting else {
      throw fault("lists or tables are nested too deeply", hint: "at most \(Self.mostNesting) levels")
    }
    switch peek() {
    case 0x22, 0x27: _ = try string()
    case UInt8(ascii: "["): try list(depth: depth)
    case UInt8(ascii: "{"): try inlineTable(depth: depth)
    default: try word()
    }
  }

  private mutating func list(depth: Int) throws(TomlFault) {
    let start = at
    at += 1
    while true {
      skipBlank(newlines: true)
      if peek() == UInt8(ascii: "]") { break }
      try value(depth: depth + 1)
      skipBlank(newlines: true)
      if peek() == UInt8(ascii: ",") {
        at += 1
      } else if peek() != UInt8(ascii: "]") {
        throw fault(
          peek() == nil ? start : at, "a list is not closed here",
          hint: "put a comma between values and ] at the end")
      }
    }
    at += 1
  }

  private mutating func inlineTable(depth: Int) throws(TomlFault) {
    let start = at
    at += 1
    let outside = names?.enter(start)
    defer { if let outside { names?.leave(to: outside) } }
    skipBlank(newlines: false)
    if peek() == UInt8(ascii: "}") {
      at += 1
      return
    }
    while true {
      skipBlank(newlines: false)
      try assignment(depth: depth + 1)
      skipBlank(newlines: false)
      if peek() == UInt8(ascii: ",") {
        at += 1
      } else if peek() == UInt8(ascii: "}") {
        at += 1
        return
      } else {
        throw fault(
          peek() == nil ? start : at, "a table in braces is not closed here",
          hint: "put a comma between its values and } at the end, all on one line")
      }
    }
  }

  /// Numbers, dates, true and false: whatever stands there up to the next mark.
  private mutating func word() throws(TomlFault) {
    let start = at
    while let byte = peek(), Self.isWord(byte) { at += 1 }
    // A date may have a space before its time.
    if at - start == 10, bytes[start + 4] == 0x2D, peek() == 0x20, let next = peek(1), (0x30...0x39).contains(next) {
      at += 1
      while let byte = peek(), Self.isWord(byte) { at += 1 }
    }
    let isNamed = ["true", "false", "inf", "nan"].contains(source.text(start..<at))
    guard let first = bytes[start..<at].first else { throw notAValue(start) }
    if !isNamed && !(0x30...0x39).contains(first) && first != 0x2B && first != 0x2D { throw notAValue(start) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: return true
    default: return false
    }
  }

  private func notAValue(_ start: Int) -> TomlFault {
    if let quote = curlyQuote(at: start) {
      return fault(
        start, "the text starts with the curly quote \(quote)",
        hint: "use the straight quote \" at both ends; curly quotes are fine inside the text")
    }
    if start >= bytes.count || bytes[start] == 0x0A || bytes[start] == 0x0D || bytes[start] == UInt8(ascii: "#") {
      return fault(start, "a value is missing after =", hint: "write the value on the same line: key = \"text\"")
    }
    return fault(
      start, "this is neither text in quotes, a number, true or false",
      hint: "put text between straight quotes: key = \"text\"")
  }

  /// A typographic quote at an offset.
  func curlyQuote(at offset: Int? = nil) -> Character? {
    let offset = offset ?? at
    let end = min(offset + 3, bytes.count)
    guard offset < end else { return nil }
    let ahead = String(decoding: bytes[offset..<end], as: UTF8.self)
    return ahead.first.flatMap { "“”„‟‘’‚‛«»‹›".contains($0) ? $0 : nil }
  }

  // MARK: Strings

  /// Walks over a string and returns its bytes, quotes included.
  mutating func string() throws(TomlFault) -> Range<Int> {
    let start = at
    let quote = bytes[at]
    if peek(1) == quote, peek(2) == quote { return try multilineString(quote, from: start) }
    at += 1
    while let byte = peek() {
      switch byte {
      case quote:
        at += 1
        return start..<at
      case 0x5C where quote == 0x22: try escape()
      case 0x0A, 0x0D: throw notClosed(start, quote)
      default: at += 1
      }
    }
    throw notClosed(start, quote)
  }

  private func notClosed(_ start: Int, _ quote: UInt8) -> TomlFault {
    let mark = quote == 0x22 ? "\"" : "'"
    return fault(
      start, "the text that starts here is not closed on its line",
      hint: "end it with \(mark); text of several lines stands between three quotes")
  }

  private mutating func multilineString(_ quote: UInt8, from start: Int) throws(TomlFault) -> Range<Int> {
    at += 3
    while let byte = peek() {
      if byte == quote, peek(1) == quote, peek(2) == quote {
        at += 3
        // One or two quotes may stand right before the closing three.
        for _ in 0..<2 where peek() == quote { at += 1 }
        return start..<at
      }
      if byte == 0x5C, quote == 0x22 { try escape() } else { at += 1 }
    }
    throw fault(
      start, "the text that starts here with three quotes is not closed", hint: "end it with three quotes")
  }

  /// Walks over one escape; only NUL is refused here, because it would cut the text short on its way to the judge.
  private mutating func escape() throws(TomlFault) {
    let start = at
    at += 1
    guard let letter = peek() else { return }
    at += 1
    let digits = letter == UInt8(ascii: "u") ? 4 : letter == UInt8(ascii: "U") ? 8 : 0
    guard digits > 0 else { return }
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = peek(), let digit = hexDigit(byte) else {
        throw fault(start, "an escape with too few digits", hint: "write \\u and four digits, as in \\u00E9")
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    if value == 0 { throw fault(start, "text cannot hold the character NUL", hint: "take it out") }
  }
}
