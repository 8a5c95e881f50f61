// Export, import, delete and burn.

import Foundation
import Glibc
import Testing

@testable import Vault

@Suite struct NotesCopiesTests {
  private static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  @Test func exportWarnsAndNeverTakesThePlaceOfAFile() throws {
    let home = NotesHome()
    let record = NotesHome.record("canary *words*")
    try home.vault("p", holding: [record, NotesHome.record("other", minutes: 1)])
    let file = home.path + "/notes.md"
    let seen = try home.notes("export", "--output", file, passphrase: "p")
    #expect(seen.status == 0 && seen.err.contains("not sealed") && !seen.err.contains("canary"))
    #expect(seen.out == "2 conversations exported to \(file)\n")
    #expect(Self.mode(file) == 0o600)
    #expect(NotesHome.text(file).contains("> canary \\*words\\*"))
    let again = try home.notes("export", "--output", file, "--format", "text", passphrase: "p")
    #expect(again.status == 2 && NotesHome.text(file).contains("> canary"))
    symlink(home.path + "/elsewhere", home.path + "/link")
    #expect(try home.notes("export", "--output", home.path + "/link", passphrase: "p").status == 2)
    #expect(Self.mode(home.path + "/elsewhere") == nil)
    #expect(try home.notes("export", "--output", home.path + "/no/notes.md", passphrase: "p").status == 2)
    let one = try home.notes("export", record.id.text, "--format", "text", passphrase: "p")
    #expect(one.out.contains("  canary *words*") && !one.out.contains("other"))
    #expect(try home.notes("export", "--format", "pdf", passphrase: "p").status == 64)
  }

  @Test func aFullDiskIsTold() throws {
    let home = NotesHome()
    try home.vault("p", holding: [NotesHome.record("note")])
    let full = try home.notes("export", "--output", "/dev/full", passphrase: "p")
    #expect(full.status == 2, "it is there already")
  }

  @Test func whatWasExportedComesBackOnAnotherMachineOnce() throws {
    let home = NotesHome()
    let records = (0..<3).map { NotesHome.record("note \($0)\n\t\"quoted\" \\ \u{1B}", minutes: $0) }
    try home.vault("p", holding: records)
    let export = try home.notes("export", "--format", "json", passphrase: "p").out
    let other = NotesHome()
    let vault = try other.vault("q")
    #expect(try other.notes("import", "-", passphrase: "q", input: export).out == "3 conversations added\n")
    let kept = try vault.catalogue().summaries.map { try vault.record($0) }
    #expect(kept.map(\.id) == records.reversed().map(\.id))
    #expect(kept.map(\.entries) == records.reversed().map(\.entries))
    #expect(kept.map(\.created) == records.reversed().map(\.created))
    let again = try other.notes("import", "-", passphrase: "q", input: export)
    #expect(again.out == "3 conversations left as kept here, the same or newer\n")
    #expect(try other.notes("delete", records[0].id.text, passphrase: "q").status == 0)
    let deleted = try other.notes("import", "-", passphrase: "q", input: export)
    #expect(deleted.out.contains("1 conversation left out, deleted here earlier"))
    #expect(try vault.catalogue().summaries.count == 2)
  }

  @Test func aNewerVersionTakesTheOlderNotesAlong() throws {
    let home = NotesHome()
    var record = NotesHome.record("first")
    let vault = try home.vault("p", holding: [record])
    record.revision = 7
    record.entries = [.init(section: "wishes", prompt: "", text: "second")]
    #expect(try home.notes("import", "-", passphrase: "p", input: record.encode()).out == "1 conversation renewed\n")
    let catalogue = try vault.catalogue()
    #expect(try vault.record(catalogue.summaries[0]).entries.map(\.text) == ["second", "first"])
    #expect(catalogue.items.count == 1, "the new file took the place of the old one")
    record.revision = 1
    record.entries = [.init(section: "wishes", prompt: "", text: "third")]
    #expect(try home.notes("import", "-", passphrase: "p", input: record.encode()).out.contains("left as kept"))
  }

  @Test func aFileFromOutsideCannotNameFilesOfTheVault() throws {
    let home = NotesHome()
    let vault = try home.vault("p", holding: [NotesHome.record("kept")])
    let name = try vault.catalogue().summaries[0].files[0]
    let hostile = NotesHome.record("new").encode()
      .replacing("finished: yes", with: "finished: yes\nreplaces: \(name.text)")
    #expect(try home.notes("import", "-", passphrase: "p", input: hostile).status == 0)
    #expect(try vault.catalogue().summaries.count == 2)
  }

  @Test(arguments: [
    "", "canary", "{", "{\"version\": 1}", "{\"version\": 0, \"records\": []}", "{\"version\": 1, \"records\": [{\"id\": \"canary\"}]}",
    "aftercare record 1\nid: canary\n", String(repeating: "[", count: 100_000), "{" + String(repeating: "\"a\":{", count: 50_000),
    "aftercare record 1\nid: 00000000000000000000000000\nrevision: 9223372036854775807\ncreated: 2025-06-30 23:10:05 +02:00\n",
    "{\"version\": 2, \"records\": \"canary\"}", "aftercare record 2\nid: 00000000000000000000000000\nrevision: 1\n"
      + "created: 2025-06-30 23:10:05 +02:00\n\n? canary\n",
  ])
  func whatIsNotOursIsRefusedWithoutAWordOfIt(_ input: String) throws {
    let home = NotesHome()
    let vault = try home.vault("p")
    let refused = try home.notes("import", "-", passphrase: "p", input: input)
    #expect(refused.status == 2 && refused.out == "" && refused.err.contains("hint: "))
    #expect(!refused.err.contains("canary"))
    #expect(try vault.catalogue().items.isEmpty)
  }

  @Test func aConversationTwiceInOneFileIsRefused() throws {
    let home = NotesHome()
    try home.vault("p")
    let one = Export.json.text([NotesHome.record("a", id: "00000000000000000000000000")])
    let entry = one.split(separator: "\"records\": [")[1].split(separator: "\n  ]\n}")[0]
    let twice = "{\"version\": 1, \"records\": [\(entry),\(entry)]}"
    #expect(try home.notes("import", "-", passphrase: "p", input: twice).status == 2)
  }

  @Test func aFolderAndAPipeAreNotFiles() throws {
    let home = NotesHome()
    try home.vault("p")
    mkfifo(home.path + "/pipe", 0o600)
    for path in [home.path, home.path + "/pipe", home.path + "/none", "/dev/zero"] {
      #expect(try home.notes("import", path, passphrase: "p").status == 2)
    }
  }

  @Test func burningNeedsAWordAndLeavesNothingOfThisVault() throws {
    let home = NotesHome()
    try home.vault("p", holding: [NotesHome.record("one")])
    try home.vault("q", holding: [NotesHome.record("two")])
    #expect(try home.notes("burn", passphrase: "p").status == 64)
    #expect(try home.notes("list", passphrase: "p").status == 0)
    let burnt = try home.notes("burn", "--burn-everything", passphrase: "p")
    #expect(burnt.status == 0 && burnt.out == "Burnt.\n")
    #expect(burnt.err.contains("cannot promise") && burnt.err.contains("1 conversation"))
    #expect(try home.notes("list", passphrase: "p").status == 3)
    #expect(try home.notes("list", passphrase: "q").status == 0)
    #expect(NotesHome.files(home.data + "/aftercare/vaults").filter { $0.hasSuffix("identity.age") }.count == 1)
  }

  @Test func plainTextNotesAreListedAndDeletedWithoutAPassphrase() throws {
    let home = NotesHome()
    #expect(try home.notes("list", "--plain-text").status == 0)
    #expect(NotesHome.files(home.path) == [])
    let record = NotesHome.record("plain words")
    do { try PlainStore(dataHome: home.data).commit(record) }
    #expect(try home.notes("list", "--plain-text").out.contains(record.id.text.prefix(8)))
    #expect(try home.notes("search", "words", "--plain-text").status == 0)
    let export = try home.notes("export", "--plain-text", "--format", "json").out
    #expect(try home.notes("delete", record.id.text, "--plain-text").status == 0)
    #expect(try home.notes("list", "--plain-text", "--json").out == "[]\n")
    #expect(try home.notes("import", "-", "--plain-text", input: export).out == "1 conversation added\n")
    #expect(try home.notes("import", "-", "--plain-text", input: export).out.contains("left as kept"))
    #expect(try home.notes("burn", "--plain-text", "--burn-everything").status == 0)
    #expect(try home.notes("list", "--plain-text", "--json").out == "[]\n")
    #expect(try home.notes("list", "--plain-text", passphrase: "p").status == 64)
  }
}
