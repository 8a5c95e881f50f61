// Decks for tests: one that has something for everyone, and random ones that keep no rule of good decks.

@testable import Conversation

extension Deck {
  /// A deck of these cards, with nothing else of interest.
  static func of(_ cards: [Card]) -> Deck {
    Deck(
      name: "test", title: "Test", language: "en", version: "1", authors: [], licence: "CC0-1.0", purpose: "Tests.",
      cards: cards)
  }

  /// Cards of every section, depth, kind and side. A card whose id ends with `-ask` asks.
  static let rich: Deck = {
    var cards: [Card] = []
    func add(
      _ id: String, _ section: Section, _ depth: Int = 1, kind: Card.Kind = .open, paths: Set<Path> = [],
      side: Card.Side = .any, mirror: String? = nil, touch: Bool = false, choices: [String] = [], subject: String? = nil
    ) {
      let mark = id.hasSuffix("-ask") || Section.talk.contains(section) ? "?" : "."
      cards.append(
        Card(
          id: id, section: section, depth: depth, kind: kind, text: id + mark, easier: "easy " + id + mark,
          deeper: "deep " + id + mark, paths: paths, side: side, mirror: mirror, touch: touch, spoken: id == "know",
          choices: choices, subject: subject))
    }
    add("body1-ask", .body)
    add("body2", .body, kind: .together)
    add("body3", .body, touch: true)
    add("arrive-any", .arrive)
    add("arrive-day", .arrive, paths: [.everyday])
    add("arrive-new", .arrive, paths: [.first])
    add("step-out", .arrive, kind: .together, paths: [.intense])
    add("near-ask", .arrive, paths: [.intense])
    for (section, short) in zip(Section.talk, ["c", "r", "b", "w"]) {
      for place in 1...4 { add("\(short)1-\(place)", section, 1) }
      for place in 1...4 { add("\(short)2-\(place)", section, 2) }
      for place in 1...2 { add("\(short)3-\(place)", section, 3) }
      for place in 1...2 { add("\(short)4-\(place)", section, 4) }
      add("\(short)-hands", section, 1, kind: .together, touch: true)
      add("\(short)-led", section, 2, paths: [.intense], side: .led, mirror: "\(short)-fol")
      add("\(short)-fol", section, 2, paths: [.intense], side: .followed, mirror: "\(short)-led")
      add("\(short)-began", section, 2, side: .started, mirror: "\(short)-came")
      add("\(short)-came", section, 2, side: .received, mirror: "\(short)-began")
    }
    for place in 1...3 { add("wish\(place)", .wishes, place, kind: .choice, subject: "s\(place)") }
    for (place, section) in zip(1...3, [Section.comfort, .close, .wishes]) { add("kin\(place)", section, subject: "s\(place)") }
    add("wish-touch", .wishes, 1, kind: .choice, touch: true)
    add("limit1", .boundaries, 1, kind: .choice)
    for place in 1...3 { add("rest\(place)", .rest) }
    add("rest-ask", .rest)
    add("rest-hug", .rest, touch: true)
    add("believe", .notOkay)
    add("need-ask", .notOkay)
    add("outside", .notOkay)
    for place in 1...3 { add("thanks\(place)-ask", .appreciation) }
    add("tomorrow-ask", .close)
    add("led-care-ask", .close, 2, paths: [.intense], side: .led, mirror: "fol-care-ask")
    add("fol-care-ask", .close, 2, paths: [.intense], side: .followed, mirror: "led-care-ask")
    add("names", .close, kind: .together, paths: [.intense])
    add("writes-ask", .close)
    add("know", .close)
    add("asleep", .close)
    add("one-body", .alone, paths: [.alone])
    add("one-word-ask", .alone, kind: .choice, paths: [.alone])
    add("one-message", .alone, paths: [.alone])
    add("one-help", .alone, paths: [.alone])
    let all = Set(Path.allCases)
    add("day1-ask", .afterOneDay, paths: all)
    add("day2", .afterOneDay)
    add("day3-ask", .afterOneDay, 2)
    add("day4", .afterOneDay, kind: .together, touch: true)
    add("day-one", .afterOneDay, paths: [.alone])
    add("day-deepest", .afterOneDay, 4)
    add("day5-ask", .afterOneDay, 3)
    add("three1-ask", .afterThreeDays, paths: all)
    add("three2", .afterThreeDays, kind: .choice)
    return .of(cards)
  }()

  /// A small deck that keeps no rule: sections may be missing, every card may be of the deepest, or ask for
  /// touch, and mirrors may point to nothing, to themselves, to another section or one way only.
  static func odd(_ random: inout SplitMix64) -> Deck {
    let shape = Int.random(in: 0..<6, using: &random)
    let sections: [Section] =
      shape == 1
      ? [.reflection, .wishes] : shape == 2 ? [.comfort, .rest, .close] : Section.talk + [.rest, .close, .appreciation, .body]
    let count = Int.random(in: 0...20, using: &random)
    let cards = (0..<count).map { place in
      Card(
        id: "c\(place)", section: sections.randomElement(using: &random) ?? .comfort,
        depth: shape == 3 ? 4 : Int.random(in: 1...4, using: &random),
        text: Int.random(in: 0..<3, using: &random) == 0 ? "Is it?" : "It is.", easier: "It; is.",
        paths: Int.random(in: 0..<4, using: &random) == 0 ? [Path.allCases.randomElement(using: &random) ?? .first] : [],
        side: Int.random(in: 0..<5, using: &random) == 0 ? Card.Side.allCases.randomElement(using: &random) ?? .any : .any,
        mirror: Int.random(in: 0..<4, using: &random) == 0 ? "c\(Int.random(in: 0...count, using: &random))" : nil,
        touch: shape == 4 || Int.random(in: 0..<6, using: &random) == 0,
        place: Card.Place.allCases.randomElement(using: &random), isOpening: Int.random(in: 0..<4, using: &random) == 0,
        subject: Int.random(in: 0..<3, using: &random) == 0 ? "s\(Int.random(in: 0..<4, using: &random))" : nil)
    }
    return .of(shape == 5 ? paired(cards) : cards)
  }

  /// The same cards, neighbours of one section made mirrors of each other.
  private static func paired(_ cards: [Card]) -> [Card] {
    var cards = cards
    for place in stride(from: 0, to: cards.count - 1, by: 2) {
      cards[place + 1].section = cards[place].section
      cards[place].mirror = cards[place + 1].id
      cards[place + 1].mirror = cards[place].id
    }
    return cards
  }
}

extension Dealer {
  /// Any dealer at all over a deck.
  static func any(over deck: Deck, _ random: inout SplitMix64) -> Dealer {
    func some(of cards: [Card], _ share: Int) -> Set<String> {
      Set(cards.filter { _ in Int.random(in: 0..<6, using: &random) < share }.map(\.id))
    }
    return Dealer(
      deck: deck, path: Path.allCases.randomElement(using: &random) ?? .first,
      length: Length.allCases.randomElement(using: &random) ?? .short,
      talking: Talking.allCases.randomElement(using: &random) ?? .rest, touch: Bool.random(using: &random),
      led: Led.allCases.randomElement(using: &random) ?? .both,
      recent: some(of: deck.cards, Int.random(in: 0...6, using: &random)),
      aside: some(of: deck.cards, Int.random(in: 0...2, using: &random)), seed: random.next())
  }
}
