// Inside tmux and GNU screen, over a slow line, and how soon Esc answers. Part of the longer test command.
//
// Rules: each multiplexer has its own socket, its own settings file and the test's own home; one that is not installed
// is left out by name. Times are told in the table; the bounds leave room for a busy machine.

import Glibc
import TestSupport
import Testing

/// Only with AFTERCARE_LONGER, one after the other, because they measure time.
@Suite(.enabled(if: getenv("AFTERCARE_LONGER") != nil, "takes a minute: AFTERCARE_LONGER=1"), .serialized)
struct NestedLongerTests {
  enum Multiplexer: String, CaseIterable {
    case tmux, screen

    var path: String { "/usr/bin/\(rawValue)" }
    var isInstalled: Bool { access(path, X_OK) == 0 }

    /// What README.md asks for, and no line of the multiplexer's own.
    var settings: String {
      self == .tmux ? "set -sg escape-time 10\nset -g status off\n" : "startup_message off\nmaptimeout 10\ndefscrollback 100\n"
    }

    /// As they come, or so that they keep in their history what stood on the screen.
    var settingsThatKeep: String {
      self == .tmux ? "set -g alternate-screen off\nset -g status off\n" : "startup_message off\ndefscrollback 500\n"
    }

    /// Starts the program, or what is named, in a session that ends with it.
    func start(in home: TemporaryFolder, _ settings: String? = nil, _ named: String = program) throws -> PtySession {
      let file = ".\(rawValue)rc"
      home.write(file, settings ?? self.settings)
      chmod(home.makeFolder("sockets"), 0o700)
      let arguments = self == .tmux ? ["-u", "-f", home.path(file), "new-session", named] : ["-U", "-c", home.path(file), named]
      return try PtySession(path, arguments, environment: environment(in: home))
    }

    private func environment(in home: TemporaryFolder) -> [String: String] {
      let sockets = home.path("sockets")
      return EndToEndTests.environment(
        of: home, ["TMUX_TMPDIR": sockets, "SCREENDIR": sockets, "SHELL": "/bin/sh", "PS1": "shell> "])
    }

    /// All that it still holds: the screen and the lines before it.
    func history(in home: TemporaryFolder) throws -> String {
      let file = home.path("history")
      let command = self == .tmux ? "\(path) capture-pane -p -S - >\(file)" : "\(path) -X hardcopy -h \(file)"
      let asking = try PtySession("/bin/sh", ["-c", command], environment: environment(in: home))
      #expect(try asking.waitForEnd() == .exited(0))
      // screen writes after its client has ended.
      let shell = try PtySession("/bin/sh", ["-c", "until test -s \(file); do :; done; cat \(file)"], environment: environment(in: home))
      _ = try shell.waitForEnd()
      return (shell.scrollback + shell.rows).joined(separator: "\n")
    }
  }

  /// A key, and what it leads to. Whether the program inside still lets the keys rest cannot be seen from outside: a key
  /// that led nowhere is pressed again.
  private static func press(_ key: String, _ wanted: String, in session: PtySession) throws {
    try session.send(key)
    do {
      try session.wait(forText: wanted, timeout: 4)
    } catch {
      try session.send(key)
      try session.wait(forText: wanted)
    }
  }

  @Test(arguments: Multiplexer.allCases.filter(\.isInstalled))
  func aTalkInside(_ multiplexer: Multiplexer) throws {
    let home = TemporaryFolder()
    let session = try multiplexer.start(in: home)
    try session.wait(forText: "Hello, you two.")
    for (key, wanted) in [
      (Key.right, "goes first"), (Key.right, "now you"), (Key.right, "Arriving"), (Key.escape, "Rest here"),
      (Key.left, "Arriving"), ("q", "Stay a little longer"),
    ] {
      try Self.press(key, wanted, in: session)
    }
    #expect(!session.text.contains("Arriving"), "words of before stay beside the goodbye")
    try session.send("q")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.modes == session.modesBefore)
    #expect(!session.scrollback.contains { $0.contains("Hello") || $0.contains("Rest") })
    report("a talk inside \(multiplexer.rawValue)", 1, "keys, Esc, goodbye, and nothing left behind")
  }

  /// What was typed is not in the history, however the program ends; both clear a screen into it.
  @Test(arguments: Multiplexer.allCases.filter(\.isInstalled), [[Key.interrupt], ["\u{1A}"], ["\u{C}", Key.interrupt], []])
  func theHistoryHoldsNoWords(_ multiplexer: Multiplexer, ending: [String]) throws {
    let home = TemporaryFolder()
    let session = try multiplexer.start(in: home, multiplexer.settingsThatKeep, "/bin/sh")
    try session.wait(forText: "shell>")
    try session.send(program + "\r")
    try session.wait(forText: "Hello, you two.")
    for (key, wanted) in [
      (Key.right, "goes first"), ("1", "now you"), ("1", "Arriving"), ("n", "Before you write"), ("1", "now you"),
      ("1", "Only for now."), ("a canary sings", "a canary sings"),
    ] {
      try Self.press(key, wanted, in: session)
    }
    #expect(try multiplexer.history(in: home).contains("canary"), "the history can be read")
    if ending.isEmpty {
      session.resize(columns: 70, rows: 20)
      try session.settle()
    }
    for key in ending.isEmpty ? [Key.interrupt] : ending {
      try session.send(key)
      try session.settle()
    }
    try session.wait(for: "the shell") { !session.text.contains("canary") }
    #expect(!(try multiplexer.history(in: home)).contains("canary"))
    report("the history of \(multiplexer.rawValue) after an ending", 1, "no word of a note")
  }

  /// From the key to the whole menu, half of them sooner and half of them later.
  @Test(arguments: [nil] + Multiplexer.allCases.filter(\.isInstalled))
  func escAnswersAtOnce(_ multiplexer: Multiplexer?) throws {
    let home = TemporaryFolder()
    let session = try multiplexer?.start(in: home) ?? PtySession(program, environment: environment(of: home))
    try session.wait(forText: "Hello, you two.")
    var times: [Double] = []
    for _ in 0..<25 {
      let begun = monotonicSeconds()
      try session.send(Key.escape)
      try session.wait(for: "the menu") { session.text.contains("Rest here") && !session.text.contains("Hello") }
      times.append(monotonicSeconds() - begun)
      try session.send(Key.left)
      try session.wait(forText: "Hello, you two.")
    }
    let milliseconds = times.sorted().map { Int(($0 * 1000).rounded(.up)) }
    let median = milliseconds[milliseconds.count / 2]
    #expect(median <= 50, "\(milliseconds)")
    try session.send(Key.interrupt)
    _ = try session.waitForEnd()
    let place = multiplexer.map { "inside \($0.rawValue)" } ?? "in a plain terminal"
    report("Esc to the menu, \(place)", times.count, "half within \(median) ms, the slowest \(milliseconds.last ?? 0) ms")
  }
}
