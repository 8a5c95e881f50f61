// What the vault's own people wrote is told from what somebody else sealed to them.
//
// Whoever forges here knows what lies on the disk: the recipients and every name. What they cannot have is an identity.

import Conversation
import Testing

@testable import Vault

@Suite struct ProofTests {
  private let root = "/home/aftercare/vaults"
  private let disk = MemoryDisk()

  private var vaults: Vaults { Vaults(dataHome: "/home", on: disk, logN: 1) }

  private func made(_ passphrases: String...) throws -> [UnlockedVault] { try vaults.create(passphrases.map(secret)) }

  private func note(_ texts: String..., id: RandomName = RandomName()) -> Record {
    Record(
      id: id, created: Moment(seconds: 1_751_317_805, offset: 0),
      entries: texts.map { Record.Entry(section: "comfort", prompt: "", text: $0) })
  }

  /// Puts a text into a vault as anybody can who may write there.
  @discardableResult
  private func forge(_ text: String, in vault: UnlockedVault, _ ending: String = ".age", name: RandomName = RandomName())
    throws -> RandomName
  {
    disk.put(try Age.seal([UInt8](text.utf8), to: vault.recipients), vault.path + "/" + name.text + ending)
    return name
  }

  private func texts(_ vault: UnlockedVault) throws -> [[String]] {
    let catalogue = try vault.catalogue()
    return try catalogue.summaries.map { try vault.record($0).entries.map(\.text) }
  }

  /// Each seat knows what either wrote, for both and for one alone; a list that comes from the index says the same.
  @Test(arguments: [["p"], ["left", "right"]]) func whatIsTheirsIsProven(_ passphrases: [String]) throws {
    let seats = try vaults.create(passphrases.map(secret))
    do {
      let store = SealedStore(seats[0])
      try store.commit(note("for both"))
      try store.commit(note("for one"), to: [seats.last!.own])
      try store.draft(note("typing"))
      _ = try store.add(NewAgreement(topic: .card("a"), words: "a", answer: .yes), on: 20_000)
      try store.delete(try { try store.commit(note("gone")); return try seats[0].catalogue().summaries[0] }())
    }
    for vault in try passphrases.map({ try vaults.unlock(secret($0)).vaults[0] }) {
      for _ in 0..<2 {
        let catalogue = try vault.catalogue()
        #expect(catalogue.problems.isEmpty && catalogue.items.values.allSatisfy(\.isProven))
        #expect(catalogue.summaries.allSatisfy(\.isProven) && catalogue.deletedUnproven.isEmpty)
        #expect(try catalogue.summaries.allSatisfy { try vault.record($0).isProven })
        #expect(try vault.drafts(catalogue).map(\.isProven) == [true])
        #expect(vault.agreements(catalogue).entries.map(\.isProven) == [true])
        try SealedStore(vault).tidy(catalogue)
      }
    }
  }

  @Test func theTextStaysReadableAndIsBoundToItsName() throws {
    let vault = try made("p")[0]
    try SealedStore(vault).commit(note("Warm."))
    let file = try vault.catalogue().summaries[0].files[0]
    let sealed = try #require(disk.bytes(vault.path + "/" + file.text + ".age"))
    let plain = try Age.open(sealed, with: [vault.file.identity])
    let lines = String(decoding: plain, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "aftercare record 1" && lines[1].hasPrefix("proof: ") && lines[1].count == 71)
    #expect(lines.contains("| Warm.") && plain.count == Padding.first)
    #expect(Record.decode(plain)?.entries.map(\.text) == ["Warm."], "as a reader of version 1 takes it")
    // Any change, and any other name, is no proof.
    #expect(vault.proof.holds(of: plain, name: file.text) && !vault.proof.holds(of: plain, name: RandomName().text))
    for place in stride(from: 0, to: plain.count, by: 7) {
      var changed = plain
      changed[place] ^= 1
      #expect(!vault.proof.holds(of: changed, name: file.text), "byte \(place)")
    }
    let copy = RandomName()
    disk.put(sealed, vault.path + "/" + copy.text + ".age")
    #expect(try vault.catalogue().items[copy]?.isAuthentic == false)
    #expect(try texts(vault) == [["Warm."]], "the same notes twice are the same notes")
  }

  @Test func nobodyElseCanMakeAProof() throws {
    let (ours, theirs) = (AgeIdentity(), AgeIdentity())
    let stranger = AgeIdentity()
    let text = [UInt8]("aftercare tombstone 1\nid: x\n".utf8)
    let own = Proof(IdentityFile(identity: ours, others: [theirs.recipient])).add(to: text, name: "n")
    #expect(Proof(IdentityFile(identity: theirs, others: [ours.recipient])).holds(of: own, name: "n"))
    for file in [
      IdentityFile(identity: stranger, others: [ours.recipient]), IdentityFile(identity: stranger, others: [theirs.recipient]),
      IdentityFile(identity: ours, others: []), IdentityFile(identity: stranger, others: []),
    ] {
      #expect(!Proof(file).holds(of: own, name: "n"))
    }
  }

  // MARK: - What has no proof has no power

  @Test(arguments: [["p"], ["left", "right"]]) func aForgedYesTurnsNoNo(_ passphrases: [String]) throws {
    let vault = try vaults.create(passphrases.map(secret))[0]
    var no: AgreementEntry!
    do {
      let store = SealedStore(vault)
      _ = try store.add(NewAgreement(topic: .card("kiss"), words: "Kissing", answer: .yes), on: 20_000)
      no = try store.add(NewAgreement(topic: .card("tie"), words: "Ties", answer: .no), on: 20_000)
    }
    // The id of a no is its file's name.
    for (card, words) in [("tie", "Ties"), ("new", "Anything"), ("kiss", "Anything goes")] {
      let forged = AgreementEntry(
        id: RandomName().text, day: 20_001, topic: .card(card), words: words, answer: .yes, seen: [no.id])
      try forge(AgreementFile.encode(forged), in: vault)
    }
    let list = vault.agreements(try vault.catalogue())
    let held = agreements(from: list.entries, today: 20_001, lasts: 180, isWhole: list.isWhole)
    #expect(held.map(\.state) == [.yes, .ask, .no])
    #expect(held.map(\.words) == ["Kissing", "Anything", "Ties"], "nor does it change what a yes is about")
    #expect(held.map(\.isProven) == [true, false, true])
    // A no is a no, whoever wrote it.
    let forged = AgreementEntry(id: RandomName().text, day: 20_001, topic: .card("kiss"), words: "K", answer: .no)
    try forge(AgreementFile.encode(forged), in: vault)
    let after = agreements(from: vault.agreements(try vault.catalogue()).entries, today: 20_001, lasts: 180)
    let kiss = try #require(after.first { $0.topic == .card("kiss") })
    #expect(kiss.state == .no && kiss.words == "Kissing" && !kiss.isProven)
  }

  @Test func aForgedTombstoneHidesNothingThatIsProven() throws {
    let vault = try made("p")[0]
    let store = SealedStore(vault)
    let record = note("stays")
    try store.commit(record)
    try forge(Tombstone(id: record.id).encode(), in: vault)
    let catalogue = try vault.catalogue()
    #expect(try texts(vault) == [["stays"]] && catalogue.deleted.isEmpty)
    try store.tidy(catalogue)
    #expect(try texts(vault) == [["stays"]])
  }

  @Test func aForgedRecordReplacesNothingAndIsMarked() throws {
    let vault = try made("p")[0]
    let record = note("ours")
    do { try SealedStore(vault).commit(record) }
    let file = try vault.catalogue().summaries[0].files[0]
    var forged = note("theirs", id: record.id)
    forged.revision = Record.mostRevision
    forged.isPrivate = true
    forged.replaces = [file]
    try forge(forged.encode(), in: vault)
    try forge(forged.encode(), in: vault, ".draft.age")
    try forge(note("apart").encode(), in: vault)
    for _ in 0..<2 {
      let catalogue = try vault.catalogue()
      let store = SealedStore(vault)
      #expect(Set(try texts(vault)) == [["ours", "theirs"], ["apart"]])
      #expect(catalogue.summaries.allSatisfy { !$0.isProven })
      let summary = try #require(catalogue.summaries.first { $0.id == record.id })
      #expect(try !vault.record(summary).isPrivate)
      try store.tidy(catalogue)
      #expect(disk.names(vault.path).contains(file.text + ".age"), "nothing proven is removed for it")
    }
    // Kept again, it is ours to have kept, and still not proven to be ours.
    let store = SealedStore(vault)
    let summary = try #require(try vault.catalogue().summaries.first { $0.id == record.id })
    try store.commit(try vault.record(summary))
    let after = try #require(try vault.catalogue().summaries.first { $0.id == record.id })
    #expect(try vault.catalogue().items[after.files[0]]?.isAuthentic == true)
    #expect(!after.isProven && after.files.count == 1)
    #expect(try Set(vault.record(after).entries.map(\.text)) == ["ours", "theirs"])
  }

  @Test func aForgedDraftTakesNoPlace() throws {
    let vault = try made("p")[0]
    let store = SealedStore(vault)
    let record = note("ours")
    try store.commit(record)
    let file = try vault.catalogue().summaries[0].files[0]
    try store.draft(note("ours", "half", id: record.id))
    var forged = note("theirs", id: record.id)
    forged.revision = 1000
    forged.replaces = [file]
    try forge(forged.encode(), in: vault, ".draft.age")
    let drafts = try vault.drafts(try vault.catalogue())
    #expect(drafts.map { $0.entries.map(\.text) } == [["ours", "half"]], "the proven one is the one that is offered")
    let apart = note("apart")
    try forge(apart.encode().replacing("revision: 0", with: "revision: 7").replacing("aftercare", with: "aftercare"), in: vault, ".draft.age")
    let found = try #require(try vault.drafts(try vault.catalogue()).first { $0.id == apart.id })
    #expect(!found.isProven && found.replaces.isEmpty)
  }

  // MARK: - Version 1 without proof

  @Test func whatAnOlderVersionWroteIsReadForEver() throws {
    let vault = try made("p")[0]
    var record = note("old")
    record.revision = 1
    let first = try forge(record.encode(), in: vault)
    record.revision = 2
    record.entries.append(Record.Entry(section: "wishes", prompt: "", text: "newer"))
    record.replaces = [first]
    try forge(record.encode(), in: vault)
    let gone = note("gone")
    try forge(gone.encode(), in: vault)
    try forge(Tombstone(id: gone.id).encode(), in: vault)
    #expect(try texts(vault) == [["old", "newer"]])
    #expect(try vault.catalogue().summaries.map(\.isProven) == [false])
    let no = AgreementEntry(id: RandomName().text, day: 20_010, topic: .card("a"), words: "A", answer: .no)
    let off = AgreementEntry(id: RandomName().text, day: 20_010, topic: .card("b"), words: "B", answer: .withdrawn)
    for entry in [
      no, off, AgreementEntry(id: RandomName().text, day: 20_011, topic: .card("a"), words: "A", answer: .yes, seen: [no.id]),
      AgreementEntry(id: RandomName().text, day: 20_011, topic: .card("b"), words: "B", answer: .yes, seen: [off.id]),
    ] {
      try forge(AgreementFile.encode(entry), in: vault)
    }
    let entries = vault.agreements(try vault.catalogue()).entries
    let held = agreements(from: entries, today: 20_012, lasts: 180)
    #expect(held.map(\.state) == [.ask, .no] && held.allSatisfy { !$0.isProven })
    // Said again, it is theirs.
    let store = SealedStore(vault)
    for card in ["a", "b"] {
      let seen = entries.against(.card(card))
      _ = try store.add(NewAgreement(topic: .card(card), words: card, answer: .yes, seen: seen), on: 20_012)
    }
    let now = agreements(from: vault.agreements(try vault.catalogue()).entries, today: 20_012, lasts: 180)
    #expect(now.map(\.state) == [.yes, .yes] && now.allSatisfy(\.isProven))
  }

  // MARK: - Sizes

  @Test func whatIsShortIsOfOneSize() throws {
    let vault = try made("p")[0]
    let store = SealedStore(vault)
    let record = note("x")
    try store.commit(record)
    try store.commit(note("a longer note, and two of them", "of some hundred letters " + String(repeating: "more ", count: 60)))
    for answer in AgreementAnswer.allCases {
      let words = answer == .yes ? String(repeating: "words ", count: 50) : "w"
      _ = try store.add(
        NewAgreement(topic: .card("c"), words: words, answer: answer, seen: answer == .yes ? [RandomName().text] : []), on: 1)
    }
    try store.draft(note("half"))
    try store.delete(record.id)
    let sizes = disk.names(vault.path).filter { RandomName(String($0.prefix(26))) != nil }.map { disk.bytes(vault.path + "/" + $0)!.count }
    #expect(sizes.count == 6 && Set(sizes).count == 1, "\(sizes)")
  }

  @Test func longerTextsGoUpInSteps() {
    for count in [1, 900, 1024, 1025, 5000, 65_000, 65_536, 65_537, 200_000] {
      let size = Padding.size(count)
      #expect(size >= count && (size <= 1024 || size <= 2 * count) && (size < 65_536 ? size.nonzeroBitCount == 1 : size % 65_536 == 0))
    }
    for text in ["aftercare tombstone 1\nid: x\n", "aftercare record 1\nid: x\n\n# comfort\n| \(String(repeating: "x", count: 3000))\n"] {
      let padded = Padding.add(to: [UInt8](text.utf8), more: 72)
      #expect(padded.count + 72 == Padding.size(padded.count + 72))
      #expect(String(decoding: padded, as: UTF8.self).replacing(/pad: *\n/, with: "") == text)
    }
  }

  // MARK: - One bound, and nothing written that cannot be read

  @Test func whatCouldNotBeReadAgainTakesNoPlace() throws {
    let vault = try made("p")[0]
    let store = SealedStore(vault)
    let record = note("old")
    try store.commit(record)
    // The highest revision stays one that is read.
    for revision in [Record.mostRevision - 1, Record.mostRevision] {
      var last = note("last \(revision)", id: record.id)
      last.revision = revision
      try store.commit(last)
      #expect(try texts(vault) == [["last \(revision)"]])
    }
    var high = note("x")
    high.revision = Record.mostRevision
    #expect(throws: Import.Failure.foreign) { try Import.records([UInt8](Export.json.text([high]).utf8)) }
  }
}
