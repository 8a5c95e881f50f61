// Proof that somebody who can open the vault wrote a sealed text.
//
// age says who can open a file, not who sealed it: whoever knows the recipients, which lie beside the files, can make
// one. So the second line of every text that this program seals is
//
//     proof: 64 hexadecimal digits
//
// an HMAC-SHA-256 over `aftercare proof 1`, a line feed, the file's name without `.age`, a line feed, and the text
// without that line. The key is HKDF-SHA-256 with the information `aftercare proof 1`:
//
// - one passphrase for both: input is the identity's secret, salt its recipient;
// - one for each seat: input is the X25519 secret that the two identities share, salt the two recipients in order.
//
// Both follow from what lies behind a passphrase, and from nothing else on the disk. Either seat can make and verify the
// proof, so it tells that one of the two wrote the text, and never which.
//
// Rules: readers of version 1 leave the line out as a key they do not know, and `age -d` shows it as text. A text without
// it, or with a wrong one, is read, and held for unproven: Catalogue says what it may not do.

import CSodium

struct Proof: Sendable {
  private let key: SecretBytes

  private static let label = [UInt8]("aftercare proof 1".utf8)
  private static let field = [UInt8]("proof: ".utf8)
  private static let digits = 64

  init(_ file: IdentityFile) {
    let keys = ([file.identity.recipient] + file.others).map(\.key).sorted { $0.lexicographicallyPrecedes($1) }
    let shared = file.others.first.flatMap { Self.shared(file.identity, $0) } ?? file.identity.secret
    key = SecretBytes(count: 32) { key in
      shared.withBytes { HKDF.derive(from: $0, salt: keys.flatMap { $0 }, info: Self.label, into: key) }
    }
  }

  /// What only the two identities have; `nil` for a recipient that belongs to no secret.
  private static func shared(_ identity: AgeIdentity, _ other: AgeRecipient) -> SecretBytes? {
    var isRight = false
    let shared = SecretBytes(count: 32) { shared in
      isRight = identity.secret.withBytes { secret in
        crypto_scalarmult_curve25519(
          shared.assumingMemoryBound(to: UInt8.self).baseAddress!, secret.bindMemory(to: UInt8.self).baseAddress!, other.key)
          == 0
      }
    }
    return isRight ? shared : nil
  }

  /// The text with its proof as the second line.
  /// - Parameter name: the file's, without `.age`.
  func add(to text: [UInt8], name: String) -> [UInt8] {
    let end = (text.firstIndex(of: 0x0A) ?? text.count - 1) + 1
    // Step by step: one sum of so many parts takes the compiler minutes.
    var proven = Array(text[..<end])
    proven += Self.field
    proven += mac(text[..<end], text[end...], name)
    proven.append(0x0A)
    proven += text[end...]
    return proven
  }

  /// Whether a text has its proof.
  func holds(of text: [UInt8], name: String) -> Bool {
    guard let feed = text.firstIndex(of: 0x0A) else { return false }
    let start = feed + 1 + Self.field.count, end = start + Self.digits
    guard end < text.count, text[end] == 0x0A, text[(feed + 1)..<start].elementsEqual(Self.field) else { return false }
    let mac = mac(text[...feed], text[(end + 1)...], name)
    return text[start..<end].withUnsafeBytes { sodium_memcmp(mac, $0.baseAddress!, Self.digits) == 0 }
  }

  private func mac(_ first: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>, _ name: String) -> [UInt8] {
    let before = Self.label + [0x0A] + name.utf8 + [0x0A]
    var mac = [UInt8](repeating: 0, count: 32)
    key.withBytes { key in
      before.withUnsafeBytes { before in
        first.withUnsafeBytes { first in
          rest.withUnsafeBytes { rest in
            mac.withUnsafeMutableBytes { HMAC.compute(key: key, [before, first, rest], into: $0.baseAddress!) }
          }
        }
      }
    }
    return mac.flatMap { byte in [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 } }
  }
}

/// Room that makes texts of different lengths look alike, as one more field: `pad:` and blanks.
enum Padding {
  /// A tombstone, an agreement, a short note: all are of the first size. Sizes double, and go up by the last step from
  /// there on.
  static let first = 1 << 10, step = 64 << 10
  private static let field = [UInt8]("pad: ".utf8)

  /// The next size that a text of this length has room in.
  static func size(_ count: Int) -> Int {
    var size = first
    while size < count, size < step { size *= 2 }
    return size >= count ? size : (count + step - 1) / step * step
  }

  /// The text with a field of blanks after its others.
  /// - Parameter more: how much will be added to it later.
  static func add(to text: [UInt8], more: Int) -> [UInt8] {
    let count = text.count + field.count + 1
    let blanks = [UInt8](repeating: 0x20, count: size(count + more) - more - count)
    let end = text.indices.first { text[$0] == 0x0A && (text.index(after: $0) == text.endIndex || text[$0 + 1] == 0x0A) }
    let place = end.map { $0 + 1 } ?? text.count
    var padded = Array(text[..<place])
    padded += field
    padded += blanks
    padded.append(0x0A)
    padded += text[place...]
    return padded
  }
}

extension Proof {
  /// A text as it is sealed: padded, with its proof.
  func seal(_ text: String, name: String) -> [UInt8] {
    add(to: Padding.add(to: [UInt8](text.utf8), more: Self.field.count + Self.digits + 1), name: name)
  }
}
