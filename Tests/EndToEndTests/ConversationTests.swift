// Whole conversations, from the first key to the goodbye.

import TestSupport
import Testing

@Suite struct Conversations {
  static let sizes = [(80, 24), (120, 40), (40, 12)]

  @Test(arguments: sizes, [Key.right, Key.enter])
  func oneKeyIsEnough(_ size: (columns: Int, rows: Int), key: String) throws {
    let couple = try Couple(columns: size.columns, rows: size.rows)
    let screens = try couple.walk(key)
    #expect(couple.session.ending == .exited(0))
    couple.expectLeft()
    var headings: [String] = []
    for screen in screens where Couple.heading(of: screen) != headings.last { headings.append(Couple.heading(of: screen)) }
    #expect(
      headings == [
        "Hello, you two.", "How much talking?", "Arriving", "Comfort", "Reflection", "Boundaries", "Wishes", "Closing",
        "Goodbye",
      ])
    #expect(screens.filter { $0.contains("More, or enough?") }.count == 2)
    #expect(couple.home.tree.isEmpty)
  }

  @Test func theFirstCardIsThreeKeysAway() throws {
    let couple = try Couple()
    #expect(couple.text.contains("Hello, you two."))
    for part in ["water", "Nothing is saved", "Esc at any time"] { #expect(couple.text.contains(part)) }
    for _ in 0..<3 { try couple.step() }
    #expect(couple.heading == "Arriving")
    #expect(couple.text.contains("Esc rest"))
  }

  @Test func theSameReplyForEveryAnswer() throws {
    var screens: Set<String> = []
    for key in ["1", "2", "3", Key.right, Key.enter] {
      let couple = try Couple()
      try couple.press(Key.right, "goes first")
      try couple.press(key, "now you")
      screens.insert(couple.text)
    }
    #expect(screens.count == 1, "\(screens.joined(separator: "\n=====\n"))")
  }

  @Test(arguments: [[], ["--path", "intense"]]) func anIntenseScene(_ arguments: [String]) throws {
    let couple = try Couple(arguments)
    for _ in 0..<3 { try couple.step() }
    if arguments.isEmpty {
      try couple.press(Key.right, "What was this time like?")
      try couple.press("3", "medical help now")
    } else {
      try couple.press(Key.right, "medical help now")
    }
    while !couple.text.contains("Did one of you lead?") { try couple.step() }
    try couple.step("1")
    let screens = try couple.walk()
    #expect(screens.contains { $0.contains("Are words hard?") })
    #expect(screens.contains { $0.contains("You led") || $0.contains("led") })
    #expect(Couple.heading(of: screens.last ?? "") == "Goodbye")
    #expect(couple.session.ending == .exited(0))
  }

  @Test func onlyRest() throws {
    let couple = try Couple()
    try couple.press(Key.right, "goes first")
    try couple.press("3", "now you")
    try couple.press("3", "Only rest")
    let screens = try couple.walk()
    for screen in screens { #expect(!screen.replacing("? keys", with: "").contains("?")) }
    #expect(screens.contains { $0.contains("Talking can wait until tomorrow.") })
    #expect(Couple.heading(of: screens.last ?? "") == "Goodbye")
    #expect(couple.session.ending == .exited(0))
  }

  @Test func theGentlerAnswerWins() throws {
    let couple = try Couple()
    try couple.press(Key.right, "goes first")
    try couple.press("1", "now you")
    try couple.press("3", "Only rest")
  }

  @Test func alone() throws {
    let couple = try Couple(["alone"], greeting: "Hello, you.")
    try couple.press(Key.right, "What do you need?")
    try couple.step("3")
    let screens = try couple.walk()
    for screen in screens {
      #expect(!screen.contains("Either of you"))
      #expect(!screen.contains("one of you"))
    }
    #expect(screens.contains { $0.contains("When more help is good") })
    #expect(couple.session.ending == .exited(0))
    couple.expectLeft()
    #expect(couple.home.tree.isEmpty)
  }

  @Test func aLongerTalkHasMoreCards() throws {
    let counts = try ["10", "25", "45"].map { length in
      let couple = try Couple(["--length", length])
      let screens = try couple.walk()
      #expect(couple.session.ending == .exited(0))
      return screens.filter { $0.contains("→ on    ← back") && !$0.contains("›") }.count
    }
    #expect(counts[0] + 4 <= counts[1])
    #expect(counts[1] + 4 <= counts[2])
  }

  @Test func moreAndEnough() throws {
    let couple = try Couple()
    try couple.toTalk()
    while !couple.text.contains("More, or enough?") { try couple.step() }
    try couple.step("2")
    #expect(couple.heading == "Reflection")
    #expect(couple.text.contains("Esc rest"))
    while !couple.text.contains("More, or enough?") { try couple.step() }
    try couple.press("3", "Closing")
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
  }

  @Test func formsOfACard() throws {
    let home = TemporaryFolder()
    let couple = try Couple(["--deck", home.write("small.toml", smallDeck)], home: home)
    try couple.toTalk(freely: true)
    #expect(couple.text.contains("Comfort usual words"))
    try couple.press("e", "Comfort easy words")
    #expect(couple.text.contains("Comfort usual words"))
    try couple.press("e", "That key does nothing here just now.")
    try couple.step("m")
    try couple.press("m", "Comfort deep words")
    try couple.press("m", "That key does nothing here just now.")
    try couple.press(Key.tab, "Left, it's your turn. Right, just listen.")
    try couple.press(Key.tab, "Right, it's your turn. Left, just listen.")
    try couple.press("f", "A favourite now")
    try couple.press("x", "That key does nothing here just now.")
    try couple.step(Key.left)
    #expect(couple.text.contains("Arrive usual words"))
    try couple.press("?", "Keys")
    try couple.press(Key.left, "Arrive usual words")
  }
}
