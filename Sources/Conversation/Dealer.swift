// The dealer: which cards, in which order.
//
// Rules: a pure function of what it is given. Never two of the deepest cards (depth 4) in a row; mirrors
// are dealt side by side or not at all; a card dealt lately comes only when no other fits; on "gently" no
// deepest card; after "no touch" no card that asks for touch.

/// Everything that decides which cards are dealt.
public struct Dealer: Sendable, Hashable {
  public var deck: Deck
  public var path: Path
  public var length: Length
  public var talking: Talking
  /// Whether cards may ask for touch.
  public var touch: Bool
  public var led: Led
  /// Ids of cards dealt lately, in this conversation or an earlier one.
  public var recent: Set<String>
  /// Ids of cards that were set aside; they never come again in this conversation.
  public var aside: Set<String>
  public var seed: UInt64

  public init(
    deck: Deck, path: Path = .everyday, length: Length = .short, talking: Talking = .gently, touch: Bool = true,
    led: Led = .unsaid, recent: Set<String> = [], aside: Set<String> = [], seed: UInt64 = 0
  ) {
    self.deck = deck
    self.path = path
    self.length = length
    self.talking = talking
    self.touch = touch
    self.led = led
    self.recent = recent
    self.aside = aside
    self.seed = seed
  }

  /// The cards of the four sections of the talk for the planned length, in the order in which they are met.
  public func talk() -> [(section: Section, cards: [Card])] {
    var previous: Card?
    return Section.talk.map { section in
      let cards = cards(
        section, count: length.cards(in: section), after: previous, careForLeading: section == .comfort)
      previous = cards.last ?? previous
      return (section, cards)
    }
  }

  /// Up to `count` cards of a section, or one more where the last of them has a mirror.
  /// - Parameters:
  ///   - previous: the card that comes before them, if any.
  ///   - careForLeading: whether they begin with the cards that ask the one who led, and the one who
  ///     followed, what they need.
  public func cards(
    _ section: Section, count: Int, after previous: Card? = nil, careForLeading: Bool = false
  ) -> [Card] {
    var supply = groups(section)
    var dealt: [Group] = []
    var size = 0
    if careForLeading, let care = careIndex(in: supply) {
      dealt.append(supply.remove(at: care))
      size = dealt[0].cards.count
    }
    while size < count,
      let best = bestIndex(in: supply, place: size, count: count, after: dealt.last?.cards.last ?? previous)
    {
      let group = supply.remove(at: best)
      size += group.cards.count
      dealt.append(group)
    }
    return inDeckOrder(dealt, after: careForLeading && dealt.first?.isCare == true ? 1 : 0).flatMap(\.cards)
  }

  /// The same depths at the same places, but cards of one depth in the deck's order: a deck asks "how was
  /// that?" before "what felt good?".
  private func inDeckOrder(_ groups: [Group], after fixed: Int) -> [Group] {
    var groups = groups
    for depth in Set(groups.map(\.depth)) {
      let places = groups.indices.filter { $0 >= fixed && groups[$0].depth == depth }
      for (place, group) in zip(places, places.map { groups[$0] }.sorted { $0.place < $1.place }) { groups[place] = group }
    }
    return groups
  }

  /// Every card of a section that fits here, by chance, those dealt lately last.
  public func shuffled(_ section: Section) -> [Card] {
    let groups = groups(section)
    return (groups.filter { !$0.wasRecent } + groups.filter(\.wasRecent)).flatMap(\.cards)
  }

  /// Every card of a section that fits here, in the deck's order.
  public func fitting(_ section: Section) -> [Card] {
    deck.cards.filter { $0.section == section && fits($0) }
  }

  /// Whether a card may be dealt at all with what is known now.
  public func fits(_ card: Card) -> Bool {
    let forPath = path == .alone
      ? card.section == .alone || card.paths.contains(.alone)
      : card.section != .alone && (card.paths.isEmpty || card.paths.contains(path))
    return forPath && card.depth <= (talking == .freely ? 4 : 3) && (touch || !card.touch)
      && !aside.contains(card.id) && sideFits(card)
  }

  private func sideFits(_ card: Card) -> Bool {
    switch card.side {
    case .any: true
    case .led, .followed: path == .intense && led != .neither
    case .started, .received: path != .alone
    }
  }

  // MARK: - Groups

  /// A card, or a card and its mirror.
  private struct Group {
    var cards: [Card]
    var wasRecent: Bool
    /// Where the first of them stands in its section of the deck.
    var place: Int
    var depth: Int { cards[0].depth }
    var isCare: Bool { cards[0].side == .led || cards[0].side == .followed }
  }

  /// The section's cards as groups, shuffled by the seed.
  private func groups(_ section: Section) -> [Group] {
    let cards = fitting(section)
    let byID = Dictionary(cards.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var taken: Set<String> = []
    var groups: [Group] = []
    for (place, card) in cards.enumerated() where !taken.contains(card.id) {
      guard let group = group(of: card, in: byID), group.allSatisfy({ !taken.contains($0.id) }) else { continue }
      taken.formUnion(group.map(\.id))
      groups.append(Group(cards: group, wasRecent: group.contains { recent.contains($0.id) }, place: place))
    }
    var random = SplitMix64(seed: seed ^ UInt64(truncatingIfNeeded: Section.allCases.firstIndex(of: section)! &* 0x5DEE_CE66))
    groups.shuffle(using: &random)
    return groups
  }

  /// A card with its mirror; `nil` where the mirror does not fit, and for the deepest mirrors, because
  /// two of the deepest cards never come in a row.
  private func group(of card: Card, in cards: [String: Card]) -> [Card]? {
    guard let mirror = card.mirror else { return [card] }
    guard let other = cards[mirror], other.id != card.id, card.depth < 4, other.depth < 4 else { return nil }
    return [card, other]
  }

  /// The group that fits a place best: not dealt lately, then nearest to the depth wanted there, then
  /// (the groups are shuffled) by chance.
  private func bestIndex(in groups: [Group], place: Int, count: Int, after previous: Card?) -> Int? {
    let wanted = Self.depth(at: place, of: count)
    let allowed = groups.indices.filter { previous?.depth != 4 || groups[$0].depth != 4 }
    return allowed.min { one, other in
      rank(groups[one], wanted, room: count - place) < rank(groups[other], wanted, room: count - place)
    }
  }

  /// The pair that asks what leading and following left behind, one not dealt lately before others.
  private func careIndex(in groups: [Group]) -> Int? {
    let caring = groups.indices.filter { groups[$0].isCare }
    return caring.min { !groups[$0].wasRecent && groups[$1].wasRecent }
  }

  private func rank(_ group: Group, _ wanted: Int, room: Int) -> (Int, Int, Int) {
    (group.wasRecent ? 1 : 0, group.cards.count > room ? 1 : 0, abs(group.depth - wanted))
  }

  /// The depth wanted at a place of a section: it begins light, is deepest past the middle and ends
  /// lighter than its deepest.
  static func depth(at place: Int, of count: Int) -> Int {
    switch count {
    case ...1: 2
    case 2: place == 0 ? 1 : 2
    default:
      switch (place, place - (count * 2 / 3)) {
      case (0, _): 1
      case (_, 0): 4
      case (_, -1): 3
      default: 2
      }
    }
  }
}
