// age files, version 1: the specification at age-encryption.org/v1 (C2SP, age.md), binary form, without armor.
//
// Rules: a file is opened whole or not at all; the header's MAC is verified before the payload is touched; keys
// and passphrases stay in SecretBytes. age does not say who sealed a file: anyone may who knows the recipient.

import CSodium

/// Sealing and opening of whole files.
public enum Age {
  /// Seals bytes to one or more recipients; each of their identities opens the file.
  public static func seal(_ plain: [UInt8], to recipients: [AgeRecipient]) throws(AgeError) -> [UInt8] {
    precondition(!recipients.isEmpty)
    let fileKey = SecretBytes(random: FileKey.count)
    var stanzas: [AgeHeader.Stanza] = []
    for recipient in recipients { stanzas.append(try X25519.wrap(fileKey, to: recipient)) }
    return plain.withUnsafeBytes { file(stanzas, fileKey, $0) }
  }

  /// Seals secret bytes with a passphrase.
  public static func seal(
    _ plain: SecretBytes, passphrase: SecretBytes, logN: Int = 18
  ) throws(AgeError) -> [UInt8] {
    let fileKey = SecretBytes(random: FileKey.count)
    let stanza = try Scrypt.wrap(fileKey, passphrase: passphrase, logN: logN)
    return plain.withBytes { file([stanza], fileKey, $0) }
  }

  /// Opens a file that was sealed to one of these identities.
  public static func open(_ file: [UInt8], with identities: [AgeIdentity]) throws(AgeError) -> [UInt8] {
    let opened = try start(file) { stanzas throws(AgeError) in try fileKey(stanzas, identities) }
    var plain = [UInt8](repeating: 0, count: opened.count)
    var failure: AgeError?
    plain.withUnsafeMutableBytes { plain in
      do throws(AgeError) {
        try AgeStream.open(file[opened.payload...], fileKey: opened.fileKey, into: plain)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return plain
  }

  /// To how many recipients a file says it was sealed; `nil` where its header cannot be read. Nothing vouches for it.
  static func recipientCount(of file: [UInt8]) -> Int? {
    try? AgeHeader.parse(file).header.stanzas.count
  }

  /// Opens a file that was sealed with a passphrase; what was in it is taken for secret.
  public static func open(_ file: [UInt8], passphrase: SecretBytes) throws(AgeError) -> SecretBytes {
    let opened = try start(file) { stanzas throws(AgeError) in
      // "The scrypt recipient type": it stands alone, or the header is refused.
      guard stanzas.count == 1 else {
        if stanzas.contains(where: { $0.type == "scrypt" }) { throw .header }
        throw .wrongKey
      }
      guard stanzas[0].type == "scrypt", let key = try Scrypt.unwrap(stanzas[0], passphrase: passphrase) else {
        throw .wrongKey
      }
      return key
    }
    return try SecretBytes(count: opened.count) { plain throws(AgeError) in
      try AgeStream.open(file[opened.payload...], fileKey: opened.fileKey, into: plain)
    }
  }

  /// The file key from the first stanza that one of the identities opens.
  private static func fileKey(
    _ stanzas: [AgeHeader.Stanza], _ identities: [AgeIdentity]
  ) throws(AgeError) -> SecretBytes {
    if stanzas.count > 1, stanzas.contains(where: { $0.type == "scrypt" }) { throw .header }
    for stanza in stanzas where stanza.type == "X25519" {
      for identity in identities {
        if let key = try X25519.unwrap(stanza, with: identity) { return key }
      }
    }
    throw .wrongKey
  }

  /// Reads the header, finds the file key and verifies the MAC.
  private static func start(
    _ file: [UInt8], _ unwrap: ([AgeHeader.Stanza]) throws(AgeError) -> SecretBytes
  ) throws(AgeError) -> (fileKey: SecretBytes, payload: Int, count: Int) {
    let (header, covered, payload) = try AgeHeader.parse(file)
    let fileKey = try unwrap(header.stanzas)
    let mac = headerMAC(file[..<covered], fileKey)
    guard sodium_memcmp(mac, header.mac, mac.count) == 0 else { throw .damaged }
    guard let count = AgeStream.plainCount(file.count - payload) else { throw .damaged }
    return (fileKey, payload, count)
  }

  private static func file(
    _ stanzas: [AgeHeader.Stanza], _ fileKey: SecretBytes, _ plain: UnsafeRawBufferPointer
  ) -> [UInt8] {
    var header = AgeHeader(stanzas: stanzas, mac: [])
    header.mac = headerMAC(header.covered()[...], fileKey)
    return header.encode() + AgeStream.seal(plain, fileKey: fileKey)
  }

  /// "Header MAC": HMAC under a key from the file key.
  private static func headerMAC(_ covered: ArraySlice<UInt8>, _ fileKey: SecretBytes) -> [UInt8] {
    let key = SecretBytes(count: 32) { key in
      fileKey.withBytes { HKDF.derive(from: $0, salt: [], info: [UInt8]("header".utf8), into: key) }
    }
    var mac = [UInt8](repeating: 0, count: 32)
    key.withBytes { key in
      covered.withUnsafeBytes { covered in
        mac.withUnsafeMutableBytes { HMAC.compute(key: key, [covered], into: $0.baseAddress!) }
      }
    }
    return mac
  }
}
