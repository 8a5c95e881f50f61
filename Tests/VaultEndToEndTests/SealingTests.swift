// Notes sealed inside a conversation: what lies on the disk, who can open it, what survives.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite(.serialized) struct SealingTests {
    @Test func theStockToolOpensARecordWithTheKeyThatWasCopied() throws {
      let two = try Two()
      try two.toPassphrase()
      try two.begin()
      try two.say(passphrase, "2: Show the key to copy")
      let shown = try two.say("2", "without the passphrase.")
      let key = try #require(shown.split(separator: "\n").first { $0.hasPrefix("AGE-SECRET-KEY-1") })
      try two.say("", "1: Write the note")
      try two.say("1", "Type your note.")
      try two.write("We liked the \(canary).")
      two.home.expectSecret()
      try two.leave()
      two.home.expectSecret()
      let elsewhere = TemporaryFolder()
      let identity = elsewhere.write("key.txt", key + "\n")
      let opened = try two.home.records.map { try runToEnd("/usr/bin/age", ["-d", "-i", identity, two.home.path($0)]) }
      #expect(opened.allSatisfy { $0.ending == .exited(0) })
      let record = try #require(opened.first { $0.text.hasPrefix("aftercare record 1\n") })
      #expect(record.text.contains("| We liked the \(canary)."))
      #expect(record.text.contains("finished: yes"))
      // What was met, by ids and days.
      let memory = try #require(opened.first { $0.text.hasPrefix("aftercare memory 1\n") })
      #expect(memory.text.contains("\n- 20") && !memory.text.contains(canary))
      #expect(opened.count == 2)
    }

    @Test func theStockToolOpensTheIdentityWithThePassphrase() throws {
      let home = try Two.homeAsMade()
      let identity = try #require(home.identities.first)
      // What the program made is as dear to guess as promised: the header says scrypt at 2^18.
      let header = String(decoding: contents(home.path(identity)).prefix(200), as: UTF8.self).split(separator: "\n")
      #expect(header[1].hasPrefix("-> scrypt ") && header[1].hasSuffix(" 18"), "\(header[1])")
      let elsewhere = TemporaryFolder()
      let opened = elsewhere.path("identity.txt")
      _ = try age(["-d", "-o", opened, home.path(identity)], passphrase: passphrase)
      #expect(String(decoding: contents(opened), as: UTF8.self).contains("AGE-SECRET-KEY-1"))
      let notes = try home.records.map { try runToEnd("/usr/bin/age", ["-d", "-i", opened, home.path($0)]).text }
      #expect(notes.contains { $0.contains(canary) })
    }

    /// Eight words in small letters, and nothing else.
    private func isSuggestion(_ line: String) -> Bool {
      line.split(separator: " ").count == 8 && line.utf8.allSatisfy { $0 == 0x20 || (0x61...0x7A).contains($0) }
    }

    /// A question mark alone brings words by chance, and the vault opens with them, by the stock tool too.
    @Test func suggestedWordsOpenTheVault() throws {
      let two = try Two()
      try two.toPassphrase()
      let first = try two.say("?", "They show until you have typed them twice.")
      let second = try two.say("?", "They show until you have typed them twice.")
      let words = try [first, second].map { text in
        try #require(text.split(separator: "\n").map(String.init).first(where: isSuggestion))
      }
      #expect(words[0] != words[1])
      #expect(try two.begin(words[1]).contains(words[1]))
      #expect(try !two.say(words[1], "Ready. It was opened once").contains(words[1]))
      try two.say("1", "Type your note.")
      try two.write("We liked the \(canary).")
      try two.leave()
      for word in words { #expect(!two.home.holds(word)) }
      two.home.expectSecret()
      let elsewhere = TemporaryFolder()
      let opened = elsewhere.path("identity.txt")
      let identity = try #require(two.home.sealed.keys.first { $0.hasSuffix("/identity.age") })
      _ = try age(["-d", "-o", opened, two.home.path(identity)], passphrase: words[1])
      let texts = try two.home.records.map { try runToEnd("/usr/bin/age", ["-d", "-i", opened, two.home.path($0)]).text }
      #expect(texts.contains { $0.contains(canary) })
    }

    @Test func twoDifferentSecondPassphrasesMakeNothing() throws {
      let two = try Two()
      try two.toPassphrase()
      try two.begin()
      try two.say("another one", "The two were not the same.")
      #expect(two.home.sealed.isEmpty)
      try two.begin()
      try two.say(passphrase, "Ready. It was opened once")
      #expect(two.home.sealed.count == 2)
    }

    @Test func whatWasBeingTypedSurvivesAKillAndIsOfferedBehindThePassphrase() throws {
      let two = try Two(Two.home())
      try two.openForNote()
      try two.write("The first is done.")
      try two.say("note", "Sealed with your passphrase")
      // More than a draft's worth: it is on the disk as soon as it is typed.
      try two.talk.send("\(canary) " + String(repeating: "and so on ", count: 25) + "\n")
      let home = two.home
      try two.talk.wait(for: "a draft") { !home.drafts.isEmpty }
      two.talk.signal(SIGKILL)
      #expect(try two.talk.waitForEnd() == .signalled(SIGKILL))
      home.expectSecret()

      let next = try Two(home)
      #expect(!next.talk.text.contains("From before"))
      try next.toPassphrase()
      #expect(!next.talk.text.contains(canary))
      let offered = try next.say(passphrase, "Press Enter to go on.")
      #expect(offered.contains("From before"))
      #expect(offered.contains(canary))
      #expect(!offered.contains("3: Type it again"))
      try next.leave()
      home.expectSecret()
      let last = try Two(home)
      try last.open()
      #expect(try last.say("1", "This one").contains(canary))
    }

    @Test func aKillInTheTerminalCostsNoMoreThanTheLastRest() throws {
      let home = try Two.home()
      let screen = try PtySession(program, environment: environment(of: home))
      try screen.wait(forText: "Hello, you two.")
      for (key, wanted) in [
        ("\r", "goes first"), ("2", "now you"), ("2", "Arriving"), ("n", "Before you write"), ("2", "now you"),
        ("2", "Your passphrase"),
      ] {
        try screen.settle()
        try screen.send(key)
        try screen.wait(forText: wanted)
      }
      try screen.settle()
      try screen.send(passphrase)
      try screen.settle()
      #expect(!screen.text.contains("otters"))
      try screen.send("\r")
      try screen.wait(forText: "Sealed with your passphrase")
      try screen.settle()
      try screen.send("slowly \(canary)")
      try screen.wait(for: "a draft after a rest in typing") { !home.drafts.isEmpty }
      screen.signal(SIGKILL)
      try screen.waitForEnd()
      home.expectSecret()
      let next = try Two(home)
      try next.toPassphrase()
      #expect(try next.say(passphrase, "Press Enter to go on.").contains("slowly \(canary)"))
    }

    @Test func aSecondProgramSaysBeforeTheFirstCharacterThatItCannotWrite() throws {
      let first = try Two(Two.home())
      try first.openForNote()
      try first.write("We liked the \(canary).")
      let before = first.home.sealed
      let second = try Two(first.home)
      try second.toPassphrase()
      try second.say(passphrase, "is open in another window")
      try second.say("", "Press Enter to go on.")
      try second.leave()
      #expect(first.home.sealed == before)
      // The kernel frees the lock.
      first.talk.signal(SIGKILL)
      try first.talk.waitForEnd()
      let third = try Two(first.home)
      try third.toPassphrase()
      try third.say(passphrase, "Type your note.")
    }

    @Test func onlyBothSeal() throws {
      let two = try Two()
      try two.say("", "you go first")
      try two.say("2", "now you")
      try two.say("2", "Press Enter to go on.")
      try two.say("note", "Before you write")
      try two.say("2", "now you")
      try two.say("1", "Type your note.")
      try two.write(canary)
      try two.leave()
      #expect(two.home.tree.isEmpty)
    }
  }
}
