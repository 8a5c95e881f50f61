// The program killed while it seals notes: at every system call that changes the disk, and at random moments of typing.
//
// Rules: only with AFTERCARE_LONGER=1; AFTERCARE_KILLS says how many random moments, AFTERCARE_SEED another seed. What was
// called kept is there, whole; what was typed is there but for its last 200 characters; nothing lies about.

import Glibc
import TestSupport
import Testing

@testable import Vault

extension VaultEndToEnd {
  @Suite(.enabled(if: getenv("AFTERCARE_LONGER") != nil, "takes minutes: AFTERCARE_LONGER=1")) struct KillLongerTests {
    private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
    private static let old = "We liked the \(canary)."

    /// Two notes to a vault that is there.
    private static let lines = ["", "2", "2", "note", "2", "2", passphrase, "first note", "", "note", "second note", "", "leave"]
      .map { $0 + "\n" }.joined()

    @Test(
      .enabled(if: Strace.isUsable, "\(Strace.reason)"),
      arguments: ["openat", "write", "fsync", "renameat,renameat2,rename", "unlinkat", "close", "flock", "fchmod"])
    func killedAtEachCall(_ call: String) throws {
      var kills = 0
      for number in 1...600 {
        let home = try Two.home()
        let command = Strace.command(call, inject: "\(call):signal=KILL:when=\(number)") + [program, "--plain"]
        let ran = try runToEnd(
          command[0], Array(command.dropFirst()), environment: environment(of: home), input: Self.lines, timeout: 60)
        try expectWhole(home, "\(call) \(number)", said: ran.text)
        if ran.ending == .exited(0) { break }
        kills += 1
      }
      #expect(kills > 0, "no fault reached the program")
      report("sealing killed at \(call)", kills, "each left whole notes, no litter, and a next start that works")
    }

    /// What was said to be kept is kept; the next run of the program sweeps up.
    private func expectWhole(_ home: TemporaryFolder, _ what: String, said: String) throws {
      home.expectSecret()
      let kept = try home.opened().kept
      #expect(kept.contains(Self.old), "\(what)")
      let promised = said.ranges(of: "You wrote something here.").count
      #expect(promised < 1 || kept.contains { $0.hasPrefix("first note") }, "\(what)")
      #expect(promised < 2 || kept.contains { $0.hasSuffix("second note") }, "\(what)")
      let next = try runToEnd(program, ["--plain"], environment: environment(of: home), input: Self.lines, timeout: 60)
      #expect(next.ending == .exited(0), "\(what)")
      #expect(home.litter.isEmpty && home.drafts.isEmpty, "\(what): \(home.tree.keys)")
      let after = try home.opened().kept
      #expect(after.contains { $0.hasSuffix("second note") } && after.contains(Self.old), "\(what)")
    }

    /// What a command does to a vault, killed at each call: finished or undone, never in between.
    enum Deed: String, CaseIterable, Sendable { case burn, passphrase, delete, `import` }

    @Test(
      .enabled(if: Strace.isUsable, "\(Strace.reason)"), arguments: Deed.allCases,
      ["openat", "write", "fsync", "renameat,renameat2,rename", "unlinkat"])
    func whatIsHalfDoneIsFinishedOrUndone(_ deed: Deed, _ call: String) throws {
      let aside = TemporaryFolder()
      aside.write("old", Array((passphrase + "\n").utf8), mode: 0o600)
      aside.write("new", Array("another \(passphrase)\n".utf8), mode: 0o600)
      let imported = Record(
        created: Moment(seconds: 1_751_317_805, offset: 0), finished: true,
        entries: [Record.Entry(section: "comfort", prompt: "", text: "imported")])
      aside.write("in", Array(imported.encode().utf8), mode: 0o600)
      var kills = 0
      for number in 1...400 {
        let home = try Two.home()
        let id = try home.vault().catalogue().summaries[0].id.text
        let words =
          switch deed {
          case .burn: ["burn", "--burn-everything"]
          case .passphrase: ["passphrase", "--new-passphrase-fd", "4"]
          case .delete: ["delete", id]
          case .import: ["import", aside.path("in")]
          }
        let shell = ["-c", "exec 3<\"$0/old\" 4<\"$0/new\"; exec \"$@\"", aside.path]
        let traced =
          Strace.command(call, inject: "\(call):signal=KILL:when=\(number)") + [program, "notes", words[0], "--passphrase-fd", "3"]
          + words.dropFirst()
        let ran = try runToEnd("/bin/sh", shell + traced, environment: environment(of: home), timeout: 60)
        let isDone = ran.ending == .exited(0)
        let opening = [passphrase, "another \(passphrase)"].filter { (try? home.vault($0)) != nil }
        let what = "\(deed) \(call) \(number)"
        if deed == .burn, opening.isEmpty {
          #expect(home.sealed.isEmpty && home.litter.isEmpty, "\(what): \(home.sealed.keys)")
        } else {
          #expect(opening.count == 1 && (!isDone || deed != .burn), "\(what): \(opening)")
          guard let one = opening.first else { continue }
          let kept = Set(try home.opened(one).kept)
          let states: [Set<String>] =
            switch deed {
            case .burn, .passphrase: [[Self.old]]
            case .delete: isDone ? [[]] : [[Self.old], []]
            case .import: isDone ? [[Self.old, "imported"]] : [[Self.old], [Self.old, "imported"]]
            }
          #expect(states.contains(kept), "\(what): \(kept)")
          if deed == .passphrase, isDone { #expect(one != passphrase, "\(what)") }
          _ = SealedStore(try home.vault(one))
        }
        #expect(home.litter.isEmpty, "\(what): \(home.litter)")
        if isDone { break }
        kills += 1
      }
      report("\(deed) killed at \(call)", kills, "finished or undone at the next start")
    }

    @Test func killedAtRandomMomentsOfTyping() throws {
      var chance = Chance(state: UInt64(Self.number("AFTERCARE_SEED") ?? 5))
      let kills = Self.number("AFTERCARE_KILLS") ?? 60
      var most = 0
      for round in 0..<kills {
        let home = try Two.home()
        let two = try Two(home)
        try two.openForNote()
        var typed = ""
        for line in 0..<Int.random(in: 0...40, using: &chance) {
          let words = "line \(line) " + String(repeating: "and on ", count: Int.random(in: 0...12, using: &chance))
          try two.talk.send(words + "\n")
          typed += (typed.isEmpty ? "" : "\n") + words
        }
        // Everything was read and answered to, or it was not; a moment of any length lies between.
        if Bool.random(using: &chance) { try two.talk.wait(for: "all of it to be read") { two.talk.isAsleepWithEmptyInput } }
        let isRead = two.talk.isAsleepWithEmptyInput
        two.talk.signal(SIGKILL)
        try two.talk.waitForEnd()
        home.expectSecret()
        let opened = try home.opened()
        #expect(opened.kept.contains(Self.old))
        let draft = opened.drafts.first ?? ""
        #expect(typed.hasPrefix(draft), "round \(round)")
        if isRead {
          most = max(most, typed.count - draft.count)
          #expect(typed.count - draft.count <= 200, "round \(round): \(draft.count) of \(typed.count)")
        }
      }
      report("typing killed at random moments", kills, "at most \(most) characters were lost, 200 are promised")
    }
  }
}

/// SplitMix64: the same on every run.
private struct Chance: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
