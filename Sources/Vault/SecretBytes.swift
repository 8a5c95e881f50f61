// Memory for keys and passphrases.
//
// Rules: what is secret lives here and nowhere else: not in a String, not in an array that Swift may copy.
// libsodium's guarded allocation keeps it out of swap and core dumps where the system allows that, traps
// reads past its ends, and overwrites it before it is given back. Small ones share such an allocation.

import CSodium

/// A fixed number of secret bytes, overwritten when the last owner lets go.
public final class SecretBytes: @unchecked Sendable {
  // Unchecked is sound: the bytes are written in the initialisers alone.
  private let memory: UnsafeMutableRawBufferPointer

  /// How many bytes there are.
  public var count: Int { memory.count }

  /// Fills new memory, zero at first, by the closure.
  public init<Failure: Error>(
    count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    if count == 0 {
      // Nothing is secret yet, and a start does not wait for locked memory.
      memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    } else if count <= SecretSlab.slot {
      memory = UnsafeMutableRawBufferPointer(start: SecretSlab.shared.take(), count: count)
    } else {
      Sodium.start()
      guard let start = sodium_malloc(count) else { fatalError("no locked memory is left") }
      sodium_memzero(start, count)
      memory = UnsafeMutableRawBufferPointer(start: start, count: count)
    }
    // Everything is set by now, so a closure that throws ends in deinit.
    try fill(memory)
  }

  /// Random bytes from the system's generator.
  public convenience init(random count: Int) {
    self.init(count: count) { if $0.count > 0 { randombytes_buf($0.baseAddress!, $0.count) } }
  }

  /// Takes the bytes over and overwrites where they came from.
  public convenience init(taking bytes: inout [UInt8]) {
    self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    bytes.withUnsafeMutableBytes { if $0.count > 0 { sodium_memzero($0.baseAddress!, $0.count) } }
    bytes = []
  }

  /// A copy of other secret bytes, or of a part of them.
  convenience init(copying bytes: UnsafeRawBufferPointer) {
    self.init(count: bytes.count) { $0.copyMemory(from: bytes) }
  }

  deinit {
    guard let start = memory.baseAddress else { return }
    if count <= SecretSlab.slot { SecretSlab.shared.give(start) } else { sodium_free(start) }
  }

  /// Lends the bytes for the length of the closure; they must not be kept.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(memory))
  }

  /// Whether both hold the same bytes; takes as long for any content of one length.
  public static func same(_ left: SecretBytes, _ right: SecretBytes) -> Bool {
    left.count == right.count && sodium_memcmp(left.memory.baseAddress!, right.memory.baseAddress!, left.count) == 0
  }
}

extension SecretBytes {
  /// What is wrong with the memory that secrets lie in, if anything is: libsodium goes on where none can be locked.
  public static var problem: StoreError? { isLockable ? nil : .swappable }

  private static let isLockable: Bool = {
    Sodium.start()
    guard let page = sodium_malloc(1) else { return false }
    defer { sodium_free(page) }
    return sodium_mlock(page, 1) == 0
  }()
}
