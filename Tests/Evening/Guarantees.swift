// What every talk of two people has, and how often each card is met.

import Conversation

extension Evening {
  /// The first thing that a talk lacks of what each has, whatever the path, the answer and the length.
  public var fault: String? {
    let cards = cards
    let talk = cards.filter { Section.talk.contains($0.section) }
    if cards.first(where: { $0.section == .reflection }).map({ $0.place != .how || !$0.isOpening }) ?? true { return "no opening question" }
    if !cards.contains(where: { $0.place == .near }) { return "no card of nearness" }
    if !talk.contains(where: { $0.place == .hard }) { return "no room for something less good" }
    if !cards.contains(where: { $0.section == .wishes }) { return "no looking ahead" }
    if !cards.contains(where: { $0.section == .appreciation }) { return "no kind word" }
    let close = cards.filter { [.appreciation, .close].contains($0.section) }
    if close.count > (road.length == .short ? 3 : 4) { return "a close of \(close.count) cards" }
    let gates = Set(moments.map(\.step).filter { if case .more = $0 { true } else { false } })
    // After an intense time the full look back is offered in place of one.
    if gates.count != (road.length == .short ? 2 : 4) - (road.path == .intense ? 1 : 0) { return "\(gates.count) times more or enough" }
    let deepest = talk.map(\.depth).max() ?? 0
    if road.talking == .gently || road.path == .intense, deepest > 2 { return "depth \(deepest) on a gentle or a hard evening" }
    if road.talking == .freely, road.path != .intense, road.path != .hurt, deepest < 3 { return "nothing deeper though both talk freely" }
    if road.path == .intense, !cards.contains(where: { $0.side == .led }) || !cards.contains(where: { $0.side == .followed }) {
      return "care for one side only"
    }
    if road.path == .hurt, let card = cards.first(where: { !$0.paths.contains(.hurt) && !$0.fits(.everyday) }) { return "\(card.id) where it hurt" }
    let subjects = Dictionary(grouping: cards.filter { $0.subject != nil }, by: \.subject)
    for cards in subjects.values where cards.count > 1 && cards.contains(where: { one in !cards.contains { $0.id == one.mirror } }) {
      return "\(cards.map(\.id)) speak of one thing"
    }
    return nil
  }
}

/// How often each card of a deck is met on every road.
public struct Meetings: Sendable {
  /// Evenings on each road.
  public let each: Int
  /// In how many evenings of each road a card was met, by its id.
  public private(set) var met: [String: [Road: Int]] = [:]
  private let deck: Deck

  /// Goes through so many evenings, the same number on each road. Every second intense evening looks back in full, every
  /// fourth has more of each section.
  public init(_ deck: Deck, evenings: Int) {
    self.deck = deck
    let roads = Road.talks + Road.others
    each = max(1, evenings / roads.count)
    for road in roads {
      for seed in 0..<each {
        var taken = road
        taken.looksBackFully = seed % 2 == 0
        for card in Evening(taken, deck: deck, seed: UInt64(seed) &* 31, more: seed % 4 == 0).cards {
          met[card.id, default: [:]][road, default: 0] += 1
        }
      }
    }
  }

  /// Cards that no evening met, besides those that come only where someone asks for them or was hurt.
  public var never: [String] {
    deck.cards.filter { met[$0.id] == nil && ![.grounding, .breathing, .notOkay].contains($0.section) }.map(\.id)
  }

  /// Cards that come in more than a third of the short talks of an ordinary road, besides those that an evening opens with.
  public var tooOften: [String] {
    // A third, and what chance adds to it: three standard deviations of so many evenings.
    let most = Double(each) / 3 + 3 * (Double(each) * 2 / 9).squareRoot()
    return deck.cards.filter { !$0.isOpening && !$0.isAlways }.compactMap { card in
      met[card.id]?.first { road, count in
        road.length == .short && road.ago == nil && [.everyday, .first, .apart].contains(road.path) && road.talking != .rest
          && Double(count) > most
      }.map { "\(card.id) in \($0.value * 100 / each) % on \($0.key)" }
    }
  }
}
