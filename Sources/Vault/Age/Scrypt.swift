// Passphrases: age specification, "The scrypt recipient type"; scrypt itself is RFC 7914, by libsodium.

import CSodium

/// The stanza of a passphrase.
enum Scrypt {
  static let label = [UInt8]("age-encryption.org/v1/scrypt".utf8)
  /// What this program writes: about a second and 256 MiB.
  static let logN = 18
  /// The most that is taken from a file, checked before any work: what the reference takes.
  static let mostLogN = 22

  /// Wraps a file key for a passphrase. It must be the only stanza of its header.
  static func wrap(
    _ fileKey: SecretBytes, passphrase: SecretBytes, logN: Int
  ) throws(AgeError) -> AgeHeader.Stanza {
    var salt = [UInt8](repeating: 0, count: 16)
    Sodium.random(&salt)
    let key = try wrapKey(passphrase, salt: salt, logN: logN)
    return AgeHeader.Stanza(
      arguments: [[UInt8]("scrypt".utf8), Base64.encode(salt), [UInt8](String(logN).utf8)],
      body: FileKey.wrap(fileKey, with: key))
  }

  /// The file key, or `nil` for another passphrase. The cost is read and bounded first.
  static func unwrap(_ stanza: AgeHeader.Stanza, passphrase: SecretBytes) throws(AgeError) -> SecretBytes? {
    guard stanza.arguments.count == 3, let salt = Base64.decode(stanza.arguments[1][...]), salt.count == 16,
      stanza.body.count == FileKey.wrappedCount
    else { throw .header }
    // A decimal number without sign or leading zeros; two digits reach past the bound.
    let digits = stanza.arguments[2]
    guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }), digits[0] != 0x30
    else { throw .header }
    let logN = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    if logN > mostLogN { throw .tooCostly(logN: logN) }
    return FileKey.unwrap(stanza.body, with: try wrapKey(passphrase, salt: salt, logN: logN))
  }

  /// scrypt with N = 2^logN, r = 8, p = 1; the salt follows a label.
  private static func wrapKey(
    _ passphrase: SecretBytes, salt: [UInt8], logN: Int
  ) throws(AgeError) -> SecretBytes {
    precondition((1...mostLogN).contains(logN))
    let salt = label + salt
    return try SecretBytes(count: 32) { key throws(AgeError) in
      let result = passphrase.withBytes {
        crypto_pwhash_scryptsalsa208sha256_ll(
          $0.bindMemory(to: UInt8.self).baseAddress!, $0.count, salt, salt.count, 1 << UInt64(logN), 8, 1,
          key.assumingMemoryBound(to: UInt8.self).baseAddress!, key.count)
      }
      if result != 0 { throw .noMemory }
    }
  }
}
