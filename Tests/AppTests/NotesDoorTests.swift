// Where the passphrase may come from, odd homes, closed pipes, Ctrl-C.

import Glibc
import TestSupport
import Testing

@testable import Vault

@Suite struct NotesDoorTests {
  private func session(_ home: NotesHome, _ arguments: String...) throws -> PtySession {
    var environment = home.environment
    environment["TERM"] = "xterm"
    return try PtySession(builtProgram("aftercare"), ["notes"] + arguments, environment: environment)
  }

  @Test func onATerminalThePassphraseIsAskedForAndNotShown() throws {
    let home = NotesHome()
    try home.vault("hush hush", holding: [NotesHome.record("a note")])
    let session = try session(home, "list")
    try session.wait(forText: "Passphrase (not shown):")
    try session.send("hush hush\n")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.text.contains("1 note: Comfort"))
    #expect(!String(decoding: session.output, as: UTF8.self).contains("hush"))
  }

  @Test func ctrlCAtTheQuestionEndsAndRestoresTheEcho() throws {
    let home = NotesHome()
    try home.vault("p")
    let session = try session(home, "list")
    try session.wait(forText: "Passphrase (not shown):")
    try session.send([3])
    #expect(try session.waitForEnd() == .exited(130))
    #expect(session.modes == session.modesBefore)
  }

  @Test func ctrlCWhileOpeningEndsAtOnce() throws {
    let home = NotesHome()
    // As dear as in real life: eight vaults take many seconds.
    let vault = try vaultAtFullCost(home)
    for _ in 0..<8 { NotesHome.copy(vault, to: home.data + "/aftercare/vaults/" + RandomName().text) }
    let session = try session(home, "list")
    try session.wait(forText: "Passphrase (not shown):")
    try session.send("wrong\n")
    try session.wait(forText: "Opening: ")
    try session.send([3])
    #expect(try session.waitForEnd(timeout: 2) == .exited(130))
  }

  private func vaultAtFullCost(_ home: NotesHome) throws -> String { try Vaults(dataHome: home.data).create([secret("p")])[0].path }

  @Test func burningOnATerminalWantsTheWord() throws {
    let home = NotesHome()
    try home.vault("p", holding: [NotesHome.record("a note")])
    for (word, status) in [("yes", Int32(0)), ("burn", 3)] {
      let session = try session(home, "burn")
      try session.wait(forText: "Passphrase (not shown):")
      try session.send("p\n")
      try session.wait(forText: "Type burn and Enter")
      try session.send(word + "\n")
      #expect(try session.waitForEnd() == .exited(0))
      #expect(try home.notes("list", passphrase: "p").status == status)
    }
  }

  @Test func aPassphraseIsChangedFromTwoDescriptors() throws {
    let home = NotesHome()
    try home.vault("old", holding: [NotesHome.record("a note")])
    let changed = try home.notes("passphrase", "--new-passphrase-fd", "0", passphrase: "old", input: "hush\n")
    #expect(changed.status == 0 && changed.err.contains("Copies and backups") && changed.err.contains("four or more words"))
    #expect(try home.notes("list", passphrase: "old").status == 3)
    #expect(try home.notes("list", passphrase: "hush").out.contains("1 note"))
    #expect(try home.notes("passphrase", "--new-passphrase-fd", "3", passphrase: "hush").status == 64)
    #expect(try home.notes("passphrase", "--new-passphrase-fd", "0", passphrase: "hush", input: "\n").status == 3)
    #expect(try home.notes("passphrase", "--plain-text", "--new-passphrase-fd", "0", input: "x\n").status == 64)
    #expect(try home.notes("list", passphrase: "hush").status == 0)
  }

  @Test func onATerminalTheNewOneIsTypedTwice() throws {
    let home = NotesHome()
    try home.vault("old")
    let session = try session(home, "passphrase")
    try session.wait(forText: "Passphrase (not shown):")
    try session.send("old\n")
    try session.wait(forText: "New passphrase (not shown;")
    try session.send("one two three four\n")
    try session.wait(forText: "Once more (not shown):")
    try session.send("one two three fore\n")
    try session.wait(forText: "The two were not the same.")
    try session.send("one two three four\n")
    try session.settle()
    try session.send("one two three four\n")
    try session.wait(forText: "Changed.")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(!session.text.contains("three"))
    #expect(try home.notes("list", passphrase: "one two three four").status == 0)
  }

  @Test func anExportDoesNotGoToATerminal() throws {
    let home = NotesHome()
    try home.vault("p")
    let session = try session(home, "export")
    #expect(try session.waitForEnd() == .exited(64))
  }

  @Test func neverFromAnArgumentOrTheEnvironment() throws {
    let home = NotesHome()
    try home.vault("hush", holding: [NotesHome.record("canary")])
    let argument = try home.notes("list", "--passphrase", "hush")
    #expect(argument.status == 64 && argument.out == "")
    var environment = home.environment
    for name in ["PASSPHRASE", "AFTERCARE_PASSPHRASE", "AGE_PASSPHRASE"] { environment[name] = "hush" }
    // Without a terminal and a descriptor there is nothing to read it from; standard input is not one.
    let none = try home.notes("list", input: "hush\n", environment: environment)
    #expect(none.status == 69 && none.out == "" && none.err.contains("--passphrase-fd"))
  }

  @Test func aDescriptorThatCannotBeReadIsAMistakeInTheWords() throws {
    let home = NotesHome()
    try home.vault("p")
    for number in ["3", "4", "9", "1", "-1"] {
      #expect(try home.notes("list", "--passphrase-fd=\(number)").status == 64)
      #expect(try home.notes("export", "--passphrase-fd=\(number)").status == 64)
    }
    let long = try home.notes("list", passphrase: String(repeating: "p", count: 2000))
    #expect(long.status == 3 && !long.err.contains("ppp"))
    #expect(try home.notes("list", "--passphrase-fd", "0", input: "p\n").status == 0)
    #expect(try home.notes("import", "-", "--passphrase-fd", "0", input: "p\n").status == 64)
    #expect(try home.notes("search", "--passphrase-fd", "0", input: "p\n").status == 64)
  }

  @Test(arguments: [
    ["HOME": ""], ["HOME": "relative"], ["HOME": "/nonexistent", "XDG_DATA_HOME": "relative"], [:],
  ])
  func oddHomesAreToldAndNothingIsWritten(_ odd: [String: String]) throws {
    let home = NotesHome()
    let seen = try home.notes("list", passphrase: "p", environment: odd)
    #expect(seen.status == 2 && seen.out == "" && seen.err.contains("hint: "))
    #expect(NotesHome.files(home.path) == [])
    let taken = try home.notes("import", "-", "--plain-text", input: NotesHome.record("a").encode(), environment: odd)
    #expect(taken.status == 2)
  }

  @Test func aVaultThatOthersCouldOpenIsClosedToThemAndRead() throws {
    let home = NotesHome()
    let vault = try home.vault("p", holding: [NotesHome.record("a note")])
    chmod(vault.path, 0o755)
    let seen = try home.notes("list", passphrase: "p")
    #expect(seen.status == 0 && seen.out.contains("1 note"))
    var status = stat()
    #expect(lstat(vault.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
  }

  /// One vault in trouble, one identity in trouble: the others open, and what was passed over is named.
  @Test func oneInTroubleStandsInNoOthersWay() throws {
    let home = NotesHome()
    let seats = try home.vaults.create([secret("left"), secret("right")])
    let other = try home.vaults.create([secret("other")])[0]
    NotesHome.write([], other.path + "/identity.age")
    NotesHome.write([1, 2], seats[1].path + "/" + seats[1].name)
    let seen = try home.notes("list", passphrase: "left")
    #expect(seen.status == 0 && seen.err.contains(other.path) && seen.err.contains(seats[1].name))
    // What opens nothing is called so, with where it was looked for, and not by the others' trouble alone.
    let wrong = try home.notes("list", passphrase: "wrong")
    #expect(wrong.status == 3 && wrong.err.contains(home.data + "/aftercare/vaults"))
  }

  @Test(arguments: ["caf\u{E9}", "cafe\u{301}"]) func thePassphraseOfAnotherKeyboardOpens(_ sealed: String) throws {
    let home = NotesHome()
    try home.vault(sealed, holding: [NotesHome.record("a note")])
    for typed in ["caf\u{E9}", "cafe\u{301}", "\u{FEFF}caf\u{E9}", "\u{FEFF}cafe\u{301}"] {
      #expect(try home.notes("list", passphrase: typed).status == 0, "\(typed.unicodeScalars.map(\.value))")
    }
    #expect(try home.notes("list", passphrase: "cafe").status == 3)
  }

  @Test func aClosedPipeIsNoError() throws {
    let home = NotesHome()
    try home.vault("p", holding: [NotesHome.record(String(repeating: "a long note\n", count: 50_000))])
    let session = try PtySession(
      "/bin/sh",
      [
        "-c", "(printf 'p\\n' | \(builtProgram("aftercare")) notes export --passphrase-fd 0; echo status $? >&2) | head -n 1",
      ], environment: home.environment)
    #expect(try session.waitForEnd(timeout: 120) == .exited(0))
    #expect(session.text.contains("status 0"))
  }
}
