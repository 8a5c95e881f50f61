// Small pieces of locked memory, handed out again and again.
//
// Rules: a key of 32 bytes would cost libsodium seven system calls and four pages; opening ten thousand records
// asks for eighty thousand. So slots of 64 bytes come from guarded, locked allocations that are kept. A slot is
// zero when it is handed out, and overwritten as soon as it comes back.

import CSodium
import Glibc

/// Slots for secrets of up to 64 bytes.
final class SecretSlab: @unchecked Sendable {
  // Unchecked is sound: `free` is touched under the mutex alone.
  static let shared = SecretSlab()
  static let slot = 64

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var free: [UnsafeMutableRawPointer] = []

  private init() {
    Sodium.start()
    pthread_mutex_init(mutex, nil)
  }

  /// A slot of zeros.
  func take() -> UnsafeMutableRawPointer {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if let last = free.popLast() { return last }
    let slots = 64
    guard let start = sodium_malloc(slots * Self.slot) else { fatalError("no locked memory is left") }
    sodium_memzero(start, slots * Self.slot)
    for index in 1..<slots { free.append(start.advanced(by: index * Self.slot)) }
    return start
  }

  /// Takes a slot back and overwrites it.
  func give(_ slot: UnsafeMutableRawPointer) {
    sodium_memzero(slot, Self.slot)
    pthread_mutex_lock(mutex)
    free.append(slot)
    pthread_mutex_unlock(mutex)
  }
}
