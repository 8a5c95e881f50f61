// The terminal module in a real pseudo-terminal, through the probe.

import CellGrid
import Glibc
import TestSupport
import Testing

private func start(
  _ arguments: [String] = [], _ changes: [String: String?] = [:], columns: Int = 80, rows: Int = 24,
  waiting: Bool = true
) throws -> PtySession {
  var environment = PtySession.environment
  for (name, value) in changes { environment[name] = value }
  let session = try PtySession(
    builtProgram("terminal-probe"), arguments, environment: environment, columns: columns, rows: rows)
  if waiting { try session.wait(forText: "probe \(columns)x\(rows)") }
  return session
}

/// What a person finds after the program: the modes, screen and cursor of before, and nothing of ours.
private func expectLeft(_ session: PtySession, _ place: SourceLocation = #_sourceLocation) {
  #expect(session.modes == session.modesBefore, sourceLocation: place)
  #expect(!session.isAlternate, sourceLocation: place)
  #expect(session.cursorIsVisible, sourceLocation: place)
  #expect(!session.bracketsPastes, sourceLocation: place)
  #expect(!session.text.contains("probe 80x24"), sourceLocation: place)
  #expect(!session.scrollback.contains { $0.contains("probe 80x24") }, sourceLocation: place)
}

private let faultLine = "Aftercare stopped because of a fault"

@Suite struct Endings {
  enum Cause: Sendable { case type(String), signal(Int32) }

  static let all: [(Cause, Ending)] = [
    (.type("Q"), .exited(0)), (.type("\u{3}"), .exited(130)), (.type("X"), .exited(7)),
    (.signal(SIGTERM), .exited(128 + SIGTERM)), (.signal(SIGHUP), .exited(128 + SIGHUP)),
    (.signal(SIGINT), .exited(128 + SIGINT)),
  ]

  @Test(arguments: all) func leaveTheTerminalAsFound(_ cause: Cause, _ ending: Ending) throws {
    let session = try start()
    #expect(session.isAlternate)
    #expect(!session.cursorIsVisible)
    #expect(session.bracketsPastes)
    #expect(session.modes != session.modesBefore)
    switch cause {
    case .type(let text): try session.send(text)
    case .signal(let number): session.signal(number)
    }
    #expect(try session.waitForEnd() == ending)
    expectLeft(session)
    #expect(!session.text.contains(faultLine))
  }

  static let faults: [(Cause, [Int32])] = [
    (.type("T"), [SIGILL, SIGTRAP]), (.type("F"), [SIGILL, SIGTRAP]), (.type("G"), [SIGSEGV]),
    (.type("R"), [SIGSEGV, SIGBUS]), (.signal(SIGABRT), [SIGABRT]), (.signal(SIGFPE), [SIGFPE]),
    (.signal(SIGBUS), [SIGBUS]),
  ]

  @Test(.disabled(if: Sanitizer.isOn, "\(Sanitizer.guardIsOff)"), arguments: faults, ["", "enable=yes"])
  func faultsDoToo(_ fault: (Cause, [Int32]), backtrace: String) throws {
    let session = try start([], ["SWIFT_BACKTRACE": backtrace.isEmpty ? nil : backtrace])
    switch fault.0 {
    case .type(let text): try session.send(text)
    case .signal(let number): session.signal(number)
    }
    // Not the 30 seconds of the runtime's own handlers.
    let ending = try session.waitForEnd(timeout: 10)
    #expect(fault.1.map(Ending.signalled).contains(ending))
    expectLeft(session)
    #expect(session.text.contains(faultLine))
  }

  /// One that used up its stack, and one that only read where nothing is.
  @Test(.disabled(if: Sanitizer.isOn, "\(Sanitizer.guardIsOff)"), arguments: ["P", "p"]) func faultsOfAnotherThread(_ key: String) throws {
    let session = try start()
    try session.send(key)
    #expect([.signalled(SIGSEGV), .signalled(SIGBUS)].contains(try session.waitForEnd(timeout: 10)))
    expectLeft(session)
    #expect(session.text.contains(faultLine))
  }

  @Test(.disabled(if: Sanitizer.isOn, "\(Sanitizer.guardIsOff)")) func quitting() throws {
    let session = try start()
    session.signal(SIGQUIT)
    #expect(try session.waitForEnd() == .signalled(SIGQUIT))
    #expect(!session.text.contains(faultLine))
    #expect(!session.isAlternate)
  }

  @Test func aClosedWindow() throws {
    let session = try start()
    session.closeWindow()
    #expect(try session.waitForEnd() == .exited(129))
  }

  @Test func messagesWait() throws {
    let session = try start()
    try session.send("E")
    try session.wait(forText: "count 1")
    #expect(!session.text.contains("a message"))
    try session.send("Q")
    try session.waitForEnd()
    #expect(session.text.contains("a message for later"))
  }

  /// A terminal that has stopped reading cannot keep the program from ending.
  @Test func aTerminalThatDoesNotRead() throws {
    let session = try start(columns: 100, rows: 200)
    // Each key paints the whole screen anew, far more than the terminal's buffer holds.
    try session.sendWithoutReading(Array(("U" + String(repeating: "k", count: 90)).utf8))
    try session.waitUntilAsleep()
    session.signal(SIGTERM)
    #expect(try session.waitForEndWithoutReading() == .exited(128 + SIGTERM))
    session.drain()
    #expect(session.output.count > 10_000)
    // The last row of the last frame: it was never reached.
    #expect(!String(decoding: session.output, as: UTF8.self).contains("line 290 "))
    #expect(session.modes == session.modesBefore)
  }

  @Test(arguments: ["vt100", "linux", "xterm", "screen"])
  func nothingScrollsOffTheScreen(_ type: String) throws {
    let session = try start([], ["TERM": type])
    // As terminals do whose alternate screen is switched off.
    try session.send("U")
    for count in 2...60 {
      try session.wait(for: "line \(count)") { session.rows[22].hasPrefix("line \(count + 21) ") }
      if session.isAlternate { session.leaveAlternateScreen() }
      try session.send("k")
    }
    try session.send("Q")
    try session.waitForEnd()
    #expect(!(session.scrollback + session.rows).contains { $0.contains("line") })
  }

  @Test func nothingIsLeftOnScreensWithoutAnAlternate() throws {
    for type in ["vt100", "linux"] {
      for (keys, ending) in [("Q", Ending.exited(0)), ("G", .signalled(SIGSEGV))] where !Sanitizer.takes(ending) {
        let session = try start([], ["TERM": type])
        try session.send(keys)
        #expect(try session.waitForEnd() == ending)
        expectLeft(session)
      }
    }
  }
}

@Suite struct JobControl {
  private func shell() throws -> PtySession {
    var environment = PtySession.environment
    environment["PS1"] = "shell> "
    let session = try PtySession("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
    try session.wait(forText: "shell>")
    return session
  }

  private func suspendAndResume(_ stop: (PtySession) throws -> Void) throws {
    let session = try shell()
    let before = session.modes
    try session.send(builtProgram("terminal-probe") + "\n")
    try session.wait(forText: "probe 80x24")
    try session.send("a")
    try session.wait(forText: "character('a')")
    let during = session.modes
    for _ in 0..<2 {
      try stop(session)
      try session.wait(for: "the shell") { !session.isAlternate && session.text.contains("Stopped") }
      try session.wait(for: "the shell's modes") { session.modes == before }
      #expect(!session.text.contains("character('a')"))
      #expect(session.cursorIsVisible)
      #expect(!session.bracketsPastes)
      try session.send("clear; fg\n")
      try session.wait(for: "the probe again") { session.isAlternate && session.text.contains("character('a')") }
      try session.wait(for: "the probe's modes") { session.modes == during && session.bracketsPastes }
      #expect(!session.cursorIsVisible)
    }
    // A window that changed meanwhile is noticed.
    try stop(session)
    try session.wait(for: "the shell") { !session.isAlternate }
    session.resize(columns: 60, rows: 20)
    try session.send("fg\n")
    try session.wait(forText: "probe 60x20")
    try session.send("Q")
    try session.wait(for: "the shell") { !session.isAlternate && session.modes == before }
    try session.send("exit\n")
    try session.waitForEnd()
  }

  @Test func controlZ() throws { try suspendAndResume { try $0.send("\u{1A}") } }

  @Test func aStopFromOutside() throws {
    try suspendAndResume { session in session.signalForeground(SIGTSTP) }
  }

  /// SIGSTOP leaves no chance to tidy up; coming back does.
  @Test func aHardStop() throws {
    let session = try shell()
    try session.send(builtProgram("terminal-probe") + "\n")
    try session.wait(forText: "probe 80x24")
    let during = session.modes
    session.signalForeground(SIGSTOP)
    try session.wait(forText: "Stopped")
    try session.send("fg\n")
    try session.wait(for: "the probe alone") {
      session.modes == during && session.text.contains("probe 80x24") && !session.text.contains("Stopped")
    }
    try session.send("x")
    try session.wait(forText: "character('x')")
  }

  /// ncurses told the terminal to scroll the rows that the window had before the stop, and only those: afterwards the
  /// shell's lines did not move below them. An end before the new size was looked at left the same behind.
  @Test(arguments: ["Q", "X", nil])
  func aNewSizeWhileStoppedScrollsWhole(_ key: String?) throws {
    let session = try shell()
    let before = session.modes
    try session.send(builtProgram("terminal-probe") + "\n")
    try session.wait(forText: "probe 80x24")
    let job = session.foreground
    try session.send("\u{1A}")
    try session.wait(for: "the shell") { session.foreground != job && session.modes == before }
    session.resize(columns: 80, rows: 40)
    // It comes once the program goes on, before the new size is looked at.
    if key == nil { kill(job, SIGTERM) }
    try session.send("fg\n")
    if let key {
      try session.wait(forText: "probe 80x40")
      try session.send(key)
    }
    try session.wait(for: "the end of it") { kill(job, 0) != 0 }
    try session.wait(for: "the shell") { !session.isAlternate && session.modes == before }
    try session.send("clear; seq 100\n")
    try session.wait(for: "the last lines at the bottom") {
      session.rows[38] == "100" && session.rows[39].hasPrefix("shell>") && session.rows[0] == "62"
    }
  }

  /// `sh -c` and the like wait for the program and have to stop with it.
  @Test func belowAnotherProgram() throws {
    let session = try shell()
    try session.send("sh -c '\(builtProgram("terminal-probe")); true'\n")
    try session.wait(forText: "probe 80x24")
    try session.send("\u{1A}")
    try session.wait(for: "the shell") { !session.isAlternate && session.text.contains("Stopped") }
    try session.send("fg\n")
    try session.wait(for: "the probe again") { session.isAlternate && session.text.contains("probe 80x24") }
  }
}

@Suite struct Typing {
  @Test(arguments: [
    "xterm-256color", "xterm", "screen", "screen-256color", "tmux-256color", "linux", "vt100", "rxvt-unicode-256color",
    "xterm-direct", "alacritty", "putty", "st-256color", "vt220", "konsole", "cygwin",
  ])
  func keysUnderEveryType(_ type: String) throws {
    let session = try start([], ["TERM": type])
    for (bytes, name) in [
      ("\u{1B}[C", "right"), ("\u{1B}OD", "left"), ("\u{1B}[1;5C", "wordRight"), ("\u{1B}[3~", "delete"),
      ("\u{1B}\r", "newline"), ("\u{1B}", "escape"), ("\u{7F}", "backspace"), ("é", "character('é')"),
      ("\u{1B}[200~a\rb\u{1B}[201~", "paste <a{10}b>"), ("\r", "enter"), ("\u{1C}", "control('\\\\')"),
    ] {
      try session.send(bytes)
      try session.wait(for: name) { session.rows[2] == name }
    }
    try session.send("Q")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(!session.text.contains("probe"))
  }

  @Test func escapeIsAnsweredAtOnce() throws {
    let session = try start()
    var best = 1000.0
    for count in 1...10 {
      let sent = milliseconds()
      try session.send("\u{1B}")
      try session.wait(forText: "count \(count) ")
      best = min(best, milliseconds() - sent)
    }
    // The best of ten, because the machine may be busy with something else.
    #expect(best < 50, "\(best) ms")
  }

  @Test func aMegabytePasted() throws {
    let session = try start()
    let began = milliseconds()
    try session.send("\u{1B}[200~")
    try session.send(Array(repeating: UInt8(ascii: "w"), count: 1 << 20))
    try session.send("\u{1B}[201~.")
    try session.wait(for: "the paste") {
      session.text.contains("pasted 1048576") && session.rows[2] == "character('.')"
    }
    #expect(milliseconds() - began < 10_000)
  }

  @Test func anUnfinishedPaste() throws {
    let session = try start()
    try session.send("\u{1B}[200~Q\u{3}\r")
    try session.wait(forText: "paste <Q{3}{10}>")
    try session.send("x")
    try session.wait(forText: "character('x')")
  }

  @Test func aMegabyteOfRubbish() throws {
    let session = try start(["--mouse"])
    var generator = SplitMix(state: 42)
    // Not the keys that end or stop the probe.
    let forbidden = Set("QXTFGREHWCSLUPp".utf8 + [0x03, 0x1A])
    let bytes = (0..<1 << 20).map { _ -> UInt8 in
      let byte = generator.byte()
      return forbidden.contains(byte) ? 0x1B : byte
    }
    try session.send(bytes, timeout: 60)
    // The rubbish may have opened a paste, which ends in silence.
    try session.send("\u{1B}[201~")
    try session.wait(for: "an answer", timeout: 60) {
      if session.rows[2] == "character('!')" { return true }
      try? session.send("!")
      return false
    }
    try session.send("Q")
    #expect(try session.waitForEnd() == .exited(0))
  }

  private func milliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}

@Suite struct Windows {
  @Test func twoHundredResizes() throws {
    let session = try start()
    var generator = SplitMix(state: 3)
    for turn in 0..<200 {
      session.resize(columns: Int.random(in: 1...200, using: &generator), rows: Int.random(in: 1...60, using: &generator))
      if turn % 10 == 0 { try session.send("k") }
      session.drain()
    }
    session.resize(columns: 72, rows: 20)
    try session.wait(forText: "probe 72x20")
    #expect(session.rows.filter { $0.contains("probe") }.count == 1)
    // Letters that arrive within one read are one word: those of before are taken first.
    try session.settle()
    try session.send("Q")
    #expect(try session.waitForEnd() == .exited(0))
  }

  @Test func theSmallestWindow() throws {
    let session = try start(columns: 1, rows: 1, waiting: false)
    try session.wait(for: "a letter") { session.rows == ["p"] }
    try session.send("H")
    try session.send("W")
    try session.send("C")
    try session.send("\u{C}")
    session.resize(columns: 80, rows: 24)
    try session.wait(forText: "probe 80x24")
    session.resize(columns: 1, rows: 1)
    try session.send("L")
    session.resize(columns: 30, rows: 3)
    try session.wait(forText: "probe 30x3")
  }

  @Test func sizesOfTheEnvironmentAreOld() throws {
    let session = try start([], ["COLUMNS": "200", "LINES": "5"])
    try session.wait(forText: "probe 80x24")
  }

  @Test func nothingWakesWithoutCause() throws {
    let session = try start()
    try session.send("a")
    try session.wait(forText: "count 1")
    try session.waitUntilAsleep()
    let before = session.contextSwitches
    poll(nil, 0, 1000)
    #expect(session.contextSwitches == before)
  }

  @Test func aKeyCostsFewBytes() throws {
    let session = try start()
    try session.send("S")
    try session.wait(forText: "still")
    try session.send("\u{1B}[C")
    try session.send("L")
    try session.wait(forText: "count 3")
    session.drain()
    let before = session.output.count
    try session.send("k")
    try session.wait(forText: "count 4")
    #expect(session.output.count - before < 200)
  }
}

@Suite struct Drawing {
  @Test func hostileCellsAreHarmless() throws {
    let session = try start()
    try session.wait(forText: "count 0")
    let from = session.output.count
    try session.send("H")
    try session.wait(for: "the hostile frame") { session.rows[3] == "hostile" }
    // Everything that could drive the terminal has become a mark; the screen's shape has held.
    #expect(session.rows[0].hasPrefix("probe 80x24"))
    let bytes = session.output[from...]
    let text = String(decoding: bytes, as: UTF8.self)
    for scalar: Unicode.Scalar in ["\u{202E}", "\u{2066}", "\u{7F}", "\u{9B}", "\u{0}", "\u{200D}"] {
      #expect(!text.unicodeScalars.contains(scalar))
    }
    #expect(!text.contains("\u{1B}[2J"))
    #expect(session.rows[1].hasPrefix("\u{FFFD}\u{FFFD}\u{FFFD}"))
    try session.send("L")
    try session.wait(forText: "count 2")
    #expect(session.rows[1].hasPrefix("count 2"))
  }

  @Test func wideAndCombined() throws {
    let session = try start()
    try session.send("W")
    try session.wait(for: "the frame") { session.rows[3] == "wide" }
    #expect(session.rows[1] == "e\u{301}té – “ok” │")
    #expect(session.rows[2] == "漢字🙂")
    #expect(session.cell(row: 2, column: 0).bold)
    try session.send("L")
    try session.wait(forText: "count 2")
    try session.settle()
    #expect(session.rows[1] == "count 2 pasted 0")
    #expect(!session.text.contains("漢"))
  }

  @Test func theCursorShowsWhereAsked() throws {
    let session = try start()
    try session.send("C")
    try session.wait(for: "the cursor at its place") { session.cursorIsVisible && session.cursor == (1, 5) }
    try session.send("L")
    try session.wait(for: "no cursor") { !session.cursorIsVisible }
  }

  @Test func asciiWhereNothingElseIsSafe() throws {
    for (arguments, changes) in [(["--ascii"], [:]), ([], ["LANG": "C"]), ([], ["LC_ALL": "POSIX"])]
      as [([String], [String: String])] {
      let session = try start(arguments, changes)
      try session.wait(forText: "ascii")
      let from = session.output.count
      try session.send("W")
      try session.wait(for: "the frame") { session.rows[3] == "wide" }
      #expect(session.output[from...].allSatisfy { $0 < 0x80 })
      #expect(session.rows[1].hasSuffix("ok\" |"))
      #expect(session.rows[2] == "??????")
    }
  }

  @Test func unicodeWhereTheLocaleIsMissing() throws {
    for changes in [["LANG": "xx_YY.UTF-8"], ["LANG": nil], ["LANG": "de_DE.UTF-8"]] as [[String: String?]] {
      let session = try start([], changes)
      try session.wait(forText: "unicode")
    }
  }

  @Test func themesPaintEverything() throws {
    let session = try start(["--ember"])
    #expect(session.cell(row: 0, column: 0).background != nil)
    #expect(session.cell(row: 23, column: 79).background == session.cell(row: 0, column: 0).background)
    #expect(session.cell(row: 0, column: 0).bold)
    try session.send("Q")
    try session.waitForEnd()
    #expect(session.cell(row: 5, column: 5).background == nil)
    let plain = try start()
    #expect(plain.cell(row: 5, column: 5).background == nil)
  }
}

@Suite struct Surroundings {
  private func refusal(_ changes: [String: String?], _ command: [String]? = nil) throws -> String {
    var environment = PtySession.environment
    for (name, value) in changes { environment[name] = value }
    let words = command ?? [builtProgram("terminal-probe")]
    let session = try PtySession(words[0], Array(words.dropFirst()), environment: environment)
    #expect(try session.waitForEnd() == .exited(66))
    #expect(session.modes == session.modesBefore)
    #expect(!session.output.contains(0x1B))
    return session.text
  }

  @Test func types() throws {
    #expect(try refusal(["TERM": nil]).contains("noType"))
    #expect(try refusal(["TERM": ""]).contains("noType"))
    #expect(try refusal(["TERM": "no-such-type"]).contains("unknownType(\"no-such-type\")"))
    #expect(try refusal(["TERM": "../../etc/passwd"]).contains("unknownType"))
    #expect(try refusal(["TERM": "dumb"]).contains("tooSimple(\"dumb\")"))
    #expect(try refusal(["TERM": "unknown"]).contains("unknownType"))
  }

  @Test func noTerminal() throws {
    let probe = builtProgram("terminal-probe")
    #expect(try refusal([:], ["/bin/sh", "-c", "\(probe) </dev/null"]).contains("notATerminal"))
    #expect(try refusal([:], ["/bin/bash", "-c", "set -o pipefail; \(probe) | cat"]).contains("notATerminal"))
  }
}
