// What the module writes: decks, the starter, the guide's tables, and JSON.

import Conversation
import Testing

@testable import DeckFormat

@Suite struct DeckTextTests {
  @Test func roundTrip() throws {
    var deck = largeDeck(60) { card, number in
      card.text +=
        ["\"quoted\" \\ back", "two\nlines", "tab\tżółw 👩‍👩‍👧", "bidi \u{202E} esc \u{1B} \u{7F}", "'''"][number % 5]
      card.paths = [[], [.first], [.alone, .apart, .intense]][number % 3]
      card.touch = number % 4 == 0
      card.seconds = 20 + number
      if card.kind == .choice { card.choices = ["a \"b\"", "c", "d"] }
      card.listener = number % 2 == 0 ? "Hm." : nil
      if number == 10 { (card.side, card.mirror) = (.started, "c14") }
      if number == 14 { (card.side, card.mirror, card.paths) = (.received, "c10", [.first]) }
      if number % 7 == 1, number != 10 { card.deeper = nil }
    }
    deck.authors = ["A \"B\"", "C\\"]
    deck.purpose = ""
    #expect(try read(DeckWriter.text(deck)).get() == deck)
  }

  @Test func starterPasses() throws {
    for name in ["ours", "a", "Bad Name", ""] {
      let text = StarterDeck.text(name: name)
      #expect(DeckCheck.check(Array(text.utf8), file: "d").map(\.description) == [])
      #expect(try read(text).get().name == (DeckLimits.isID(name) ? name : "my-deck"))
      for field in DeckFields.all { #expect(text.contains("# \(field.name) (")) }
    }
  }

  @Test func fieldsAreThoseOfTheReader() {
    #expect(Set(DeckFields.all.map { "\($0.place) \($0.name)" }).count == DeckFields.all.count)
    #expect(DeckFields.all.count == 32)
    for text in TextField.allCases { #expect(DeckFields.names(.card).contains(text.rawValue)) }
  }

  @Test func guide() {
    let text = DeckGuide.fieldReference()
    for field in DeckFields.all { #expect(text.contains("| `\(field.name)` |")) }
    #expect(
      text.hasPrefix(
        "### Above everything else\n\n| field | type | meaning | default | example |\n|---|---|---|---|---|\n"))
    #expect(text.hasSuffix("|\n"))
    for rule in DeckRules.all { #expect(DeckGuide.ruleReference().contains("| `\(rule.name)` |")) }
  }

  /// Every rule that the check names is documented.
  @Test func rulesAreKnown() {
    let known = Set(DeckRules.all.map(\.name))
    for group in Lexicon.english { #expect(known.contains(group.rule)) }
  }

  @Test func json() {
    let fault = DeckFault(
      file: "a \"b\"\\\n\u{1B}\u{202E}é😀\u{E0001}", line: 1, column: 2, severity: .warning, rule: "r", what: "w",
      hint: "h\t")
    #expect(
      DeckFault.json([fault]) == """
        [
          {"column": 2, "file": "a \\"b\\"\\\\\\n\\u001b\\u202eé😀\\udb40\\udc01", "hint": "h\\t", "line": 1, "rule": "r", \
        "severity": "warning", "what": "w"}
        ]
        """)
    #expect(DeckFault.json([]) == "[]")
    #expect(DeckFault.json([fault, fault]).split(separator: "\n").count == 4)
  }
}
