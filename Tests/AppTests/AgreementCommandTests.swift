// `aftercare agreements`, as people and other programs ask for it.

import Conversation
import Foundation
import Glibc
import Testing

@testable import Vault

@Suite struct AgreementCommandTests {
  private static let sentence = "A yes here is a reason to ask, never permission. Either of you may change it at any time."

  /// A vault with a yes of today, a yes of long ago and a no.
  private static func home() throws -> NotesHome {
    let home = NotesHome()
    let store = NotesHome.store(try home.vault("p"))
    let today = Moment(seconds: Int64(time(nil)), offset: 0).day
    for (words, answer, day) in [
      ("Tea first", AgreementAnswer.yes, today), ("Light off", .yes, today - 100), ("Pictures\u{1B}[2J", .no, today),
    ] {
      _ = try store.add(NewAgreement(topic: AgreementTopic(typed: words), words: words, answer: answer), on: day)
    }
    return home
  }

  @Test func theListComesWithItsSentenceInEachForm() throws {
    let home = try Self.home()
    for form in ["markdown", "text", "json"] {
      let told = try home.command(["agreements", "show", "--format", form], passphrase: "p")
      #expect(told.status == 0 && told.err == "")
      #expect(told.out.contains(Self.sentence), "\(form)")
      #expect(told.out.contains("Tea first") && !told.out.contains("\u{1B}"))
    }
    #expect(try home.command(["agreements"], passphrase: "p").out.hasPrefix("1. Yes: Light off\n2. Yes: Tea first\n3. No: "))
    #expect(try home.command(["agreements"], passphrase: "wrong").status == 3)
    #expect(try home.command(["agreements", "--plain-text"]).status == 64)
  }

  @Test func anUnrenewedYesIsAskAfterTheTimeInTheSettings() throws {
    let home = try Self.home()
    func states() throws -> [String] {
      let told = try home.command(["agreements", "show", "--format", "json"], passphrase: "p").out
      let json = try #require(try JSONSerialization.jsonObject(with: Data(told.utf8)) as? [String: Any])
      #expect(json["sentence"] as? String == Self.sentence)
      return (json["agreements"] as? [[String: String]])?.compactMap { $0["state"] } ?? []
    }
    #expect(try states() == ["yes", "yes", "no"])
    let folder = home.path + "/.config/aftercare"
    for path in [home.path + "/.config", folder] { mkdir(path, 0o700) }
    NotesHome.write([UInt8]("yes_lasts = 90\n".utf8), folder + "/settings.toml")
    #expect(try states() == ["yes", "ask", "no"])
  }

  @Test func eitherAloneChangesItAtOnce() throws {
    let home = try Self.home()
    let off = try home.command(["agreements", "withdraw", "1"], passphrase: "p")
    #expect(off.status == 0 && off.out.hasPrefix("1. Yes: Tea first\n2. No: Pictures"))
    let no = try home.command(["agreements", "no", "1"], passphrase: "p")
    #expect(no.status == 0 && no.out.contains("2. No: Tea first\n") && no.out.contains(Self.sentence))
    #expect(try home.command(["agreements", "withdraw", "9"], passphrase: "p").status == 1)
    // A no stays, and says so.
    let stays = try home.command(["agreements", "withdraw", "2"], passphrase: "p")
    #expect(stays.status == 1 && stays.out == "" && stays.err.contains("2 is a no, and a no stays\nhint: "))
    #expect(try home.command(["agreements"], passphrase: "p").out.contains("2. No: Tea first\n"))
  }

  /// What cannot be read may be a no: no yes is shown as a yes, in any form, and it says why.
  @Test(arguments: ["damaged", "empty", "newer", "gone", "renamed", "large"])
  func whileAnythingCannotBeReadNoYesIsAYes(_ what: String) throws {
    let home = NotesHome()
    let vault = try home.vault("p")
    let today = Moment(seconds: Int64(time(nil)), offset: 0).day
    var no: AgreementEntry!
    do {
      let store = NotesHome.store(vault)
      for answer in [AgreementAnswer.yes, .no] {
        no = try store.add(NewAgreement(topic: AgreementTopic(typed: "Tea"), words: "Tea", answer: answer), on: today)
      }
      _ = try store.add(NewAgreement(topic: AgreementTopic(typed: "Bed"), words: "Bed", answer: .yes), on: today)
      if what == "gone" { try store.tidy(try vault.catalogue()) }
    }
    let path = vault.path + "/" + no.id + ".age"
    switch what {
    case "damaged": NotesHome.write([UInt8](repeating: 65, count: 400), path)
    case "empty": NotesHome.write([], path)
    case "gone": unlink(path)
    case "large": rename(path, vault.path + "/" + no.id.uppercased() + ".AGE")
    case "renamed": rename(path, vault.path + "/" + no.id + ".sync-conflict-20261124-101010-ABCDEFG.age")
    default:
      let newer = AgreementFile.encode(no).replacing("agreement 1", with: "agreement 2").replacing("answer: no", with: "answer: never")
      NotesHome.write(try Age.seal([UInt8](newer.utf8), to: vault.recipients), path)
    }
    let told = try home.command(["agreements"], passphrase: "p")
    #expect(told.status == 2 && told.err.lowercased().contains(no.id))
    #expect(!told.out.contains("Yes:") && told.out.contains("it may be a no"), "\(told.out)")
    for form in ["markdown", "text", "json"] {
      let text = try home.command(["agreements", "show", "--format", form], passphrase: "p").out
      #expect(!text.contains("Yes:") && !text.contains(#""state": "yes""#), "\(text)")
      #expect(text.contains(form == "json" ? #""isWhole": false"# : "it may be a no"), "\(text)")
    }
  }

  /// A mode that git made is no reason to pass over a no.
  @Test func aNoThatTravelledIsANo() throws {
    let home = NotesHome()
    let vault = try home.vault("p")
    let store = NotesHome.store(vault)
    for answer in [AgreementAnswer.yes, .no] {
      let entry = try store.add(NewAgreement(topic: AgreementTopic(typed: "Tea"), words: "Tea", answer: answer), on: 20_000)
      chmod(vault.path + "/" + entry.id + ".age", 0o644)
    }
    let told = try home.command(["agreements"], passphrase: "p")
    #expect(told.status == 0 && told.out.hasPrefix("1. No: Tea"))
  }

  @Test func twoCopiesMergeToTheSameList() throws {
    let here = try Self.home()
    let there = NotesHome()
    NotesHome.copy(here.path + "/.local", to: there.path + "/.local")
    #expect(try here.command(["agreements", "withdraw", "1"], passphrase: "p").status == 0)
    #expect(try there.command(["agreements", "no", "2"], passphrase: "p").status == 0)
    NotesHome.copy(here.path + "/.local", to: there.path + "/.local")
    NotesHome.copy(there.path + "/.local", to: here.path + "/.local")
    let lists = try [here, there].map { try $0.command(["agreements"], passphrase: "p").out }
    #expect(lists[0] == lists[1])
    #expect(!lists[0].contains("Yes:") && lists[0].contains("No: Tea first"))
  }
}
