// The balance of a whole deck: sections, depth, kinds, time and paths.
//
// Rule: a small deck may be about one thing, so these hold from 40 cards on. Shares are of the cards of the four talk
// sections. All numbers stand here.

import Conversation
import TomlFile

enum BalanceRules {
  /// From this many cards a deck is held to them.
  static let fewestCards = 40
  /// The least share of each talk section, in percent: an even share would be 25.
  static let sectionShare = 15
  /// The shares of the kinds, in percent: about 70 open, 20 choice, 10 together, with room.
  static let kindShares: [(Card.Kind, ClosedRange<Int>)] = [(.open, 55...85), (.choice, 10...30), (.together, 2...20)]
  /// Seconds of the shortest plan: about ten minutes.
  static let shortPlan = 600
  /// The average seconds of a card: about two minutes.
  static let averageSeconds = 80...160

  static func check(_ draft: DeckDraft, into faults: inout FaultList) {
    guard draft.cards.count >= fewestCards else { return }
    let place = draft.table.place
    let talk = draft.cards.map(\.card).filter { Section.talk.contains($0.section) }
    guard !talk.isEmpty else {
      faults.warning(
        "balance-sections", at: place, "the deck has no card of the talk",
        hint: "write cards for \(Section.talk.map(\.rawValue).joined(separator: ", "))")
      return
    }
    sections(talk, place, into: &faults)
    depth(draft.cards, into: &faults)
    kinds(talk, place, into: &faults)
    time(talk, place, into: &faults)
    paths(talk, place, into: &faults)
  }

  private static func percent(_ part: Int, _ all: Int) -> Int { (100 * part + all / 2) / all }

  private static func sections(_ talk: [Card], _ place: TomlPlace, into faults: inout FaultList) {
    for section in Section.talk {
      let count = talk.count { $0.section == section }
      let share = percent(count, talk.count)
      if share < sectionShare {
        faults.warning(
          "balance-sections", at: place, "\(section.rawValue) has \(count) of \(talk.count) cards (\(share) %)",
          hint: "each of the four sections needs at least \(sectionShare) %")
      }
    }
  }

  /// Each section starts gently.
  private static func depth(_ cards: [CardDraft], into faults: inout FaultList) {
    for section in Section.talk {
      guard let first = cards.first(where: { $0.card.section == section }), first.card.depth > 2 else { continue }
      faults.warning(
        "balance-depth", at: first.place("depth"),
        "\(section.rawValue) begins with depth \(first.card.depth)", hint: "begin each section with depth 1 or 2")
    }
  }

  private static func kinds(_ talk: [Card], _ place: TomlPlace, into faults: inout FaultList) {
    for (kind, range) in kindShares {
      let share = percent(talk.count { $0.kind == kind }, talk.count)
      if !range.contains(share) {
        faults.warning(
          "balance-kinds", at: place, "\(share) % of the talk are \(kind.rawValue) cards",
          hint: "\(range.lowerBound) to \(range.upperBound) %: about 70 open, 20 choice, 10 together")
      }
    }
  }

  /// Ten minutes hold one card of each talk section, and an average card takes about two.
  private static func time(_ talk: [Card], _ place: TomlPlace, into faults: inout FaultList) {
    let shortest = Section.talk.compactMap { section in talk.filter { $0.section == section }.map(\.seconds).min() }
    let sum = shortest.reduce(0, +)
    if sum > shortPlan {
      faults.warning(
        "balance-time", at: place, "one card of each section takes \(sum) seconds at least",
        hint: "ten minutes need shorter cards in some section")
    }
    let average = talk.map(\.seconds).reduce(0, +) / talk.count
    if !averageSeconds.contains(average) {
      faults.warning(
        "balance-time", at: place, "a card of the talk takes \(average) seconds on average",
        hint: "about 120: between \(averageSeconds.lowerBound) and \(averageSeconds.upperBound)")
    }
  }

  /// Whichever path two people are on, each section has a gentle card for them.
  private static func paths(_ talk: [Card], _ place: TomlPlace, into faults: inout FaultList) {
    // A deck need not have the road for when it hurt; where it begins one, it has one card of each section.
    let roads = Path.allCases.filter { path in path != .alone && (path != .hurt || talk.contains { $0.fits(.hurt) }) }
    for path in roads {
      for section in Section.talk {
        let fitting = talk.contains {
          $0.section == section && $0.depth <= 2 && $0.fits(path)
        }
        if !fitting {
          faults.warning(
            "balance-paths", at: place, "\(section.rawValue) has no card of depth 1 or 2 for the path \(path.rawValue)",
            hint: "write one, or leave its paths out so that it fits all")
        }
      }
    }
  }
}
