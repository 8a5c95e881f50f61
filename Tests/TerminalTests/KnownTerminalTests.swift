// The descriptions of terminals that the program carries: what is checked in, and drawing with nothing else.

import Foundation
import TestSupport
import Testing

@testable import Terminal

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Runs a command to its end.
private func run(_ command: [String], _ changes: [String: String] = [:]) throws -> RunResult {
  try runToEnd(command[0], Array(command.dropFirst()), environment: PtySession.environment.merging(changes) { $1 })
}

@Suite struct KnownTerminalTests {
  /// Hides the host's descriptions from a command; root alone may do that.
  private static let hidden = """
    for folder in /etc/terminfo /lib/terminfo /usr/share/terminfo; do
      if [ -d "$folder" ]; then mount -t tmpfs none "$folder" || exit 1; fi
    done
    """
  private static let canHide =
    geteuid() == 0 && (try? run(["/usr/bin/unshare", "-m", "/bin/sh", "-c", hidden]).ending) == .exited(0)

  @Test func theTableIsWhatTheSourceSays() throws {
    let target = FileManager.default.temporaryDirectory.appending(path: "terminals-\(UUID().uuidString).c")
    defer { try? FileManager.default.removeItem(at: target) }
    let result = try run([root.appending(path: "Packaging/terminals").path(), target.path()])
    #expect(result.ending == .exited(0), "\(result.errorText)")
    let made = try String(contentsOf: target, encoding: .utf8)
    let kept = try String(contentsOf: root.appending(path: "Sources/CTerminals/CTerminals.c"), encoding: .utf8)
    #expect(made == kept, "terminals.ti was changed: run Packaging/terminals")
  }

  @Test func everyNameStandsOnceAndIsThere() throws {
    let names = KnownTerminals.names
    #expect(Set(names).count == names.count)
    let expected = [
      "xterm", "xterm-256color", "xterm-ghostty", "foot", "alacritty", "wezterm", "xterm-kitty", "tmux-256color",
      "screen-256color", "screen", "linux", "vt100",
    ]
    for name in expected { #expect(names.contains(name), "\(name)") }
    #expect(KnownTerminals.description(of: "dumb") == nil)
    #expect(KnownTerminals.description(of: "") == nil)
    #expect(KnownTerminals.description(of: "xterm-256color|xterm-ghostty") == nil)
  }

  @Test func ncursesReadsEveryOne() throws {
    for name in KnownTerminals.names {
      let description = try #require(KnownTerminals.description(of: name))
      let result = try run(["/usr/bin/infocmp", "-1", "-x", name], ["TERMINFO": description])
      #expect(result.ending == .exited(0), "\(name): \(result.errorText)")
      for capability in ["cup=", "clear=", "el=", "sgr0="] { #expect(result.text.contains(capability), "\(name)") }
    }
  }

  @Test(.enabled(if: canHide, "root alone can hide the host's descriptions"))
  func everyOneIsDrawnOnWhereTheHostKnowsNone() throws {
    let command = "\(Self.hidden)\nexec \(builtProgram("terminal-probe"))"
    for name in KnownTerminals.names {
      let session = try PtySession(
        "/usr/bin/unshare", ["-m", "/bin/sh", "-c", command],
        environment: PtySession.environment.merging(["TERM": name]) { $1 })
      try session.wait(forText: "probe 80x24")
      try session.send("Q")
      #expect(try session.waitForEnd() == .exited(0), "\(name)")
      #expect(session.modes == session.modesBefore, "\(name)")
    }
    let session = try PtySession(
      "/usr/bin/unshare", ["-m", "/bin/sh", "-c", command],
      environment: PtySession.environment.merging(["TERM": "dumb"]) { $1 })
    #expect(try session.waitForEnd() == .exited(66))
    #expect(session.text.contains("unknownType(\"dumb\")"))
  }
}
