// Cards for one side have a twin for the other, so that nobody's side is left out.

import Conversation

enum MirrorRules {
  /// The side that mirrors another; none for `any`.
  static func opposite(_ side: Card.Side) -> Card.Side? {
    switch side {
    case .any: nil
    case .led: .followed
    case .followed: .led
    case .started: .received
    case .received: .started
    }
  }

  /// Each card with a side has a twin: there, pointing back, of the other side, and alike in all that decides when
  /// it is dealt.
  static func check(_ cards: [CardDraft], into faults: inout FaultList) {
    let byID = Dictionary(cards.map { ($0.card.id, $0.card) }) { first, _ in first }
    for draft in cards where draft.isComplete {
      let card = draft.card
      guard let mirror = card.mirror else {
        if let other = opposite(card.side) {
          faults.error(
            "mirror", at: draft.place("side"),
            "\(draft.name) speaks to the one who \(card.side.rawValue) and has no mirror",
            hint: "write a card with side = \"\(other.rawValue)\" and name it here: mirror = \"…\"")
        }
        continue
      }
      if let what = fault(card, mirror, byID[mirror]) {
        faults.error("mirror", at: draft.place("mirror"), "\(draft.name): \(what.what)", hint: what.hint)
      }
    }
  }

  /// What is wrong between a card and its mirror.
  private static func fault(_ card: Card, _ name: String, _ mirror: Card?) -> (what: String, hint: String)? {
    guard let other = opposite(card.side) else {
      return ("it has a mirror, but speaks to any side", "give it a side, or take the mirror out")
    }
    guard let mirror else {
      return ("its mirror \"\(shown(name))\" is not in this deck", "write that card, or correct the id")
    }
    if mirror.mirror != card.id {
      return ("its mirror \"\(name)\" does not point back", "write mirror = \"\(card.id)\" there")
    }
    if mirror.side != other {
      return ("its mirror \"\(name)\" has side \(mirror.side.rawValue)", "write side = \"\(other.rawValue)\" there")
    }
    if mirror.section != card.section { return ("its mirror is in another section", "put both in one section") }
    if mirror.depth != card.depth { return ("its mirror has another depth", "give both the same depth") }
    if mirror.paths != card.paths { return ("its mirror has other paths", "give both the same paths") }
    if mirror.touch != card.touch { return ("only one of the two invites touch", "give both the same touch") }
    return nil
  }
}
