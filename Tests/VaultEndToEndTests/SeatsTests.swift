// A passphrase for each seat: who can open what, by the program and by the stock tool.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite struct SeatsTests {
    private static let left = "left moss läuten", right = "right river stone"
    private static let forBoth = "both-\(canary)", forLeft = "left-\(canary)", forRight = "right-\(canary)"

    /// A home with a vault of two, and a note for both, for the left seat and for the right, as the program made it;
    /// opening it costs little.
    private func home() throws -> TemporaryFolder { try Self.prepared.get().copy() }

    private static let prepared = Result { () throws in
      let home = try make()
      try home.lowerCost([left, right])
      return Prepared(home)
    }

    private static func make() throws -> TemporaryFolder {
      let two = try Two()
      try two.toPassphrase()
      try two.say("nobody knows this", "3: Type it again")
      try two.say("2", "Left: type a passphrase that only you know.")
      try two.say(left, "Left: type yours once more.")
      try two.say("a slip", "Left: type a passphrase that only you know.")
      try two.say(left, "Left: type yours once more.")
      try two.say(left, "Right: type a passphrase that only you know.")
      try two.say(right, "Right: type yours once more.")
      try two.say(right, "3: Right: show your key to copy")
      var keys: [String] = []
      for number in ["2", "3"] {
        let shown = try two.say(number, "Press Enter to go on.")
        keys.append(try #require(shown.split(separator: "\n").map(String.init).first { $0.hasPrefix("AGE-SECRET-KEY-1") }))
        try two.say("", "1: Write the note")
      }
      #expect(keys[0] != keys[1])
      try two.say("1", "Whom are these words for?")
      try write(two)
      try two.leave()
      for words in [left, right, canary, "AGE-SECRET-KEY-1"] { #expect(!two.home.holds(words)) }
      // Three records, and the memory of cards met.
      #expect(two.home.records.count == 4)
      try expectKeys(keys, open: two.home)
      return two.home
    }

    /// A note for both, for the left seat and for the right.
    private static func write(_ two: Two) throws {
      for (number, words) in [("1", forBoth), ("2", forLeft), ("3", forRight)] {
        if number != "1" { try two.say("note", "Whom are these words for?") }
        let opened = try two.say(number, "Type your note.")
        #expect(!opened.contains(canary), "somebody else's words")
        try two.write(words)
      }
    }

    /// The stock tool opens with a seat's key what is for both and for that seat, and nothing else.
    private static func expectKeys(_ keys: [String], open home: TemporaryFolder) throws {
      for (key, own) in zip(keys, [forLeft, forRight]) {
        let elsewhere = TemporaryFolder()
        try expect([forBoth, own], with: elsewhere.write("key.txt", key + "\n"), in: home)
      }
    }

    private static func expect(_ words: [String], with identity: String, in home: TemporaryFolder) throws {
      var found: [String] = []
      for record in home.records {
        let opened = try runToEnd("/usr/bin/age", ["-d", "-i", identity, home.path(record)])
        guard opened.ending == .exited(0) else { continue }
        found += [forBoth, forLeft, forRight].filter(opened.text.contains)
      }
      #expect(Set(found) == Set(words) && found.count == words.count, "\(found)")
    }

    @Test func eachOpensWhatIsForBothAndWhatIsTheirs() throws {
      let home = try home()
      let identities = home.identities
      #expect(identities.count == 2)
      // With the passphrases themselves: whose identity is in which file is left to chance.
      for (passphrase, own) in [(Self.left, Self.forLeft), (Self.right, Self.forRight)] {
        let opened = try identities.compactMap { identity -> String? in
          let text = try ageText(home.path(identity), passphrase: passphrase)
          return text.contains("AGE-SECRET-KEY-1") ? text : nil
        }
        #expect(opened.count == 1)
        let elsewhere = TemporaryFolder()
        let key = try #require(opened.first?.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("AGE-SECRET-KEY-1") })
        try Self.expect([Self.forBoth, own], with: elsewhere.write("key.txt", key + "\n"), in: home)

        // The same in the program, where the words are told apart by who can read them.
        let two = try Two(home)
        try two.open(passphrase)
        var read = try two.say("1", "This one: copy or delete")
        read += try two.say("1", "This one: copy or delete")
        #expect(read.contains(Self.forBoth) && read.contains(own))
        for other in [Self.forLeft, Self.forRight] where other != own { #expect(!two.talk.text.contains(other)) }
        try two.leave()
      }
    }

    @Test func aLaterTalkAsksWhoseThePassphraseIsAndKeepsTheSamePromise() throws {
      let home = try home()
      let before = Set(home.records)
      let two = try Two(home)
      try two.toPassphrase()
      try two.say(Self.right, "Whose did you type?")
      try two.say("2", "Whom are these words for?")
      try Self.write(two)
      try two.leave()
      #expect(before.subtracting(home.records).count <= 1 && home.records.count == 7, "three more; the memory is renewed if it has something new")
      for (passphrase, own, other) in [(Self.left, Self.forLeft, Self.forRight), (Self.right, Self.forRight, Self.forLeft)] {
        let all = try notes(home, ["export", "--format", "json"], passphrase)
        #expect(all.components(of: own) == 2 && all.components(of: Self.forBoth) == 2 && all.components(of: other) == 0)
        #expect(all.components(of: "\"isPrivate\": true") == 2)
      }
    }

    @Test func wordsForOneThatWereCutOffStayTheirs() throws {
      let home = try home()
      let two = try Two(home)
      try two.toPassphrase()
      try two.say(Self.left, "Whose did you type?")
      try two.say("1", "Whom are these words for?")
      try two.say("2", "Type your note.")
      let before = Set(home.records)
      try two.talk.send("cut-off " + String(repeating: "and so on ", count: 25) + "\n")
      try two.talk.wait(for: "a draft") { !home.drafts.isEmpty }
      two.talk.signal(SIGKILL)
      try two.talk.waitForEnd()
      // The other finds nothing of it.
      let other = try Two(home)
      try other.toPassphrase()
      try other.say(Self.right, "Whose did you type?")
      try other.leave()
      #expect(home.drafts.count == 1 && home.records.count == before.count)
      // The one whose it is has it kept, unseen by whoever looks on, and still for nobody else.
      let next = try Two(home)
      try next.toPassphrase()
      #expect(try !next.say(Self.left, "Whose did you type?").contains("cut-off"))
      try next.leave()
      #expect(home.drafts.isEmpty && home.records.count == before.count + 1)
      #expect(try notes(home, ["export", "--format", "json"], Self.left).contains("cut-off"))
      #expect(try !notes(home, ["export", "--format", "json"], Self.right).contains("cut-off"))
    }

    @Test func bothLetGoOfEverything() throws {
      let home = try home()
      let before = Set(home.records)
      let two = try Two(home)
      try two.toPassphrase()
      try two.say(Self.left, "Whose did you type?")
      try two.say("1", "Whom are these words for?")
      try Self.write(two)
      let close = try toClose(two)
      #expect(close.contains(Self.forBoth) && !close.contains(Self.forLeft) && !close.contains(Self.forRight))
      #expect(close.contains("Words for one of you alone are kept too."))
      try two.say("2", "now you")
      try two.say("2", "Rest well")
      try two.leave()
      // Tombstones alone are new, and the memory if it has something new.
      #expect(before.subtracting(home.records).count <= 1 && home.records.count == before.count + 3)
      for (passphrase, own) in [(Self.left, Self.forLeft), (Self.right, Self.forRight)] {
        let all = try notes(home, ["export", "--format", "json"], passphrase)
        #expect(all.components(of: own) == 1, "\(all)")
      }
    }

    /// To the last look at the notes.
    private func toClose(_ two: Two) throws -> String {
      let start = two.talk.text.count
      try two.say("enough", "Closing")
      try two.takeOffer("What was written", "What you wrote")
      return String(two.talk.text.dropFirst(start))
    }

    /// What the stock tool opens with a passphrase; nothing, if it is another's.
    private func ageText(_ file: String, passphrase: String) throws -> String {
      let elsewhere = TemporaryFolder()
      let opened = elsewhere.path("opened")
      let session = try PtySession("/usr/bin/age", ["-d", "-o", opened, file])
      try session.wait(forText: "passphrase")
      try session.settle()
      try session.send(passphrase + "\n")
      guard try session.waitForEnd() == .exited(0) else { return "" }
      return String(decoding: contents(opened), as: UTF8.self)
    }

    /// `aftercare notes` with a passphrase from a descriptor.
    private func notes(_ home: TemporaryFolder, _ arguments: [String], _ passphrase: String) throws -> String {
      let elsewhere = TemporaryFolder()
      let line = "exec \"$0\" notes \"$@\" --passphrase-fd 3 3<'\(elsewhere.write("passphrase", passphrase + "\n"))'"
      return try runToEnd("/bin/sh", ["-c", line, program] + arguments, environment: environment(of: home)).text
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
