// Windows of every size, keys without sense, and a program that sleeps while nobody types.

import Glibc
import TestSupport
import Testing

/// Random numbers that are the same at every run.
struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct Windows {
  /// ncurses keeps sizes in 16 bits with a sign.
  @Test(arguments: [(33_000, 12), (65_535, 1), (80, 33_000)])
  func largerThanAnyWindow(columns: Int, rows: Int) throws {
    let couple = try Couple()
    try couple.toTalk()
    couple.session.resizeUnseen(columns: columns, rows: rows)
    try couple.session.send(Key.right)
    couple.session.drain()
    couple.session.resize(columns: 80, rows: 24)
    try couple.press(Key.escape, "Rest here")
    try couple.session.send(Key.interrupt)
    #expect(try couple.session.waitForEnd() == .exited(130))
  }

  @Test func twoHundredSizes() throws {
    let couple = try Couple()
    try couple.toTalk()
    var generator = Generator(state: 7)
    let keys = [Key.left, Key.right, Key.up, Key.down, "e", "m", "?", Key.escape, Key.tab, "x"]
    for turn in 0..<200 {
      let isTiny = turn % 20 == 0
      couple.session.resize(
        columns: isTiny ? 1 : Int.random(in: 1...160, using: &generator),
        rows: isTiny ? 1 : Int.random(in: 1...50, using: &generator))
      try couple.session.send(keys.randomElement(using: &generator)!)
      couple.session.drain()
    }
    couple.session.resize(columns: 80, rows: 24)
    // The keys that still wait may open or close "Rest here" by themselves.
    try couple.session.settle()
    if !couple.text.contains("Rest here") { try couple.press(Key.escape, "Rest here") }
    #expect(couple.session.rows.filter { $0.contains("Rest here") }.count == 1)
    try couple.session.send("q")
    try couple.session.waitForEnd()
    #expect(couple.session.ending == .exited(0))
    couple.expectLeft()
  }

  /// Who reads by braille follows the cursor, though it is not shown.
  @Test func theCursorStandsOnTheChosenLine() throws {
    let couple = try Couple()
    for key in ["", Key.down, Key.down, Key.up] {
      if !key.isEmpty { try couple.step(key) }
      let row = couple.session.rows[couple.session.cursor.row]
      #expect(row.contains("›") && !couple.session.cursorIsVisible, "after \(key.debugDescription): \(row)")
    }
    try couple.press(Key.escape, "Rest here")
    #expect(couple.session.rows[couple.session.cursor.row].contains("›"))
    try couple.press(Key.left, "Hello, you")
  }

  /// Where a page cannot be seen, keys answer nothing.
  @Test func noKeyActsUnseen() throws {
    let couple = try Couple()
    try couple.press(Key.right, "goes first")
    couple.session.resize(columns: 30, rows: 10)
    try couple.session.wait(forText: "A little more room")
    for key in [Key.right, "1", Key.right, Key.enter, "2"] { try couple.session.send(key) }
    couple.session.resize(columns: 80, rows: 24)
    try couple.session.wait(forText: "goes first")
    try couple.session.settle()
    #expect(couple.text.contains("goes first"))
  }

  /// The report of a terminal in the same burst as a key held back what the key did.
  @Test func aReportBehindAKeyHidesNothing() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.press("x\u{1B}[24;80R", "That key does nothing here just now.")
  }

  @Test func aLittleMoreRoomPlease() throws {
    let couple = try Couple()
    try couple.toTalk()
    let card = couple.text
    for (columns, rows) in [(39, 12), (40, 11), (20, 5)] {
      couple.session.resize(columns: columns, rows: rows)
      try couple.session.wait(for: "the sentence") {
        let words = couple.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words == "A little more room, please: 40 columns and 12 rows."
      }
    }
    couple.session.resize(columns: 1, rows: 1)
    try couple.session.wait(forText: "A")
    couple.session.resize(columns: 80, rows: 24)
    try couple.session.wait(for: "the card") { couple.text == card }
    couple.session.resize(columns: 40, rows: 12)
    try couple.session.wait(forText: "Comfort")
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
  }

  @Test func startedTooSmall() throws {
    let couple = try Couple(columns: 20, rows: 6, greeting: "A little more")
    couple.session.resize(columns: 80, rows: 24)
    try couple.session.wait(forText: "Hello, you two.")
  }

  /// Not the keys that end or stop it, and not those that go on, so that it stays for all of them.
  @Test(arguments: [false, true]) func keysWithoutSense(_ inNote: Bool) throws {
    let couple = try Couple()
    try couple.toTalk()
    if inNote { try couple.openNote() }
    var generator = Generator(state: 42)
    let left = Set<UInt8>([0x03, 0x1A, 0x0D, 0x20] + "qQ0".utf8)
    let bytes = (0..<1 << 16).map { _ -> UInt8 in
      let byte = UInt8.random(in: 0...255, using: &generator)
      return left.contains(byte) ? 0x1B : byte
    }
    try couple.session.send(bytes, timeout: 60)
    try couple.session.settle(timeout: 60)
    couple.session.signal(SIGTERM)
    // Some path through it may have led to the goodbye before.
    let ending = try couple.session.waitForEnd(timeout: 30)
    #expect([.exited(143), .exited(0)].contains(ending))
    #expect(couple.session.modes == couple.before)
    #expect(!couple.session.bracketsPastes)
    // After a goodbye the terminal itself shows the keys that were left over, and what they do to it is its own.
    if ending == .exited(143) { #expect(!couple.session.isAlternate) }
  }
}

@Suite struct Idleness {
  /// How often the program has been awake while a second goes by in which nothing is said.
  private func wakings(_ couple: Couple) throws -> Int {
    try couple.session.waitUntilAsleep()
    let before = couple.session.contextSwitches
    couple.session.watch(seconds: 1)
    #expect(couple.session.statusNumber("Threads") == 1)
    return couple.session.contextSwitches - before
  }

  @Test func nothingRunsWhileNobodyTypes() throws {
    let couple = try Couple()
    #expect(try wakings(couple) == 0)
    try couple.toTalk()
    #expect(try wakings(couple) == 0)
    try couple.press(Key.escape, "Rest here")
    #expect(try wakings(couple) == 0)
    try couple.press("3", "There is nothing you have to do or say.")
    #expect(try wakings(couple) == 0)
  }

  @Test func onlyBreathingMoves() throws {
    let couple = try Couple()
    try couple.press(Key.escape, "Rest here")
    try couple.press("1", "Breathe")
    let before = couple.session.contextSwitches
    try couple.session.wait(for: "a moving breath") { couple.session.contextSwitches > before + 3 }
    let still = try Couple(["--still"])
    try still.press(Key.escape, "Rest here")
    try still.press("1", "Breathe")
    #expect(try wakings(still) == 0)
  }

  @Test func afterTypingANote() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.openNote()
    try couple.type("a few words")
    #expect(try wakings(couple) == 0)
  }
}
