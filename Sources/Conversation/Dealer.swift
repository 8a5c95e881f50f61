// The dealer: which cards, in which order.
//
// Rules: a pure function of what it is given. An evening has a shape (see Shape.swift), and chance only chooses among
// what fits a place of it. Never two of the deepest cards (depth 4) in a row, and none outside the four sections of the
// talk; mirrors are dealt side by side or not at all; a card dealt lately comes only when no other fits, save those
// that an evening opens with; on "gently" depth 1 and 2 only; after "no touch" no card that asks for touch; no
// subject comes twice in a talk, so that nothing asks aloud what a covered card kept back.

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
  /// The subjects of this conversation so far: none comes again, whatever was answered, so that leaving a card out
  /// tells nothing.
  public var closed: Set<String>
  /// Whether the talk stays light, as on a night when somebody may be low: depth 1 and 2 whatever was chosen.
  public var isLight: Bool
  public var seed: UInt64

  public init(
    deck: Deck, path: Path = .everyday, length: Length = .short, talking: Talking = .gently, touch: Bool = true,
    led: Led = .unsaid, recent: Set<String> = [], earlier: Set<String> = [], aside: Set<String> = [],
    closed: Set<String> = [], isLight: Bool = false, seed: UInt64 = 0
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
    self.closed = closed
    self.isLight = isLight
    self.seed = seed
  }

  /// The cards of the sections of the talk for the planned length, in the order in which they are met.
  public func talk() -> [(section: Section, cards: [Card])] {
    var dealer = self
    var previous: Card?
    let shape = Shape(length, path, seed: seed)
    return Section.talk.map { section in
      let cards = dealer.cards(section, slots: shape.slots(of: section), after: previous, careForLeading: section == .comfort)
      dealer.close(subjectsOf: cards)
      previous = cards.last ?? previous
      return (section, cards)
    }
  }

  /// Up to `count` more cards of a section, or one more where the last of them has a mirror, whatever they give.
  /// - Parameters:
  ///   - previous: the card that comes before them, if any.
  ///   - next: the card that comes after them, if any.
  public func cards(_ section: Section, count: Int, after previous: Card? = nil, before next: Card? = nil) -> [Card] {
    cards(section, slots: Array(repeating: Slot(), count: count), after: previous, before: next)
  }

  /// The cards for some slots of a section: what every talk on this path has, the care for who led and who followed,
  /// and then one card, or a pair, a slot.
  func cards(
    _ section: Section, slots: [Slot], after previous: Card? = nil, before next: Card? = nil,
    careForLeading: Bool = false
  ) -> [Card] {
    var supply = groups(section)
    var random = SplitMix64(seed: seed ^ UInt64(Section.allCases.firstIndex(of: section) ?? 0) &* 0x5DEE_CE66)
    var dealt: [Card] = []
    var closed = closed
    func deal(_ place: Int) {
      let cards = supply.remove(at: place).cards
      dealt += cards
      closed.formUnion(Self.subjects(of: cards))
    }
    while let place = supply.firstIndex(where: \.isAlways) { deal(place) }
    if careForLeading, let care = index(in: supply, of: \.isCare, &random) { deal(care) }
    var filled = 0
    while filled < slots.count {
      let allowed = supply.indices.filter { place in
        let group = supply[place]
        return group.cards.allSatisfy { !closed.contains($0.subject ?? "") }
          && (group.depth < 4 || ((dealt.last ?? previous)?.depth != 4 && next?.depth != 4))
      }
      guard let place = best(in: supply, allowed, for: slots[filled...], &random) else { break }
      filled += supply[place].cards.count
      deal(place)
    }
    return dealt
  }

  /// The subjects of some cards, and whether one of them was covered.
  static func subjects(of cards: some Sequence<Card>) -> Set<String> {
    Set(cards.flatMap { [$0.subject, $0.isCovered ? coveredMark : nil].compactMap(\.self) })
  }

  /// Stands among the subjects for a covered card; no id, so that no card has it for a subject.
  private static let coveredMark = "?"

  mutating func close(subjectsOf cards: some Sequence<Card>) { closed.formUnion(Self.subjects(of: cards)) }

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

  /// Some cards of a section in the deck's order, with their mirrors: the first, the last, and by chance as many between
  /// them as make `most` together.
  func some(of section: Section, most: Int, where isWanted: (Card) -> Bool = { _ in true }) -> [Card] {
    let groups = groups(section).filter { $0.cards.allSatisfy(isWanted) }
    guard groups.count > 2, groups.reduce(0, { $0 + $1.cards.count }) > most else { return groups.flatMap(\.cards) }
    var random = SplitMix64(seed: seed ^ 0x50E)
    var chosen = [groups[0], groups[groups.count - 1]]
    for group in groups.dropFirst().dropLast().shuffled(using: &random)
    where chosen.reduce(group.cards.count, { $0 + $1.cards.count }) <= most {
      chosen.append(group)
    }
    return chosen.sorted { $0.place < $1.place }.flatMap(\.cards)
  }

  /// What settles two people in: what every talk on this path has; then, where the path is a hard one, one card about
  /// the body of its own, and the first of its own arrivals, which lets the roles go; then one more, by chance.
  /// - Parameter met: ids of cards that were met already.
  public func arrival(without met: Set<String> = []) -> [Card] {
    let arrivals = groups(.arrive).filter { group in !group.cards.contains { met.contains($0.id) } }
    let always = arrivals.filter(\.isAlways).flatMap(\.cards)
    var random = SplitMix64(seed: seed ^ 0xA111)
    let others = arrivals.filter { !$0.isAlways }
    guard path == .intense || path == .hurt else {
      return always + (pick(others, ownFirst: true, &random)?.cards ?? [])
    }
    let own = others.filter { !$0.cards[0].paths.isEmpty }
    let bodies = groups(.body).filter { group in
      !group.cards[0].paths.isEmpty && !group.cards.contains { met.contains($0.id) }
    }
    let body = pick(bodies, ownFirst: false, &random)?.cards ?? []
    guard path == .intense else { return always + body + (pick(own.isEmpty ? others : own, ownFirst: true, &random)?.cards ?? []) }
    let first = own.first?.cards ?? pick(others, ownFirst: true, &random)?.cards ?? []
    let second = pick(Array(own.dropFirst()), ownFirst: false, &random)?.cards ?? []
    return always + body + first + second
  }

  /// One kind word that is true, where the deck has one that fits.
  public func kindWord() -> [Card] {
    var random = SplitMix64(seed: seed ^ 0x41BD)
    return pick(groups(.appreciation), ownFirst: true, &random)?.cards ?? []
  }

  /// The last cards, what tonight and tomorrow need: with the kind word three at most after ten minutes, and four after
  /// more. The care for who led and who followed comes before others; the rest by chance, in the deck's order.
  /// - Parameter thanks: how many cards the kind word took.
  public func closing(after thanks: Int = 1) -> [Card] {
    let groups = groups(.close)
    let most = (length == .short ? 3 : 4) - thanks
    var random = SplitMix64(seed: seed ^ 0xC105E)
    var chosen: [Group] = groups.filter(\.isAlways)
    if most > 1, let care = index(in: groups, of: \.isCare, &random) { chosen.append(groups[care]) }
    func size() -> Int { chosen.reduce(0) { $0 + $1.cards.count } }
    while size() < most {
      let room = most - size()
      let left = groups.filter { group in
        group.cards.count <= room && !group.isCare && !chosen.contains { $0.place == group.place }
      }
      guard let next = pick(left, ownFirst: true, &random) else { break }
      chosen.append(next)
    }
    return chosen.sorted { $0.place < $1.place }.flatMap(\.cards)
  }

  /// Whether a card may be dealt at all with what is known now.
  public func fits(_ card: Card) -> Bool {
    card.fits(path) && card.depth <= deepest(in: card.section) && (touch || !card.touch) && !aside.contains(card.id)
      && !closed.contains(card.subject ?? "") && sideFits(card)
      // Two covered offers would leave no talk in ten minutes.
      && !(length == .short && card.isCovered && closed.contains(Self.coveredMark))
  }

  private func deepest(in section: Section) -> Int {
    guard Section.talk.contains(section) else { return 3 }
    return isLight || talking != .freely ? 2 : 4
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
  enum Recency: Int, CaseIterable { case never, earlier, lately }

  private func recency(of cards: [Card]) -> Recency {
    if cards.contains(where: { recent.contains($0.id) }) { return .lately }
    return cards.contains { earlier.contains($0.id) } ? .earlier : .never
  }

  /// A card, or a card and its mirror.
  struct Group {
    var cards: [Card]
    var recency: Recency
    /// Where the first of them stands in its section of the deck.
    var place: Int
    var depth: Int { cards[0].depth }
    /// Whether it asks someone who led, or followed, in an intense scene.
    var isCare: Bool { cards.contains { $0.side == .led || $0.side == .followed } }
    var isAlways: Bool { cards.contains(where: \.isAlways) }
    var isOpening: Bool { cards[0].isOpening }
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

  // MARK: - Choosing

  /// The place of a group for a slot: of those met longest ago, what gives the evening what the slot is for, at a depth
  /// that it asks for; then by chance. What an evening opens with may come again, so it is met long ago at any time. A pair
  /// takes two slots, and has to be wanted in both.
  private func best(in groups: [Group], _ allowed: [Int], for slots: ArraySlice<Slot>, _ random: inout SplitMix64) -> Int? {
    guard let slot = slots.first else { return nil }
    func isWanted(_ group: Group) -> Bool {
      guard group.cards.count <= slots.count else { return false }
      return talking != .freely || isLight || slots.prefix(group.cards.count).allSatisfy { $0.depths.contains(group.depth) }
    }
    func rank(_ group: Group) -> (Int, Int, Int, Int) {
      let given = slot.places.isEmpty || group.cards.contains { $0.place.map(slot.places.contains) ?? false } ? 0 : 1
      let recency = group.isOpening ? 0 : group.recency.rawValue
      return (given, recency, slot.opens && !group.isOpening ? 1 : 0, isWanted(group) ? 0 : 1)
    }
    guard let least = allowed.map({ rank(groups[$0]) }).min(by: <) else { return nil }
    let equal = allowed.filter { rank(groups[$0]) == least }
    return equal.weighted(by: { weight(groups[$0], opens: slot.isFirst) }, using: &random)
  }

  /// How much a group is preferred: what is made for this path, and at the beginning of a section what opens one.
  private func weight(_ group: Group, opens: Bool) -> Int {
    (group.cards[0].paths.isEmpty ? 1 : 2) * (opens && group.isOpening ? 2 : 1)
  }

  /// One of some groups by chance, one not met lately before others.
  private func pick(_ groups: [Group], ownFirst: Bool, _ random: inout SplitMix64) -> Group? {
    func rank(_ group: Group) -> Int { group.isOpening ? 0 : group.recency.rawValue }
    let least = groups.map(rank).min() ?? 0
    return groups.filter { rank($0) == least }.weighted(by: { ownFirst ? weight($0, opens: true) : 1 }, using: &random)
  }

  /// One group of a kind by chance, one not met lately before others.
  private func index(in groups: [Group], of isWanted: (Group) -> Bool, _ random: inout SplitMix64) -> Int? {
    pick(groups.filter(isWanted), ownFirst: false, &random).flatMap { one in groups.firstIndex { $0.place == one.place } }
  }
}

extension Array {
  /// One element by chance, each as likely as its weight says; `nil` of none.
  fileprivate func weighted(by weight: (Element) -> Int, using random: inout SplitMix64) -> Element? {
    let weights = map(weight)
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return nil }
    var left = Int.random(in: 0..<sum, using: &random)
    for (element, weight) in zip(self, weights) {
      if left < weight { return element }
      left -= weight
    }
    return last
  }
}
