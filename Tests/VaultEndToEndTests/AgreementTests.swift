// Agreements over several conversations: said by both, asked about, taken back; the look back; what is remembered.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite struct AgreementTests {
    /// From the note to what the close asks about agreements.
    private func toAgreements(_ two: Two) throws {
      try two.say("enough", "Closing")
      try two.takeOffer("What we agreed", "saying it aloud is enough")
    }

    @Test func saidByBothTakenBackByOne() throws {
      let two = try Two(Two.home())
      try two.openForNote()
      try two.write("Slow is good.")
      try toAgreements(two)
      try two.say("2", "A few plain words")
      try two.talk.send("No photos of \(canary)\n")
      try two.say("", "How is it meant?")
      try two.say("1", "It is added only if you both pick yes.")
      try two.say("1", "now you")
      try two.say("1", "It is on your list.")
      try two.say("", "3: Your agreements")
      #expect(try two.say("3", "A yes here is a reason to ask").contains("2: Yes: No photos of \(canary)"))
      two.home.expectSecret()
      try two.leave()
      two.home.expectSecret()

      // Another evening: the list, then a no by one key.
      let next = try Two(two.home)
      try next.open()
      try next.say("4", "2: Your agreements")
      try next.say("2", "Yes: No photos of \(canary)")
      #expect(!(try next.say("2", "2: Take it off the list").contains("A yes from you both")))
      #expect(try next.say("3", "Add something").contains("2: No: No photos of \(canary)"))
      try next.leave()
      next.home.expectSecret()

      // The command tells the same, with its sentence.
      let told = try PtySession(program, ["agreements"], environment: environment(of: two.home))
      try told.wait(forText: "assphrase")
      try told.settle()
      try told.send(passphrase + "\n")
      #expect(try told.waitForEnd() == .exited(0))
      #expect(told.text.contains("1. No: No photos of \(canary)"))
      #expect(told.text.contains("A yes here is a reason to ask, never permission."))
    }

    @Test func theLookBackGathersAndIsCopied() throws {
      let two = try Two(Two.home())
      try two.openForNote()
      try two.write("A warm \(canary).")
      try two.say("favourite", "It is remembered.")
      try two.leave()
      let next = try Two(two.home)
      try next.open()
      try next.say("4", "1: Looking back")
      let page = try next.say("1", "2: Copy it to a file")
      #expect(page.contains("Favourites"))
      #expect(!page.contains("Your words for stop"))
      try next.say("2", "Copy it as plain text")
      #expect(!next.talk.text.contains("Copy it as JSON"))
      let path = try next.say("3", "Anyone who can open it can read it.")
      let file = try #require(two.home.tree.first { $0.key.hasPrefix("aftercare-export-") })
      #expect(path.contains(file.key) && file.value.text.hasPrefix("Favourites\n"))
      try next.leave()
    }
  }
}
