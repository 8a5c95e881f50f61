// What every evening of the bundled deck has. A hundred thousand of them are held to it by the longer command.

import Conversation
import Evening
import Testing

@Suite struct EveningTests {
  static let deck = TestDeck.bundled
  @Test(arguments: Road.talks) func everyTalkHasItsShape(_ road: Road) {
    for seed in 0..<6 {
      let fault = Evening(road, deck: Self.deck, seed: UInt64(seed)).fault
      #expect(fault == nil, "evening \(seed)")
    }
  }

  /// A fact that a body needs to know is met in the text, without a key, on the roads where it may matter.
  @Test(arguments: [
    ("medical help now", [Path.first, .intense, .hurt, .alone]), ("pressure on the neck", [.first, .intense, .hurt, .alone]),
    ("protection failed", [.first, .intense, .hurt, .alone]),
  ]) func whatABodyNeedsToKnowIsMet(fact: String, paths: [Path]) {
    for path in paths {
      let roads = path == .alone ? Need.allCases.map { Road(.alone, need: $0) } : Road.talks.filter { $0.path == path }
      for road in roads {
        for seed in 0..<2 {
          let evening = Evening(road, deck: Self.deck, seed: UInt64(seed))
          #expect(evening.cards.contains { $0.text.lowercased().contains(fact) }, "\(fact) on \(road)")
        }
      }
    }
  }
}
