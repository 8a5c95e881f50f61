// Names that tell nothing: no date, no person, no prompt, no order.

import CSodium

/// Sixteen random bytes in Crockford's base 32, in lower case: 26 letters and digits without i, l, o and u.
///
/// Crockford's alphabet has no letters that are easily taken for digits, and survives file systems that do
/// not tell upper from lower case. The bits are read from the first byte's highest on; the last character
/// carries three of them, followed by two zero bits.
public struct RandomName: Hashable, Sendable {
  /// The 26 characters.
  public let text: String

  /// A name that nobody had before.
  public init() {
    var bytes = [UInt8](repeating: 0, count: 16)
    Sodium.random(&bytes)
    self.init(bytes: bytes)
  }

  /// A name from text; `nil` unless it is one.
  public init?(_ text: String) {
    let values = text.utf8.map { Self.alphabet.firstIndex(of: $0) }
    guard values.count == 26, values.allSatisfy({ $0 != nil }), values[25]! & 3 == 0 else { return nil }
    self.text = text
  }

  /// The name of sixteen given bytes.
  init(bytes: [UInt8]) {
    precondition(bytes.count == 16)
    var text = ""
    var waiting = 0
    var bits = 0
    for byte in bytes {
      waiting = waiting << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.unicodeScalars.append(Unicode.Scalar(Self.alphabet[waiting >> bits & 31]))
      }
      waiting &= (1 << bits) - 1
    }
    text.unicodeScalars.append(Unicode.Scalar(Self.alphabet[waiting << (5 - bits) & 31]))
    self.text = text
  }

  private static let alphabet = [UInt8]("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
