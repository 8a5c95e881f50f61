// The plan: the steps of this conversation, in order.
//
// Rules: a plan always ends with `goodbye`; whatever is taken out of it or put into it, the close stays.

/// One step of a plan; most are one screen.
public enum Step: Sendable, Hashable {
  /// Care before talk: water, warmth, rest. Needs no deck.
  case welcome
  /// The same for one person alone.
  case welcomeAlone
  /// How much talking is right; covered.
  case talking
  /// A card, by its id.
  case card(String)
  /// What kind of time it was.
  case paths
  /// What one person alone needs.
  case need
  /// Who led; only on the intense path.
  case led
  /// "More, or enough?" at the end of a section of the talk.
  case more(after: Section)
  /// After an intense time: the full look back now, or in a day or three.
  case fullLook
  /// For two people who are both spent: whoever has more strength cares for both.
  case strength
  /// Breathing, and quiet, as steps of their own where there is no talk.
  case breathe, quiet
  /// Tomorrow is soon enough to talk.
  case tomorrow
  /// Someone said that something was not okay: for both of them, who was hurt first, and what would help now.
  case notOkay
  /// One person is here alone now.
  case oneLeft
  /// When to see a professional.
  case professional
  /// Whether an agreement of long ago is still true; covered.
  case stillTrue
  /// How long ago it was; only in a check-in.
  case ago
  /// A low mood can come days later; only in a check-in.
  case lowMood
  /// A check-in is there for later days, with a calendar file if one is wanted.
  case later
  /// What both said yes or maybe to.
  case shared
  /// What the two hold to from here on.
  case agreements
  /// What was written down, kept or let go.
  case notes
  /// The last screen, with what can still be looked at before leaving.
  case goodbye
}

/// Makes plans from what a session knows.
struct Planner {
  var dealer: Dealer
  /// Whether two people, or one, look back a day or more later.
  var isCheckIn = false

  /// What follows the answer on how much talking is right.
  func afterTalking(pathIsKnown: Bool) -> [Step] {
    guard dealer.talking != .rest else { return restful() }
    if isCheckIn { return [.ago] }
    let body = dealer.cards(.body, count: 1)
    return cards(body) + (pathIsKnown ? afterPath(met: Set(body.map(\.id))) : [.paths])
  }

  /// What follows once the path is known: what settles two people in and, after an intense time, who led.
  func afterPath(met: Set<String> = []) -> [Step] {
    let arrival = dealer.arrival(without: met)
    var talking = self
    talking.dealer.close(subjectsOf: arrival)
    return cards(arrival) + (dealer.path == .intense ? [.led] : talking.talk())
  }

  /// The talk and the close. After an intense time the talk stays light, because somebody may be low; the full look
  /// back is offered for now or for another day.
  func talk() -> [Step] {
    var dealer = dealer
    dealer.isLight = dealer.path == .intense
    let talk = dealer.talk()
    dealer.close(subjectsOf: talk.flatMap(\.cards))
    var closing = self
    closing.dealer = dealer
    var rests = rests[...]
    return talk.flatMap { section, cards in
      (section == .boundaries ? [.stillTrue] : []) + Self.steps(cards, &rests) + gate(after: section, cards)
    } + closing.close()
  }

  /// What is asked after a section: more, or enough; after an intense time, the full look back now, later, or enough.
  private func gate(after section: Section, _ cards: [Card]) -> [Step] {
    if cards.isEmpty { return [] }
    if section == .boundaries && dealer.path == .intense { return [.fullLook] }
    return hasGate(after: section) ? [.more(after: section)] : []
  }

  /// "More, or enough?" is asked twice in ten minutes, and after each section of a longer talk.
  private func hasGate(after section: Section) -> Bool {
    dealer.length != .short || section == .reflection || section == .boundaries
  }

  /// Cards of the talk as steps: a rest card follows each of the deepest.
  func steps(_ cards: [Card]) -> [Step] {
    var rests = rests[...]
    return Self.steps(cards, &rests)
  }

  /// The same with the rests that are left, so that a talk does not rest twice in the same words while others fit.
  private static func steps(_ cards: [Card], _ rests: inout ArraySlice<Card>) -> [Step] {
    cards.flatMap { card -> [Step] in
      guard card.depth == 4 else { return [.card(card.id)] }
      let rest = rests.popFirst()
      return [.card(card.id), rest.map { .card($0.id) } ?? .quiet]
    }
  }

  /// The full look back after an intense time: how it was, good and less good, then limits and stops.
  func fullLook(after previous: Card?, before next: Card?) -> [Step] {
    let back = dealer.cards(
      .reflection, slots: [Slot(places: [.good]), Slot(places: [.hard]), Slot()], after: previous, before: next)
    let limits = dealer.cards(
      .boundaries, slots: [Slot(places: [.hard]), Slot(places: [.first])], after: back.last ?? previous, before: next)
    return steps(back + limits)
  }

  /// No talk, only rest: comfort, breathing, quiet and an ending, without one question.
  func restful() -> [Step] {
    [.strength, .breathe] + cards(rests.prefix(1)) + [.quiet, .tomorrow, .goodbye]
  }

  /// The ending: one kind word, what both like, what tonight and tomorrow need. It never depends on how long the
  /// talk was.
  func close() -> [Step] {
    guard dealer.talking != .rest else { return [.tomorrow, .goodbye] }
    if isCheckIn { return [.lowMood, .shared] + cards(dealer.kindWord()) + [.goodbye] }
    let kind = dealer.kindWord()
    return [.shared] + cards(kind) + cards(dealer.closing(after: max(1, kind.count))) + [.goodbye]
  }

  /// Enough is enough: one kind word, then goodbye.
  func enough() -> [Step] {
    guard dealer.talking != .rest else { return [.tomorrow, .goodbye] }
    return [.shared] + cards(dealer.kindWord()) + [.goodbye]
  }

  /// A few words about tomorrow, for two people who had enough before they came there.
  func tomorrow() -> [Step] { cards(dealer.closing()) }

  /// Company after something was not okay: the deck's words for it, the first for the one who was hurt.
  func company() -> [Step] { cards(dealer.inOrder(.notOkay, where: isAllowed).prefix(4)) }

  /// The rest of the way for one person who is here alone now.
  func oneLeftSteps() -> [Step] {
    var alone = dealer
    alone.path = .alone
    return [.oneLeft, .breathe] + cards(alone.inOrder(.alone, where: { isAllowed($0) && !$0.isAlways }).prefix(2)) + [.goodbye]
  }

  // MARK: - One person alone

  /// The beginning of a conversation of one person alone.
  func alone() -> [Step] { [.welcomeAlone, .need] }

  /// The few cards for what one person needs, in the deck's order, and what a body needs to know: first where
  /// something hurts, later where it does not.
  func after(_ need: Need) -> [Step] {
    let own = dealer.inOrder(.alone, most: 5) { !$0.isAlways && ($0.needs.contains(need) || $0.needs.isEmpty && !hasNeeds) }
    let facts = dealer.inOrder(.alone, where: \.isAlways)
    let help = cards(facts) + [.professional]
    // A road ends on warmth: what a body needs to know stands where it helps, never last.
    return switch need {
    case .rest: cards(facts) + [.breathe] + cards(own) + [.quiet, .goodbye]
    case .hurts: help + cards(own) + [.more(after: .alone), .goodbye]
    case .tooFar: cards(own.prefix(1)) + help + cards(own.dropFirst()) + [.more(after: .alone), .goodbye]
    case .low, .led, .write: cards(own.dropLast()) + help + cards(own.suffix(1)) + [.more(after: .alone), .goodbye]
    }
  }

  /// More for one person alone: cards that fit any need and were not met.
  func moreAlone(without met: Set<String>) -> [Step] {
    cards(dealer.some(of: .alone, most: 3) { !$0.isAlways && $0.needs.isEmpty && !met.contains($0.id) })
  }

  /// Whether the deck knows what one person needs; one of an earlier format does not.
  private var hasNeeds: Bool { dealer.deck.cards.contains { !$0.needs.isEmpty } }

  /// The ending of one person alone.
  func aloneClose() -> [Step] { [.professional, .goodbye] }

  /// Cards that follow one of the deepest: no question, no touch.
  private var rests: [Card] { dealer.singles(.rest).filter { !$0.asksSomething && !$0.touch } }

  /// Where only rest is wanted, nothing asks.
  private func isAllowed(_ card: Card) -> Bool { dealer.talking != .rest || !card.asksSomething }

  private func cards(_ cards: some Sequence<Card>) -> [Step] { cards.map { .card($0.id) } }
}

extension Card {
  /// Whether the card asks something: to choose, or a question in any of its forms.
  var asksSomething: Bool {
    kind == .choice
      || [text, easier, deeper ?? ""].contains { $0.unicodeScalars.contains(where: Self.questionMarks.contains) }
  }

  /// The question marks of the world's scripts. As scalars, because the Greek one is otherwise the same as
  /// a semicolon.
  static let questionMarks = Set("?¿؟՞፧⁇⁈⁉⸮﹖？\u{37E}".unicodeScalars)
}
