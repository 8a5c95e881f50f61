// Esc: the words are gone with the next frame, and something calmer is there.

import TestSupport
import Testing

@Suite struct Covers {
  /// Places to press Esc at, and the keys that lead there.
  enum Place: String, CaseIterable, Sendable {
    case talkingLeft, talkingRight, body, paths, card, more, help, note, goodbye, contents, breathe, quiet, pause, ending
  }

  private func go(_ couple: Couple, to place: Place) throws {
    switch place {
    case .talkingLeft: try couple.press(Key.right, "goes first")
    case .talkingRight:
      try couple.press(Key.right, "goes first")
      try couple.press("1", "now you")
    case .body: for _ in 0..<3 { try couple.step() }
    case .paths: for _ in 0..<4 { try couple.step() }
    case .card: try couple.toTalk()
    case .more:
      try couple.toTalk()
      while !couple.text.contains("More, or enough?") { try couple.step() }
    case .help:
      try couple.toTalk()
      try couple.press("?", "Keys")
    case .note:
      try couple.toTalk()
      try couple.openNote()
      try couple.press("something private here", "something private here")
    case .goodbye:
      try couple.toTalk()
      try couple.press("q", "Goodbye")
    case .contents, .breathe, .quiet, .pause:
      try couple.toTalk()
      try couple.press(Key.escape, "Rest here")
      switch place {
      case .contents: try couple.press("9", "Where we are")
      case .breathe: try couple.press("1", "Breathe")
      case .quiet: try couple.press("3", "There is nothing you have to do or say.")
      default: try couple.press("4", "Come back here at")
      }
    case .ending:
      try couple.toTalk()
      try couple.press(Key.escape, "Rest here")
      try couple.press("0", "Closing")
    }
  }

  @Test(arguments: Place.allCases) func coversTheWordsAtOnce(_ place: Place) throws {
    let couple = try Couple()
    try go(couple, to: place)
    // All but the last line, which names the keys.
    let words = couple.session.rows.map { $0.drop { $0 == " " } }.filter { $0.count > 8 }.dropLast()
    let sent = couple.session.output.count
    try couple.session.send(Key.escape)
    // A frame may arrive in pieces; the next one is whole when the program waits for a key again.
    try couple.session.wait(forText: "Rest here")
    try couple.session.settle()
    for line in words { #expect(!couple.text.contains(line), "\(line)") }
    let bytes = String(decoding: couple.session.output[sent...], as: UTF8.self)
    for line in words { #expect(!bytes.contains(line), "\(line)") }
    #expect(couple.text.contains("Stay as long as you like."))
    try couple.press("q", "")
    #expect(try couple.session.waitForEnd() == .exited(0))
    couple.expectLeft()
  }

  @Test func theMenuByArrows() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.press(Key.escape, "› 1  Breathe slowly")
    try couple.press(Key.down, "› 2  Name things around you")
    try couple.press(Key.enter, "Name five things around you")
    for words in ["four things", "three things", "two things", "one thing"] { try couple.press(Key.right, words) }
    try couple.step()
    #expect(["Comfort", "Arriving"].contains(couple.heading))
  }

  @Test func breathingMovesAndLeadsBack() throws {
    let couple = try Couple()
    try couple.toTalk()
    let card = couple.text
    try couple.press(Key.escape, "Rest here")
    try couple.press("1", "Breathe")
    var pictures: Set<String> = []
    try couple.session.wait(for: "four pictures of a breath") {
      pictures.insert(couple.text)
      return pictures.count >= 4
    }
    // Back to a light card of comfort; the old card is one ← away.
    try couple.step()
    #expect(["Comfort", "Arriving"].contains(couple.heading))
    if couple.text != card {
      try couple.step(Key.left)
      #expect(couple.text == card)
    }
  }

  @Test func stillMeansStill() throws {
    let couple = try Couple(["--still"])
    try couple.press(Key.escape, "Rest here")
    try couple.press("1", "Breathe in while you count to four.")
  }

  @Test func enoughIsEnough() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.press(Key.escape, "Rest here")
    try couple.press("0", "Closing")
    let screens = try couple.walk()
    #expect(screens.count == 2, "one kind word, then goodbye")
    #expect(Couple.heading(of: screens.last ?? "") == "Goodbye")
    #expect(couple.session.ending == .exited(0))
  }

  @Test func contentsLeadElsewhere() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.press(Key.escape, "Rest here")
    try couple.press("9", "You are in: Comfort")
    #expect(couple.text.contains("Wishes"))
    try couple.press(Key.down, "› 3  Reflection")
    try couple.step(Key.enter)
    #expect(couple.heading == "Reflection")
  }

  @Test func notOkayEndsTheRest() throws {
    let couple = try Couple(settings: "helpline = \"Call the quiet line.\"\n")
    try couple.toTalk()
    try couple.press(Key.escape, "Rest here")
    try couple.press("7", "Call the quiet line.")
    #expect(couple.text.contains("believe"))
    let screens = try couple.walk()
    for screen in screens { #expect(!["Reflection", "Wishes"].contains(Couple.heading(of: screen))) }
    #expect(couple.session.ending == .exited(0))
  }

  @Test func aBreakSaysWhen() throws {
    let couple = try Couple()
    try couple.press(Key.escape, "Rest here")
    try couple.press("4", "Come back here at about")
    try couple.press(Key.right, "Hello, you two.")
  }

  @Test func leavingTwice() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.press("q", "A kind word first")
    try couple.session.send("q")
    #expect(try couple.session.waitForEnd() == .exited(0))
    couple.expectLeft()
  }

  @Test func leavingWithTheLongerEnding() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.press("q", "A kind word first")
    try couple.press("2", "Closing")
    let screens = try couple.walk()
    #expect(screens.count >= 4)
    #expect(couple.session.ending == .exited(0))
  }

  @Test func helpTellsTheKeys() throws {
    let couple = try Couple()
    try couple.toTalk()
    let card = couple.text
    try couple.press("?", "Keys")
    for words in ["go on, or pass over", "cover the words and rest", "goodbye"] { #expect(couple.text.contains(words)) }
    try couple.step(Key.right)
    #expect(couple.text == card)
  }
}
