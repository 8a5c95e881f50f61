// Notes as they are typed, and those that nobody keeps.

import TestSupport
import Testing

@Suite struct Notes {
  @Test func typedAndShownAgain() throws {
    let couple = try Couple()
    let before = couple.home.tree
    try couple.toTalk()
    let card = couple.text
    try couple.openNote()
    #expect(couple.session.cursorIsVisible)
    try couple.type("héllo 漢字 e\u{301}t bye")
    try couple.session.send(Key.newline)
    try couple.type("the second line")
    let rows = couple.session.rows
    let row = try #require(rows.firstIndex { $0.contains("héllo 漢字 e\u{301}t bye") })
    #expect(rows[row + 1].contains("the second line"))
    // Wide characters stand in two columns each.
    let start = try #require(rows[row].firstIndex { $0 != " " })
    let column = rows[row].distance(from: rows[row].startIndex, to: start)
    #expect(couple.session.cell(row: row, column: column + 6).text == "漢")
    #expect(couple.session.cell(row: row, column: column + 8).text == "字")
    try couple.press(Key.enter, "You wrote something here.")
    #expect(!couple.text.contains("second line"))
    #expect(!couple.session.cursorIsVisible)
    try couple.press("n", "the second line")
    try couple.press(Key.enter, "You wrote something here.")
    #expect(couple.heading == Couple.heading(of: card))
    // At the close it is shown once more, and forgotten.
    try couple.takeOffer("What was written", "the second line")
    #expect(couple.text.contains("These words are forgotten when you leave."))
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
    couple.expectLeft(without: "the second line")
    #expect(couple.home.tree == before)
  }

  @Test func clustersStayWhole() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.openNote()
    let family = "👩\u{200D}👩\u{200D}👧"
    try couple.type("x\(family)y then one")
    // One key takes the whole family away.
    let row = try #require(couple.session.rows.firstIndex { $0.contains("then one") })
    for _ in 0..<10 { try couple.session.send(Key.left) }
    try couple.session.send("\u{7F}")
    try couple.session.wait(forText: "xy then one")
    #expect(couple.session.rows[row].contains("xy then one"))
  }

  /// A terminal without bracketed paste: lines that arrive in one piece are text, not Enter and then keys.
  @Test func linesInOnePieceStayText() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.openNote()
    try couple.session.send("first line of ours\rquiet evening, no more\rmaybe next week")
    try couple.session.wait(forText: "maybe next week")
    #expect(couple.text.contains("first line of ours") && couple.text.contains("quiet evening"))
    try couple.press(Key.enter, "You wrote something here.")
  }

  /// A word that is said to the computer is that word, or nothing; its letters are no keys.
  @Test func wordsInOnePieceAreNoKeys() throws {
    let couple = try Couple()
    try couple.toTalk()
    let card = couple.text
    try couple.press("quick question", "That key does nothing here just now.")
    #expect(couple.heading == Couple.heading(of: card))
    try couple.press("rest", "Rest here")
  }

  @Test func pastesStayText() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.openNote()
    try couple.session.send("\u{1B}[200~one\rtwo\u{3}\u{1B}[31mred\u{7}q\u{1A}\u{202E}three\nfour \u{1B}[201~five")
    try couple.session.wait(forText: "four five")
    try couple.session.settle()
    let output = couple.session.output
    #expect(couple.text.contains("one\n"))
    #expect(couple.session.ending == nil)
    #expect(!String(decoding: output, as: UTF8.self).unicodeScalars.contains("\u{202E}"))
    #expect(!String(decoding: output, as: UTF8.self).contains("\u{1B}[31mred"))
    try couple.press(Key.enter, "You wrote something here.")
  }

  @Test func escapeKeepsAndCovers() throws {
    let couple = try Couple()
    try couple.toTalk()
    let card = couple.text
    try couple.openNote()
    try couple.type("half a thought")
    try couple.press(Key.escape, "Rest here")
    #expect(!couple.text.contains("half a thought"))
    #expect(!couple.session.cursorIsVisible)
    try couple.step(Key.left)
    while couple.heading != Couple.heading(of: card) || !couple.text.contains("You wrote something here.") {
      try couple.step(Key.left)
    }
    try couple.press("n", "half a thought")
  }

  @Test func nothingIsEverWritten() throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", "left_name = \"Sam\"\n")
    home.write("other.txt", "mine")
    let before = home.tree
    for ending in ["q", Key.interrupt, "TERM", "KILL"] {
      let couple = try Couple(home: home)
      try couple.toTalk()
      try couple.openNote()
      try couple.type("never to be written")
      try couple.press(Key.enter, "You wrote something here.")
      try couple.press("n", "never to be written")
      switch ending {
      case "q":
        try couple.press(Key.enter, "You wrote something here.")
        try couple.press("q", "A kind word first")
        try couple.session.send("q")
      case "TERM": couple.session.signal(15)
      case "KILL": couple.session.signal(9)
      default: try couple.session.send(ending)
      }
      try couple.session.waitForEnd()
      #expect(home.tree == before, "after \(ending)")
    }
  }

  @Test func aloneNobodyIsAsked() throws {
    let couple = try Couple(["alone"], settings: keepingSettings, greeting: "Hello, you.")
    try couple.press(Key.right, "What do you need?")
    try couple.step("6")
    while !couple.text.contains("n note") { try couple.step() }
    try couple.press("n", Couple.forgottenLine)
  }
}
