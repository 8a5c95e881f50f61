// The quiet choice at the start: opened, read, looked through, copied, deleted, burned.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite struct KeptTests {
    @Test func readSearchedCopiedAndDeleted() throws {
      let home = try Two.home()
      let before = home.sealed
      let two = try Two(home)
      try two.open()
      let read = try two.say("1", "This one: copy or delete")
      #expect(read.contains("We liked the \(canary)."))
      #expect(read.contains("Arriving"))
      try two.say("back", "2: Look for words")
      try two.say("2", "Type the words to look for.")
      #expect(try two.say("CANARY-47", "Show all of them").contains("Only those with: CANARY-47"))
      try two.say("1", canary)
      try two.say("back", "Show all of them")
      try two.say("2", "Type the words to look for.")
      try two.say("nothing like this", "These words are in none of them.")
      try two.say("back", "4: All of it: copy or burn")
      #expect(home.sealed == before, "reading wrote something")

      // Copies, after the warning.
      for (number, ending) in [("2", "md"), ("3", "txt"), ("4", "json")] {
        try two.say("1", "This one: copy or delete")
        try two.say("2", "Copy it to a file")
        let warning = try two.say("1", "Copy it as JSON")
        #expect(warning.contains("Anyone who can open the file can read these words."))
        let told = try two.say(number, "Press Enter to go on.")
        let copy = try #require(home.tree.first { $0.key.hasPrefix("aftercare-export-") && $0.key.hasSuffix("." + ending) })
        #expect(told.contains(home.path(copy.key)))
        #expect(copy.value.mode == 0o600)
        #expect(copy.value.text.contains(ending == "md" ? "canary\\-4711" : canary) || copy.value.text.contains(canary))
        try two.say("", "Delete it")
        try two.say("back", "This one: copy or delete")
        try two.say("back", "4: All of it")
      }
      // All of it, beside the copy that is there.
      try two.say("4", "Burn everything")
      try two.say("1", "Copy it as JSON")
      try two.say("2", "-2.md")
      for path in home.tree.keys where path.hasPrefix("aftercare-export-") { unlink(home.path(path)) }
      home.expectSecret()

      // Deleting takes both.
      try two.say("", "Burn everything")
      try two.say("back", "4: All of it")
      try two.say("1", "This one: copy or delete")
      try two.say("2", "2: Delete it")
      for (left, right) in [("1", "2"), ("2", "1"), ("", "")] {
        try two.say("2", "you go first")
        try two.say(left, "now you")
        try two.say(right, "2: Delete it")
        #expect(home.sealed == before)
      }
      try two.say("2", "you go first")
      try two.say("2", "now you")
      try two.say("2", "It is deleted.")
      try two.say("", "Nothing is kept here.")
      #expect(home.records.count == 2, "the tombstone, and the memory of cards met")
      #expect(home.records.count { before[$0] == nil } == 1)
      try two.leave()
      home.expectSecret()
    }

    @Test func burningLeavesNoVaultAndTakesBoth() throws {
      let home = try Two.home()
      let before = home.sealed
      let two = try Two(home)
      try two.open()
      try two.say("4", "Burn everything")
      try two.say("2", "Nobody can undo it.")
      try two.say("2", "now you")
      try two.say("1", "2: Burn everything")
      #expect(home.sealed == before)
      try two.say("2", "you go first")
      try two.say("2", "now you")
      try two.say("2", "It is gone from here, all of it.")
      #expect(home.sealed.isEmpty)
      try two.say("", "Hello, you two.")
      try two.say("3", "Type the passphrase")
      try two.say(passphrase, "Nothing opened with that.")
      try two.say("", "Hello, you two.")
      try two.leave()
    }

    /// What was sealed goes on being sealed where burning fails: here another program holds the lock of all vaults.
    @Test func whereBurningFailsNotesStaySealed() throws {
      let home = try Two.home()
      let two = try Two(home)
      try two.openForNote()
      try two.write("one \(canary)")
      for _ in 0..<2 { try two.talk.send("back\n") }
      try two.say("back", "3: Open something you two kept")
      try two.open()
      try two.say("4", "Burn everything")
      let lock = open(home.path(".local/share/aftercare/vaults/lock"), O_RDWR | O_CLOEXEC)
      #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      try two.say("2", "you go first")
      try two.say("2", "now you")
      try two.say("2", "is open in another window")
      close(lock)
      try two.say("", "2: Burn everything")
      for _ in 0..<2 { try two.talk.send("back\n") }
      for _ in 0..<2 { try two.talk.send("\n") }
      try two.say("", "Press Enter to go on.")
      try two.say("note", "Type your note.")
      try two.write("two \(canary)")
      try two.leave()
      home.expectSecret()
      #expect(!home.tree.keys.contains { $0.hasPrefix(".local/share/aftercare/plain") })
      #expect(try home.opened().kept.contains { $0.hasSuffix("two \(canary)") })
    }

    @Test func anUnknownPassphraseMakesNothingAndIsAnsweredAlike() throws {
      let empty = try Two()
      try empty.say("3", "Type the passphrase that each of you knows, or your own.")
      for words in ["who knows", "seven", passphrase] { try empty.say(words, "Nothing opened with that.") }
      #expect(empty.home.tree.isEmpty)
    }

    /// Word for word the same with and without vaults, and about as slow.
    @Test func nothingAtAStartTellsWhetherVaultsExist() throws {
      let home = try Two.homeAsMade()
      var said: [String] = []
      var seconds: [Double] = []
      for home in [home, TemporaryFolder()] {
        let two = try Two(home)
        try two.say("3", "Type the passphrase that each of you knows, or your own.")
        let start = monotonicSeconds()
        try two.say("not this one", "Nothing opened with that.")
        seconds.append(monotonicSeconds() - start)
        try two.say("", "Hello, you two.")
        try two.leave()
        said.append(two.talk.text)
      }
      #expect(said[0] == said[1])
      #expect(seconds[1] > seconds[0] / 4 && seconds[0] > seconds[1] / 4, "\(seconds)")
    }

    @Test func behindThePassphraseIsALookBack() throws {
      let home = try Two.home()
      let before = home.records
      let two = try Two(home)
      try two.open()
      try two.say("3", "3: Some questions for a day or more later")
      try two.say("3", "you go first")
      try two.say("2", "now you")
      try two.say("2", "How long ago was it?")
      try two.say("1", "how is your body today?")
      // Notes go where they were opened from, if both want that.
      try two.say("note", "Sealed words go with those that you opened here.")
      try two.say("2", "now you")
      try two.say("2", "Type your note.")
      try two.write("later \(canary)")
      #expect(Set(before).isSubset(of: home.records))
      try two.leave()
      home.expectSecret()
      let next = try Two(home)
      try next.open()
      #expect(try next.say("1", "This one").contains("later \(canary)"))
    }

    @Test func withoutAHomeThereIsNoChoice() throws {
      var environment = environment(of: TemporaryFolder())
      environment["HOME"] = nil
      let result = try runToEnd(program, ["--plain"], environment: environment)
      #expect(result.text.contains("2: Something hurts"))
      #expect(!result.text.contains("3: Open something"))
    }

    @Test func whatWasOpenedTakesNotesWithoutThePassphrase() throws {
      let home = try Two.home()
      let two = try Two(home)
      try two.open()
      try two.say("back", "Hello, you two.")
      #expect(home.records.count == 2)
      try two.say("", "you go first")
      try two.say("2", "now you")
      try two.say("2", "Press Enter to go on.")
      try two.say("note", "Sealed words go with those that you opened here.")
      try two.say("2", "now you")
      #expect(try !two.say("2", "Type your note.").contains("Type a passphrase"))
      try two.write("another \(canary)")
      #expect(home.records.count == 3)
      // This conversation's own notes are not in the list.
      for _ in 0..<3 { try two.talk.send("back\n") }
      try two.leave()
      home.expectSecret()
      let next = try Two(home)
      try next.open()
      #expect(try next.say("1", "This one").contains("another \(canary)"))
    }

    @Test func aLockedVaultCanBeReadAndSaysWhyItCannotBeChanged() throws {
      let first = try Two(Two.home())
      try first.openForNote()
      try first.write("We liked the \(canary).")
      let before = first.home.records
      let second = try Two(first.home)
      try second.open()
      try second.say("1", canary)
      try second.say("2", "2: Delete it")
      try second.say("2", "you go first")
      try second.say("2", "now you")
      try second.say("2", "is open in another window")
      #expect(first.home.records.sorted() == before.sorted())
    }

    // MARK: - On the screen

    /// A terminal at the list.
    private func screen(_ home: TemporaryFolder) throws -> PtySession {
      let screen = try PtySession(program, environment: environment(of: home))
      try screen.wait(forText: "Open something you two kept")
      try screen.settle()
      try screen.send("3")
      try screen.wait(forText: "It only opens")
      try screen.settle()
      return screen
    }

    private func press(_ key: String, _ wanted: String, _ screen: PtySession) throws {
      try screen.send(key)
      try screen.wait(forText: wanted)
      try screen.settle()
    }

    @Test func theScreenReadsSearchesAndCovers() throws {
      let home = try Two.home()
      let screen = try screen(home)
      try screen.send(passphrase)
      try screen.settle()
      #expect(!screen.text.contains("otters"))
      try press("\r", "What you kept", screen)
      try screen.wait(forText: "1  ")
      try press("/", "Look for: _", screen)
      try press("quiz", "none of them", screen)
      for _ in 0..<4 { try screen.send("\u{7F}") }
      try press("CANARY", "Look for: CANARY_", screen)
      try screen.wait(forText: "Arriving")
      try press("\r", canary, screen)
      // Esc covers at once; nothing of it is left, and reading again takes the passphrase.
      try press("\u{1B}", "Rest here", screen)
      #expect(!screen.text.contains(canary))
      try press("\u{1B}[D", "Hello, you two.", screen)
      try press("3", "It only opens", screen)
      try screen.send("\u{3}")
      try screen.waitForEnd()
      #expect(!screen.text.contains(canary))
      #expect(!screen.scrollback.joined().contains(canary))
      home.expectSecret()
    }

    @Test(arguments: ["\u{1B}", "\u{1B}[D"]) func openingCanBeStopped(_ key: String) throws {
      let home = try Two.homeAsMade()
      let screen = try screen(home)
      try screen.send(passphrase + "\r")
      try screen.wait(forText: "One moment.")
      try press(key, key == "\u{1B}" ? "Rest here" : "Hello, you two.", screen)
      // The work that went on comes to nothing.
      try press("?", "Keys", screen)
      #expect(!screen.text.contains("What you kept"))
    }
  }
}
