// The text of one file, and the way from a byte to a line and a column.

/// Bytes that are known to be UTF-8 without NUL, with the starts of their lines.
final class TomlSource: Sendable {
  /// The file without its byte order mark.
  let bytes: [UInt8]
  /// The offset of the first byte of each line; the first is 0.
  private let lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for offset in buffer.indices where buffer[offset] == 0x0A { starts.append(offset + 1) }
    }
    lineStarts = starts
  }

  /// The line and column of a byte; an offset past the end is the end.
  func position(of offset: Int) -> TomlPosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for byte in bytes[lineStarts[low]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return TomlPosition(line: low + 1, column: column)
  }

  /// The byte at a line and column that the file has.
  func offset(of position: TomlPosition) -> Int {
    var offset = position.line <= lineStarts.count ? lineStarts[position.line - 1] : bytes.count
    var column = 1
    while column < position.column, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  /// A string from bytes of the source.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// A place in a file.
public struct TomlPlace: Sendable {
  let source: TomlSource
  /// Line and column.
  public let position: TomlPosition

  /// The line, from 1.
  public var line: Int { position.line }
  /// The column in Unicode scalars, from 1.
  public var column: Int { position.column }
}

/// A value and the place where it starts.
public struct Located<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value
  /// Where it starts: for text, its first quote.
  public let place: TomlPlace

  /// The line, from 1.
  public var line: Int { place.line }
  /// The column in Unicode scalars, from 1.
  public var column: Int { place.column }
}

extension Located<String> {
  /// The place in the file of one Unicode scalar of a text in quotes, counted from 0.
  ///
  /// It sees through quotes, escapes, trimmed newlines and line-ending backslashes. An index past the end gives the
  /// closing quote.
  public func place(ofScalar index: Int) -> TomlPlace {
    let source = place.source
    var explainer = TomlExplainer(source)
    explainer.at = source.offset(of: place.position)
    guard let token = try? explainer.string() else { return place }
    let offset = StringToken(source.bytes, token).offset(ofScalar: index)
    return TomlPlace(source: source, position: source.position(of: offset))
  }
}
