// Agreements and memory in a vault: their texts, the index, two copies that grew apart.

import Conversation
import Testing

@testable import Vault

private func vaults(_ disk: MemoryDisk) -> Vaults { Vaults(dataHome: "/home", on: disk, logN: 1) }

private let root = "/home/aftercare/vaults"

private func folder(_ disk: MemoryDisk) -> String { root + "/" + disk.names(root).first { RandomName($0) != nil }! }

/// What a machine finds in its copy: without an index, as after copying by hand.
private func open(_ disk: MemoryDisk, _ passphrase: String = "p") throws -> (vault: UnlockedVault, catalogue: Catalogue) {
  let vault = try vaults(disk).unlock(secret(passphrase)).vaults[0]
  return (vault, try vault.catalogue())
}

/// Copies what the other folder lacks, as people and sync programs do; what is removed here does not come back there.
private func copy(from: MemoryDisk, to: MemoryDisk) {
  for name in from.names(folder(from)) where name.hasSuffix(".age") || name.hasSuffix(".txt") {
    if to.bytes(folder(to) + "/" + name) == nil { to.put(from.bytes(folder(from) + "/" + name)!, folder(to) + "/" + name) }
  }
}

private func twin(of disk: MemoryDisk) -> MemoryDisk {
  let twin = MemoryDisk()
  for name in disk.names(folder(disk)) where name != "lock" {
    twin.put(disk.bytes(folder(disk) + "/" + name)!, folder(disk) + "/" + name)
  }
  return twin
}

@Suite struct RememberingTests {
  private static let entry = AgreementEntry(
    id: RandomName().text, day: 20_781, topic: .card("bound-slow"), words: "Slow \u{202E}first\n# not a heading\n\n静か",
    answer: .yes, seen: [RandomName().text, RandomName().text])

  @Test func anEntryReadsBackAndCanBeRead() throws {
    let text = AgreementFile.encode(Self.entry)
    #expect(AgreementFile.decode(text) == Self.entry)
    #expect(text.hasPrefix("aftercare agreement 1\nid: \(Self.entry.id)\nday: 2026-11-24\nanswer: yes\ncard: bound-slow\nseen: "))
    #expect(!text.contains("\u{202E}"))
    var own = Self.entry
    own.topic = AgreementTopic(typed: own.words)
    own.answer = .no
    own.seen = []
    #expect(AgreementFile.decode(AgreementFile.encode(own)) == own)
  }

  @Test func aNoOfANewerProgramHolds() throws {
    let text = AgreementFile.encode(Self.entry).replacing("agreement 1", with: "agreement 7").replacing("yes", with: "no")
    #expect(AgreementFile.decode(text + "@ something new\n")?.answer == .no)
  }

  @Test(arguments: ["id: x", "day: 2026-02-30", "answer: perhaps"]) func nothingElseIsAnEntry(_ line: String) {
    let key = line.prefix { $0 != ":" }
    let lines = AgreementFile.encode(Self.entry).split(separator: "\n").map { $0.hasPrefix(key + ":") ? Substring(line) : $0 }
    #expect(AgreementFile.decode(lines.joined(separator: "\n")) == nil)
  }

  @Test func memoryReadsBackAndJoinsInAnyOrder() throws {
    var one = Memory()
    _ = one.add(dealt: ["a", "b"], favourites: ["a"], on: 20_000)
    let changed = one.add(dealt: ["a"], favourites: ["a"], on: 20_000)
    #expect(!changed)
    var other = one
    _ = one.add(dealt: ["c"], favourites: [], on: 20_030)
    _ = other.add(dealt: ["a"], favourites: ["a", "b"], on: 20_010)
    let text = one.encode(id: RandomName())
    #expect(Memory.decode(text) == one)
    #expect(text.contains("\n- 2024-11-03 c\n") && text.contains("\n* 2 no a\n"))
    var forth = one
    forth.join(other)
    var back = other
    back.join(one)
    #expect(forth == back)
    #expect(forth.favourites == ["b"])
    #expect(forth.dealt(within: 14, of: 20_030) == ["c"])
    #expect(forth.dealt(within: 120, of: 20_030) == ["a", "b", "c"])
    // A clock that was a year ahead.
    #expect(forth.dealt(within: 14, of: 19_665) == ["a", "b", "c"])
  }

  @Test func theIndexKnowsThemAndOldFilesGo() throws {
    let disk = MemoryDisk()
    let store = SealedStore(try vaults(disk).create([secret("p")])[0])
    let entry = try store.add(NewAgreement(topic: .card("a"), words: "A", answer: .yes), on: 20_000)
    var memory = Memory()
    for day in 20_000..<20_005 {
      _ = memory.add(dealt: ["card-\(day)"], favourites: [], on: day)
      try store.remember(memory, on: day)
      memory = store.vault.memory(try store.vault.catalogue())
    }
    try store.tidy(try store.vault.catalogue())
    let files = disk.names(folder(disk)).filter { RandomName(String($0.prefix(26))) != nil }
    #expect(files.count == 2)
    #expect(SealedIndex.read(store.vault).values.map(\.kind).count == 2)
    let known = try store.vault.knownCatalogue()
    #expect(store.vault.agreements(known).entries == [entry])
    #expect(store.vault.memory(known).dealt(within: 120, of: 20_005).count == 5)
    #expect(known.summaries.isEmpty && known.problems.isEmpty)
  }

  @Test func bothSeatsSeeTheList() throws {
    let disk = MemoryDisk()
    let seats = try vaults(disk).create([secret("left"), secret("right")])
    let entry = try SealedStore(seats[0]).add(NewAgreement(topic: .card("a"), words: "A", answer: .no), on: 20_000)
    for passphrase in ["left", "right"] {
      let (vault, catalogue) = try open(disk, passphrase)
      #expect(vault.agreements(catalogue).entries == [entry])
    }
  }

  /// Conversations over two real vault folders that now and then are merged by copying files, in both orders.
  @Test func yearsInTwoFolders() throws {
    var random = SplitMix64(seed: 11)
    let first = MemoryDisk()
    _ = try vaults(first).create([secret("p")])
    let disks = [first, twin(of: first)]
    for number in 0..<120 {
      let disk = disks[Int.random(in: 0...1, using: &random)]
      let (vault, catalogue) = try open(disk)
      let store = SealedStore(vault)
      let topic = AgreementTopic.card("\(Int.random(in: 0..<5, using: &random))")
      let answer = AgreementAnswer.allCases.randomElement(using: &random)!
      let known = vault.agreements(catalogue).entries
      let clock = 20_000 + number + (number % 9 == 0 ? Int.random(in: -900...900, using: &random) : 0)
      _ = try store.add(
        NewAgreement(topic: topic, words: "w", answer: answer, seen: answer == .yes ? known.against(topic) : []), on: clock)
      var memory = vault.memory(catalogue)
      _ = memory.add(dealt: ["card-\(number % 7)"], favourites: number % 2 == 0 ? ["x"] : [], on: clock)
      try store.remember(memory, on: 20_000 + number)
      try store.tidy(try vault.catalogue())
      guard number % 17 == 0 else { continue }
      copy(from: disks[number % 2], to: disks[1 - number % 2])
      copy(from: disks[1 - number % 2], to: disks[number % 2])
      let lists = try disks.map { disk in
        let (vault, catalogue) = try open(disk)
        #expect(catalogue.problems.isEmpty)
        return (agreements(from: vault.agreements(catalogue).entries, today: 20_000 + number, lasts: 180), vault.memory(catalogue).favourites)
      }
      #expect(lists[0].0 == lists[1].0)
      #expect(lists[0].1 == lists[1].1)
    }
  }
}
