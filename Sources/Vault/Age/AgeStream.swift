// The payload: age specification, "Payload", which is STREAM over ChaCha20-Poly1305 (RFC 8439).

import CSodium

/// Chunks of 64 KiB, each sealed under a counter and a mark for the last.
enum AgeStream {
  static let chunk = 64 << 10
  static let tag = 16
  static let nonce = 16

  /// "Payload": the payload key, from the file key and a random nonce.
  private static func key(_ fileKey: SecretBytes, nonce: [UInt8]) -> SecretBytes {
    SecretBytes(count: 32) { key in
      fileKey.withBytes { HKDF.derive(from: $0, salt: nonce, info: [UInt8]("payload".utf8), into: key) }
    }
  }

  /// "Payload": eleven bytes of counter, the highest first, and one byte that is 1 for the last chunk.
  private static func chunkNonce(_ number: Int, last: Bool) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 12)
    for index in 0..<8 { bytes[10 - index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    bytes[11] = last ? 1 : 0
    return bytes
  }

  /// Seals bytes: nonce, then the chunks. No bytes at all are one empty chunk.
  static func seal(_ plain: UnsafeRawBufferPointer, fileKey: SecretBytes) -> [UInt8] {
    var payload = [UInt8](repeating: 0, count: nonce)
    Sodium.random(&payload)
    let key = key(fileKey, nonce: payload)
    let chunks = max(1, (plain.count + chunk - 1) / chunk)
    payload.reserveCapacity(nonce + plain.count + chunks * tag)
    var sealed = [UInt8](repeating: 0, count: chunk + tag)
    for number in 0..<chunks {
      let part = UnsafeRawBufferPointer(rebasing: plain[number * chunk..<min(plain.count, (number + 1) * chunk)])
      key.withBytes { key in
        _ = crypto_aead_chacha20poly1305_ietf_encrypt(
          &sealed, nil, part.bindMemory(to: UInt8.self).baseAddress, UInt64(part.count), nil, 0, nil,
          chunkNonce(number, last: number == chunks - 1), key.bindMemory(to: UInt8.self).baseAddress!)
      }
      payload += sealed.prefix(part.count + tag)
    }
    return payload
  }

  /// How many bytes a payload of this length opens to; `nil` for a length that no payload has. The last chunk
  /// may be empty only when it is the first.
  static func plainCount(_ payload: Int) -> Int? {
    let sealed = payload - nonce
    guard sealed >= tag else { return nil }
    let chunks = (sealed + chunk + tag - 1) / (chunk + tag)
    let last = sealed - (chunks - 1) * (chunk + tag)
    guard last > tag || (last == tag && chunks == 1) else { return nil }
    return sealed - chunks * tag
  }

  /// Opens a payload into memory of exactly `plainCount` bytes. All of it is right, or the memory is zero again
  /// and this throws: nothing is released of a payload that does not verify to its end.
  static func open(
    _ payload: ArraySlice<UInt8>, fileKey: SecretBytes, into plain: UnsafeMutableRawBufferPointer
  ) throws(AgeError) {
    precondition(plain.count == plainCount(payload.count))
    let key = key(fileKey, nonce: Array(payload.prefix(nonce)))
    let isRight = payload.dropFirst(nonce).withUnsafeBytes { sealed in
      let chunks = (sealed.count + chunk + tag - 1) / (chunk + tag)
      return (0..<chunks).allSatisfy { number in
        let start = number * (chunk + tag)
        let part = UnsafeRawBufferPointer(rebasing: sealed[start..<min(sealed.count, start + chunk + tag)])
        let target = plain.isEmpty ? nil : plain.baseAddress!.advanced(by: number * chunk)
        return key.withBytes { key in
          crypto_aead_chacha20poly1305_ietf_decrypt(
            target?.assumingMemoryBound(to: UInt8.self), nil, nil, part.bindMemory(to: UInt8.self).baseAddress!,
            UInt64(part.count), nil, 0, chunkNonce(number, last: number == chunks - 1),
            key.bindMemory(to: UInt8.self).baseAddress!) == 0
        }
      }
    }
    if !isRight {
      if !plain.isEmpty { sodium_memzero(plain.baseAddress!, plain.count) }
      throw .damaged
    }
  }
}
