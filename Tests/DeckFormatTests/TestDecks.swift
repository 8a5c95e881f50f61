// Small decks for the tests.

import Conversation

@testable import DeckFormat

/// The smallest deck without a fault. `card` is put at line 12, below the fields of its only card.
func deck(
  _ card: String = "", text: String = "What would feel good right now?", easier: String = "What do you need?",
  deeper: String = "What makes it hard to ask for that?", section: String = "comfort", head: String = "",
  language: String = "en"
) -> String {
  """
  format = 1
  [deck]
  name = "d"
  title = "D"
  language = "\(language)"
  \(head)[[cards]]
  id = "one"
  section = "\(section)"
  text = "\(text)"
  easier = "\(easier)"
  deeper = "\(deeper)"
  \(card)
  """
}

func read(_ text: String) -> Result<Deck, DeckUnreadable> { DeckReader.read(Array(text.utf8), file: "d.toml") }

func errors(_ text: String) -> [DeckFault] {
  if case .failure(let unreadable) = read(text) { return unreadable.faults }
  return []
}

/// All faults as `rule line:column`.
func check(_ text: String) -> [String] {
  DeckCheck.check(Array(text.utf8), file: "d.toml").map { "\($0.rule) \($0.line):\($0.column)" }
}

/// A deck of many different cards in the shares that the rules ask for.
func largeDeck(_ count: Int = 40, change: (inout Card, Int) -> Void = { _, _ in }) -> Deck {
  let things = ["water", "music", "sleep", "bread", "rain", "a walk", "tea", "the sea", "a song", "soup"]
  let cards = (0..<count).map { number in
    let a = things[number % 10]
    let b = things[(number / 10 + number) % 10]
    var card = Card(
      id: "c\(number)", section: Section.talk[number % 4], depth: 1 + number % 2,
      kind: number % 10 < 7 ? .open : number % 10 < 9 ? .choice : .together,
      text: "Number \(number): what do \(a) and then \(b) \(number) mean to you?", easier: "What is \(a)?",
      deeper: "When did \(b) help you?", subject: number % 10 == 7 || number % 10 == 8 ? "s\(number)" : nil)
    change(&card, number)
    return card
  }
  return Deck(
    name: "large", title: "Large", language: "en", version: "1", authors: ["A"], licence: "", purpose: "", cards: cards)
}
