// Bytes that are text: UTF-8, one scalar at a time, and what is pasted.
//
// Rules: pure; what is not UTF-8 is told apart from what is only not whole yet.

extension InputDecoder {
  /// What the first bytes of a character are.
  enum Decoded {
    case complete(Unicode.Scalar, Int)
    case incomplete
    case invalid(Int)
  }

  /// The scalar at the start of `bytes`, which are not empty.
  static func scalar(_ bytes: ArraySlice<UInt8>) -> Decoded {
    let start = bytes.startIndex
    let first = bytes[start]
    if first < 0x80 { return .complete(Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first) else { return .invalid(1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard offset < bytes.count else { return .incomplete }
      let byte = bytes[start + offset]
      guard byte & 0xC0 == 0x80 else { return .invalid(offset) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = [0, 0, 0x80, 0x800, 0x10000][length]
    guard value >= least, let scalar = Unicode.Scalar(value) else { return .invalid(length) }
    return .complete(scalar, length)
  }

  /// The bytes as text, every kind of line end as `\n`.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      if byte == 0x0D {
        lines.append(0x0A)
      } else if !(byte == 0x0A && afterReturn) {
        lines.append(byte)
      }
      afterReturn = byte == 0x0D
    }
    return String(decoding: lines, as: UTF8.self)
  }
}
