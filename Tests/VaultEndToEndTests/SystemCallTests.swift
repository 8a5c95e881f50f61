// What the program asks of the system, and what becomes of a note when the system refuses.
//
// Rules: the real program under strace; where nothing can be traced, these are skipped and say so.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite(.enabled(if: Strace.isUsable, "\(Strace.reason)")) struct SystemCallTests {
    /// A new file beside the old one, its bytes, fsync, rename, fsync of the folder; only then is it called kept.
    @Test(.enabled(if: Strace.readsMemory, "\(Strace.memoryReason)")) func everySaveIsOnTheDiskBeforeAWordIsSaid() throws {
      let home = try Two.home()
      let aside = TemporaryFolder()
      let trace = aside.path("trace")
      let two = try Two(home, under: Strace.command("openat,write,fsync,renameat,close,unlinkat", to: trace))
      try two.openForNote()
      try two.write("first \(canary)")
      try two.say("note", "Type your note.")
      try two.write("second")
      try two.leave()
      let calls = Strace.calls(trace)
      let creations = calls.indices.filter { calls[$0].contains("\".new-") && calls[$0].hasPrefix("openat(") }
      #expect(creations.count >= 2)
      for start in creations {
        let call = calls[start]
        let name = try #require(call.split(separator: "\"").dropFirst().first)
        for flag in ["O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC", ", 0600)"] { #expect(call.contains(flag), "\(call)") }
        let after = calls[(start + 1)...].prefix { !$0.hasPrefix("fsync(") || $0.contains(name) } + calls[(start + 1)...].drop {
          !$0.hasPrefix("fsync(") || $0.contains(name)
        }.prefix(1)
        let kinds = after.map { $0.prefix { $0 != "(" } }
        #expect(kinds == kinds.prefix(1) + ["fsync", "close", "renameat", "fsync"] && kinds.first == "write", "\(after)")
        #expect(after.dropLast().allSatisfy { $0.contains(name) }, "\(after)")
        #expect(after.last?.hasSuffix(" = 0") == true)
      }
      home.expectSecret()
      #expect(try home.opened().kept.contains("first \(canary)\nsecond"))
    }

    /// The old version is intact, nothing lies about, the talk goes on, and the next save takes what this one could not.
    @Test(arguments: ["fsync:error=EIO:when=1", "renameat,renameat2,rename:error=EXDEV:when=1", "fsync:error=EIO:when=2"])
    func whatTheDiskRefusedIsNotCalledSaved(_ fault: String) throws {
      let home = try Two.home()
      let before = home.records
      let calls = String(fault.prefix { $0 != ":" })
      let two = try Two(home, under: Strace.command(calls, inject: fault))
      try two.openForNote()
      try two.talk.send("first \(canary)\n")
      try two.say("", "Not saved yet.")
      #expect(Set(before).isSubset(of: home.records))
      #expect(home.litter.isEmpty)
      #expect(try two.say("note", "Type your note.").contains("first \(canary)"))
      try two.write("and more")
      try two.leave()
      // It was said until it was saved, and not a moment longer.
      let saved = try #require(two.talk.text.ranges(of: "You wrote something here.").last)
      #expect(!two.talk.text[saved.upperBound...].contains("Not saved yet."))
      #expect(two.talk.errorText.isEmpty && home.litter.isEmpty)
      let kept = try home.opened().kept
      #expect(kept.contains("first \(canary)\nand more") && kept.contains("We liked the \(canary)."))
      home.expectSecret()
    }

    /// One program from beginning to end, no network, and no file made anywhere but under the home.
    @Test(.enabled(if: Strace.readsMemory, "\(Strace.memoryReason)")) func noOtherProgramAndNoNetwork() throws {
      let home = try Two.home()
      let aside = TemporaryFolder()
      let trace = aside.path("trace")
      let calls = "execve,execveat,fork,vfork,clone,clone3,openat,open,openat2,creat,mkdir,mkdirat,%network"
      let two = try Two(home, under: Strace.command(calls, to: trace))
      try two.open()
      try two.say("1", "This one: copy or delete")
      try two.say("2", "Copy it to a file")
      try two.say("1", "Copy it as JSON")
      try two.say("4", "Press Enter to go on.")
      for _ in 0..<4 { try two.talk.send("back\n") }
      try two.say("back", "Hello, you two.")
      try two.say("", "you go first")
      try two.say("2", "now you")
      try two.say("2", "Press Enter to go on.")
      try two.say("note", "Sealed words go with those that you opened here.")
      try two.say("2", "now you")
      try two.say("2", "Type your note.")
      try two.write("sealed \(canary)")
      try two.say("rest", "Breathe")
      try two.say("1", "Breathe")
      try two.say("enough", "Closing")
      try two.takeOffer("What was written", "What you wrote")
      try two.leave()
      try expectAlone(Strace.calls(trace), home)

      // The same on a terminal.
      let command = Strace.command(calls, to: trace) + [program]
      let screen = try PtySession(command[0], Array(command.dropFirst()), environment: environment(of: home))
      for (key, wanted) in [
        ("\r", "goes first"), ("2", "now you"), ("2", "Arriving"), ("n", "Before you write"), ("1", "now you"),
        ("1", "Only for now"), (canary, canary), ("\u{1B}", "Rest here"), ("1", "Breathe"),
      ] {
        try screen.wait(for: "a place for \(key.debugDescription)") {
          screen.isAlternate && !screen.text.isEmpty && !PtySession.moments.contains(where: screen.text.contains)
        }
        try screen.send(key)
        try screen.wait(forText: wanted)
        // The rest of the frame may say that keys are not taken yet.
        try screen.settle()
      }
      try screen.send("\u{3}")
      try screen.waitForEnd()
      try expectAlone(Strace.calls(trace), home)
    }

    private func expectAlone(_ calls: [String], _ home: TemporaryFolder) throws {
      let network = ["socket", "connect", "bind", "listen", "accept", "send", "recv", "getsockopt", "setsockopt", "shutdown"]
      #expect(calls.count { $0.hasPrefix("exec") } == 1, "another program was started")
      for call in calls {
        #expect(!network.contains { call.hasPrefix($0) }, "\(call)")
        #expect(!call.hasPrefix("fork") && !call.hasPrefix("vfork"), "\(call)")
        if call.hasPrefix("clone") { #expect(call.contains("CLONE_THREAD"), "a process and not a thread: \(call)") }
        guard ["O_WRONLY", "O_RDWR", "O_CREAT", "mkdir", "creat"].contains(where: call.contains) else { continue }
        // A name in an open folder, or a device that keeps nothing.
        let isOurs = call.contains("<\(home.path)")
        let isDevice = ["\"/dev/tty\"", "\"/dev/null\"", "\"/dev/pts/"].contains { call.contains($0) }
        #expect(isOurs || isDevice, "\(call)")
      }
      #expect(calls.contains { $0.contains("<\(home.path)") } || calls.contains { $0.contains("\"/dev/") }, "the trace tells nothing")
    }
  }
}
