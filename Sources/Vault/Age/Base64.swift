// Base64 as age uses it: RFC 4648, section 4, canonical, without padding (age specification, "Conventions").

/// Binary values in headers.
enum Base64 {
  private static let characters = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, character) in characters.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// RFC 4648, section 4, without the `=`.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var waiting = 0
    var bits = 0
    for byte in bytes {
      waiting = (waiting << 8 | Int(byte)) & 0xFFFF
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(characters[waiting >> bits & 63])
      }
    }
    if bits > 0 { text.append(characters[waiting << (6 - bits) & 63]) }
    return text
  }

  /// Reads it back; `nil` for any other character, a length that cannot be, or bits left over that are not zero
  /// (RFC 4648, section 3.5: only the canonical form is taken).
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    if text.count % 4 == 1 { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var waiting = 0
    var bits = 0
    for character in text {
      let value = values[Int(character)]
      if value == 255 { return nil }
      waiting = (waiting << 6 | Int(value)) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(waiting >> bits & 0xFF))
      }
    }
    return waiting & ((1 << bits) - 1) == 0 ? bytes : nil
  }
}
