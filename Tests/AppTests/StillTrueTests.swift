// A conversation over a vault whose agreements are old: the real program asks, and writes what comes of it.

import Conversation
import Glibc
import TestSupport
import Testing

@testable import Vault

@Suite struct StillTrueTests {
  /// The program in lines, its vault opened, at the question whether an old yes is still true.
  private func asked(_ home: NotesHome) throws -> PipeSession {
    let talk = try PipeSession(builtProgram("aftercare"), ["--plain"], environment: home.environment)
    try talk.wait(for: "the start") { talk.text.contains("3: Open something you two kept") }
    try talk.say("3", answer: "Type the passphrase")
    try talk.say("p", answer: "All of it: copy or burn")
    try talk.say("back", answer: "Hello, you two.")
    try talk.say("", answer: "you go first")
    try talk.say("1", answer: "now you")
    try talk.say("1", answer: "Press Enter to go on.")
    try talk.goOn(until: "Still true?")
    return talk
  }

  private func home() throws -> (NotesHome, UnlockedVault) {
    let home = NotesHome()
    let vault = try home.vault("p")
    let today = Moment(seconds: Int64(time(nil)), offset: 0).day
    _ = try NotesHome.store(vault).add(
      NewAgreement(topic: AgreementTopic(typed: "Light off"), words: "Light off", answer: .yes), on: today - 400)
    return (home, vault)
  }

  private func state(_ vault: UnlockedVault) throws -> Agreement.State? {
    agreements(
      from: vault.agreements(try vault.catalogue()).entries, today: Moment(seconds: Int64(time(nil)), offset: 0).day, lasts: 180
    ).first?.state
  }

  @Test(arguments: [("1", "1", Agreement.State.yes), ("1", "2", .ask), ("1", "3", nil), ("3", "1", nil)])
  func theGentlerAnswerHolds(_ left: String, _ right: String, _ result: Agreement.State?) throws {
    let (home, vault) = try home()
    #expect(try state(vault) == .ask)
    let talk = try asked(home)
    #expect(talk.text.contains("Light off"))
    try talk.say(left, answer: "now you")
    try talk.say(right, answer: "\n")
    try talk.send("leave\n")
    #expect(try talk.waitForEnd() == .exited(0))
    #expect(try state(vault) == result)
    // The cards of this conversation are remembered by their ids.
    #expect(!(vault.memory(try vault.catalogue()).dealt(within: 14, of: Moment(seconds: Int64(time(nil)), offset: 0).day).isEmpty))
  }
}
