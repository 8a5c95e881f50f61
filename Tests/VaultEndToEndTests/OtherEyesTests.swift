// Who else could look: another user of the computer, another program of the same user, a memory dump.
//
// Rules: each look is also tried on something that may be seen, so that a refusal says something. To root everything is
// open; where root is needed to become somebody else, the tests are skipped without it, and say so.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite struct OtherEyesTests {
    private static let nobody = ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    private static let isRoot = geteuid() == 0

    private func run(_ command: [String]) throws -> RunResult { try runToEnd(command[0], Array(command.dropFirst())) }

    @Test(.enabled(if: isRoot, "needs root, to become another user")) func anotherUserCannotRead() throws {
      let home = try Two.home()
      // Everything above is as open as many homes are.
      for folder in ["", ".local", ".local/share"] { chmod(home.path(folder), 0o755) }
      home.write("open", "may be read", mode: 0o644)
      #expect(try run(Self.nobody + ["/bin/cat", home.path("open")]).text == "may be read")
      for (path, entry) in home.tree where path.hasPrefix(".local/share/aftercare") {
        let look = entry.isFolder ? ["/bin/ls", home.path(path)] : ["/bin/cat", home.path(path)]
        let seen = try run(Self.nobody + look)
        #expect(seen.ending != .exited(0) && seen.output.isEmpty, "\(path)")
        let written = try run(Self.nobody + ["/bin/sh", "-c", "echo x >> \"$0\"", home.path(path)])
        #expect(written.ending != .exited(0), "\(path)")
      }
      // The program of the other user does not trust what is not theirs.
      let asOther = try runToEnd(
        Self.nobody[0], Self.nobody.dropFirst() + [copyOfProgram(in: home), "notes", "list", "--passphrase-fd", "0"],
        environment: environment(of: home), input: passphrase + "\n")
      #expect(asOther.ending == .exited(2) && asOther.output.isEmpty && asOther.errorText.contains("hint: "), "\(asOther.errorText)")
    }

    private func copyOfProgram(in home: TemporaryFolder) throws -> String {
      let copy = home.path("aftercare")
      try #require(try run(["/bin/cp", program, copy]).ending == .exited(0))
      chmod(copy, 0o755)
      return copy
    }

    /// A talk with a note on the screen, as a user without rights; the program has its guard.
    private func talk(_ home: TemporaryFolder) throws -> PtySession {
      chmod(home.path, 0o777)
      let copy = try copyOfProgram(in: home)
      let words = (Self.isRoot ? Self.nobody : []) + ["/bin/sh", "-c", "cd '\(home.path)'; ulimit -c unlimited 2>/dev/null; exec \(copy)"]
      let screen = try PtySession(words[0], Array(words.dropFirst()), environment: environment(of: home))
      for (key, wanted) in [
        ("", "Hello, you two."), ("\r", "goes first"), ("2", "now you"), ("2", "Arriving"), ("n", "Before you write"),
        ("1", "now you"), ("1", "Only for now"), (canary, canary),
      ] {
        try screen.send(key)
        try screen.wait(forText: wanted)
        try screen.settle()
      }
      return screen
    }

    @Test(.enabled(if: !Sanitizer.isOn, "a sanitizer is on, and the guard is not"))
    func anotherProgramOfTheSameUserCannotOpenItsMemory() throws {
      let screen = try talk(TemporaryFolder())
      let look = (Self.isRoot ? Self.nobody : []) + ["/bin/sh", "-c", "exec 3</proc/$0/mem && echo open"]
      #expect(try run(look + ["\(screen.pid)"]).text.isEmpty)
      let sleeper = try PipeSession("/bin/sh", Self.isRoot ? ["-c", "exec \(Self.nobody.joined(separator: " ")) /bin/cat"] : ["-c", "exec cat"])
      try sleeper.wait(for: "a program that hides nothing") { (try? run(look + ["\(sleeper.pid)"]).text) == "open\n" }
      let limits = String(decoding: contents("/proc/\(screen.pid)/limits"), as: UTF8.self)
      let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
      #expect(core?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(limits)")
    }

    @Test(.enabled(if: !Sanitizer.isOn, "a sanitizer is on, and the guard is not"), arguments: [SIGSEGV, SIGABRT, SIGTRAP, SIGQUIT])
    func aFaultLeavesNoCoreAndPrintsNoWord(_ fault: Int32) throws {
      let home = TemporaryFolder()
      let screen = try talk(home)
      screen.drain()
      let before = screen.output.count
      screen.signal(fault)
      #expect(try screen.waitForEnd() == .signalled(fault))
      #expect(!String(decoding: screen.output[before...], as: UTF8.self).contains(canary))
      #expect(!screen.text.contains(canary) && !screen.scrollback.joined().contains(canary))
      #expect(home.tree.keys.sorted() == ["aftercare"])
    }

    /// Keys are in memory that is never swapped out.
    @Test(.disabled(if: Sanitizer.isOn, "\(Sanitizer.locksNothing)")) func keysAreInLockedMemory() throws {
      let home = try Two.home()
      let two = try Two(home)
      func locked() -> Int {
        let status = String(decoding: contents("/proc/\(two.talk.pid)/status"), as: UTF8.self).split(separator: "\n")
        return status.first { $0.hasPrefix("VmLck:") }.flatMap { Int($0.filter(\.isNumber)) } ?? -1
      }
      try two.open()
      #expect(locked() > 0)
      #expect(Int(statusLine("/proc/self/limits", "Max locked memory") ?? "0") != 0)
      try two.leave()
    }

    private func statusLine(_ file: String, _ name: String) -> String? {
      let line = String(decoding: contents(file), as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
      return line?.dropFirst(name.count).split(separator: " ").first.map(String.init)
    }
  }
}
