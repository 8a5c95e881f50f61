// The dealer: which cards, in which order.
//
// Rules: a pure function of what it is given. Never two of the deepest cards (depth 4) in a row, and none
// outside the four sections of the talk; mirrors are dealt side by side or not at all; a card dealt lately
// comes only when no other fits; on "gently" no deepest card; after "no touch" no card that asks for touch.

/// Everything that decides which cards are dealt.
public struct Dealer: Sendable, Hashable {
  public var deck: Deck
  public var path: Path
  public var length: Length
  public var talking: Talking
  /// Whether cards may ask for touch.
  public var touch: Bool
  public var led: Led
  /// Ids of cards dealt lately, in this conversation or an earlier one, and of cards dealt some time before: the
  /// earlier ones come again before the later ones.
  public var recent: Set<String>
  public var earlier: Set<String>
  /// Ids of cards that were set aside; they never come again in this conversation.
  public var aside: Set<String>
  public var seed: UInt64

  public init(
    deck: Deck, path: Path = .everyday, length: Length = .short, talking: Talking = .gently, touch: Bool = true,
    led: Led = .unsaid, recent: Set<String> = [], earlier: Set<String> = [], aside: Set<String> = [], seed: UInt64 = 0
  ) {
    self.deck = deck
    self.path = path
    self.length = length
    self.talking = talking
    self.touch = touch
    self.led = led
    self.recent = recent
    self.earlier = earlier
    self.aside = aside
    self.seed = seed
  }

  /// The cards of the sections of the talk for the planned length, in the order in which they are met.
  /// - Parameter ended: sections that are left out.
  public func talk(without ended: Set<Section> = []) -> [(section: Section, cards: [Card])] {
    var previous: Card?
    return Section.talk.filter { !ended.contains($0) }.map { section in
      let cards = cards(
        section, count: length.cards(in: section), after: previous, careForLeading: section == .comfort)
      previous = cards.last ?? previous
      return (section, cards)
    }
  }

  /// Up to `count` cards of a section, or one more where the last of them has a mirror.
  /// - Parameters:
  ///   - previous: the card that comes before them, if any.
  ///   - next: the card that comes after them, if any.
  ///   - careForLeading: whether they begin with the cards that ask the one who led, and the one who
  ///     followed, what they need.
  public func cards(
    _ section: Section, count: Int, after previous: Card? = nil, before next: Card? = nil,
    careForLeading: Bool = false
  ) -> [Card] {
    var supply = mixed(section)
    if next?.depth == 4 { supply.removeAll { $0.depth == 4 } }
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

  /// Every card of a section that fits here and has no mirror, by chance, those dealt lately last.
  public func singles(_ section: Section) -> [Card] {
    let singles = mixed(section).filter { $0.cards.count == 1 }
    return Recency.allCases.flatMap { recency in singles.filter { $0.recency == recency }.flatMap(\.cards) }
  }

  /// The cards of a section that fit here, in the deck's order, with their mirrors.
  /// - Parameter most: how many at most, or one more where the last of them has a mirror.
  public func inOrder(
    _ section: Section, most: Int = .max, where isWanted: (Card) -> Bool = { _ in true }
  ) -> [Card] {
    Self.first(most, of: groups(section).filter { $0.cards.allSatisfy(isWanted) }).flatMap(\.cards)
  }

  /// What settles two people in: one of the path's own cards before one for any path. On the intense path
  /// it is the deck's first, dealt lately or not, because that one steps out of the roles.
  public func arrival() -> [Card] {
    let groups = path == .intense ? groups(.arrive) : mixed(.arrive)
    let first = groups.min { one, other in
      arrivalRank(one) < arrivalRank(other)
    }
    return first?.cards ?? []
  }

  private func arrivalRank(_ group: Group) -> (Int, Int) {
    (path == .intense ? 0 : group.recency.rawValue, group.cards[0].paths.isEmpty ? 1 : 0)
  }

  /// The closing cards in the deck's order: about three of this path's own, those for who led and who
  /// followed first, as many of any path as make six together, and the last that fits always, because
  /// decks end with it.
  public func closing() -> [Card] {
    let groups = groups(.close)
    guard let last = groups.last else { return [] }
    let others = groups.dropLast()
    let own = others.filter { !$0.cards[0].paths.isEmpty }
    let chosen = Self.first(3, of: own.filter(\.isCare) + own.filter { !$0.isCare })
    let size = chosen.reduce(0) { $0 + $1.cards.count }
    let general = Self.first(6 - size, of: others.filter { $0.cards[0].paths.isEmpty })
    return ((chosen + general).sorted { $0.place < $1.place } + [last]).flatMap(\.cards)
  }

  /// Whether a card may be dealt at all with what is known now.
  public func fits(_ card: Card) -> Bool {
    let forPath = path == .alone
      ? card.section == .alone || card.paths.contains(.alone)
      : card.section != .alone && (card.paths.isEmpty || card.paths.contains(path))
    return forPath && card.depth <= (talking == .freely && Section.talk.contains(card.section) ? 4 : 3) && (touch || !card.touch)
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

  /// How long ago a card was dealt last, the longest first.
  private enum Recency: Int, CaseIterable { case never, earlier, lately }

  private func recency(of cards: [Card]) -> Recency {
    if cards.contains(where: { recent.contains($0.id) }) { return .lately }
    return cards.contains { earlier.contains($0.id) } ? .earlier : .never
  }

  /// A card, or a card and its mirror.
  private struct Group {
    var cards: [Card]
    var recency: Recency
    /// Where the first of them stands in its section of the deck.
    var place: Int
    var depth: Int { cards[0].depth }
    /// Whether it asks someone who led, or followed, in an intense scene.
    var isCare: Bool { cards.contains { $0.side == .led || $0.side == .followed } }
  }

  /// The cards of a section that fit here as groups, in the deck's order.
  private func groups(_ section: Section) -> [Group] {
    let cards = deck.cards.filter { $0.section == section && fits($0) }
    let twins = deck.twins(in: section)
    var taken: Set<String> = []
    var groups: [Group] = []
    for (place, card) in cards.enumerated() where !taken.contains(card.id) {
      guard let group = group(of: card, in: cards, twins), group.allSatisfy({ !taken.contains($0.id) }) else { continue }
      taken.formUnion(group.map(\.id))
      groups.append(Group(cards: group, recency: recency(of: group), place: place))
    }
    return groups
  }

  /// The same, shuffled by the seed.
  private func mixed(_ section: Section) -> [Group] {
    var groups = groups(section)
    let place = Section.allCases.firstIndex(of: section) ?? 0
    var random = SplitMix64(seed: seed ^ UInt64(place) &* 0x5DEE_CE66)
    groups.shuffle(using: &random)
    return groups
  }

  /// The first groups that hold as many cards together, or one more where the last is a pair.
  private static func first(_ count: Int, of groups: [Group]) -> [Group] {
    var size = 0
    return Array(groups.prefix { group in
      defer { size += group.cards.count }
      return size < count
    })
  }

  /// A card with its mirror; `nil` where the mirror does not fit or does not answer. Also for the deepest mirrors:
  /// the second would follow the first, and two of the deepest never come in a row, with or without a rest
  /// between them; parted by lighter cards, whoever is asked later would wait for what the other has said. The
  /// check of decks warns of such pairs.
  private func group(of card: Card, in cards: [Card], _ twins: [String: String]) -> [Card]? {
    guard let twin = twins[card.id] else { return [card] }
    guard twin != card.id, twins[twin] == card.id, let other = cards.first(where: { $0.id == twin }),
      card.depth < 4, other.depth < 4
    else { return nil }
    return [card, other]
  }

  /// The group that fits a place best: not dealt lately, then nearest to the depth wanted there, then
  /// (the groups are shuffled) by chance.
  private func bestIndex(in groups: [Group], place: Int, count: Int, after previous: Card?) -> Int? {
    let allowed = groups.indices.filter { previous?.depth != 4 || groups[$0].depth != 4 }
    return allowed.min { one, other in
      rank(groups[one], place, count) < rank(groups[other], place, count)
    }
  }

  /// The pair that asks what leading and following left behind, one not dealt lately before others.
  private func careIndex(in groups: [Group]) -> Int? {
    let caring = groups.indices.filter { groups[$0].isCare }
    return caring.min { groups[$0].recency.rawValue < groups[$1].recency.rawValue }
  }

  /// The lower the better: a pair takes two places, and may be wrong for the second.
  private func rank(_ group: Group, _ place: Int, _ count: Int) -> (Int, Int, Int) {
    let places = place..<(place + group.cards.count)
    let distance = places.map { abs(group.depth - Self.depth(at: $0, of: count)) }.max() ?? 0
    return (group.recency.rawValue, places.upperBound > count ? 1 : 0, distance)
  }

  /// The depth wanted at a place of a section: it begins light, is deepest past the middle and ends
  /// lighter than its deepest.
  static func depth(at place: Int, of count: Int) -> Int {
    switch count {
    case ...1: 2
    case 2: place == 0 ? 1 : 2
    case 3: place == 1 ? 4 : 2
    default:
      switch (place, place - (count - 1) * 2 / 3) {
      case (0, _): 1
      case (_, 0): 4
      case (_, -1): 3
      default: 2
      }
    }
  }
}
