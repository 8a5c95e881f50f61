// The few answers that steer a conversation.
//
// Rules: every answer has a gentle default that needs no decision; where two people answer, the gentler
// answer wins and the result keeps no trace of who gave it.

/// One of the two places at the terminal. It never enters anything stored.
public enum Seat: Sendable, Hashable, CaseIterable {
  case left, right

  /// The seat beside this one.
  public var other: Seat { self == .left ? .right : .left }
}

/// How much talking is right, from the gentlest.
public enum Talking: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// No questions at all.
  case rest
  /// The whole question with the way in below it, and nothing deeper than depth 2.
  case gently
  /// Everything, because both said so.
  case freely

  public static func < (one: Talking, other: Talking) -> Bool { one.rawValue < other.rawValue }
}

/// Who led an intense scene. The seat is never asked.
public enum Led: Sendable, Hashable, CaseIterable {
  case one, both, neither, unsaid
}

/// How long a talk is planned for, in minutes; about two minutes a card, besides the opening and the close.
public enum Length: Int, Sendable, Hashable, CaseIterable {
  case short = 10
  case medium = 25
  case long = 45
}

/// One covered answer to "would you like this?".
public enum Wish: Int, Sendable, Hashable, CaseIterable {
  case yes, maybe, notNow
}
