// A vault of ten thousand conversations. Part of the longer test command.

import Glibc
import TestSupport
import Testing

@testable import Vault

@Suite(.enabled(if: getenv("AFTERCARE_LONGER") != nil)) struct NotesLongerTests {
  /// What was done and how many tenths of a second it took, for the table.
  private final class Times {
    var told: [String] = []

    func of(_ what: String, _ work: () throws -> Outcome) throws -> Outcome {
      let start = ContinuousClock.now
      defer {
        let tenths = (ContinuousClock.now - start) / .milliseconds(100)
        told.append("\(what) \((tenths).rounded() / 10) s")
      }
      return try work()
    }
  }

  @Test(.timeLimit(.minutes(15))) func tenThousandConversationsAreListedSearchedAndLeftAtOnce() throws {
    let home = NotesHome()
    let times = Times()
    let vault = try home.vault("p")
    let records = (0..<10_000).map { number in
      NotesHome.record("note \(number) " + String(repeating: "warm and calm ", count: 20), minutes: number)
    }
    let all = Export.json.text(records)
    let added = try times.of("import") { try home.notes("import", "-", passphrase: "p", input: all) }
    #expect(added.out == "10000 conversations added\n")
    let list = try times.of("list") { try home.notes("list", passphrase: "p") }
    #expect(list.out.split(separator: "\n").count == 10_000)
    let found = try times.of("search") { try home.notes("search", "calm", "9999", passphrase: "p") }
    #expect(found.out.contains("note 9999"))
    // Without the index, every file is read twice: once for the list, once for its words.
    unlink(vault.path + "/index.age")
    let session = try PtySession(
      builtProgram("aftercare"), ["notes", "search", "absent"],
      environment: home.environment.merging(["TERM": "xterm"]) { $1 })
    try session.wait(forText: "Passphrase (not shown):")
    try session.send("p\n")
    try session.wait(forText: "of 10000. Ctrl-C stops.", timeout: 60)
    try session.send([3])
    #expect(try session.waitForEnd(timeout: 2) == .exited(130))
    report("kept conversations on the command line", 10_000, times.told.joined(separator: ", ") + "; Ctrl-C at once")
  }
}
