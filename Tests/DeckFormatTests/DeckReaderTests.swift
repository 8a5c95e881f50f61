// The reader: sound decks come through whole, broken ones give their first faults with exact places.

import Conversation
import Testing

@testable import DeckFormat

/// The smallest sound deck, with room for more of a card.
func deck(_ card: String = "", head: String = "", language: String = "en") -> String {
  """
  format = 1
  [deck]
  name = "d"
  title = "D"
  language = "\(language)"
  \(head)
  [[cards]]
  id = "one"
  section = "comfort"
  text = "What would feel good right now?"
  easier = "What do you need?"
  deeper = "What makes it hard to ask for that?"
  \(card)
  """
}

func read(_ text: String) -> Result<Deck, DeckUnreadable> { DeckReader.read(Array(text.utf8), file: "d.toml") }

func errors(_ text: String) -> [DeckFault] {
  if case .failure(let unreadable) = read(text) { return unreadable.faults }
  return []
}

@Suite struct DeckReaderTests {
  @Test func soundDeck() throws {
    let deck = try read(deck("paths = [\"first\"]\nseconds = 60\ntouch = false")).get()
    #expect(deck.cards.count == 1)
    #expect(deck.cards[0].paths == [.first])
    #expect(deck.cards[0].seconds == 60)
    #expect(deck.language == "en")
  }

  @Test func wrongWord() {
    let faults = errors(deck("kind = \"opn\""))
    #expect(
      faults.map(\.description) == [
        "d.toml:13:8: error: kind has no value \"opn\" [word]\n  hint: did you mean \"open\"? use open, choice, together"
      ])
  }
}
