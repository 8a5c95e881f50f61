// HKDF with SHA-256: RFC 5869, on libsodium's HMAC (RFC 2104).

import CSodium

/// Keys from keys. The intermediate key and the HMAC states are overwritten after use.
enum HKDF {
  /// RFC 5869, sections 2.2 and 2.3: extract, then expand to the length of `output`, at most 255 × 32 bytes.
  static func derive(
    from input: UnsafeRawBufferPointer, salt: [UInt8], info: [UInt8], into output: UnsafeMutableRawBufferPointer
  ) {
    precondition(output.count <= 255 * 32)
    let scratch = SecretBytes(count: 32) { key in
      salt.withUnsafeBytes { HMAC.compute(key: $0, [input], into: key.baseAddress!) }
    }
    scratch.withBytes { key in
      // T(n) = HMAC(PRK, T(n − 1) | info | n), and T(0) is empty.
      var done = 0
      var counter: UInt8 = 1
      let previous = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 8)
      defer {
        sodium_memzero(previous.baseAddress!, 32)
        previous.deallocate()
      }
      info.withUnsafeBytes { info in
        while done < output.count {
          withUnsafeBytes(of: counter) { number in
            let before = UnsafeRawBufferPointer(rebasing: previous[0..<(done == 0 ? 0 : 32)])
            HMAC.compute(key: key, [before, info, number], into: previous.baseAddress!)
          }
          let count = min(32, output.count - done)
          output.baseAddress!.advanced(by: done).copyMemory(from: previous.baseAddress!, byteCount: count)
          done += count
          counter &+= 1
        }
      }
    }
  }
}

/// HMAC-SHA-256: RFC 2104, for keys of any length.
enum HMAC {
  /// Writes the 32 bytes to `output`, which may be one of the parts.
  static func compute(
    key: UnsafeRawBufferPointer, _ parts: [UnsafeRawBufferPointer], into output: UnsafeMutableRawPointer
  ) {
    Sodium.start()
    var state = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&state, key.bindMemory(to: UInt8.self).baseAddress ?? Self.nothing, key.count)
    for part in parts where !part.isEmpty {
      crypto_auth_hmacsha256_update(&state, part.bindMemory(to: UInt8.self).baseAddress!, UInt64(part.count))
    }
    crypto_auth_hmacsha256_final(&state, output.assumingMemoryBound(to: UInt8.self))
    sodium_memzero(&state, MemoryLayout.size(ofValue: state))
  }

  /// An address for keys without bytes; nothing is read from it.
  nonisolated(unsafe) private static let nothing = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
}
