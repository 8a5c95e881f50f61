// Every way in which it can end, and what is left behind.

import Glibc
import TestSupport
import Testing

private let canary = "canary in the mine"

@Suite struct Endings {
  enum Cause: Sendable, CustomStringConvertible {
    case key(String), signal(Int32)
    var description: String {
      switch self {
      case .key(let key): key.debugDescription
      case .signal(let number): "signal \(number)"
      }
    }
  }

  static let causes: [(Cause, Ending)] = [
    (.key("qq"), .exited(0)), (.key(Key.interrupt), .exited(130)), (.signal(SIGTERM), .exited(143)),
    (.signal(SIGHUP), .exited(129)), (.signal(SIGINT), .exited(130)), (.signal(SIGSEGV), .signalled(SIGSEGV)),
    (.signal(SIGTRAP), .signalled(SIGTRAP)), (.signal(SIGQUIT), .signalled(SIGQUIT)),
  ]

  /// A note on the screen, and an ending: the terminal is as it was, and the note is nowhere on it.
  @Test(arguments: causes.filter { !Sanitizer.takes($0.1) }, ["xterm-256color", "screen", "linux", "vt100"])
  func leaveTheTerminalAsFound(_ cause: (Cause, Ending), _ type: String) throws {
    let couple = try Couple([], ["TERM": type])
    try couple.toTalk()
    try couple.openNote()
    try couple.type(canary)
    #expect(couple.session.modes != couple.before)
    switch cause.0 {
    case .key("qq"):
      try couple.press(Key.enter, "You wrote something here.")
      try couple.press("n", canary)
      try couple.press(Key.enter, "You wrote something here.")
      try couple.press("q", "Goodbye")
      try couple.session.send("q")
    case .key(let key): try couple.session.send(key)
    case .signal(let number): couple.session.signal(number)
    }
    #expect(try couple.session.waitForEnd(timeout: 10) == cause.1)
    couple.expectLeft(without: canary)
    #expect(couple.home.tree.isEmpty)
  }

  /// The words that were on the terminal before are there again.
  @Test func theScreenOfBeforeIsBack() throws {
    let home = TemporaryFolder()
    let session = try PtySession(
      "/bin/sh", ["-c", "echo the words of before; \(program); echo status $?"], environment: environment(of: home))
    let couple = try Couple(session, home)
    #expect(!couple.text.contains("the words of before"))
    try couple.toTalk()
    try couple.session.send(Key.interrupt)
    try couple.session.waitForEnd()
    #expect(couple.text.hasPrefix("the words of before\nstatus 130"))
    couple.expectLeft()
  }

  @Test func aClosedWindow() throws {
    let couple = try Couple(settings: keepingSettings)
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    couple.session.closeWindow()
    #expect(try couple.session.waitForEnd() == .exited(129))
    #expect(couple.kept.first?.value.text.contains(canary) == true)
  }

  /// All that would end the program where nobody looks after it, some of the real-time ones among them.
  @Test(arguments: [
    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR, SIGSYS, SIGSTKFLT, 34, 35, 50, 64,
  ] as [Int32])
  func everySignalEndsGently(_ number: Int32) throws {
    let couple = try Couple(settings: keepingSettings)
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    couple.session.signal(number)
    #expect(try couple.session.waitForEnd() == .exited(128 + number))
    couple.expectLeft(without: canary)
    #expect(couple.kept.first?.value.text.contains(canary) == true)
  }

  /// Failed writes and news of children are no end.
  @Test func whatIsIgnoredIsIgnored() throws {
    let couple = try Couple()
    for number in [SIGPIPE, SIGXFSZ, SIGCHLD, SIGURG, SIGWINCH, SIGCONT] { couple.session.signal(number) }
    try couple.press(Key.right, "goes first")
    try couple.session.send(Key.interrupt)
    #expect(try couple.session.waitForEnd() == .exited(130))
  }

  @Test func stoppedAndGoingOn() throws {
    let home = TemporaryFolder()
    let session = try PtySession(
      "/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"],
      environment: environment(of: home, ["PS1": "shell> "]))
    try session.wait(forText: "shell>")
    let shell = session.modes
    try session.send(program + "\n")
    let couple = try Couple(session, home)
    try couple.toTalk()
    try couple.openNote()
    try couple.type(canary)
    let during = session.modes
    let screen = couple.text
    for _ in 0..<2 {
      try session.send(Key.stop)
      try session.wait(for: "the shell") {
        !session.isAlternate && session.text.contains("Stopped") && session.modes == shell
      }
      #expect(!session.text.contains(canary))
      #expect(!session.scrollback.contains { $0.contains(canary) })
      #expect(session.cursorIsVisible)
      try session.send("clear; fg\n")
      try session.wait(for: "the note again") { session.isAlternate && session.text == screen }
      try session.wait(for: "the modes again") { session.modes == during }
    }
    try couple.type(" and more of it")
    try couple.press(Key.enter, "You wrote something here.")
    try session.send(Key.interrupt)
    try session.wait(for: "the shell") { !session.isAlternate && session.modes == shell }
    try session.send("echo status $?; exit\n")
    try session.waitForEnd()
    #expect(session.text.contains("status 130"))
    #expect(!session.text.contains(canary))
  }
}
