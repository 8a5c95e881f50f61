// The door to libsodium: started once, before its first use.

import CSodium

/// What the module asks of libsodium as such.
enum Sodium {
  /// Starts the library; safe to call from anywhere, any number of times.
  static func start() { _ = started }

  private static let started: Bool = {
    precondition(sodium_init() >= 0, "libsodium does not start")
    return true
  }()

  /// Fills the buffer from the system's random generator.
  static func random(_ buffer: inout [UInt8]) {
    start()
    buffer.withUnsafeMutableBytes { randombytes_buf($0.baseAddress!, $0.count) }
  }
}
