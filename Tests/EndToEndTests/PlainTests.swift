// The conversation in lines: through pipes, and on a terminal.

import Glibc
import TestSupport
import Testing

@Suite struct Lines {
  private func run(_ command: String, _ home: TemporaryFolder = TemporaryFolder()) throws -> RunResult {
    let result = try runToEnd("/bin/sh", ["-c", command.replacing("aftercare", with: program)], environment: environment(of: home))
    #expect(!result.output.contains(0x1B) && !result.errors.contains(0x1B))
    return result
  }

  @Test(arguments: ["", "alone", "--path intense", "--length 45", "--still"]) func yesLeadsToTheGoodbye(_ words: String) throws {
    let home = TemporaryFolder()
    let result = try run("yes '' | aftercare --plain \(words)", home)
    #expect(result.ending == .exited(0))
    #expect(result.text.hasSuffix("Goodbye. Rest well, and take good care.\n"))
    #expect(result.errors.isEmpty)
    #expect(home.tree.isEmpty)
  }

  @Test(arguments: ["", "hello\n", "\n\n\n", "\n1\n", "rest\n1\n", "no end of line"]) func theEndOfTheInputIsGentle(_ input: String) throws {
    let result = try runToEnd(program, ["--plain"], input: input)
    #expect(result.ending == .exited(0))
    #expect(result.text.hasSuffix("Goodbye. Rest well, and take good care.\n"))
    #expect(result.errors.isEmpty)
  }

  @Test func aClosedPipeIsNoError() throws {
    let result = try runToEnd(
      "/bin/bash", ["-c", "yes '' | \(program) --plain | head -1; exit ${PIPESTATUS[1]}"],
      environment: environment(of: TemporaryFolder()))
    #expect(result.ending == .exited(0))
    #expect(result.errors.isEmpty)
    let session = try PipeSession(program, ["--plain"])
    try session.wait(for: "a greeting") { session.text.contains("Hello") }
    session.closeOutput()
    try session.send("\n")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.errors.isEmpty)
  }

  private func session(_ home: TemporaryFolder, deck: String = smallDeck) throws -> PipeSession {
    let deck = home.write("small.toml", deck)
    let session = try PipeSession(program, ["--plain", "--deck", deck], environment: environment(of: home))
    try session.wait(for: "the first prompt") { session.text.contains("Enter alone takes number 1.") }
    return session
  }

  @Test func everyWord() throws {
    let home = TemporaryFolder()
    let session = try session(home)
    try session.say("", answer: "Left, type a number")
    #expect(session.text.contains("What you type here can be seen."))
    try session.say("1", answer: "Right, type a number")
    try session.say("1", answer: "Body usual words")
    try session.say("", answer: "What was this time like?")
    try session.say("back", answer: "Body usual words")
    try session.say("easier", answer: "Body easy words")
    try session.say("easier", answer: "That word does nothing here just now.")
    try session.say("MORE", answer: "Body usual words")
    try session.say(" more ", answer: "Body deep words")
    try session.say("turn", answer: "Left, it's your turn.")
    try session.say("favourite", answer: "A favourite now")
    try session.say("note", answer: "Before you write")
    try session.say("1", answer: "Right, type a number")
    try session.say("1", answer: "Type your note.")
    try session.send("one line\nleave\n")
    try session.say("", answer: "You wrote something here.")
    try session.say("help", answer: "easier: an easier way in")
    try session.say("", answer: "Body deep words")
    try session.say("rest", answer: "Rest here")
    try session.say("1", answer: "Breathe in while you count to four.")
    try session.say("", answer: "Body")
    try session.say("where", answer: "Where we are")
    try session.say("back", answer: "Body")
    try session.say("nonsense", answer: "That word does nothing here just now.")
    try session.say("99", answer: "That word does nothing here just now.")
    try session.say("enough", answer: "Appreciation usual words")
    try session.say("leave", answer: "Goodbye. Rest well, and take good care.")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(!session.output.contains(0x1B))
    #expect(session.errors.isEmpty)
    #expect(home.tree.keys.sorted() == ["small.toml"])
  }

  @Test func notesOfAPipe() throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", keepingSettings)
    let session = try session(home)
    for answer in ["Left, type", "Right, type", "Body easy words"] { try session.say("", answer: answer) }
    try session.say("note", answer: "Before you write")
    try session.say("3", answer: "Right, type a number")
    try session.say("3", answer: "Type your note.")
    try session.send("first line\nsecond \u{1B}[31mline\n")
    try session.say("", answer: "You wrote something here.")
    let kept = home.tree.filter { $0.key.contains("/plain/") && $0.key.hasSuffix(".txt") }
    #expect(kept.first?.value.text.contains("| first line\n| second \\u{1B}[31mline\n") == true, "\(kept)")
    #expect(try session.say("note", answer: "Type your note.").contains("\nfirst line\n"))
    try session.send("and what was not ended")
    session.closeInput()
    #expect(try session.waitForEnd() == .exited(0))
    #expect(!session.output.contains(0x1B))
    let later = home.tree.filter { $0.key.contains("/plain/") && $0.key.hasSuffix(".txt") }
    #expect(later.count == 1)
    #expect(later.first?.value.text.contains("and what was not ended") == true)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func signals(_ number: Int32) throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", keepingSettings)
    let session = try session(home)
    for answer in ["Left, type", "Right, type", "Body easy words"] { try session.say("", answer: answer) }
    try session.say("note", answer: "Before you write")
    try session.say("3", answer: "Right, type a number")
    try session.say("3", answer: "Type your note.")
    try session.send("a line\n")
    try session.wait(for: "the line to be read") { session.isAsleepWithEmptyInput }
    session.signal(number)
    #expect(try session.waitForEnd() == .exited(128 + number))
    #expect(home.tree.contains { $0.key.contains("/plain/") && $0.value.text.contains("| a line\n") })
  }

  /// A reader that has stopped reading holds up nothing: asked to end, it ends, with the signal's status.
  @Test func aReaderThatHasStopped() throws {
    let home = TemporaryFolder()
    let session = try PipeSession(program, ["--plain"], environment: environment(of: home))
    try session.fill("help\n\n")
    session.signal(SIGTERM)
    #expect(try session.waitForEndWithoutReading(timeout: 10) == .exited(143))
  }

  /// A passphrase is the bytes that were typed, also where they are no UTF-8, and the command opens with the same.
  @Test func aPassphraseIsItsBytes() throws {
    let home = TemporaryFolder()
    let secret = #"caf\351 seven quiet otters"#
    let lines = #"\n2\n2\nnote\n2\n2\n\#(secret)\n1\n\#(secret)\n1\nthe words\n\nleave\n"#
    #expect(try run("printf '\(lines)' | aftercare --plain", home).ending == .exited(0))
    let told = try run("printf '\(secret)' | aftercare notes list --passphrase-fd 0", home)
    #expect(told.ending == .exited(0) && told.text.contains("1 note"))
    let long = String(repeating: "x", count: 1025)
    let refused = try run("printf '\\n2\\n2\\nnote\\n2\\n2\\n\(long)\\n\\nleave\\n' | aftercare --plain", home)
    #expect(!refused.text.contains("Begin with"), "one that no other door would take begins nothing")
  }

  @Test func hardInput() throws {
    let home = TemporaryFolder()
    #expect(try run("head -c 300000 /dev/urandom | aftercare --plain", home).ending == .exited(0))
    #expect(try run("head -c 300000 /dev/zero | aftercare --plain", home).ending == .exited(0))
    #expect(try run("aftercare --plain < /dev/null > /dev/full", home).ending == .exited(0))
    #expect(try run("aftercare --plain <&- >&-", home).ending == .exited(0))
    #expect(home.tree.isEmpty)
  }
}

@Suite struct CoveredAnswers {
  /// A whole conversation by lines, without the two answers on how much talking is right.
  /// - Returns: everything that was said after these answers.
  private func lines(_ left: Int, _ right: Int, deck: String, wishes: [String] = []) throws -> String {
    let home = TemporaryFolder()
    let path = home.write("small.toml", deck)
    let session = try PipeSession(program, ["--plain", "--deck", path], environment: environment(of: home))
    try session.say("", answer: "Left, type a number")
    let first = try session.say("\(left)", answer: "Right, type a number")
    let start = session.output.count
    try session.send("\(right)\n")
    if wishes.isEmpty {
      try session.send(String(repeating: "\n", count: 60))
    } else {
      // To the covered card: body, paths, arrive, comfort, reflection, more, boundaries, more.
      try session.send(String(repeating: "\n", count: 8))
      for wish in wishes { try session.send(wish + "\n") }
      try session.send(String(repeating: "\n", count: 60))
    }
    session.closeInput()
    #expect(try session.waitForEnd() == .exited(0))
    return first + String(decoding: session.output[start...], as: UTF8.self)
  }

  @Test(arguments: [(1, 2), (1, 3), (2, 3)]) func swappedTalking(_ one: Int, _ other: Int) throws {
    #expect(try lines(one, other, deck: smallDeck) == lines(other, one, deck: smallDeck))
  }

  @Test(arguments: [("1", "2"), ("1", "3"), ("2", "3")])
  func swappedWishes(_ one: String, _ other: String) throws {
    let said = try lines(1, 1, deck: coveredDeck, wishes: [one, other])
    #expect(said.contains(other == "3" ? "keeps your own answer" : "You both said yes or maybe"), "\(said)")
    #expect(try said == lines(1, 1, deck: coveredDeck, wishes: [other, one]))
  }

  /// The same on the screen: every byte after the two answers.
  @Test(arguments: [(1, 2), (1, 3), (2, 3)]) func swappedOnTheScreen(_ one: Int, _ other: Int) throws {
    let all = try [(one, other), (other, one)].map { left, right in
      let home = TemporaryFolder()
      let couple = try Couple(["--still", "--deck", home.write("small.toml", smallDeck)], home: home)
      try couple.press(Key.right, "goes first")
      let start = couple.session.output.count
      try couple.press("\(left)", "now you")
      try couple.step("\(right)")
      try couple.walk()
      #expect(couple.session.ending == .exited(0))
      return couple.session.output[start...]
    }
    #expect(all[0].elementsEqual(all[1]))
  }

  /// On a terminal the answers are not echoed, and the replies are the same.
  @Test func notEchoedOnATerminal() throws {
    var replies: Set<String> = []
    for answer in ["1", "2", "3", ""] {
      let home = TemporaryFolder()
      let session = try PtySession(program, ["--plain"], environment: environment(of: home), rows: 60)
      try session.wait(forText: "Enter alone takes number 1.")
      try session.send("\n")
      try session.wait(forText: "Left, type a number")
      // Covered as soon as it is asked.
      #expect(!session.modes.echoes)
      let start = session.output.count
      try session.send(answer + "\n")
      try session.wait(forText: "Right, type a number")
      replies.insert(String(decoding: session.output[start...], as: UTF8.self))
      #expect(!session.modes.echoes)
      try session.send(answer + "\n")
      try session.wait(forText: "Press Enter to go on.")
      // What is no answer shows while it is typed.
      try session.send("leav")
      try session.wait(for: "the echo") { session.rows.contains("leav") }
      try session.send("e\n")
      try session.wait(forText: "Goodbye. Rest well, and take good care.")
      #expect(try session.waitForEnd() == .exited(0))
      #expect(session.modes == session.modesBefore)
      #expect(!session.output.contains(0x1B))
      #expect(session.rows.allSatisfy { !["1", "2", "3"].contains($0) })
    }
    #expect(replies.count == 1, "\(replies)")
  }

  @Test(arguments: [SIGTERM, SIGINT] + (Sanitizer.isOn ? [] : [SIGSEGV])) func theEchoComesBack(_ number: Int32) throws {
    let home = TemporaryFolder()
    let session = try PtySession(program, ["--plain"], environment: environment(of: home), rows: 60)
    try session.wait(forText: "Enter alone takes number 1.")
    try session.send("\n")
    try session.wait(for: "the cover") { session.text.contains("Left, type a number") && !session.modes.echoes }
    session.signal(number)
    let ending = try session.waitForEnd()
    #expect(ending == (number == SIGSEGV ? .signalled(number) : .exited(128 + number)))
    #expect(session.modes == session.modesBefore)
  }
}
