// What one cell draws: a few Unicode scalars packed into two words.
//
// Rules: a plain value without storage of its own. A screen has thousands of cells, and every frame makes, compares
// and drops all of them; were each a `String`, counting references to them would be half of the work of a frame.

/// The scalars that one cell draws, a base and its marks; or none, for the right half of a wide one.
public struct Glyph: Hashable, Sendable {
  /// Three scalars in the first word and two in the second, the first of them lowest; each as its value plus one, so
  /// that zero is none. The highest byte of the second stays zero.
  private(set) var low: UInt64
  private(set) var high: UInt64

  private static let bits = 21
  private static let mask: UInt64 = (1 << bits) - 1

  init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// One scalar.
  public init(_ scalar: Unicode.Scalar) {
    self.init(low: UInt64(scalar.value) + 1, high: 0)
  }

  /// The scalars of `text`; more than `SafeText.scalarsPerCell`, which no cell can draw, are one U+FFFD.
  public init(_ text: String) {
    self = .none
    for scalar in text.unicodeScalars where !append(scalar) {
      self = Glyph("\u{FFFD}" as Unicode.Scalar)
      return
    }
  }

  /// Adds a scalar after the others.
  /// - Returns: false, and nothing is added, where there is no room for it.
  @discardableResult
  mutating func append(_ scalar: Unicode.Scalar) -> Bool {
    let packed = UInt64(scalar.value) + 1
    for shift in [0, Glyph.bits, 2 * Glyph.bits] where low >> shift == 0 {
      low |= packed << shift
      return true
    }
    for shift in [0, Glyph.bits] where high >> shift == 0 {
      high |= packed << shift
      return true
    }
    return false
  }

  /// A space.
  public static var space: Glyph { Glyph(" " as Unicode.Scalar) }
  /// No scalar: what stands to the right of a glyph that is two cells wide.
  public static var none: Glyph { Glyph(low: 0, high: 0) }

  /// Whether there is no scalar.
  public var isEmpty: Bool { low == 0 }
  /// The value of the first scalar, where there is one.
  public var first: UInt32? { isEmpty ? nil : UInt32(truncatingIfNeeded: low & Glyph.mask) - 1 }
  /// The value of the scalar, where there is only one.
  public var only: UInt32? { low >> Glyph.bits == 0 ? first : nil }

  /// The scalars in order.
  public var scalars: Scalars { Scalars(rest: self) }

  /// The scalars of a glyph, one after the other.
  public struct Scalars: Sequence, IteratorProtocol {
    fileprivate var rest: Glyph

    /// The next scalar.
    public mutating func next() -> Unicode.Scalar? {
      guard let first = rest.first else { return nil }
      rest.low >>= Glyph.bits
      if rest.low == 0 { rest = Glyph(low: rest.high, high: 0) }
      return Unicode.Scalar(first)
    }
  }

  /// The scalars as a string.
  public var text: String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
