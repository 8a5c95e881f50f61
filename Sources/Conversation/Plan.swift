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
  /// What both said yes or maybe to.
  case shared
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

  /// The sections that end when something was not okay.
  static let endedByNotOkay: Set<Section> = [.reflection, .wishes, .appreciation]

  /// What follows the answer on how much talking is right.
  func afterTalking(pathIsKnown: Bool) -> [Step] {
    guard dealer.talking != .rest else { return restful() }
    let body = dealer.cards(.body, count: 1).map { Step.card($0.id) }
    return body + (pathIsKnown ? afterPath() : [.paths])
  }

  /// What follows once the path is known; on the intense path the first card steps out of the roles.
  func afterPath() -> [Step] {
    let arrive = dealer.fitting(.arrive).sorted { !$0.paths.isEmpty && $1.paths.isEmpty }
    let first = arrive.prefix(dealer.path == .intense ? 1 : 2).prefix(1).map { Step.card($0.id) }
    return first + (dealer.path == .intense ? [.led] : talk())
  }

  /// The talk and the close.
  func talk() -> [Step] {
    dealer.talk().flatMap { section, cards in
      ended(section) || cards.isEmpty ? [] : steps(cards) + [.more(after: section)]
    } + close()
  }

  /// Cards as steps: a rest card follows each of the deepest.
  func steps(_ cards: [Card]) -> [Step] {
    var rests = dealer.shuffled(.rest)[...]
    return cards.flatMap { card -> [Step] in
      guard card.depth == 4 else { return [.card(card.id)] }
      let rest = rests.popFirst()
      return [.card(card.id), rest.map { .card($0.id) } ?? .quiet]
    }
  }

  /// No talk, only rest: comfort, breathing, quiet and an ending, without one question.
  func restful() -> [Step] {
    let rests = dealer.shuffled(.rest).filter { !$0.asksSomething }.prefix(1).map { Step.card($0.id) }
    return [.strength, .breathe] + rests + [.quiet, .tomorrow, .goodbye]
  }

  /// The ending; it never depends on how long the talk was.
  func close() -> [Step] {
    guard dealer.talking != .rest else { return [.tomorrow, .goodbye] }
    let thanks = ended(.appreciation) ? [] : Array(dealer.cards(.appreciation, count: 1))
    return thanks.map { .card($0.id) } + [.shared] + closingCards().map { .card($0.id) } + [.notes, .goodbye]
  }

  /// The closing cards in the deck's order: at most three of this path's own, as many of any path as make
  /// six together, and the last that fits always, because decks end with it.
  private func closingCards() -> [Card] {
    let fitting = dealer.fitting(.close)
    guard let last = fitting.last else { return [] }
    let others = fitting.dropLast()
    let own = others.filter { !$0.paths.isEmpty }.prefix(3)
    let general = others.filter { $0.paths.isEmpty }.prefix(6 - own.count)
    let ids = Set((own + general).map(\.id))
    return others.filter { ids.contains($0.id) } + [last]
  }

  /// What comes at once when something was not okay.
  func notOkaySteps() -> [Step] {
    let cards = dealer.fitting(.notOkay).filter { dealer.talking != .rest || !$0.asksSomething }
    return [.notOkay] + cards.prefix(3).map { .card($0.id) } + (hasHelpline ? [.helpline] : [])
  }

  /// The rest of the way for one person who is here alone now.
  func oneLeftSteps() -> [Step] {
    var alone = dealer
    alone.path = .alone
    return [.oneLeft, .breathe] + alone.fitting(.alone).prefix(2).map { .card($0.id) } + [.goodbye]
  }

  /// The whole conversation of one person alone, in the deck's order.
  func alone() -> [Step] {
    let cards = dealer.fitting(.alone)
    let old = cards.filter { dealer.recent.contains($0.id) }
    let fresh = cards.filter { !dealer.recent.contains($0.id) }
    let chosen = Set((fresh + old).prefix(8).map(\.id))
    return [.welcomeAlone, .breathe] + cards.filter { chosen.contains($0.id) }.map { .card($0.id) }
      + [.professional, .goodbye]
  }

  private func ended(_ section: Section) -> Bool { notOkay && Self.endedByNotOkay.contains(section) }
}

extension Card {
  /// Whether the card asks something, in any of its forms.
  var asksSomething: Bool {
    [text, easier, deeper ?? ""].contains { $0.contains { "?？؟;".contains($0) } }
  }
}
