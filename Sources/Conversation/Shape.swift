// The shape of an evening: what each place of the talk has to give.
//
// Rules: every talk lands near, asks how it was, has room for something good and for something less good, says what to
// ask first, and looks ahead; longer talks have more of each. Chance decides only where the room for something less
// good stands in a short talk, and which section goes deeper there.

/// One place of a section of the talk.
struct Slot: Sendable, Hashable {
  /// What a card has to give here; empty where anything will do.
  var places: [Card.Place] = []
  /// Whether it is the first of its section, which cards that open an evening come to oftener than others.
  var isFirst = false
  /// Whether only a card that opens an evening comes here, where there is one.
  var opens = false
  /// The depths that are wanted here where two people talk freely.
  var depths = 1...4
}

/// The places of one evening.
struct Shape: Sendable {
  private let length: Length
  private let path: Path
  /// Whether the room for something less good is in the reflection of a short talk, else among its boundaries.
  private let hardComesEarly: Bool
  /// The section that goes deeper in a short talk.
  private let deeper: Section

  /// On the hard roads limits wait, and the room for something less good is in the look back; where it hurt, a longer
  /// evening is no longer inquest.
  init(_ length: Length, _ path: Path, seed: UInt64) {
    var random = SplitMix64(seed: seed ^ 0x54A9E)
    self.length = path == .hurt && length == .long ? .medium : length
    self.path = path
    hardComesEarly = Bool.random(using: &random) || path == .intense || path == .hurt
    deeper = [Section.reflection, .boundaries, .wishes].randomElement(using: &random) ?? .wishes
  }

  /// The places of a section, in their order.
  func slots(of section: Section) -> [Slot] {
    let places = places(in: section)
    return places.enumerated().map { place, wanted in
      Slot(
        places: wanted, isFirst: place == 0, opens: wanted == [.how],
        depths: depths(at: place, of: places.count, in: section))
    }
  }

  private func places(in section: Section) -> [[Card.Place]] {
    if path == .hurt && section == .wishes { return [[]] }
    return switch (section, length) {
    case (.comfort, .short): [[.near]]
    case (.comfort, .medium): [[.near], []]
    case (.comfort, .long): [[.near], [], []]
    case (.reflection, .short): [[.how], hardComesEarly ? [.hard] : [.good]]
    case (.reflection, .medium): [[.how], [.good], [.hard]]
    case (.reflection, .long): [[.how], [.good], [.hard], [], [], [.good]]
    case (.boundaries, .short): [hardComesEarly ? [] : [.hard]]
    case (.boundaries, .medium): [[.first], []]
    case (.boundaries, .long): [[.first], [], [.hard], []]
    case (.wishes, .short): [[]]
    case (.wishes, .medium): [[], [], []]
    case (.wishes, .long): [[], [], [], []]
    default: []
    }
  }

  /// A section begins light, is deepest past its middle and ends lighter than its deepest.
  private func depths(at place: Int, of count: Int, in section: Section) -> ClosedRange<Int> {
    if length == .short { return section == deeper && place == count - 1 ? 3...4 : place == 0 && count > 1 ? 1...2 : 1...4 }
    return switch (place, place - count * 2 / 3) {
    case (0, _): 1...2
    case _ where count == 2: 1...4
    case (count - 1, _) where count > 2: 1...3
    case (_, 0): 4...4
    case (_, -1) where count < 4: length == .long ? 4...4 : 3...4
    case (_, -1): 2...3
    default: 1...3
    }
  }
}
