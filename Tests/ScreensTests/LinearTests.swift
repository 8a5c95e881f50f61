// The read-aloud mode: the same places in lines.

import Conversation
import Foundation
import Settings
import Testing

@testable import Screens

@Suite struct LinearTests {
  private let words = TestDeck.english

  @Test(arguments: Place.all)
  func everyPlaceHasCleanLines(place: Place) {
    let lines = linear(place.session, words)
    #expect(!lines.isEmpty)
    let all = lines + [linearPrompt(place.session, words)] + [linearNotice(place.session, words)].compactMap(\.self)
    for line in all {
      #expect(!line.isEmpty && !line.contains { $0.isNewline })
      #expect(!line.unicodeScalars.contains { isForbidden($0) }, "\(place.name): \(line)")
      for key in ["Esc", "Tab", "→", "←", "↑", "--plain", "Ctrl", "{"] { #expect(!line.contains(key), "\(place.name): \(line)") }
    }
    guard !place.session.isLooking else { return }
    for (number, item) in (page(place.session, words).list?.items ?? []).enumerated() {
      #expect(lines.contains("\(number + 1): \(item)"))
    }
  }

  @Test func aDeeperFormShowsNoWordsToChooseFrom() {
    for (events, has) in [([], true), ([Event.deeper], false), ([.deeper, .easier], true)] as [([Event], Bool)] {
      var talk = TestTalk()
      talk.start(0)
      talk.walk(toCard: "comfort")
      for event in events { talk.send(event) }
      #expect(linear(talk.session, words).contains("a blanket") == has, "\(events)")
    }
  }

  /// Controls, box drawing, blocks, dots and arrows: what a screen reader stumbles over.
  private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x2190...0x21FF).contains(scalar.value)
      || (0x2500...0x25FF).contains(scalar.value) || "•·›".unicodeScalars.contains(scalar)
  }

  /// Both say the same: what is on the screen is heard, except the names of keys.
  @Test(arguments: Place.all)
  func whatIsDrawnIsHeard(place: Place) {
    let heard = linear(place.session, words).joined(separator: " ")
    let page = page(place.session, words)
    for case .text(let text, _) in page.blocks { #expect(heard.contains(text.replacing("\n", with: " "))) }
    #expect(page.heading.isEmpty || heard.contains(page.heading))
  }

  @Test func eachWordIsUnderstood() {
    let session = TestTalk.at("reflection").session
    let events: [(String, Event)] = [
      ("", .on), ("   ", .on), ("back", .back), ("Back", .back), (" BACK  ", .back), ("easier", .easier),
      ("more", .deeper), ("turn", .other), ("note", .note), ("favourite", .favourite), ("rest", .cover),
      ("where", .contents), ("enough", .enough), ("help", .help), ("leave", .leave), ("hello", .unknown),
      ("1", .unknown), ("0", .unknown),
    ]
    for (line, wanted) in events { #expect(event(forLine: line, in: session, words) == wanted, "\(line)") }
  }

  @Test func numbersChoose() {
    var talk = TestTalk.at("reflection")
    talk.send(.cover)
    for (line, wanted) in [
      ("1", Event.choose(0)), ("12", .choose(11)), (" 3 ", .choose(2)), ("٣", .choose(2)), ("13", .unknown),
      ("0", .unknown), ("-1", .unknown), ("-9223372036854775808", .unknown), ("9223372036854775808", .unknown),
      ("1.5", .unknown), ("1 2", .unknown), ("10", .choose(9)), ("10.", .choose(9)), ("3:", .choose(2)), ("4)", .choose(3)),
      (".", .unknown), ("3..", .unknown),
    ] {
      #expect(event(forLine: line, in: talk.session, words) == wanted, "\(line)")
    }
  }

  /// Every number that is heard is the number to type, in lists of ten and more as well.
  @Test(arguments: Place.all.filter { !$0.session.isLooking && $0.session.editor == nil })
  func theNumberHeardIsTheNumberTyped(place: Place) {
    for (choice, item) in (page(place.session, words).list?.items ?? []).enumerated() {
      let heard = linear(place.session, words).last { $0.hasSuffix(": \(item)") }
      let number = heard?.prefix { $0 != ":" }
      #expect(number.map { event(forLine: String($0), in: place.session, words) } == .choose(choice), "\(item)")
    }
  }

  /// Whether what is typed shows is not the same on a pipe: it is said where it is known.
  @Test(arguments: Place.all.filter { $0.session.coveredTurn != nil })
  func noCoveredPlacePromisesThatNothingShows(place: Place) {
    #expect(!linear(place.session, words).contains { $0.contains("does not show") })
  }

  @Test func thePromptSaysWhatCanBeTyped() {
    func prompt(_ name: String) -> String { linearPrompt(Place.all.first { $0.name == name }!.session, words) }
    #expect(prompt("card-first") == "Press Enter to go on.")
    #expect(prompt("paths") == "Type a number and Enter. Enter alone takes number 5.")
    #expect(prompt("talking-left") == "Left, type a number and Enter. Enter alone is: Gently.")
    #expect(prompt("talking-right") == "Right, type a number and Enter. Enter alone is: Gently.")
    #expect(prompt("covered-right") == "Right, type a number and Enter. Enter alone is: Not now.")
    #expect(prompt("keep-left") == "Left, type a number and Enter. Enter alone is: Only in this conversation.")
    #expect(prompt("notes-kept-left") == "Left, type a number and Enter. Enter alone is: Keep them.")
    #expect(prompt("note-text") == "Type your note. An empty line keeps it.")
  }

  /// What Enter is said to give is what it gives.
  @Test(arguments: Place.all.filter { $0.session.coveredTurn != nil })
  func enterGivesWhatThePromptSays(place: Place) {
    let answers = page(place.session, words).list!.items
    let said = answers.firstIndex { linearPrompt(place.session, words).hasSuffix(": \($0).") }
    var entered = place.session
    var chosen = place.session
    _ = reduce(&entered, .on)
    _ = reduce(&chosen, .choose(said!))
    #expect(entered == chosen || place.name.hasPrefix("covered"))
    #expect(linear(entered, words) == linear(chosen, words))
  }

  @Test func nothingHereIsOneFixedLine() {
    for place in Place.all where place.session.editor == nil {
      var session = place.session
      _ = reduce(&session, .unknown)
      #expect(linearNotice(session, words) == words[.plainUnknown])
    }
  }

  @Test func hostileTextPutsNoControlOut() {
    let hostile = "a\u{1B}[2J\u{07}b\u{9B}31m\r\nc\u{202E}d\u{0}\u{8}e\u{85}\u{2028}f"
    var deck = TestDeck.deck
    for place in deck.cards.indices {
      deck.cards[place].text = hostile
      deck.cards[place].easier = hostile
      deck.cards[place].listener = hostile
      deck.cards[place].choices = deck.cards[place].choices.map { _ in hostile }
    }
    var named = words
    named.say(.seatLeft, as: hostile)
    named.say(.seatRight, as: hostile)
    named.say(.helplineLine, as: hostile)
    let dangerous: (Unicode.Scalar) -> Bool = {
      $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}" || $0 == "\u{2028}"
    }
    for place in Place.all(deck: deck) {
      for line in linear(place.session, named) + [linearPrompt(place.session, named)] {
        #expect(!line.unicodeScalars.contains(where: dangerous), "\(place.name): \(line.debugDescription)")
      }
      for size in sizes {
        let cells = render(place.session, named, size: size).grid.cells
        #expect(!cells.contains { $0.text.unicodeScalars.contains(where: dangerous) })
      }
    }
  }
}
