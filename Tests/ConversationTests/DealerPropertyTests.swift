// What holds of every deal, over a hundred thousand random decks and circumstances.

import Testing

@testable import Conversation

struct DealerPropertyTests {
  @Test(arguments: 0..<20)
  func holdsForRandomInputs(batch: UInt64) {
    var random = SplitMix64(seed: 0xDEA1 &+ batch)
    var faults: [String] = []
    for _ in 0..<500 {
      let deck = Deck.odd(&random)
      for _ in 0..<10 {
        let check = DealCheck(.any(over: deck, &random))
        if let fault = check.fault { faults.append("\(fault) \(check)") }
      }
      if faults.count > 3 { break }
    }
    #expect(faults.isEmpty, "\(faults.first ?? "")")
  }
}

/// One deal of the talk, and of the plan around it, held against every rule of the dealer.
private struct DealCheck: CustomStringConvertible {
  let dealer: Dealer
  let dealt: [(section: Section, cards: [Card])]

  init(_ dealer: Dealer) {
    self.dealer = dealer
    dealt = dealer.talk()
  }

  /// The first rule that is broken.
  var fault: String? {
    if dealer.seed % 4 == 0, !isPure { return "the same input gave another deal" }
    let cards = dealt.flatMap(\.cards)
    if Set(cards.map(\.id)).count != cards.count { return "a card came twice" }
    let subjects = Dictionary(grouping: cards.filter { $0.subject != nil }, by: \.subject).values
    if subjects.contains(where: { $0.count > 2 || $0.count == 2 && !isPair($0[0], $0[1]) }) { return "a subject came twice" }
    if let card = cards.first(where: { !mayCome($0) }) { return "\(card.id) does not fit" }
    if zip(cards, cards.dropFirst()).contains(where: { $0.depth == 4 && $1.depth == 4 }) { return "two deepest met" }
    var previous: Card?
    for (section, cards) in dealt {
      if cards.contains(where: { $0.section != section }) { return "a card of another section" }
      if let fault = fault(in: section, cards, after: previous) { return "\(section): \(fault)" }
      previous = cards.last ?? previous
    }
    return planFault ?? restFault
  }

  /// The input, short enough to read in a failed test.
  var description: String {
    let cards = dealer.deck.cards.map { card in
      "\(card.id) \(card.section) \(card.depth) \(card.side)\(card.touch ? " touch" : "") \(card.mirror ?? "") \(card.paths.map(\.rawValue))"
    }
    let dealt = dealt.map { "\($0.section): \($0.cards.map(\.id).joined(separator: " "))" }
    return "\(dealer.path) \(dealer.length) \(dealer.talking) touch \(dealer.touch) led \(dealer.led) recent "
      + "\(dealer.recent.sorted()) aside \(dealer.aside.sorted())\n" + (cards + dealt).joined(separator: "\n")
  }

  private var isPure: Bool {
    let again = dealer.talk()
    return dealt.map(\.section) == again.map(\.section) && dealt.map(\.cards) == again.map(\.cards)
  }

  private func fault(in section: Section, _ cards: [Card], after previous: Card?) -> String? {
    if let fault = pairFault(cards) { return fault }
    let groups = groups(section)
    let left = groups.filter { group in !cards.contains { $0.id == group[0].id } }
    let slots = Shape(dealer.length, dealer.path, seed: dealer.seed).slots(of: section)
    let count = slots.count
    let meetsDeepest = previous?.depth == 4 || cards.contains { $0.depth == 4 }
    let met = Set(dealt.prefix { $0.section != section }.flatMap(\.cards).compactMap(\.subject) + cards.compactMap(\.subject))
    let isCovered = dealt.flatMap(\.cards).contains(where: \.isCovered)
    func isSecondOffer(_ card: Card) -> Bool { card.isCovered && isCovered && dealer.length == .short }
    func couldCome(_ group: [Card]) -> Bool {
      (group[0].depth != 4 || !meetsDeepest) && group.allSatisfy { !met.contains($0.subject ?? "") && !isSecondOffer($0) }
    }
    // Besides the pair that cares for who led, a pair in the last place makes one more.
    if cards.count > count + 3 { return "more cards than planned" }
    if cards.count < count, left.contains(where: couldCome) { return "fewer cards than there are" }
    // Besides the pair that cares for who led, which comes lately met or not:
    let first = cards.first.flatMap { first in groups.first { $0[0].id == first.id } } ?? []
    let care = section == .comfort && first.contains(where: isCare) ? first : []
    let hasRecent = cards.dropFirst(care.count).filter { $0.place == nil && !$0.isOpening }.contains { card in
      groups.contains { $0.contains(card) && $0.contains { dealer.recent.contains($0.id) } }
    }
    if hasRecent, left.contains(where: { couldCome($0) && !$0.contains { dealer.recent.contains($0.id) } }) {
      return "a card met lately, where a fresh one fits"
    }
    if section == .comfort, groups.contains(where: { $0.contains(where: isCare) }), care.isEmpty {
      return "care for who led does not come first"
    }
    return nil
  }

  /// Mirrors come side by side or not at all, also where only one of the two names the other.
  private func pairFault(_ cards: [Card]) -> String? {
    for (place, card) in cards.enumerated() {
      let beside = [place - 1, place + 1].filter(cards.indices.contains).map { cards[$0] }
      if let mirror = card.mirror {
        if !beside.contains(where: { $0.id == mirror }) { return "\(card.id) without its mirror" }
      } else if dealer.deck.cards.contains(where: { $0.section == card.section && $0.mirror == card.id }),
        !beside.contains(where: { $0.mirror == card.id })
      {
        return "\(card.id) without the card that it mirrors"
      }
    }
    return nil
  }

  private var planFault: String? {
    let planner = Planner(dealer: dealer)
    let opening = planner.afterPath()
    let plan = opening.last == .led ? opening + planner.talk() : opening
    if plan.last != .goodbye { return "no goodbye" }
    let cards = plan.map { step in if case .card(let id) = step { dealer.deck.card(id) } else { nil as Card? } }
    for (place, card) in cards.enumerated() {
      guard let card else { continue }
      if !mayCome(card) { return "\(card.id) is in the plan and does not fit" }
      if card.depth == 4, plan[place + 1] != .quiet, cards[place + 1]?.section != .rest { return "no rest after \(card.id)" }
    }
    let deepest = cards.compactMap(\.self).filter { Section.talk.contains($0.section) }.map { $0.depth == 4 }
    if zip(deepest, deepest.dropFirst()).contains(where: { $0 && $1 }) { return "two deepest met in the plan" }
    var closing = planner
    closing.dealer.close(subjectsOf: cards.compactMap(\.self).filter { Section.talk.contains($0.section) })
    let close = closing.close()
    if dealer.talking != .rest, Array(plan.suffix(close.count)) != close { return "the talk does not end with the close" }
    if let fault = pairFault(dealer.closing()) { return "close: \(fault)" }
    if dealer.closing().count > (dealer.length == .short ? 2 : 3) { return "a long close" }
    if !groups(.close).isEmpty, dealer.closing().isEmpty { return "no close" }
    return nil
  }

  /// Where only rest is wanted nothing asks.
  private var restFault: String? {
    var dealer = dealer
    dealer.talking = .rest
    let plan = Planner(dealer: dealer).afterTalking(pathIsKnown: false)
    if plan.last != .goodbye { return "rest: no goodbye" }
    for step in plan {
      switch step {
      case .card(let id): if dealer.deck.card(id)?.hasQuestionMark ?? true { return "rest: \(id) asks" }
      case .strength, .breathe, .quiet, .tomorrow, .goodbye: break
      default: return "rest: \(step)"
      }
    }
    return nil
  }

  // MARK: - The rules again, in other words

  private func isCare(_ card: Card) -> Bool { card.side == .led || card.side == .followed }

  private func mayCome(_ card: Card) -> Bool {
    if card.touch && !dealer.touch || dealer.aside.contains(card.id) { return false }
    if card.depth > (Section.talk.contains(card.section) ? dealer.talking == .freely ? 4 : 2 : 3) { return false }
    if isCare(card) && (dealer.path != .intense || dealer.led == .neither) { return false }
    if card.side != .any && dealer.path == .alone { return false }
    if card.paths.isEmpty { return dealer.path == .alone ? card.section == .alone : dealer.path != .hurt }
    return card.paths.contains(dealer.path)
  }

  private func isPair(_ one: Card, _ two: Card) -> Bool { one.mirror == two.id || two.mirror == one.id }

  /// What may come of a section: single cards, and pairs of which both may.
  private func groups(_ section: Section) -> [[Card]] {
    let all = dealer.deck.cards.filter { $0.section == section }
    func twin(_ card: Card) -> String? { card.mirror ?? all.first { $0.mirror == card.id }?.id }
    return all.filter(mayCome).compactMap { card in
      guard let name = twin(card) else { return [card] }
      guard let other = all.first(where: { $0.id == name }), other.id != card.id, twin(other) == card.id else { return nil }
      return mayCome(other) && card.depth < 4 && other.depth < 4 ? [card, other] : nil
    }
  }
}
