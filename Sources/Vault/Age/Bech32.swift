// Bech32: BIP 173, without its limit of 90 characters, as the age specification asks ("Native recipient and
// identity types").
//
// Rules: works on bytes in memory handed in, so that a secret key never passes through a String.

/// Text with a checksum for keys.
enum Bech32 {
  /// BIP 173, "Bech32": the data characters.
  private static let characters = [UInt8]("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// How long the text for 32 bytes is.
  static func length(prefix: [UInt8]) -> Int { prefix.count + 1 + 52 + 6 }

  /// BIP 173, "Bech32": writes prefix, `1`, the 32 bytes in groups of five bits, and the checksum. Lower case.
  static func encode(
    _ key: UnsafeRawBufferPointer, prefix: [UInt8], into text: UnsafeMutableRawBufferPointer
  ) {
    precondition(key.count == 32 && text.count == length(prefix: prefix))
    var checksum = Checksum(prefix: prefix)
    text.copyBytes(from: prefix)
    text[prefix.count] = UInt8(ascii: "1")
    var place = prefix.count + 1
    func put(_ value: UInt8) {
      text[place] = characters[Int(value)]
      place += 1
    }
    var waiting: UInt32 = 0
    var bits: UInt32 = 0
    for byte in key {
      waiting = (waiting << 8 | UInt32(byte)) & 0xFFF
      bits += 8
      while bits >= 5 {
        bits -= 5
        let value = UInt8(waiting >> bits & 31)
        checksum.take(value)
        put(value)
      }
    }
    let last = UInt8(waiting << (5 - bits) & 31)
    checksum.take(last)
    put(last)
    for value in checksum.values() { put(value) }
  }

  /// BIP 173, "Bech32" and "Decoding": reads 32 bytes back. `false` unless the text has the prefix, one case
  /// throughout, a right checksum, 32 bytes, and zeros for padding.
  static func decode(
    _ text: UnsafeRawBufferPointer, prefix: [UInt8], into key: UnsafeMutableRawBufferPointer
  ) -> Bool {
    precondition(key.count == 32)
    guard text.count == length(prefix: prefix), text[prefix.count] == UInt8(ascii: "1") else { return false }
    let upper = text.contains { (0x41...0x5A).contains($0) }
    let lower = text.contains { (0x61...0x7A).contains($0) }
    if upper && lower { return false }
    func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    for (index, byte) in prefix.enumerated() where folded(text[index]) != byte { return false }
    var checksum = Checksum(prefix: prefix)
    var waiting: UInt32 = 0
    var bits: UInt32 = 0
    var place = 0
    for index in (prefix.count + 1)..<text.count {
      guard let found = characters.firstIndex(of: folded(text[index])) else { return false }
      checksum.take(UInt8(found))
      if index >= text.count - 6 { continue }
      waiting = (waiting << 5 | UInt32(found)) & 0xFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        key[place] = UInt8(waiting >> bits & 0xFF)
        place += 1
      }
    }
    return checksum.isRight && place == 32 && waiting & ((1 << bits) - 1) == 0
  }

  /// BIP 173, "Checksum": a code over groups of five bits, by the polynomial given there.
  private struct Checksum {
    private var state: UInt32 = 1

    init(prefix: [UInt8]) {
      for byte in prefix { take(byte >> 5) }
      take(0)
      for byte in prefix { take(byte & 31) }
    }

    mutating func take(_ value: UInt8) {
      let top = state >> 25
      state = (state & 0x1FF_FFFF) << 5 ^ UInt32(value)
      let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
      for (bit, term) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 { state ^= term }
    }

    /// After the data and its six checksum groups.
    var isRight: Bool { state == 1 }

    /// The six groups that make it right.
    func values() -> [UInt8] {
      var copy = self
      for _ in 0..<6 { copy.take(0) }
      let code = copy.state ^ 1
      return (0..<6).map { UInt8(code >> UInt32(5 * (5 - $0)) & 31) }
    }
  }
}
