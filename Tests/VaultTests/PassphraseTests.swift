// Passphrases: their forms, a measure of them, and changing one.

import Glibc
import Testing

@testable import Vault

@Suite struct PassphraseTests {
  private func vaults(_ disk: MemoryDisk) -> Vaults { Vaults(dataHome: "/home", on: disk, logN: 1) }

  private func texts(_ forms: [SecretBytes]) -> [[UInt8]] { forms.map { $0.withBytes(Array.init) } }

  @Test func theFormsOfAPassphrase() {
    let composed = [UInt8]("caf\u{E9}".utf8), decomposed = [UInt8]("cafe\u{301}".utf8)
    #expect(texts(Passphrase.forms(secret("plain"))) == [[UInt8]("plain".utf8)])
    #expect(texts(Passphrase.forms(secret("caf\u{E9}"))) == [composed, decomposed])
    #expect(texts(Passphrase.forms(secret("cafe\u{301}"))) == [decomposed, composed])
    let marked = [0xEF, 0xBB, 0xBF] + decomposed
    #expect(texts(Passphrase.forms(secret("\u{FEFF}cafe\u{301}"))) == [marked, decomposed, composed])
    var noise: [UInt8] = [0xFF, 0x80, 0x41]
    #expect(texts(Passphrase.forms(SecretBytes(taking: &noise))) == [[0xFF, 0x80, 0x41]], "bytes that are no text")
    let long = String(repeating: "\u{1F82}", count: 300)
    #expect(texts(Passphrase.forms(secret(long)))[1] == Array(long.unicodeScalars.flatMap { _ in "\u{3B1}\u{313}\u{300}\u{345}".utf8 }))
  }

  @Test(arguments: [
    ("hunter2", true), ("password1", true), ("correct horse", true), ("12345678901234567", true), ("aaaaaaaaaaaaaaaaaaaa", true),
    ("seven quiet otters läuten", false), ("correct horse battery", false), ("T7#k!q9Zx$w2", false),
    ("83920174650192837465", false),
  ])
  func aWeakOneIsKnown(_ text: String, _ isWeak: Bool) { #expect(Passphrase.isWeak(secret(text)) == isWeak) }

  @Test func suggestedWordsAreNotWeak() {
    #expect(!Passphrase.isWeak(secret(Suggestion.draw(from: ["moss", "river", "lamp", "stone", "cloud"]))))
  }

  @Test(arguments: [["old"], ["other", "old"]]) func aChangedPassphraseOpensTheSame(_ passphrases: [String]) throws {
    let disk = MemoryDisk()
    do {
      let vault = try vaults(disk).create(passphrases.map(secret))[0]
      try SealedStore(vault).commit(RecordTests.sample)
    }
    let vault = try vaults(disk).unlock(secret("old")).vaults[0]
    #expect(throws: StoreError.emptyPassphrase) { try vaults(disk).change(vault, to: secret("")) }
    try vaults(disk).change(vault, to: secret("new"))
    disk.restart(losing: .everything)
    #expect(throws: StoreError.wrongPassphrase) { try vaults(disk).unlock(secret("old")) }
    let after = try vaults(disk).unlock(secret("new")).vaults[0]
    #expect(after.own == vault.own && after.recipients == vault.recipients)
    let summary = try after.catalogue().summaries[0]
    #expect(try after.record(summary).isProven && summary.isProven)
    if passphrases.count == 2 {
      #expect(throws: StoreError.samePassphrase) { try vaults(disk).change(after, to: secret("other")) }
      #expect(try vaults(disk).unlock(secret("other")).vaults.count == 1)
    }
  }

  /// Killed or without power at every call: the old one opens or the new one does, and what is kept with it.
  @Test(arguments: MemoryDisk.Loss.allCases) func cutOffAtEveryCallOfChanging(_ loss: MemoryDisk.Loss) throws {
    var seen: Set<String> = []
    var cut = 0
    while true {
      let disk = MemoryDisk()
      let vault = try vaults(disk).create([secret("old")])[0]
      do { try SealedStore(vault).commit(RecordTests.sample) }
      disk.forgetCalls()
      disk.cutPower(at: cut)
      var isChanged = false
      do {
        try vaults(disk).change(vault, to: secret("new"))
        isChanged = true
      } catch {}
      let calls = disk.calls.count
      disk.restart(losing: loss)
      let opening = ["old", "new"].filter { (try? vaults(disk).unlock(secret($0))) != nil }
      #expect(opening.count == 1 && (!isChanged || opening == ["new"]), "cut before call \(cut): \(opening)")
      seen.formUnion(opening)
      let after = try vaults(disk).unlock(secret(try #require(opening.first))).vaults[0]
      #expect(try after.catalogue().summaries.count == 1 && SealedStore(after).readOnly == nil)
      #expect(!disk.names(after.path).contains { $0.hasPrefix(".new-") })
      if calls <= cut { break }
      cut += 1
    }
    #expect(seen == ["old", "new"] && cut > 4)
  }

  @Test(arguments: [("createFile", ENOSPC), ("write", EIO), ("syncFile", EIO), ("rename", EXDEV)])
  func aChangeThatFailsChangesNothing(_ call: String, _ code: Int32) throws {
    let disk = MemoryDisk()
    let vault = try vaults(disk).create([secret("old")])[0]
    disk.fail(call, with: code)
    #expect(throws: StoreError.self) { try vaults(disk).change(vault, to: secret("new")) }
    disk.fail(call, with: nil)
    #expect(try vaults(disk).unlock(secret("old")).vaults.count == 1)
    #expect(throws: StoreError.wrongPassphrase) { try vaults(disk).unlock(secret("new")) }
  }
}
