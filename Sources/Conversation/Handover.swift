// One press, one person: how a covered question goes from hand to hand.
//
// Rules: a covered page that has just opened, and whatever follows an answer to one, takes nothing until the keys have
// been at rest for a while: a key that bounces, a key that is held, a key that was on its way answers for nobody.
// Decided here alone, in front of the reducer, so that every covered question passes, those that are yet to be
// written too. The rest is the same for every answer and every seat, and so is what is shown meanwhile.

extension Session {
  /// How long the keys have to be at rest: longer than a keyboard waits before it repeats a key that is held.
  public static let handover: Milliseconds = 700

  /// Whether nothing is taken yet, because the keys were not at rest for long enough.
  public var isHandingOver: Bool { awaitsRest && now - restsSince < setup.handover }

  /// Whether a key for a passphrase, which is typed elsewhere, may be the answer before it once more.
  /// - Parameter text: what it types; `nil` for Enter.
  public func holdsBack(typed text: String?) -> Bool {
    isHandingOver && holdsBack(text.map { .edit(.type($0)) } ?? .secret)
  }

  /// Where a covered question stands; `nil` where none is asked.
  private var coveredPlace: CoveredPlace? {
    coveredTurn.map { CoveredPlace(turn: $0, index: index, layers: layers.count, asked: asked.count) }
  }

  /// Carries an event to the rest of the reducer, unless it comes in the middle of a handover.
  mutating func handOver(_ event: Event, to take: (inout Session, Event) -> [Effect]) -> [Effect] {
    if case .stirred = event {
      if coveredTurn != nil {
        awaitsRest = true
        reply = nil
      }
      restsSince = now
      return []
    }
    if isHandingOver, event.isFromKeys {
      restsSince = now
      lastInput = now
      if holdsBack(event) { return [] }
    }
    let before = coveredPlace
    let effects = take(&self, event)
    let after = coveredPlace
    // Whoever covers the words, or asks what a key does, is not kept waiting; nor is anybody once the keys were at rest.
    if event.isFromKeys, !event.onlyLooks { awaitsRest = false }
    if before != nil && event.isAnswer || after != nil && after != before {
      awaitsRest = true
      restsSince = now
    }
    return effects
  }

  /// Whether a handover keeps this event from being taken. Where a covered question is asked, all but the ways out of
  /// it; on what follows an answer, what may be the same press once more.
  private func holdsBack(_ event: Event) -> Bool {
    coveredTurn == nil ? event.mayAnswer : !event.isWayOut && !event.onlyLooks
  }
}

/// One moment of one covered question.
private struct CoveredPlace: Equatable {
  var turn: Seat
  var index: Int
  var layers: Int
  /// How many agreements were asked about: the next one is another question at the same place.
  var asked: Int
}

extension Event {
  /// Whether a press, or a word, brings it; everything else is news of the world.
  fileprivate var isFromKeys: Bool {
    switch self {
    case .clock, .deck, .trouble, .interrupted, .suggestion, .vault, .recovery, .unfinished, .calendar, .saved, .kept,
      .recalled, .agreed, .notAgreed, .stirred:
      false
    case .on, .back, .choose, .select, .scroll, .easier, .deeper, .other, .favourite, .note, .edit, .commitNote, .cover,
      .help, .contents, .goodbye, .enough, .leave, .secret, .suggest, .page, .look, .query, .search, .touched, .unknown:
      true
    }
  }

  /// Whether the keys that answer a covered question can bring it: Enter, →, Space and the digits, which stand for
  /// letters where there is no list, and type where a note is open.
  fileprivate var mayAnswer: Bool {
    switch self {
    case .on, .choose, .easier, .deeper, .other, .note, .favourite, .commitNote, .help, .secret, .search, .unknown: true
    case .edit(.type(let text)), .query(let text): text.last.map { $0.isWhitespace || $0.isNumber } ?? false
    case .edit(.newline): true
    default: false
    }
  }

  /// Whether it answers a covered question.
  fileprivate var isAnswer: Bool {
    switch self {
    case .on, .choose: true
    default: false
    }
  }

  /// Whether it leads away from a covered question, which nothing may keep anybody from.
  fileprivate var isWayOut: Bool {
    switch self {
    case .cover, .goodbye, .enough, .leave: true
    default: false
    }
  }

  /// Whether it only moves what is seen of a page.
  fileprivate var onlyLooks: Bool { if case .scroll = self { true } else { false } }
}
