// Vaults in memory: what opens, what is refused, what merges, and what a power cut leaves.

import Glibc
import Testing

@testable import Vault

/// The folder of a vault on a memory disk.
private let root = "/home/aftercare/vaults"

private func vaults(_ disk: MemoryDisk) -> Vaults { Vaults(dataHome: "/home", on: disk, logN: 1) }

private func folder(_ disk: MemoryDisk) -> String {
  root + "/" + disk.names(root).first { RandomName($0) != nil }!
}

private func made(_ disk: MemoryDisk, _ passphrases: String...) throws -> [UnlockedVault] {
  try vaults(disk).create(passphrases.map(secret))
}

private func note(_ texts: String..., at seconds: Int64 = 1_751_317_805) -> Record {
  Record(
    created: Moment(seconds: seconds, offset: 60),
    entries: texts.map { Record.Entry(section: "comfort", prompt: "canary-prompt", text: $0) })
}

private func texts(_ vault: UnlockedVault) throws -> [[String]] {
  let catalogue = try vault.catalogue()
  return try catalogue.summaries.map { try vault.record($0).entries.map(\.text) }
}

private func holds(_ bytes: [UInt8], _ text: String) -> Bool {
  let wanted = [UInt8](text.utf8)
  guard bytes.count >= wanted.count else { return false }
  return (0...(bytes.count - wanted.count)).contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
}

@Suite struct SealedTests {
  @Test func keptAndOpenedAgain() throws {
    let disk = MemoryDisk()
    do {
      let store = SealedStore(try made(disk, "a passphrase")[0])
      #expect(store.readOnly == nil)
      try store.commit(note("canary-old", at: 1_600_000_000))
      var record = note("canary-one")
      try store.commit(record)
      record.entries.append(Record.Entry(section: "wishes", prompt: "canary-prompt", text: "canary-two"))
      try store.draft(record)
      record.finished = true
      try store.commit(record)
      #expect(disk.names(folder(disk)).count == 5)
    }
    disk.restart(losing: .everything)
    let vault = try vaults(disk).unlock(secret("a passphrase")).vaults[0]
    let catalogue = try vault.catalogue()
    #expect(catalogue.summaries.map(\.sections) == [["comfort", "wishes"], ["comfort"]])
    #expect(catalogue.summaries.map(\.finished) == [true, false])
    #expect(try texts(vault) == [["canary-one", "canary-two"], ["canary-old"]])
    #expect(try vault.drafts(catalogue).isEmpty)
    #expect(catalogue.problems.isEmpty)
    #expect(catalogue.page(0, size: 1).map(\.created.seconds) == [1_751_317_805])
    #expect(catalogue.page(1, size: 1).map(\.created.seconds) == [1_600_000_000])
    #expect(catalogue.page(2, size: 1).isEmpty)
    #expect(throws: StoreError.wrongPassphrase) { try vaults(disk).unlock(secret("another")) }
    #expect(throws: StoreError.emptyPassphrase) { try vaults(disk).unlock(secret("")) }
  }

  @Test func nothingPlainIsEverWritten() throws {
    let disk = MemoryDisk()
    let store = SealedStore(try made(disk, "canary-left", "canary-right")[0])
    let record = note("canary-text")
    try store.draft(record)
    try store.commit(record)
    try store.tidy(try store.vault.catalogue())
    try store.delete(try store.vault.catalogue().summaries[0])
    try store.tidy(try store.vault.catalogue())
    let key = String(decoding: reveal(store.vault.recovery), as: UTF8.self)
    #expect(key.hasPrefix("AGE-SECRET-KEY-1"))
    #expect(disk.everWritten.count >= 8)
    for bytes in disk.everWritten {
      for word in ["canary", "comfort", "AGE-SECRET-KEY-1", "aftercare", record.id.text] { #expect(!holds(bytes, word)) }
    }
    for name in disk.names(folder(disk)) {
      let known = IdentityFile.names + ["recipients.txt", "lock", "index.age", "index-2.age"]
      #expect(known.contains(name) || RandomName(String(name.prefix(26))) != nil)
      #expect(!name.contains(record.id.text))
    }
  }

  @Test func passphrasesAreLookedAtBeforeAnything() throws {
    let disk = MemoryDisk()
    #expect(throws: StoreError.emptyPassphrase) { try made(disk, "") }
    #expect(throws: StoreError.samePassphrase) { try made(disk, "same", "same") }
    #expect(disk.calls.isEmpty)
    #expect(throws: StoreError.wrongPassphrase) { try vaults(disk).unlock(secret("none there")) }
    try vaults(disk).tidy()
    #expect(disk.calls.isEmpty)
  }

  @Test func aGuessIsAsDearAsPromised() throws {
    let disk = MemoryDisk()
    _ = try Vaults(dataHome: "/home", on: disk).create([secret("p")])
    let identity = try #require(disk.bytes(folder(disk) + "/identity.age"))
    let stanza = String(decoding: identity, as: UTF8.self).split(separator: "\n")[1]
    #expect(stanza.hasPrefix("-> scrypt ") && stanza.hasSuffix(" 18"))
  }

  @Test func vaultsLieSideBySide() throws {
    let disk = MemoryDisk()
    for (passphrase, text) in [("one", "first"), ("two", "second"), ("two", "third")] {
      try SealedStore(try made(disk, passphrase)[0]).commit(note(text))
    }
    let one = try vaults(disk).unlock(secret("one"))
    #expect(try one.vaults.map(texts) == [[["first"]]])
    let two = try vaults(disk).unlock(secret("two"))
    #expect(Set(try two.vaults.map(texts)) == [[["second"]], [["third"]]])
    var heard: [Int] = []
    #expect(throws: StoreError.cancelled) {
      try vaults(disk).unlock(secret("one")) { done, all in
        heard.append(done)
        #expect(all == 3)
        return done < 1
      }
    }
    #expect(heard == [0, 1])
  }

  @Test func aSwappedRecipientIsRefused() throws {
    for passphrases in [["one"], ["one", "two"]] {
      let disk = MemoryDisk()
      _ = try vaults(disk).create(passphrases.map(secret))
      let path = folder(disk) + "/recipients.txt"
      let right = try #require(disk.bytes(path))
      let stranger = [UInt8]((AgeIdentity().recipient.text + "\n").utf8)
      // What was kept can be read; nothing is written to a stranger, and nothing at all until somebody has looked.
      for wrong in [stranger, right + stranger, stranger + right, [], [0xFF], Array(right.dropLast(2))] {
        disk.put(wrong, path)
        let unlocked = try vaults(disk).unlock(secret("one"))
        #expect(unlocked.problems == [.swappedRecipient(path: path)])
        #expect(SealedStore(unlocked.vaults[0]).readOnly == .swappedRecipient(path: path))
      }
      // Line ends are no difference.
      for same in [Array(right.dropLast()), right.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }] {
        disk.put(same, path)
        #expect(SealedStore(try vaults(disk).unlock(secret("one")).vaults[0]).readOnly == nil)
      }
      // A lost one is derived again.
      disk.put(right, path)
      _ = try vaults(disk).unlock(secret("one"))
      let open = try disk.openFolder(path: folder(disk))
      try disk.remove("recipients.txt", in: open)
      _ = SealedStore(try vaults(disk).unlock(secret("one")).vaults[0])
      #expect(disk.bytes(path) == right)
    }
  }

  @Test(arguments: ["\n", "\r\n"]) func anArmoredIdentityOpens(_ end: String) throws {
    let disk = MemoryDisk()
    try SealedStore(try made(disk, "p")[0]).commit(note("x"))
    for name in disk.names(folder(disk)) where name.hasSuffix(".age") {
      var text = Base64.encode(disk.bytes(folder(disk) + "/" + name)!)
      while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
      let lines = stride(from: 0, to: text.count, by: 64).map { String(decoding: text[$0..<min($0 + 64, text.count)], as: UTF8.self) }
      let armored = (["-----BEGIN AGE ENCRYPTED FILE-----"] + lines + ["-----END AGE ENCRYPTED FILE-----", ""]).joined(separator: end)
      disk.put([UInt8](armored.utf8), folder(disk) + "/" + name)
    }
    #expect(try texts(vaults(disk).unlock(secret("p")).vaults[0]) == [["x"]])
  }

  @Test func eachSeatHasItsOwn() throws {
    let disk = MemoryDisk()
    let (shared, leftOnly, rightOnly) = (note("shared"), note("left only"), note("right only"))
    do {
      let seats = try made(disk, "left", "right")
      #expect(seats[0].recipients == seats[1].recipients)
      let store = SealedStore(seats[0])
      try store.commit(shared)
      try store.commit(leftOnly, to: [seats[0].own])
      try store.commit(rightOnly, to: [seats[1].own])
    }
    for (passphrase, own) in [("left", "left only"), ("right", "right only")] {
      // The second time with each seat's index.
      for _ in 0..<2 {
        let vault = try vaults(disk).unlock(secret(passphrase)).vaults[0]
        #expect(Set(try texts(vault)) == [["shared"], [own]])
        let catalogue = try vault.catalogue()
        #expect(catalogue.problems.isEmpty)
        try SealedStore(vault).tidy(catalogue)
      }
    }
    #expect(disk.names(folder(disk)).filter { $0.hasPrefix("index") } == ["index-2.age", "index.age"])
    #expect(disk.names(folder(disk)).filter { RandomName(String($0.dropLast(4))) != nil }.count == 3)
  }

  /// Nothing that keeps private notes again makes them anybody else's: a draft that was found, an import.
  @Test func privateNotesStayPrivate() throws {
    let disk = MemoryDisk()
    let seats = try made(disk, "left", "right")
    let store = SealedStore(seats[0])
    var record = note("canary-mine")
    record.isPrivate = true
    try store.draft(record)
    #expect(try seats[1].drafts(try seats[1].catalogue()).isEmpty)
    let draft = try #require(try seats[0].drafts(try seats[0].catalogue()).first)
    #expect(draft.isPrivate)
    try store.commit(draft)
    for exported in [Array(Export.json.text([draft]).utf8), Array(draft.encode().utf8)] {
      var copy = try #require(try Import.records(exported).first)
      #expect(copy.isPrivate)
      copy.id = RandomName()
      #expect(try store.add(copy, to: nil, in: try seats[0].catalogue()) == .added)
    }
    #expect(try texts(seats[0]) == [["canary-mine"], ["canary-mine"], ["canary-mine"]])
    #expect(try texts(seats[1]).isEmpty)
  }

  /// What was sealed to the other seat cannot be listed, but whoever wrote it a moment ago can let it go.
  @Test func whatIsForTheOtherCanBeLetGoWhereItWasWritten() throws {
    let disk = MemoryDisk()
    let seats = try made(disk, "left", "right")
    let store = SealedStore(seats[0])
    let record = note("canary-yours")
    try store.commit(record, to: [try #require(seats[0].other)])
    #expect(try texts(seats[0]).isEmpty && texts(seats[1]) == [["canary-yours"]])
    try store.delete(record.id)
    #expect(try texts(seats[1]).isEmpty && seats[1].catalogue().deleted == [record.id])
    let files = disk.names(folder(disk))
    try store.delete(RandomName())
    #expect(disk.names(folder(disk)) == files, "nothing to let go of leaves nothing")
  }

  @Test func theSecondProgramReads() throws {
    let disk = MemoryDisk()
    var first: SealedStore? = SealedStore(try made(disk, "p")[0])
    try first!.commit(note("x"))
    let second = SealedStore(try vaults(disk).unlock(secret("p")).vaults[0])
    #expect(second.readOnly == .locked(path: folder(disk) + "/lock"))
    #expect(try texts(second.vault) == [["x"]])
    #expect(throws: second.readOnly!) { try second.commit(note("y")) }
    #expect(throws: second.readOnly!) { try second.draft(note("y")) }
    #expect(throws: second.readOnly!) { try second.tidy(second.vault.catalogue()) }
    #expect(throws: StoreError.self) { try vaults(disk).burn(second.vault) }
    try first!.commit(note("z"))
    first = nil
    #expect(SealedStore(try vaults(disk).unlock(secret("p")).vaults[0]).readOnly == nil)
  }

  @Test func twoCopiesThatGrewApartMerge() throws {
    let (here, there) = (MemoryDisk(), MemoryDisk())
    var record = note("together")
    do {
      let store = SealedStore(try made(here, "p")[0])
      try store.commit(record)
      try store.commit(note("to delete", at: 1_000_000_000))
    }
    let path = folder(here)
    func copy(from: MemoryDisk, to: MemoryDisk) {
      for name in from.names(path) where to.bytes(path + "/" + name) == nil {
        to.put(from.bytes(path + "/" + name)!, path + "/" + name)
      }
    }
    copy(from: here, to: there)
    for (disk, text) in [(here, "here"), (there, "there")] {
      let vault = try vaults(disk).unlock(secret("p")).vaults[0]
      let store = SealedStore(vault)
      let summary = try vault.catalogue().summaries[0]
      record = try vault.record(summary)
      for part in ["first ", "second "] {
        record.entries.append(Record.Entry(section: "wishes", prompt: "", text: part + text))
        try store.commit(record)
      }
      try store.commit(note("new " + text, at: disk === here ? 1_100_000_000 : 1_200_000_000))
      if disk === here { try store.delete(try vault.catalogue().summaries.last!) }
      try store.tidy(try vault.catalogue())
    }
    copy(from: here, to: there)
    copy(from: there, to: here)
    for disk in [here, there] {
      let vault = try vaults(disk).unlock(secret("p")).vaults[0]
      let all = try texts(vault)
      #expect(all.dropFirst() == [["new there"], ["new here"]])
      #expect(Set(all[0]) == ["together", "first here", "second here", "first there", "second there"])
      #expect(all[0].count == 5)
      // The next commit takes the place of both.
      let store = SealedStore(vault)
      let catalogue = try vault.catalogue()
      try store.tidy(catalogue)
      try store.commit(try vault.record(catalogue.summaries[0]))
      #expect(try vault.catalogue().summaries[0].files.count == 1)
      #expect(try texts(vault)[0].count == 5)
      #expect(disk.names(path).filter { RandomName(String($0.dropLast(4))) != nil }.count == 4)
    }
  }

  @Test func theIndexIsOnlyACache() throws {
    let disk = MemoryDisk()
    let vault = try made(disk, "p")[0]
    do {
      let store = SealedStore(vault)
      for number in 0..<20 { try store.commit(note("n\(number)", at: 1_000_000_000 + Int64(number))) }
      try store.tidy(try vault.catalogue())
    }
    let path = folder(disk) + "/index.age"
    let index = try #require(disk.bytes(path))
    let expected = try vault.catalogue()
    #expect(SealedIndex.read(vault) == expected.items)
    #expect(expected.summaries.count == 20)
    var heard = 0
    _ = try vault.catalogue { _, _ in
      heard += 1
      return true
    }
    #expect(heard == 0, "no file is read that the index knows")
    // Damaged, made by somebody else who knows the recipient, and lost.
    let hiding = expected.items.keys.map { $0.text + "\tf\n" }.joined()
    let forged = try Age.seal(
      [UInt8](repeating: 0x30, count: 64) + Array("\naftercare index \(SealedIndex.currentVersion)\n\(hiding)".utf8), to: [vault.own])
    for wrong in [Array(index.dropLast()), [], forged, [UInt8]("text".utf8)] {
      disk.put(wrong, path)
      #expect(SealedIndex.read(vault).isEmpty)
      #expect(try vault.catalogue().summaries == expected.summaries)
    }
    #expect(throws: StoreError.cancelled) { try vault.catalogue { _, _ in false } }
    try SealedStore(vault).tidy(expected)
    #expect(SealedIndex.read(vault) == expected.items)
  }

  @Test func aDamagedFileIsNamedAndTheRestOpens() throws {
    let disk = MemoryDisk()
    let vault = try made(disk, "p")[0]
    let store = SealedStore(vault)
    try store.commit(note("a"))
    let file = try folder(disk) + "/" + vault.catalogue().summaries[0].files[0].text + ".age"
    try store.commit(note("b"))
    var bytes = disk.bytes(file)!
    bytes[bytes.count - 1] ^= 1
    disk.put(bytes, file)
    let catalogue = try vault.catalogue()
    #expect(catalogue.problems == [.damaged(path: file)])
    #expect(catalogue.summaries.count == 1)
    try store.tidy(catalogue)
    #expect(disk.bytes(file) == bytes)
    // Something sealed to us that is no record, and something of a newer program.
    for (text, problems) in [("just text", 1), ("aftercare agreement 1\n", 1), ("aftercare garden 1\n", 1), ("aftercare record 2\nodd\n", 1)] {
      disk.put(try Age.seal([UInt8](text.utf8), to: [vault.own]), file)
      #expect(try vault.catalogue().problems.count == problems)
    }
    // An identity that is damaged is named, not called a wrong passphrase.
    let identity = folder(disk) + "/identity.age"
    disk.put(Array(disk.bytes(identity)!.dropLast()), identity)
    #expect(throws: StoreError.damaged(path: identity)) { try vaults(disk).unlock(secret("p")) }
  }

  @Test func anOlderVersionStaysWhileTheNewerDoesNotOpen() throws {
    let disk = MemoryDisk()
    let vault = try made(disk, "p")[0]
    let record = note("old")
    var old: (name: String, bytes: [UInt8])
    do {
      let store = SealedStore(vault)
      try store.commit(record)
      old.name = try folder(disk) + "/" + vault.catalogue().summaries[0].files[0].text + ".age"
      old.bytes = disk.bytes(old.name)!
      var newer = record
      newer.entries = note("old", "new").entries
      try store.commit(newer)
      try store.tidy(try vault.catalogue())
    }
    // The old file comes back from a copy; the newer one is known to the index, and damaged on the disk.
    disk.put(old.bytes, old.name)
    let catalogue = try vault.catalogue()
    let head = folder(disk) + "/" + catalogue.summaries[0].files[0].text + ".age"
    disk.put([1, 2, 3], head)
    try SealedStore(vault).tidy(catalogue)
    #expect(disk.bytes(old.name) == old.bytes)
    #expect(throws: StoreError.damaged(path: head)) { try vault.record(catalogue.summaries[0]) }
    try SealedStore(vault).tidy(catalogue)
    let index = try disk.openFolder(path: folder(disk))
    try disk.remove("index.age", in: index)
    #expect(try texts(vault) == [["old"]])
  }

  @Test func aDraftIsOfferedOnlyBehindThePassphrase() throws {
    let disk = MemoryDisk()
    var record = note("committed")
    do {
      let store = SealedStore(try made(disk, "p")[0])
      try store.commit(record)
      for part in ["h", "ha", "half"] {
        record.entries = note("committed", part).entries
        try store.draft(record)
      }
    }
    #expect(disk.names(folder(disk)).filter { $0.hasSuffix(".draft.age") }.count == 1)
    disk.restart(losing: .everything)
    let vault = try vaults(disk).unlock(secret("p")).vaults[0]
    let catalogue = try vault.catalogue()
    let drafts = try vault.drafts(catalogue)
    #expect(drafts.map { $0.entries.map(\.text) } == [["committed", "half"]])
    #expect(try texts(vault) == [["committed"]])
    let store = SealedStore(vault)
    try store.tidy(catalogue)
    #expect(try vault.drafts(catalogue).count == 1)
    var resumed = drafts[0]
    resumed.finished = true
    try store.commit(resumed)
    let after = try vault.catalogue()
    #expect(after.summaries.map(\.finished) == [true])
    #expect(try texts(vault) == [["committed", "half"]])
    #expect(try vault.drafts(after).isEmpty)
    #expect(!disk.names(folder(disk)).contains { $0.hasSuffix(".draft.age") })
  }

  @Test(arguments: MemoryDisk.Loss.allCases)
  func powerCutAtEveryCallOfMaking(_ loss: MemoryDisk.Loss) throws {
    var cut = 0
    while true {
      let disk = MemoryDisk()
      disk.cutPower(at: cut)
      let done = (try? made(disk, "left", "right")) != nil
      let calls = disk.calls.count
      disk.restart(losing: loss)
      try vaults(disk).tidy()
      for passphrase in ["left", "right"] {
        do {
          let vault = try vaults(disk).unlock(secret(passphrase)).vaults[0]
          #expect(vault.recipients.count == 2)
        } catch {
          #expect(!done && error == .wrongPassphrase, "cut before call \(cut): \(error)")
        }
      }
      #expect(!disk.names(root).contains { $0.hasPrefix(".") }, "cut before call \(cut)")
      if calls <= cut { break }
      cut += 1
    }
    #expect(cut > 15)
  }

  @Test(arguments: MemoryDisk.Loss.allCases)
  func powerCutAtEveryCallOfKeeping(_ loss: MemoryDisk.Loss) throws {
    var cut = 0
    while true {
      let disk = MemoryDisk()
      let vault = try made(disk, "p")[0]
      var record = note("old")
      var promised = ["old"]
      var done = false
      do {
        let store = SealedStore(vault)
        try store.commit(record)
        disk.forgetCalls()
        disk.cutPower(at: cut)
        do {
          record.entries = note("old", "new").entries
          try store.draft(record)
          try store.commit(record)
          promised = ["old", "new"]
          record.entries = note("old", "new", "newest").entries
          try store.commit(record)
          promised = ["old", "new", "newest"]
          try store.tidy(try vault.catalogue())
          done = true
        } catch {}
      }
      let calls = disk.calls.count
      disk.restart(losing: loss)
      let next = try vaults(disk).unlock(secret("p")).vaults[0]
      let catalogue = try next.catalogue()
      #expect(catalogue.problems.isEmpty, "cut before call \(cut)")
      let found = try texts(next)
      #expect(found.count == 1)
      #expect(found[0].count >= promised.count && ["old", "new", "newest"].starts(with: found[0]), "cut \(cut): \(found)")
      try SealedStore(next).tidy(catalogue)
      #expect(disk.names(folder(disk)).filter { RandomName(String($0.dropLast(4))) != nil }.count == 1)
      #expect(!disk.names(folder(disk)).contains { $0.hasPrefix(".new-") })
      if done { break }
      #expect(calls > cut)
      cut += 1
    }
    #expect(cut > 15)
  }

  @Test(arguments: MemoryDisk.Loss.allCases)
  func powerCutAtEveryCallOfDeletingAndBurning(_ loss: MemoryDisk.Loss) throws {
    var cut = 0
    while true {
      let disk = MemoryDisk()
      let vault = try made(disk, "p")[0]
      var deleted = false
      var burnt = false
      do {
        let store = SealedStore(vault)
        try store.commit(note("stays", at: 1_000_000_000))
        try store.commit(note("goes"))
        let summary = try vault.catalogue().summaries[0]
        disk.forgetCalls()
        disk.cutPower(at: cut)
        do {
          try store.delete(summary)
          deleted = true
        } catch {}
      }
      do {
        burnt = try vaults(disk).burn(vault) == nil
      } catch {}
      let calls = disk.calls.count
      disk.restart(losing: loss)
      try vaults(disk).tidy()
      do {
        let next = try vaults(disk).unlock(secret("p")).vaults[0]
        let found = try texts(next)
        #expect(!burnt)
        #expect(found.last == ["stays"])
        if deleted { #expect(found.count == 1) }
      } catch {
        #expect(error as? StoreError == .wrongPassphrase, "cut before call \(cut): \(error)")
        #expect(disk.names(root) == ["lock"], "cut before call \(cut)")
      }
      if burnt { break }
      #expect(calls > cut)
      cut += 1
    }
    #expect(cut > 8)
  }

  @Test(arguments: [("createFile", ENOSPC), ("write", EIO), ("syncFile", EIO), ("rename", EXDEV), ("syncFolder", EIO)])
  func aFailedSaveIsSaidAndRetried(_ call: String, _ code: Int32) throws {
    let disk = MemoryDisk()
    let vault = try made(disk, "p")[0]
    let store = SealedStore(vault)
    var record = note("old")
    try store.commit(record)
    record.entries = note("old", "new").entries
    for _ in 0..<3 {
      disk.fail(call, with: code)
      #expect(throws: StoreError.self) { try store.commit(record) }
      #expect(try texts(vault)[0].first == "old")
      disk.fail(call, with: nil)
    }
    try store.commit(record)
    #expect(disk.names(folder(disk)).filter { RandomName(String($0.dropLast(4))) != nil }.count == 1)
    disk.restart(losing: .everything)
    #expect(try texts(vaults(disk).unlock(secret("p")).vaults[0]) == [["old", "new"]])
  }

  @Test func wordsAreFound() throws {
    let disk = MemoryDisk()
    let vault = try made(disk, "p")[0]
    let store = SealedStore(vault)
    for (index, text) in ["Warm Tea and CAFÉ", "cold tea", "nothing"].enumerated() {
      try store.commit(note(text, at: 1_000_000_000 - Int64(index)))
    }
    let all = try vault.catalogue().summaries[...]
    func find(_ query: String) -> [Int] {
      vault.search(Search(query), in: all).map { all.firstIndex(of: $0)! }
    }
    #expect(find("tea") == [0, 1])
    #expect(find("TEA  cold") == [1])
    #expect(find("cafe\u{301}") == [0])
    #expect(find("canary comfort") == [0, 1, 2])
    #expect(find("") == [0, 1, 2])
    #expect(find("teapot") == [])
    #expect(vault.search(Search("tea"), in: all) { $0 < 1 }.count == 1)
    #expect(vault.search(Search("tea"), in: all.dropFirst()).count == 1)
  }

  @Test func identityTextSurvives() throws {
    let (mine, other) = (AgeIdentity(), AgeIdentity())
    let file = IdentityFile(identity: mine, others: [other.recipient])
    let text = file.encode()
    let back = try #require(IdentityFile(text))
    #expect(back.recipients == file.recipients && back.identity.recipient == mine.recipient)
    #expect(IdentityFile(secret("# aftercare identity 1\n")) == nil)
    #expect(IdentityFile(secret(String(decoding: reveal(text) + reveal(other.text), as: UTF8.self))) == nil)
    #expect(IdentityFile(secret("# together with: age1x\n" + String(decoding: reveal(text), as: UTF8.self))) == nil)
    let newer = String(decoding: reveal(text), as: UTF8.self).split(separator: "1", maxSplits: 1)
    #expect(IdentityFile(secret(newer.joined(separator: "2")))?.version == 2)
    let newest = newer.joined(separator: "99999999999999999999")
    #expect((IdentityFile(secret(newest))?.version ?? 0) > IdentityFile.currentVersion, "larger than any number is newer")
    // One that a person made with age-keygen and age -p.
    #expect(IdentityFile(mine.text)?.recipients == [mine.recipient])
  }
}
