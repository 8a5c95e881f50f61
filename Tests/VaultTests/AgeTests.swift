// Keys, headers and payloads by the letter, and everything else refused whole.
//
// Vectors: RFC 5869, appendix A, and RFC 4648, section 10 (facts of the standards); the key pair that the age
// specification prints (C2SP age.md, CC BY 4.0).

import Testing

@testable import Vault

@Suite struct AgeTests {
  static func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  static func derive(_ input: [UInt8], _ salt: [UInt8], _ info: [UInt8], _ count: Int) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    output.withUnsafeMutableBytes { output in
      input.withUnsafeBytes { HKDF.derive(from: $0, salt: salt, info: info, into: output) }
    }
    return output
  }

  @Test func hkdfVectors() {
    #expect(
      Self.derive([UInt8](repeating: 11, count: 22), Array(0...12), Array(0xF0...0xF9), 42)
        == Self.hex(
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
    #expect(
      Self.derive(Array(0...0x4F), Array(0x60...0xAF), Array(0xB0...0xFF), 82)
        == Self.hex(
          "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
        ))
    #expect(
      Self.derive([UInt8](repeating: 11, count: 22), [], [], 42)
        == Self.hex(
          "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
  }

  @Test func theSpecificationsKeyPair() throws {
    let text = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    let identity = try #require(Array(text.utf8).withUnsafeBytes { AgeIdentity($0) })
    #expect(identity.recipient.text == "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj")
    #expect(reveal(identity.text) == Array(text.utf8))
    #expect(reveal(identity.secret) == [UInt8](repeating: 0x42, count: 32))
  }

  @Test func bech32RefusesEveryChangedCharacter() throws {
    let text = Array(AgeIdentity().recipient.text.utf8)
    for place in text.indices {
      for byte in [UInt8](0x20...0x7E) where byte != text[place] {
        var changed = text
        changed[place] = byte
        #expect(AgeRecipient(String(decoding: changed, as: UTF8.self)) == nil)
      }
    }
    let right = String(decoding: text, as: UTF8.self)
    for wrong in ["", right.uppercased(), String(right.dropLast()), right + "q", " " + right, "age1"] {
      #expect(AgeRecipient(wrong) == nil)
    }
    let key = reveal(AgeIdentity().text)
    #expect(key.map { $0 | 0x20 }.withUnsafeBytes { AgeIdentity($0) } == nil)
    // BIP 173's invalid padding: 52 characters hold 260 bits, the last four must be zero.
    var padded = [UInt8](repeating: 0, count: 32)
    let isRight = padded.withUnsafeMutableBytes { out in
      Array("age1\(String(repeating: "l", count: 58))".utf8).withUnsafeBytes {
        Bech32.decode($0, prefix: Array("age".utf8), into: out)
      }
    }
    #expect(!isRight)
  }

  @Test func base64IsCanonical() {
    // RFC 4648, section 10.
    for (plain, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")] {
      #expect(Base64.encode(Array(plain.utf8)) == Array(text.utf8))
      #expect(Base64.decode(Array(text.utf8)[...]) == Array(plain.utf8))
    }
    for wrong in ["Zg==", "Zh", "Zm9", "Z", "Zm 8", "Zm8\n", "Zm_8", "é"] {
      #expect(Base64.decode(Array(wrong.utf8)[...]) == nil)
    }
  }

  @Test func sealedTwiceIsNeverTheSame() throws {
    let identity = AgeIdentity()
    let first = try Age.seal([1, 2, 3], to: [identity.recipient])
    let second = try Age.seal([1, 2, 3], to: [identity.recipient])
    #expect(first != second)
    #expect(first.count == second.count)
    #expect(try Age.open(first, with: [identity]) == [1, 2, 3])
  }

  @Test(arguments: [0, 1, 40])
  func everyFlipAndCutIsRefusedWhole(_ size: Int) throws {
    let identity = AgeIdentity()
    let sealed = try Age.seal(noise(size), to: [identity.recipient])
    for place in sealed.indices {
      for bit in 0..<8 {
        var changed = sealed
        changed[place] ^= 1 << UInt8(bit)
        #expect(throws: AgeError.self) { try Age.open(changed, with: [identity]) }
      }
      #expect(throws: AgeError.self) { try Age.open(Array(sealed[..<place]), with: [identity]) }
    }
    for more in [[0], [10], Array(sealed)] as [[UInt8]] {
      #expect(throws: AgeError.self) { try Age.open(sealed + more, with: [identity]) }
    }
  }

  @Test func everyFlipOfASealedIdentityIsRefused() throws {
    let sealed = try Age.seal(secret("key"), passphrase: secret("open"), logN: 1)
    for place in sealed.indices {
      for byte in [sealed[place] ^ 1, sealed[place] ^ 0x80] {
        var changed = sealed
        changed[place] = byte
        // The cost may become another one; it stays small because only one digit is there.
        #expect(throws: AgeError.self) { try Age.open(changed, passphrase: secret("open")) }
      }
      #expect(throws: AgeError.self) { try Age.open(Array(sealed[..<place]), passphrase: secret("open")) }
    }
  }

  @Test func nothingIsReleasedWhenALaterChunkIsWrong() throws {
    let fileKey = SecretBytes(random: 16)
    var payload = noise(3 * AgeStream.chunk).withUnsafeBytes { AgeStream.seal($0, fileKey: fileKey) }
    payload[payload.count - 1] ^= 1
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: 3 * AgeStream.chunk, alignment: 8)
    defer { target.deallocate() }
    target.initializeMemory(as: UInt8.self, repeating: 7)
    #expect(throws: AgeError.damaged) { try AgeStream.open(payload[...], fileKey: fileKey, into: target) }
    #expect(target.allSatisfy { $0 == 0 })
  }

  @Test func chunksCannotBeMovedOrDropped() throws {
    let fileKey = SecretBytes(random: 16)
    let step = AgeStream.chunk + AgeStream.tag
    let payload = noise(2 * AgeStream.chunk).withUnsafeBytes { AgeStream.seal($0, fileKey: fileKey) }
    func open(_ payload: [UInt8]) throws {
      let count = try #require(AgeStream.plainCount(payload.count))
      _ = try SecretBytes(count: count) { plain throws(AgeError) in
        try AgeStream.open(payload[...], fileKey: fileKey, into: plain)
      }
    }
    try open(payload)
    let nonce = Array(payload[..<16])
    let first = Array(payload[16..<(16 + step)])
    let second = Array(payload[(16 + step)...])
    for wrong in [nonce + second + first, nonce + first, nonce + second, nonce + first + first + second] {
      #expect(throws: AgeError.damaged) { try open(wrong) }
    }
    // An empty last chunk after a full one has no length of its own.
    #expect(AgeStream.plainCount(16 + step + 16) == nil)
    #expect(AgeStream.plainCount(16 + 16) == 0)
    #expect(AgeStream.plainCount(31) == nil)
    #expect(AgeStream.plainCount(16 + step) == AgeStream.chunk)
    #expect(AgeStream.plainCount(16 + step + 17) == AgeStream.chunk + 1)
  }

  static let share = String(decoding: Base64.encode([UInt8](repeating: 9, count: 32)), as: UTF8.self)
  static let body = String(decoding: Base64.encode([UInt8](repeating: 3, count: 32)), as: UTF8.self)
  static let mac = "--- " + body + "\n"

  @Test(arguments: [
    "", "\n", "-> X25519 \(share)\n\(body)\n", mac, "-> \n\(body)\n" + mac, "->\n\(body)\n" + mac,
    "-> X25519  \(share)\n\(body)\n" + mac, "-> X25519 \(share) \n\(body)\n" + mac, "-> X25519\n\(body)\n" + mac,
    "-> X25519 \(share) x\n\(body)\n" + mac, "-> X25519 \(share)=\n\(body)\n" + mac,
    "-> X25519 AAAA\n\(body)\n" + mac, "-> X25519 \(share)\n\(body)=\n" + mac, "-> X25519 \(share)\nAAAA\n" + mac,
    "-> X25519 \(share)\n\(body)\n\n" + mac, "-> X25519 \(share)\r\n\(body)\r\n" + mac,
    "-> X25519 \(share)\n\(body)\n--- AAAA\n", "-> X25519 \(share)\n\(body)\n---\(body)\n",
    "-> X25519 \(share)\n\(body)\n--- \(body)", "-> X25519 \(share)\n\(body)\n--- \(body) \n",
    "-> X25519 \(String(repeating: "A", count: 43))\n\(body)\n" + mac,
    "-> X2é519 \(share)\n\(body)\n" + mac, "-> x \(String(repeating: "y ", count: 20))z\n\(body)\n" + mac,
    "-> x\n\(String(repeating: "A", count: 65))\n" + mac,
    "-> x\n\(String(repeating: String(repeating: "A", count: 64) + "\n", count: 2000))\n" + mac,
    String(repeating: "-> x\n\n", count: 65) + mac,
    "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n\(body)\n-> X25519 \(share)\n\(body)\n" + mac,
  ])
  func brokenHeadersAreRefused(_ header: String) {
    let file = AgeHeader.opening + Array(header.utf8) + [UInt8](repeating: 0, count: 32)
    #expect(throws: AgeError.header) { try Age.open(file, with: [AgeIdentity()]) }
  }

  @Test func strangersStanzasAreLeftOut() throws {
    let identity = AgeIdentity()
    let fileKey = SecretBytes(random: 16)
    var header = AgeHeader(
      stanzas: [
        AgeHeader.Stanza(arguments: [Array("grease-x".utf8), Array("~!".utf8)], body: noise(100)),
        AgeHeader.Stanza(arguments: [Array("x".utf8)], body: noise(48)), try X25519.wrap(fileKey, to: identity.recipient),
      ], mac: [])
    #expect(header.covered().split(separator: 10, omittingEmptySubsequences: false).contains([]))
    header.mac = noise(32)
    let (parsed, covered, _) = try AgeHeader.parse(header.encode())
    #expect(parsed == header)
    #expect(Array(header.encode()[..<covered]) == header.covered())
  }

  @Test(arguments: ["23", "63", "64", "99", "100", "999"])
  func tooCostlyIsRefusedBeforeAnyWork(_ logN: String) {
    let header = "-> scrypt AAAAAAAAAAAAAAAAAAAAAA \(logN)\n\(Self.body)\n" + Self.mac
    let file = AgeHeader.opening + Array(header.utf8) + [UInt8](repeating: 0, count: 32)
    #expect(throws: AgeError.tooCostly(logN: Int(logN)!)) { try Age.open(file, passphrase: secret("x")) }
  }

  @Test(arguments: [
    "AAAAAAAAAAAAAAAAAAAAAA 0", "AAAAAAAAAAAAAAAAAAAAAA 010", "AAAAAAAAAAAAAAAAAAAAAA +10",
    "AAAAAAAAAAAAAAAAAAAAAA -1", "AAAAAAAAAAAAAAAAAAAAAA 1e1", "AAAAAAAAAAAAAAAAAAAAAA 99999999999999999999",
    "AAAAAAAAAAAAAAAAAAAAAB 10", "AAAA 10", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA 10 1",
  ])
  func brokenScryptStanzasAreRefused(_ arguments: String) {
    let header = "-> scrypt \(arguments)\n\(Self.body)\n" + Self.mac
    let file = AgeHeader.opening + Array(header.utf8) + [UInt8](repeating: 0, count: 32)
    #expect(throws: AgeError.header) { try Age.open(file, passphrase: secret("x")) }
  }

  @Test func scryptStandsAlone() {
    let one = "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n\(Self.body)\n"
    let file = AgeHeader.opening + Array((one + one + Self.mac).utf8) + [UInt8](repeating: 0, count: 32)
    #expect(throws: AgeError.header) { try Age.open(file, passphrase: secret("x")) }
  }

  @Test func aShareOfLowOrderIsRefused() {
    let zero = String(decoding: Base64.encode([UInt8](repeating: 0, count: 32)), as: UTF8.self)
    let header = "-> X25519 \(zero)\n\(Self.body)\n" + Self.mac
    let file = AgeHeader.opening + Array(header.utf8) + [UInt8](repeating: 0, count: 32)
    #expect(throws: AgeError.header) { try Age.open(file, with: [AgeIdentity()]) }
    #expect(throws: AgeError.header) {
      try Age.seal([1], to: [AgeRecipient(key: [UInt8](repeating: 0, count: 32))])
    }
  }

  @Test func otherVersionsAreNotOurs() {
    for text in ["", "age-encryption.org/v2\n", "age-encryption.org/v1", "-----BEGIN AGE ENCRYPTED FILE-----\n"] {
      #expect(throws: AgeError.notAge) { try Age.open(Array(text.utf8), with: [AgeIdentity()]) }
    }
  }

  @Test func noiseIsRefusedAndHarmless() {
    var state = SystemRandomNumberGenerator()
    let identity = AgeIdentity()
    let parts = ["-> X25519 ", "-> ", "--- ", "\n", Self.share, Self.body, " ", "scrypt", "\u{0}", "=", "A"]
    for _ in 0..<20_000 {
      var file = AgeHeader.opening
      for _ in 0..<Int.random(in: 0...12, using: &state) { file += parts.randomElement(using: &state)!.utf8 }
      #expect(throws: AgeError.self) { try Age.open(file, with: [identity]) }
    }
  }

  @Test func secretsAreTakenOverAndCompared() {
    var bytes = Array("hush".utf8)
    let taken = SecretBytes(taking: &bytes)
    #expect(bytes.isEmpty)
    #expect(SecretBytes.same(taken, secret("hush")))
    #expect(!SecretBytes.same(taken, secret("husk")))
    #expect(!SecretBytes.same(taken, secret("hus")))
    #expect(secret("").count == 0)
  }
}
