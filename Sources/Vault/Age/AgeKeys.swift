// X25519 keys: age specification, "X25519 recipient stanza".

import CSodium

/// A public key to which files are sealed.
public struct AgeRecipient: Hashable, Sendable {
  /// The 32 bytes of the key.
  let key: [UInt8]

  init(key: [UInt8]) {
    precondition(key.count == 32)
    self.key = key
  }

  private static let prefix = [UInt8]("age".utf8)

  /// `age1…`: Bech32 with the prefix `age`, in lower case.
  public var text: String {
    var text = [UInt8](repeating: 0, count: Bech32.length(prefix: Self.prefix))
    text.withUnsafeMutableBytes { text in
      key.withUnsafeBytes { Bech32.encode($0, prefix: Self.prefix, into: text) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads `age1…`; `nil` unless it is one. Upper case is not taken: the specification writes lower case.
  public init?(_ text: String) {
    var key = [UInt8](repeating: 0, count: 32)
    let bytes = [UInt8](text.utf8)
    let isRight = key.withUnsafeMutableBytes { key in
      bytes.withUnsafeBytes { Bech32.decode($0, prefix: Self.prefix, into: key) }
    }
    guard isRight, !bytes.contains(where: { (0x41...0x5A).contains($0) }) else { return nil }
    self.key = key
  }
}

/// A secret key that opens what was sealed to its recipient.
public struct AgeIdentity: Sendable {
  /// The 32 secret bytes.
  let secret: SecretBytes
  /// The public key that belongs to it.
  public let recipient: AgeRecipient

  /// A new identity from the system's random generator.
  public init() {
    self.init(secret: SecretBytes(random: 32))
  }

  init(secret: SecretBytes) {
    precondition(secret.count == 32)
    self.secret = secret
    var key = [UInt8](repeating: 0, count: 32)
    secret.withBytes { secret in
      _ = crypto_scalarmult_curve25519_base(&key, secret.bindMemory(to: UInt8.self).baseAddress!)
    }
    recipient = AgeRecipient(key: key)
  }

  private static let prefix = [UInt8]("age-secret-key-".utf8)

  /// `AGE-SECRET-KEY-1…`: Bech32 with that prefix, in upper case.
  public var text: SecretBytes {
    SecretBytes(count: Bech32.length(prefix: Self.prefix)) { text in
      secret.withBytes { Bech32.encode($0, prefix: Self.prefix, into: text) }
      for index in text.indices where (0x61...0x7A).contains(text[index]) { text[index] -= 0x20 }
    }
  }

  /// Reads `AGE-SECRET-KEY-1…`; `nil` unless it is one.
  public init?(_ text: UnsafeRawBufferPointer) {
    if text.contains(where: { (0x61...0x7A).contains($0) }) { return nil }
    var isRight = false
    let secret = SecretBytes(count: 32) { isRight = Bech32.decode(text, prefix: Self.prefix, into: $0) }
    guard isRight else { return nil }
    self.init(secret: secret)
  }
}

/// The stanza of a recipient: "X25519 recipient stanza".
enum X25519 {
  static let label = [UInt8]("age-encryption.org/v1/X25519".utf8)

  /// Wraps a file key for a recipient, with a key pair made for this file alone.
  static func wrap(_ fileKey: SecretBytes, to recipient: AgeRecipient) throws(AgeError) -> AgeHeader.Stanza {
    let ephemeral = AgeIdentity()
    let share = ephemeral.recipient.key
    let key = try wrapKey(ephemeral.secret, recipient.key, salt: share + recipient.key)
    return AgeHeader.Stanza(
      arguments: [[UInt8]("X25519".utf8), Base64.encode(share)], body: FileKey.wrap(fileKey, with: key))
  }

  /// The file key, if the stanza was made for this identity; `nil` if not. Throws on a stanza that breaks the
  /// specification.
  static func unwrap(_ stanza: AgeHeader.Stanza, with identity: AgeIdentity) throws(AgeError) -> SecretBytes? {
    guard stanza.arguments.count == 2, let share = Base64.decode(stanza.arguments[1][...]), share.count == 32,
      stanza.body.count == FileKey.wrappedCount
    else { throw .header }
    let key = try wrapKey(identity.secret, share, salt: share + identity.recipient.key)
    return FileKey.unwrap(stanza.body, with: key)
  }

  /// The wrap key from a shared secret; a share of low order, which gives zeros, is refused.
  private static func wrapKey(
    _ secret: SecretBytes, _ share: [UInt8], salt: [UInt8]
  ) throws(AgeError) -> SecretBytes {
    try SecretBytes(count: 32) { key throws(AgeError) in
      let shared = try SecretBytes(count: 32) { shared throws(AgeError) in
        let result = secret.withBytes {
          crypto_scalarmult_curve25519(
            shared.assumingMemoryBound(to: UInt8.self).baseAddress!,
            $0.bindMemory(to: UInt8.self).baseAddress!, share)
        }
        if result != 0 { throw .header }
      }
      shared.withBytes { HKDF.derive(from: $0, salt: salt, info: label, into: key) }
    }
  }
}

/// "File key": sixteen random bytes for each file, wrapped by ChaCha20-Poly1305 under a nonce of zeros.
enum FileKey {
  static let count = 16
  static let wrappedCount = 32

  static func wrap(_ fileKey: SecretBytes, with key: SecretBytes) -> [UInt8] {
    precondition(fileKey.count == count)
    var wrapped = [UInt8](repeating: 0, count: wrappedCount)
    let nonce = [UInt8](repeating: 0, count: 12)
    fileKey.withBytes { plain in
      key.withBytes { key in
        _ = crypto_aead_chacha20poly1305_ietf_encrypt(
          &wrapped, nil, plain.bindMemory(to: UInt8.self).baseAddress!, UInt64(count), nil, 0, nil, nonce,
          key.bindMemory(to: UInt8.self).baseAddress!)
      }
    }
    return wrapped
  }

  static func unwrap(_ wrapped: [UInt8], with key: SecretBytes) -> SecretBytes? {
    precondition(wrapped.count == wrappedCount)
    var isRight = false
    let nonce = [UInt8](repeating: 0, count: 12)
    let fileKey = SecretBytes(count: count) { plain in
      isRight = key.withBytes { key in
        crypto_aead_chacha20poly1305_ietf_decrypt(
          plain.assumingMemoryBound(to: UInt8.self).baseAddress!, nil, nil, wrapped, UInt64(wrappedCount), nil, 0,
          nonce, key.bindMemory(to: UInt8.self).baseAddress!) == 0
      }
    }
    return isRight ? fileKey : nil
  }
}
