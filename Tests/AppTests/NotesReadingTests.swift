// Listing, showing and searching, as another program would ask for it.

import Foundation
import Testing

@testable import Vault

private func json(_ text: String) throws -> [[String: Any]] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
}

@Suite struct NotesReadingTests {
  @Test func listIsNewestFirstWithLocalDatesAndSections() throws {
    let home = NotesHome()
    var two = NotesHome.record("second", minutes: 60, section: "wishes")
    two.entries.append(.init(section: "comfort", prompt: "", text: "and more"))
    two.finished = false
    let one = NotesHome.record("first")
    try home.vault("p", holding: [one, two])
    let seen = try home.notes("list", passphrase: "p")
    #expect(seen.status == 0)
    #expect(seen.err == "")
    #expect(
      seen.out == """
        2025-07-01 00:10  \(two.id.text.prefix(8))  2 notes: Wishes, Comfort (not finished)
        2025-06-30 23:10  \(one.id.text.prefix(8))  1 note: Comfort

        """)
    let rows = try json(try home.notes("list", "--json", passphrase: "p").out)
    #expect(rows.map { $0["id"] as? String } == [two.id.text, one.id.text])
    #expect(rows[0]["sections"] as? [String] == ["wishes", "comfort"])
    #expect(rows[0]["notes"] as? Int == 2)
    #expect(rows[0]["created"] as? Int == 1_751_321_405)
    #expect(rows[0]["finished"] as? Bool == false)
  }

  @Test func anEmptyVaultIsNoFault() throws {
    let home = NotesHome()
    try home.vault("p")
    #expect(try home.notes("list", passphrase: "p").status == 0)
    #expect(try home.notes("list", "--json", passphrase: "p").out == "[]\n")
    #expect(try home.notes("export", "--format", "json", passphrase: "p").status == 0)
  }

  @Test func showSaysTheWholeConversationAndNothingThatDrivesATerminal() throws {
    let home = NotesHome()
    let record = NotesHome.record("calm\u{1B}]52;c;eA==\u{07}\u{202E} and warm\n\nsecond")
    try home.vault("p", holding: [record])
    let seen = try home.notes("show", String(record.id.text.prefix(8)).uppercased(), passphrase: "p")
    #expect(seen.status == 0)
    #expect(seen.out.hasPrefix("2025-06-30 23:10:05 +02:00\n\nComfort\n\nWhat was good?\n  calm"))
    #expect(seen.out.hasSuffix(" and warm\n\n  second\n"))
    #expect(!seen.out.unicodeScalars.contains { ["\u{1B}", "\u{07}", "\u{202E}"].contains($0) })
    let whole = try home.notes("show", record.id.text, "--json", passphrase: "p").out
    #expect(!whole.unicodeScalars.contains { ["\u{1B}", "\u{07}", "\u{202E}"].contains($0) })
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(whole.utf8)) as? [String: Any])
    let records = try #require(parsed["records"] as? [[String: Any]])
    #expect((records[0]["entries"] as? [[String: String]])?[0]["text"] == record.entries[0].text)
  }

  @Test func anIdThatIsNotThereOrNotOneAlone() throws {
    let home = NotesHome()
    try home.vault(
      "p",
      holding: [
        NotesHome.record("a", id: "00000000000000000000000000"), NotesHome.record("b", id: "00000000000000000000000010"),
      ])
    #expect(try home.notes("show", "zzzz", passphrase: "p").status == 1)
    #expect(try home.notes("show", "", passphrase: "p").status == 1)
    #expect(try home.notes("show", "0000", passphrase: "p").status == 64)
    #expect(try home.notes("show", "0000000000000000000000001", passphrase: "p").status == 0)
    // As many characters as it takes to tell them apart.
    let list = try home.notes("list", passphrase: "p").out
    #expect(list.contains("  0000000000000000000000001  "))
  }

  @Test func searchFindsAllWordsWhereverTheyStand() throws {
    let home = NotesHome()
    let warm = NotesHome.record("A WARM bath\nand Tea", minutes: 1)
    try home.vault("p", holding: (0..<70).map { NotesHome.record("note \($0)") } + [warm])
    let seen = try home.notes("search", "tea", "warm", passphrase: "p")
    #expect(seen.status == 0)
    #expect(
      seen.out == """
        2025-06-30 23:11  \(warm.id.text.prefix(8))  1 note: Comfort
            A WARM bath
            and Tea

        """)
    let rows = try json(try home.notes("search", "--json", passphrase: "p", input: "bath tea\n").out)
    #expect(rows.map { $0["found"] as? [String] } == [["A WARM bath", "and Tea"]])
    #expect(try home.notes("search", "note", "--json", passphrase: "p").out.split(separator: "\n").count == 72)
    let none = try home.notes("search", "absent", passphrase: "p")
    #expect(none.status == 1 && none.out == "" && !none.err.contains("absent"))
    #expect(try home.notes("search", "absent", "--json", passphrase: "p").out == "[]\n")
    #expect(try home.notes("search", passphrase: "p").status == 64)
  }

  /// Anybody who may write to the folder can seal something to it; it is told from what is theirs, in every form.
  @Test func whatNothingProvesIsMarked() throws {
    let home = NotesHome()
    let vault = try home.vault("p", holding: [NotesHome.record("ours")])
    let forged = NotesHome.record("theirs", minutes: 1)
    NotesHome.write(
      try Age.seal([UInt8](forged.encode().utf8), to: vault.recipients), vault.path + "/" + RandomName().text + ".age")
    let mark = "ot proven to be yours"
    let list = try home.notes("list", passphrase: "p").out.split(separator: "\n")
    #expect(list.count == 2 && list[0].contains(mark) && !list[1].contains(mark))
    #expect(try home.notes("list", "--json", passphrase: "p").out.contains(#""isProven": false"#))
    #expect(try home.notes("show", forged.id.text, passphrase: "p").out.contains(mark))
    for form in ["text", "markdown", "json"] {
      let copy = try home.notes("export", "--format", form, passphrase: "p").out
      #expect(copy.components(separatedBy: form == "json" ? #""isProven": false"# : mark).count == 2, "\(copy)")
    }
  }

  @Test func aPassphraseOpensItsOwnVaultAlone() throws {
    let home = NotesHome()
    try home.vault("ours", holding: [NotesHome.record("canary one")])
    try home.vault("theirs", holding: [NotesHome.record("canary two")])
    #expect(try home.notes("search", "canary", passphrase: "ours").out.contains("canary one"))
    #expect(try !home.notes("search", "canary", passphrase: "ours").out.contains("canary two"))
    let wrong = try home.notes("list", passphrase: "nobody's")
    #expect(wrong.status == 3 && wrong.out == "" && wrong.err.contains("hint: "))
    // The same words where there is no vault at all.
    let none = NotesHome()
    let nothing = try none.notes("list", passphrase: "nobody's")
    #expect(nothing.status == 3 && nothing.err.replacing(none.path, with: home.path) == wrong.err)
    #expect(try none.notes("list", passphrase: "").status == 3)
    #expect(NotesHome.files(none.path) == [])
  }

  @Test func oneForTwoVaultsListsBothAndAsksWhichToWriteTo() throws {
    let home = NotesHome()
    let one = try home.vault("same", holding: [NotesHome.record("one")])
    try home.vault("same", holding: [NotesHome.record("two", minutes: 1)])
    #expect(try home.notes("list", passphrase: "same").out.split(separator: "\n").count == 2)
    let file = home.path + "/record"
    NotesHome.write(Array(NotesHome.record("three").encode().utf8), file)
    #expect(try home.notes("import", file, passphrase: "same").status == 64)
    let name = one.path.split(separator: "/").last!
    #expect(try home.notes("import", file, "--vault", String(name.prefix(8)), passphrase: "same").status == 0)
    #expect(try home.notes("list", "--vault", String(name), passphrase: "same").out.split(separator: "\n").count == 2)
    #expect(try home.notes("list", "--vault", "zz", passphrase: "same").status == 3)
  }

  @Test func twoCopiesThatGrewApartMergeByCopying() throws {
    let here = NotesHome()
    let there = NotesHome()
    let both = NotesHome.record("shared")
    let gone = NotesHome.record("let go", minutes: 5)
    let vault = try here.vault("p", holding: [both, gone])
    NotesHome.copy(here.path, to: there.path)
    let copy = try there.vaults.unlock(secret("p")).vaults[0]
    // Here one is deleted and one comes; there a shared one goes on.
    #expect(try here.notes("delete", gone.id.text, passphrase: "p").status == 0)
    try here.keep([NotesHome.record("here", minutes: 10)], in: vault)
    let summary = try #require(try copy.catalogue().summaries.first { $0.id == both.id })
    var more = try copy.record(summary)
    more.entries.append(.init(section: "wishes", prompt: "", text: "there"))
    try there.keep([more], in: copy)
    for (from, to) in [(here, there), (there, here)] {
      NotesHome.copy(from.data + "/aftercare/vaults", to: to.data + "/aftercare/vaults")
    }
    let lists = try [here, there].map { try $0.notes("list", "--json", passphrase: "p").out }
    #expect(lists[0] == lists[1])
    #expect(try json(lists[0]).map { $0["notes"] as? Int } == [1, 2])
  }

  @Test func aDamagedFileIsNamedAndTheRestShown() throws {
    let home = NotesHome()
    let vault = try home.vault("p", holding: [NotesHome.record("kept")])
    NotesHome.write([1, 2, 3], vault.path + "/" + RandomName().text + ".age")
    let seen = try home.notes("list", passphrase: "p")
    #expect(seen.status == 2 && seen.out.contains("1 note") && seen.err.contains(vault.path))
  }

  @Test func readingGoesOnBesideARunningConversationAndWritingDoesNot() throws {
    let home = NotesHome()
    let record = NotesHome.record("kept")
    let vault = try home.vault("p", holding: [record])
    let file = home.path + "/record"
    NotesHome.write(Array(NotesHome.record("three").encode().utf8), file)
    let lock = NotesHome.store(vault)
    #expect(lock.readOnly == nil)
    let before = NotesHome.files(home.path)
    try withExtendedLifetime(lock) {
      #expect(try home.notes("list", passphrase: "p").status == 0)
      for refused in [
        try home.notes("delete", record.id.text, passphrase: "p"), try home.notes("import", file, passphrase: "p"),
        try home.notes("burn", "--burn-everything", passphrase: "p"),
      ] {
        #expect(refused.status == 2 && refused.err.contains("open in another window"))
      }
    }
    #expect(NotesHome.files(home.path) == before)
  }

  @Test func whatWasBeingTypedIsShownAndGoesWithItsConversation() throws {
    let home = NotesHome()
    let vault = try home.vault("p")
    let record = NotesHome.record("half a")
    do { try NotesHome.store(vault).draft(record) }
    #expect(try home.notes("search", "half", passphrase: "p").out.contains("half a"))
    #expect(try home.notes("delete", record.id.text, passphrase: "p").status == 0)
    #expect(try home.notes("list", "--json", passphrase: "p").out == "[]\n")
    #expect(!NotesHome.files(vault.path).contains { $0.contains("draft") })
  }
}
