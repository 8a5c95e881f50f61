// What goes wrong is told in the language that people asked for, with the same exit codes.

import Foundation
import Settings
import Testing
import Vault

@testable import App

@Suite struct ComplaintTests {
  /// One of each; the switch makes the compiler ask for a new one here.
  private static let all: [StoreError] = {
    let all: [StoreError] = [
      .noHome(variable: "HOME"), .relativeHome(variable: "HOME"), .diskFull(path: "/x"), .readOnly(path: "/x"),
      .permission(path: "/x"), .locked(path: "/x"), .loosePermissions(path: "/x", mode: 0o755), .otherOwner(path: "/x"),
      .wrongKind(path: "/x"), .missing(path: "/x"), .newerVersion(path: "/x"), .damaged(path: "/x"), .tooLarge(path: "/x"),
      .wrongPassphrase, .emptyPassphrase, .samePassphrase, .cancelled, .noMemory, .swappedRecipient(path: "/x"),
      .swappable, .strayFile(path: "/x"), .leftBehind(path: "/x"), .failed(path: "/x", code: 5),
    ]
    for error in all {
      switch error {
      case .noHome, .relativeHome, .diskFull, .readOnly, .permission, .locked, .loosePermissions, .otherOwner, .wrongKind,
        .missing, .newerVersion, .damaged, .tooLarge, .wrongPassphrase, .emptyPassphrase, .samePassphrase, .cancelled,
        .noMemory, .swappedRecipient, .swappable, .strayFile, .leftBehind, .failed: break
      }
    }
    return all
  }()

  private static let english = Resources.englishWords()
  private static let languages = Resources.wordsTags.map { Words(Resources.words($0)!, over: english) }

  private func expectWhole(_ complaint: Complaint) {
    for words in Self.languages {
      let line = complaint.line(words)
      #expect(!line.contains("{") && !line.contains("}"), "\(words.language): \(line)")
    }
  }

  @Test(arguments: all) func everyErrorOfTheStoreIsSaidWhole(error: StoreError) {
    expectWhole(error.complaint)
    let line = error.complaint.line(Self.english)
    if "\(error)".contains("/x") { #expect(line.contains("/x"), "\(line)") }
    if "\(error)".contains("HOME") { #expect(line.contains("HOME"), "\(line)") }
  }

  @Test func aPathInAHintIsOneWordForAShell() {
    let line = StoreError.loosePermissions(path: "/home/o'brien it's", mode: 0o755).complaint.line(Self.english)
    #expect(line.hasSuffix(#"chmod -R go-rwx '/home/o'\''brien it'\''s'"#), "\(line)")
  }

  @Test func noTwoErrorsOfTheStoreSoundAlike() {
    #expect(Set(Self.all.map { $0.complaint.what }).count == Self.all.count)
  }

  @Test func troubleWithAFileIsSaidWhole() {
    for error in [SmallFileError.missing, .notRegular, .tooLarge, .unreadable(13)] { expectWhole(error.complaint("/x")) }
    for code in [EEXIST, ENOSPC] { expectWhole(.notMade("/x", code)) }
    expectWhole(DeckTrouble.unknownName("x").complaint)
    expectWhole(DeckTrouble.file("x", .missing).complaint)
  }

  @Test func anotherEncodingIsCalledByItsName() {
    let text = "left_name = \"Ren\u{E9}\"\r\n"
    let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [[0xFF, 0xFE] + wide, wide, [0xFE, 0xFF, 0]] { #expect(OtherEncoding(of: bytes) == .utf16) }
    #expect(OtherEncoding(of: text.unicodeScalars.map { UInt8($0.value) }) == .codePage)
    for bytes in [[UInt8](text.utf8), [0xEF, 0xBB, 0xBF] + text.utf8, [], [0x61]] { #expect(OtherEncoding(of: bytes) == nil) }
    for other in [OtherEncoding.utf16, .codePage] { expectWhole(other.complaint("/x")) }
  }

  /// What this module tells people comes from the words files.
  @Test func noMessageIsWrittenIntoTheSources() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/App")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
      let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
      let found = lines.filter { $0.contains("hint: \"") && !$0.contains("aftercare --help shows") }
      #expect(found.isEmpty, "\(name): \(found)")
    }
  }

  private static func german(_ home: NotesHome) -> [String: String] {
    home.environment.merging(["LANG": "de_DE.UTF-8"]) { _, new in new }
  }

  @Test func theCommandsSpeakTheLanguageAskedFor() throws {
    let home = NotesHome()
    let german = Self.german(home)
    try home.vault("p", holding: [NotesHome.record("Wasser half", section: "wishes")])
    let wrong = try home.notes("list", passphrase: "q", environment: german)
    #expect(wrong.status == 3 && wrong.err.hasPrefix("aftercare: mit dieser Passphrase öffnet sich nichts\nhint: tippt sie"))
    let list = try home.notes("list", passphrase: "p", environment: german)
    #expect(list.status == 0 && list.out.hasSuffix("  1 Notiz: Wünsche\n"))
    let none = try home.notes("show", "zzzz", passphrase: "p", environment: german)
    #expect(none.status == 1 && none.err.contains("hint: aftercare notes list zeigt"))
    let burn = try home.notes("burn", passphrase: "p", environment: german)
    #expect(burn.status == 64 && burn.err.contains("niemand gefragt"))
    let agreements = try home.command(["agreements", "--plain-text"], environment: german)
    // And nothing after it.
    #expect(agreements.status == 64 && agreements.err.hasPrefix("aftercare: Abmachungen"), "\(agreements)")
    #expect(agreements.err.hasSuffix("\nhint: lasst --plain-text weg\n"), "\(agreements)")
  }

  @Test func theSettingsAndTheDecksToo() throws {
    let home = NotesHome()
    let german = Self.german(home)
    let config = try home.command(["config"], environment: german)
    #expect(config.status == 0 && config.out.hasPrefix("# Noch gibt es keine Einstellungen."), "\(config)")
    #expect(config.out.contains("language = \"de-de\"  # aus LANG"))
    let made = try home.command(["config", "--new"], environment: german)
    #expect(made.status == 0 && made.out.contains("ist bereit"))
    let again = try home.command(["config", "--new"], environment: german)
    #expect(again.status == 2 && again.err.contains("gibt es schon und bleibt, wie es ist"))
    let deck = try home.command(["decks", "show", "absent"], environment: german)
    #expect(deck.status == 2 && deck.err.hasPrefix("aftercare: es gibt kein Deck „absent“\nhint: "))
  }
}
