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
  /// Who led; only on the intense path.
  case led
  /// "More, or enough?" at the end of a section of the talk.
  case more(after: Section)
  /// For two people who are both spent: whoever has more strength cares for both.
  case strength
  /// Breathing, and quiet, as steps of their own where there is no talk.
  case breathe, quiet
  /// Tomorrow is soon enough to talk.
  case tomorrow
  /// Someone said that something was not okay: believe it.
  case notOkay
  /// Where help is; only where the settings say.
  case helpline
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
  /// The last screen.
  case goodbye
}

/// Makes plans from what a session knows.
struct Planner {
  var dealer: Dealer
  /// Whether something was not okay: then no reflection, wishes or appreciation.
  var notOkay = false
  var hasHelpline = false
  /// Whether two people, or one, look back a day or more later.
  var isCheckIn = false

  /// The sections that end when something was not okay.
  static let endedByNotOkay: Set<Section> = [.reflection, .wishes, .appreciation, .afterOneDay, .afterThreeDays]

  /// What follows the answer on how much talking is right.
  func afterTalking(pathIsKnown: Bool) -> [Step] {
    guard dealer.talking != .rest else { return restful() }
    if isCheckIn { return [.ago] }
    return cards(dealer.cards(.body, count: 1)) + (pathIsKnown ? afterPath() : [.paths])
  }

  /// What follows once the path is known; on the intense path the first card steps out of the roles.
  func afterPath() -> [Step] {
    cards(dealer.arrival()) + (dealer.path == .intense ? [.led] : talk())
  }

  /// The talk and the close.
  func talk() -> [Step] {
    dealer.talk(without: notOkay ? Self.endedByNotOkay : []).flatMap { section, cards in
      (section == .boundaries ? [.stillTrue] : []) + (cards.isEmpty ? [] : steps(cards) + [.more(after: section)])
    } + close()
  }

  /// Cards of the talk as steps: a rest card follows each of the deepest.
  func steps(_ cards: [Card]) -> [Step] {
    var rests = rests[...]
    return cards.flatMap { card -> [Step] in
      guard card.depth == 4 else { return [.card(card.id)] }
      let rest = rests.popFirst()
      return [.card(card.id), rest.map { .card($0.id) } ?? .quiet]
    }
  }

  /// No talk, only rest: comfort, breathing, quiet and an ending, without one question.
  func restful() -> [Step] {
    [.strength, .breathe] + cards(rests.prefix(1)) + [.quiet, .tomorrow, .goodbye]
  }

  /// The ending; it never depends on how long the talk was.
  func close() -> [Step] {
    guard dealer.talking != .rest else { return [.tomorrow, .goodbye] }
    if isCheckIn { return checkInClose() }
    let thanks = notOkay ? [] : dealer.cards(.appreciation, count: 1)
    return cards(thanks) + [.shared] + cards(dealer.closing()) + [.agreements, .notes, .later, .goodbye]
  }

  /// What comes at once when something was not okay.
  func notOkaySteps() -> [Step] {
    [.notOkay] + cards(dealer.inOrder(.notOkay, where: isAllowed).prefix(3)) + (hasHelpline ? [.helpline] : [])
  }

  /// The rest of the way for one person who is here alone now.
  func oneLeftSteps() -> [Step] {
    var alone = dealer
    alone.path = .alone
    return [.oneLeft, .breathe] + cards(alone.inOrder(.alone, where: isAllowed).prefix(2)) + [.goodbye]
  }

  /// The whole conversation of one person alone, in the deck's order.
  func alone() -> [Step] {
    [.welcomeAlone, .breathe] + cards(dealer.inOrder(.alone)) + aloneClose()
  }

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
