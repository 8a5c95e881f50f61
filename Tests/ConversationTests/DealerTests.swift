// The dealer over a deck that has everything.

import Testing

@testable import Conversation

struct DealerTests {
  @Test(arguments: [(Length.short, 5), (.medium, 10), (.long, 17)])
  func planFillsTheLength(length: Length, cards: Int) {
    let dealer = Dealer(deck: .rich, length: length, talking: .freely, seed: 4)
    #expect((cards...cards + 4).contains(dealer.talk().flatMap(\.cards).count))
    #expect(Section.talk.map { Shape(length, .everyday, seed: 4).slots(of: $0).count }.reduce(0, +) == cards)
  }

  @Test(arguments: 0..<50)
  func depthRisesAndFallsInEverySection(seed: UInt64) {
    for (section, cards) in Dealer(deck: .rich, length: .long, talking: .freely, seed: seed).talk() {
      let depths = cards.map(\.depth)
      guard let first = depths.first, let last = depths.last, let deepest = depths.max() else {
        Issue.record("no cards of \(section)")
        continue
      }
      #expect(first < deepest && last < deepest && deepest == 4, "\(section) \(depths)")
    }
  }

  @Test func seedsDealDifferentCards() {
    let deals = Set((0..<20).map { seed in Dealer(deck: .rich, length: .medium, talking: .freely, seed: seed).talk().flatMap(\.cards) })
    #expect(deals.count > 10)
  }

  @Test func whatWasDealtLatelyWaitsUntilNothingElseFits() {
    var dealer = Dealer(deck: .rich, length: .short, talking: .freely, seed: 3)
    let first = dealer.talk().flatMap(\.cards)
    dealer.recent = Set(first.map(\.id))
    #expect(dealer.talk().flatMap(\.cards).allSatisfy { !first.contains($0) })
    dealer.recent = Set(Deck.rich.cards.map(\.id))
    #expect(dealer.talk().flatMap(\.cards).count >= 5)
  }

  @Test(arguments: Led.allCases)
  func careForWhoLedBeginsComfortUnlessNobodyLed(led: Led) {
    let dealer = Dealer(deck: .rich, path: .intense, talking: .gently, led: led, recent: ["c-led"], seed: 5)
    let comfort = dealer.talk()[0].cards.map(\.id)
    #expect((Set(comfort.prefix(2)) == ["c-led", "c-fol"]) == (led != .neither))
  }

  @Test func moreCardsNeverPutADeepestBesideAnother() {
    let deepest = Card(id: "x", section: .reflection, depth: 4, text: "X", easier: "X")
    for seed in 0..<50 {
      let dealer = Dealer(deck: .rich, talking: .freely, seed: UInt64(seed))
      #expect(dealer.cards(.reflection, count: 4, after: deepest).first?.depth != 4)
      #expect(dealer.cards(.reflection, count: 4, before: deepest).allSatisfy { $0.depth < 4 })
    }
  }

  @Test func aMirrorThatDoesNotAnswerIsNeverDealt() {
    let deck = Deck.of([
      Card(id: "a", section: .comfort, text: "A", easier: "A", mirror: "gone"),
      Card(id: "b", section: .comfort, text: "B", easier: "B", mirror: "b"),
      Card(id: "c", section: .comfort, text: "C", easier: "C", mirror: "d"),
      Card(id: "d", section: .comfort, text: "D", easier: "D"),
      Card(id: "e", section: .comfort, text: "E", easier: "E", mirror: "d"),
    ])
    let cards = Dealer(deck: deck, length: .long).talk()[0].cards.map(\.id)
    #expect(cards == ["c", "d"])
  }

  /// Side by side they would be two of the deepest in a row; one alone would leave out a side.
  @Test(arguments: Led.allCases) func mirrorsOfTheDeepestAreNotDealt(led: Led) {
    let pair = [
      Card(id: "a", section: .comfort, depth: 4, text: "A", easier: "A", paths: [.intense], side: .led, mirror: "b"),
      Card(id: "b", section: .comfort, depth: 4, text: "B", easier: "B", paths: [.intense], side: .followed, mirror: "a"),
    ]
    let light = Card(id: "c", section: .comfort, depth: 1, text: "C", easier: "C")
    for depth in 3...4 {
      let cards = pair.map { card in
        var card = card
        card.depth = depth
        return card
      }
      let dealer = Dealer(deck: .of(cards + [light]), path: .intense, length: .long, talking: .freely, led: led)
      let dealt = Set(dealer.talk()[0].cards.map(\.id))
      #expect(dealt == (depth == 3 && led != .neither ? ["a", "b", "c"] : ["c"]))
    }
  }

  @Test func aSemicolonIsNoQuestion() {
    func asks(_ text: String) -> Bool { Card(id: "x", section: .rest, text: text, easier: "x").asksSomething }
    #expect(!asks("Thank you; rest now."))
    for mark in ["?", "？", "؟", "\u{37E}", "¿"] { #expect(asks("Rest\(mark)")) }
    #expect(Card(id: "x", section: .rest, kind: .choice, text: "Pick one.", easier: "x").asksSomething)
  }
}
