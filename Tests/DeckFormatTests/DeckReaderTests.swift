// The reader: sound decks come through whole, broken ones give their first faults with exact places.

import Conversation
import Testing

@testable import DeckFormat

@Suite struct DeckReaderTests {
  @Test func everyField() throws {
    let text = """
      format = 1
      [deck]
      name = "after-dark"
      title = "After dark"
      language = "pt-BR"
      version = "2.1"
      authors = ["A", "B"]
      licence = "CC-BY-4.0"
      purpose = "To talk."
      [[cards]]
      id = "led"
      section = "not-okay"
      depth = 4
      kind = "choice"
      text = "T"
      easier = "E"
      deeper = "D"
      listener = "L"
      paths = ["intense", "apart"]
      side = "led"
      mirror = "followed"
      touch = true
      place = "hard"
      opening = true
      turns = true
      subject = "s"
      always = true
      needs = ["low", "too-far"]
      seconds = 600
      choices = ["a", "b"]
      allow = { touch = "x" }
      [[cards]]
      id = "followed"
      section = "not-okay"
      depth = 4
      text = "T"
      easier = "E"
      paths = ["apart", "intense"]
      side = "followed"
      mirror = "led"
      touch = true
      """
    let deck = try read(text).get()
    let led = Card(
      id: "led", section: .notOkay, depth: 4, kind: .choice, text: "T", easier: "E", deeper: "D", listener: "L",
      paths: [.intense, .apart], side: .led, mirror: "followed", touch: true, seconds: 600, choices: ["a", "b"],
      place: .hard, isOpening: true, turns: true, subject: "s", isAlways: true, needs: [.low, .tooFar])
    #expect(deck.card("led") == led)
    #expect(deck.card("followed")?.kind == .open)
    #expect(deck.card("followed")?.seconds == 120)
    #expect([deck.name, deck.title, deck.language, deck.version] == ["after-dark", "After dark", "pt-BR", "2.1"])
    #expect(deck.authors == ["A", "B"])
    #expect([deck.licence, deck.purpose] == ["CC-BY-4.0", "To talk."])
  }

  @Test func standards() throws {
    let deck = try read(deck()).get()
    #expect(deck.version == "1")
    #expect(deck.authors.isEmpty)
    #expect(deck.cards[0].paths.isEmpty)
    #expect(deck.cards[0].depth == 1)
  }

  @Test func wholeMessage() {
    #expect(
      errors(deck("kind = \"opn\"")).map(\.description) == [
        "d.toml:12:8: error: kind has no value \"opn\" [word]\n  hint: did you mean \"open\"? use open, choice, together, say"
      ])
  }

  /// Faults of structure: lines added to a card, then rule and place of the first error.
  @Test(arguments: [
    ("kind = 1", "type 12:8"), ("depth = 5", "depth 12:9"), ("depth = 0", "depth 12:9"), ("depth = \"1\"", "type 12:9"),
    ("depth = 99999999999999999999", "syntax 12:29"), ("side = \"top\"", "word 12:8"),
    ("paths = \"first\"", "type 12:9"),
    ("paths = [\"first\", \"frist\"]", "word 12:19"), ("paths = []", "paths 12:9"), ("paths = [1]", "type 12:10"),
    ("touch = \"yes\"", "type 12:9"), ("seconds = 19", "seconds 12:11"), ("seconds = 601", "seconds 12:11"),
    ("seconds = 1.5", "type 12:11"), ("listener = \"  \"", "empty 12:12"), ("mirror = \"ONE\"", "id 12:10"),
    ("choices = [\"a\", \"b\"]", "choices 12:11"), ("kind = \"choice\"\nchoices = [\"a\"]", "choices 13:11"),
    ("kind = \"choice\"\nchoices = [\"a\", \"a\"]", "choices 13:11"),
    ("kind = \"choice\"\nchoices = [\"a\", \"\"]", "empty 13:17"),
    ("kind = \"choice\"\nchoices = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\"]", "choices 13:11"),
    ("side = \"led\"", "mirror 12:8"), ("side = \"led\"\nmirror = \"none\"", "mirror 13:10"),
    ("mirror = \"one\"", "mirror 12:10"),
    ("allow = \"all\"", "type 12:9"), ("allow = { gender = \"\" }", "empty 12:20"),
    ("allow = { gender = 1 }", "type 12:20"),
    ("text = \"again\"", "syntax 12:1"), ("[[cards]]\nid = \"two\"", "missing 12:1"),
    ("cards = 1\n[cards]", "syntax 13:1"),
    ("[[cards]]\nid = \"one\"\nsection = \"comfort\"\ntext = \"T\"\neasier = \"E\"", "id 13:6"),
  ])
  func structure(lines: String, expected: String) {
    let fault = errors(deck(lines)).first
    #expect(fault.map { "\($0.rule) \($0.line):\($0.column)" } == expected)
  }

  @Test(arguments: [
    ("", "missing 1:1"), ("format = 3\n", "format 1:10"), ("format = 0\n", "format 1:10"),
    ("format = \"1\"", "type 1:10"),
    ("format = 1", "missing 1:1"), ("format = 1\n[deck]", "missing 2:1"),
    ("format = 1\ncards = 3\n[deck]\nname = \"x\"", "type 2:9"),
    ("format = 1\ndeck = 3", "type 2:8"), ("format = 1\n[[deck]]", "type 2:1"),
    ("format = 1\n[deck]\nname = \"Bad Name\"", "missing 2:1"),
    ("format = 1\n[deck]\nname = \"a\"\ntitle = \"A\"\nlanguage = \"en\"", "no-cards 2:1"), ("x = “1”", "syntax 1:5"),
  ])
  func files(text: String, expected: String) {
    let fault = errors(text).first
    #expect(fault.map { "\($0.rule) \($0.line):\($0.column)" } == expected)
  }

  @Test func newerFormatSaysSo() {
    #expect(errors("format = 3\n[deck]\nanything = 1").first?.what.contains("format 3") == true)
    #expect(errors("format = 3").first?.hint.contains("newer version") == true)
  }

  @Test func missingFieldsNameTheCard() {
    let text =
      "format = 1\n[deck]\nname = \"d\"\ntitle = \"D\"\nlanguage = \"en\"\n\n[[cards]]\nsection = \"rest\"\n[[cards]]\nid = \"b\"\ntext = \"T\""
    let faults = errors(text)
    #expect(
      faults.map { "\($0.line):\($0.column) \($0.what)" } == [
        "7:1 card number 1 has no easier", "7:1 card number 1 has no id", "7:1 card number 1 has no text",
        "9:1 card \"b\" has no easier", "9:1 card \"b\" has no section",
      ])
  }

  @Test func languages() {
    for tag in ["en", "de", "pt-BR", "zh-Hant-TW", "yue"] { #expect(DeckLimits.isLanguage(tag)) }
    for tag in ["", "English", "e", "EN", "en-", "en_GB", "en GB"] { #expect(!DeckLimits.isLanguage(tag)) }
    #expect(errors(deck(language: "English")).first?.rule == "language")
  }

  @Test func unknownKeysDoNotStopAConversation() throws {
    #expect(try read(deck("mood = 1\n[extra]\nx = 1")).get().cards.count == 1)
  }
}

@Suite struct DeckLimitTests {
  private func card(_ number: Int) -> String {
    "[[cards]]\nid = \"c\(number)\"\nsection = \"rest\"\ntext = \"T \(number)\"\neasier = \"E\"\n"
  }

  private let head = "format = 1\n[deck]\nname = \"d\"\ntitle = \"D\"\nlanguage = \"en\"\n"

  @Test func cards() throws {
    let full = head + (1...DeckLimits.cards).map(card).joined()
    #expect(try read(full).get().cards.count == DeckLimits.cards)
    #expect(errors(full + card(0)).map(\.rule) == ["too-many"])
    #expect(errors(full + card(0)).first?.line == 6 + DeckLimits.cards * 5)
  }

  @Test func bytes() throws {
    let text = deck("# ")
    let full = text + String(repeating: "x", count: DeckLimits.bytes - text.utf8.count)
    #expect(try read(full).get().cards.count == 1)
    #expect(errors(full + "x").map(\.rule) == ["too-large"])
    #expect(errors(full + "x").first.map { [$0.line, $0.column] } == [1, 1])
  }

  @Test func texts() throws {
    let most = String(repeating: "é", count: DeckLimits.textBytes / 2)
    #expect(try read(deck("listener = \"\(most)\"")).get().cards[0].listener == most)
    #expect(errors(deck("listener = \"\(most)x\"")).map(\.rule) == ["too-long"])
  }

  @Test func ids() {
    for id in ["a", "0-9", String(repeating: "a", count: 64)] { #expect(DeckLimits.isID(id)) }
    for id in ["", "A", "a b", "é", "a_b", String(repeating: "a", count: 65), "a\n"] { #expect(!DeckLimits.isID(id)) }
  }

  @Test func atMostTwentyFaults() {
    let text = head + (1...50).map { "[[cards]]\nid = \"c\($0)\"\n" }.joined()
    #expect(errors(text).count == DeckReader.mostFaults)
  }

  @Test func utf8() {
    let bytes = Array(deck().utf8) + [0x0A, 0x23, 0xC3]
    guard case .failure(let unreadable) = DeckReader.read(bytes, file: "d") else { return #expect(Bool(false)) }
    #expect(unreadable.faults.map(\.rule) == ["syntax"])
    #expect(unreadable.faults[0].what.contains("UTF-8"))
  }
}
