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
    #expect(session.modes == before)
    #expect(!session.rows.contains("word"))
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
