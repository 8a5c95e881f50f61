// The line mode, through pipes and pseudo-terminals.

import Glibc
import TestSupport
import Testing

@Suite struct Lines {
  private func start(_ command: String? = nil) throws -> PtySession {
    let probe = builtProgram("terminal-probe")
    if let command {
      return try PtySession("/bin/sh", ["-c", command.replacing("PROBE", probe + " --lines")])
    }
    let session = try PtySession(probe, ["--lines"])
    try session.wait(forText: "lines")
    return session
  }

  @Test func linesAndTheirEnds() throws {
    let session = try start("printf 'one\\r\\ntwo\\n\\nlast' | PROBE")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.rows.prefix(6) == ["lines", "[one]", "[two]", "[]", "[last]", "end"])
    #expect(!session.output.contains(0x1B))
  }

  @Test func invalidAndEndlessLines() throws {
    let session = try start("(printf '\\377\\n'; head -c 3000000 /dev/zero; printf '\\nafter\\n') | PROBE")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.rows.prefix(5) == ["lines", "[\u{FFFD}]", "[too long]", "[after]", "end"])
  }

  @Test func aClosedPipe() throws {
    let session = try start("yes '' | (PROBE; echo $? >&2) | head -n 3; true")
    try session.waitForEnd()
    #expect(session.rows.contains("0"))
  }

  @Test func hidingIsUndoneOnEveryPath() throws {
    let endings: [((PtySession) throws -> Void, Ending?)] = [
      ({ try $0.send("secret\n") }, nil),
      ({ try $0.send("\u{4}\u{4}") }, .exited(0)),
      ({ try $0.send("\u{3}") }, .exited(130)),
      ({ $0.signal(SIGTERM) }, .exited(143)),
      ({ $0.signal(SIGHUP) }, .exited(129)),
      ({ $0.signal(SIGSEGV) }, .signalled(SIGSEGV)),
    ]
    for (act, ending) in endings where !Sanitizer.takes(ending) {
      let session = try start()
      let before = session.modesBefore
      #expect(before.echoes)
      try session.send("hide\n")
      try session.wait(for: "no echo") { !session.modes.echoes && session.text.contains("hidden") }
      try session.send("sec")
      try act(session)
      if let ending {
        #expect(try session.waitForEnd() == ending)
      } else {
        try session.wait(forText: "[secsecret]")
        try session.send("shown\n")
        try session.wait(forText: "[shown]")
        #expect(session.rows.contains("shown"))
        try session.send("\u{4}")
        #expect(try session.waitForEnd() == .exited(0))
      }
      #expect(session.modes == before)
      #expect(!session.rows.contains { $0.hasPrefix("sec") })
    }
  }

  @Test func hidingAroundAStop() throws {
    var environment = PtySession.environment
    environment["PS1"] = "shell> "
    let session = try PtySession("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
    try session.wait(forText: "shell>")
    let before = session.modes
    try session.send(builtProgram("terminal-probe") + " --lines\n")
    try session.wait(forText: "lines\n")
    try session.send("hide\n")
    try session.wait(for: "no echo") { !session.modes.echoes && session.text.contains("hidden") }
    try session.send("\u{1A}")
    try session.wait(forText: "Stopped")
    try session.wait(for: "the shell's modes") { session.modes == before }
    try session.send("fg\n")
    try session.wait(for: "hidden again") { session.text.contains("again") && !session.modes.echoes }
    try session.send("word\n")
    try session.wait(forText: "[word]")
    try session.send("\u{4}")
    try session.wait(for: "the shell's modes again") { session.modes == before }
    #expect(!session.rows.contains("word"))
  }

  /// Left by another program: raw, without Enter, without Ctrl-C. Lines work, and what was found is there afterwards.
  @Test(arguments: ["raw -echo", "raw echo", "-icrnl", "-isig", "intr undef", "-icanon min 0 time 5", "igncr", "inlcr istrip"])
  func whateverModesAreFound(_ modes: String) throws {
    let session = try start("trap : INT; stty \(modes); stty -g; PROBE; echo code $?; stty -g")
    try session.wait(forText: "lines")
    try session.send("one\r")
    try session.wait(forText: "[one]")
    try session.send("two\n")
    try session.wait(forText: "[two]")
    try session.send("\u{3}")
    try session.waitForEnd()
    let said = String(decoding: session.output, as: UTF8.self)
    #expect(said.contains("code 130"))
    let found = said.split(whereSeparator: \.isNewline).filter { $0.split(separator: ":").count > 20 }.map { $0.filter { $0 != "\r" && $0 != " " } }
    #expect(found.count == 2 && found.first == found.last, "\(found)")
  }

  @Test func pastesAndLongLines() throws {
    let session = try start()
    try session.send("\u{1B}[200~one \u{1B}[31mtwo\rthree\n\u{1B}[201~\n")
    try session.wait(forText: "three]")
    let words = String(repeating: "many words ", count: 1000)
    try session.send(words + "\n")
    try session.wait(forText: "[11000 bytes]")
    try session.send(String(repeating: "x", count: 100_001) + "\n")
    try session.wait(forText: "[too long]")
    try session.send("\u{4}")
    #expect(try session.waitForEnd() == .exited(0))
    // The probe says the line as it is.
    #expect(session.output.count { $0 == 0x1B } == 1, "what would drive a terminal is shown as a sign")
    #expect(session.modes == session.modesBefore)
  }

  @Test(arguments: [
    ("wor\u{7F}\u{7F}ho", "[who]"), ("two words\u{17}end", "[two end]"), ("gone\u{15}here", "[here]"), ("漢字\u{8}", "[漢]"), ("e\u{301}\u{7F}a", "[a]"),
    ("\u{7F}\u{15}\u{17}a", "[a]"), ("\u{1B}]11;rgb:1/2/3\u{7}a\u{1B}[C\u{1B}[12;40Rb\u{1B}OA", "[ab]"), ("\u{1B}[97;2u\u{1B}[97;1:3u\u{1B}[57400u", "[A1]"),
    ("\u{1B}[65;30;97;1;0;1_\u{1B}[65;30;97;0;0;1_", "[a]"), ("\u{1B}[200~p\u{1B}[201~", "[p]"),
  ])
  func whatIsTakenBack(_ typed: String, _ line: String) throws {
    let session = try start()
    try session.send(typed)
    let shown = String(line.dropFirst().dropLast())
    try session.wait(for: "what is left on the line") { session.rows.contains(shown) }
    try session.send("\n")
    try session.wait(forText: line)
    #expect(!session.output.contains(0x1B))
  }

  @Test func signalsWhileWaiting() throws {
    for (number, status) in [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129)] as [(Int32, Int32)] {
      let session = try start()
      session.signal(number)
      #expect(try session.waitForEnd() == .exited(status))
    }
  }
}

extension String {
  fileprivate func replacing(_ word: String, _ other: String) -> String {
    guard let range = firstRange(of: word) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }

  private func firstRange(of word: String) -> Range<Index>? {
    indices.lazy.map { $0..<(self.index($0, offsetBy: word.count, limitedBy: self.endIndex) ?? self.endIndex) }
      .first { self[$0] == word }
  }
}
