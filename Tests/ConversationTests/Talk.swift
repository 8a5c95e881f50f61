// Short ways to lead a session where a test needs it.

@testable import Conversation

extension Session {
  /// A session that has not begun.
  static func new(
    _ deck: Deck = .rich, path: Path? = nil, length: Length = .short, touch: Bool = true, mayKeep: Bool = false,
    maySeal: Bool = false, hasHelpline: Bool = false, recent: Set<String> = [], seed: UInt64 = 1
  ) -> Session {
    Session(
      Setup(
        deck: deck, path: path, length: length, touch: touch, mayKeep: mayKeep, maySeal: maySeal,
        hasHelpline: hasHelpline, recent: recent, seed: seed))
  }

  /// A session at its first card.
  static func begun(
    _ talking: Talking = .freely, path: Path? = nil, length: Length = .short, touch: Bool = true, mayKeep: Bool = false,
    maySeal: Bool = false, hasHelpline: Bool = false, seed: UInt64 = 1
  ) -> Session {
    var session = Session.new(
      path: path, length: length, touch: touch, mayKeep: mayKeep, maySeal: maySeal, hasHelpline: hasHelpline,
      seed: seed)
    session.send(.on)
    session.pickBoth(.talking(talking))
    return session
  }

  /// A session at the first card of the first of these sections that it meets.
  static func at(
    _ section: Section, _ talking: Talking = .freely, path: Path = .everyday, length: Length = .short,
    mayKeep: Bool = false, maySeal: Bool = false, seed: UInt64 = 1
  ) -> Session {
    var session = Session.begun(talking, path: path, length: length, mayKeep: mayKeep, maySeal: maySeal, seed: seed)
    session.goOn { $0.card?.section == section }
    return session
  }

  /// Sends events, one after the other.
  @discardableResult
  mutating func send(_ events: Event...) -> [Effect] {
    events.flatMap { reduce(&self, $0) }
  }

  /// Takes a choice that is in the list now.
  @discardableResult
  mutating func pick(_ choice: Choice) -> [Effect] {
    guard let place = choices.firstIndex(of: choice) else { fatalError("\(choice) cannot be chosen at \(step)") }
    return send(.choose(place))
  }

  /// The same covered answer from both seats.
  @discardableResult
  mutating func pickBoth(_ choice: Choice) -> [Effect] { pick(choice) + pick(choice) }

  /// Opens the menu and takes one of its choices.
  @discardableResult
  mutating func menu(_ choice: Choice) -> [Effect] { send(.cover) + pick(choice) }

  /// Goes on with → alone until a condition holds.
  /// - Returns: whether it came to hold before the end.
  @discardableResult
  mutating func goOn(until isThere: (Session) -> Bool) -> Bool {
    for _ in 0..<500 {
      if isThere(self) { return true }
      if ended { return false }
      send(.on)
    }
    return false
  }

  /// Goes on with → alone to the end.
  /// - Returns: every step that was met, the current one first.
  mutating func stepsToTheEnd() -> [Step] {
    var steps: [Step] = []
    goOn {
      if $0.layer == nil && steps.last != $0.step { steps.append($0.step) }
      return false
    }
    return steps
  }

  /// The cards of the plan, in their order.
  var plannedDeck: [Card] {
    plan.compactMap { if case .card(let id) = $0 { setup.deck.card(id) } else { nil } }
  }
}

extension Card {
  /// Whether any of its words is a question; written apart from the code that it tests.
  var hasQuestionMark: Bool {
    [text, easier, deeper ?? ""].contains { $0.contains("?") || $0.contains("？") || $0.contains("؟") }
  }
}
