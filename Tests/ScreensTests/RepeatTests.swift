// The bundled deck over many evenings: a vault that remembers keeps cards from coming again.

import Conversation
import Testing

@Suite struct RepeatTests {
  private static let talk: Set<Section> = [.comfort, .reflection, .boundaries, .wishes]

  @Test(arguments: [Path.everyday, .first, .intense]) func noCardOfTheTalkComesTwiceInTenEvenings(_ path: Path) {
    var met: Set<String> = []
    for evening in 0..<10 {
      var session = Session(Setup(deck: TestDeck.bundled, path: path, maySeal: true, recent: met, seed: UInt64(evening)))
      for event in [Event.on, .choose(0), .choose(0)] { _ = reduce(&session, event) }
      while !session.ended, session.step != .goodbye {
        let place = session.index
        _ = reduce(&session, .on)
        guard session.index != place, let card = session.card, Self.talk.contains(card.section) else { continue }
        // Who led and who followed are asked what they need each time.
        if card.section == .comfort, card.side != .any { continue }
        // An evening may open as another did.
        if card.isOpening || card.isAlways { continue }
        let isNew = met.insert(card.id).inserted
        // After an intense time the talk stays light, and what its shape needs may come again before a card that lacks it.
        #expect(isNew || path == .intense && card.place != nil, "\(card.id) in evening \(evening)")
      }
    }
    #expect(met.count >= (path == .intense ? 14 : 26))
  }
}
