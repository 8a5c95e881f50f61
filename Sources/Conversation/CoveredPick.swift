// A question that each seat answers unseen.
//
// Rules: what the first seat picked shows in nothing until the second has picked; the two picks then
// leave only as an unordered pair, so that nothing later can depend on who picked what.

/// One covered question while it is being answered: left first, then right.
public struct CoveredPick: Sendable, Hashable {
  private var left: Int?

  /// A question that nobody has answered yet.
  public init() {}

  /// Whose turn it is.
  public var turn: Seat { left == nil ? .left : .right }

  /// Takes the pick of the seat whose turn it is.
  /// - Returns: `nil` while the other seat has still to pick; then both picks, the smaller first, and the
  ///   question is as new again.
  public mutating func pick(_ answer: Int) -> (smaller: Int, larger: Int)? {
    guard let first = left else {
      left = answer
      return nil
    }
    left = nil
    return (min(first, answer), max(first, answer))
  }

  /// Forgets what was picked.
  public mutating func reset() { left = nil }
}
