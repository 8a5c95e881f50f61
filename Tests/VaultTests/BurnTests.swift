// Burning and making, half-done: either the vault is as it was, or nothing of it opens and the next start ends it.

import Glibc
import Testing

@testable import Vault

@Suite struct BurnTests {
  private let root = "/home/aftercare/vaults"

  private func vaults(_ disk: MemoryDisk) -> Vaults { Vaults(dataHome: "/home", on: disk, logN: 1) }

  /// A vault of two seats with a note for both.
  private func made(_ disk: MemoryDisk) throws -> UnlockedVault {
    let vault = try vaults(disk).create([secret("left"), secret("right")])[0]
    try SealedStore(vault).commit(RecordTests.sample)
    return vault
  }

  private func opens(_ disk: MemoryDisk) -> Int {
    ["left", "right"].count { (try? vaults(disk).unlock(secret($0))) != nil }
  }

  @Test func whatIsForeignIsSteppedOverAndStandsInNobodysWay() throws {
    let disk = MemoryDisk()
    let vault = try made(disk)
    for name in [".stfolder/x", ".DS_Store", "photo.agenda.txt"] { disk.put([1], vault.path + "/" + name) }
    for name in ["identity.sync-conflict-20251124-1-A.age", "identity.age~", ".syncthing.identity.age.tmp", "x (1).age"] {
      disk.put([1], vault.path + "/" + name)
    }
    let left = try vaults(disk).burn(vault)
    let folder = try #require(disk.names(root).first { $0.hasPrefix(".burn-") })
    #expect(left == .leftBehind(path: root + "/" + folder))
    #expect(disk.names(root + "/" + folder) == [".DS_Store", ".stfolder", "photo.agenda.txt"])
    #expect(opens(disk) == 0)
    _ = try vaults(disk).create([secret("new")])
    #expect(try vaults(disk).unlock(secret("new")).vaults.count == 1)
  }

  @Test(arguments: ["remove", "rename"]) func aVaultThatCannotBeBurntStaysOpen(_ call: String) throws {
    let disk = MemoryDisk()
    let vault = try made(disk)
    let store = SealedStore(vault)
    disk.fail(call, with: EIO)
    #expect(throws: StoreError.failed(path: vault.path + (call == "remove" ? "/identity-2.age" : ""), code: EIO)) {
      try vaults(disk).burn(vault, with: store)
    }
    disk.fail(call, with: nil)
    #expect(opens(disk) == 2 && disk.names(root).filter { $0.hasPrefix(".") }.isEmpty)
    // It goes on being written to, with the lock that it has.
    var record = RecordTests.sample
    record.id = RandomName()
    try store.commit(record)
    disk.restart(losing: .everything)
    #expect(try vaults(disk).unlock(secret("left")).vaults[0].catalogue().summaries.count == 2)
  }

  @Test func theLockOfTheOpenStoreServes() throws {
    let disk = MemoryDisk()
    let vault = try made(disk)
    let store = SealedStore(vault)
    #expect(throws: StoreError.locked(path: vault.path + "/lock")) { try vaults(disk).burn(vault) }
    #expect(try vaults(disk).burn(vault, with: store) == nil)
    #expect(disk.names(root) == ["lock"] && store.readOnly != nil)
  }

  /// Killed, not cut off from power: what was done stays. The next opening, and not only a tidy one, ends it.
  @Test func killedAtEveryCallOfBurning() throws {
    var sawOpen = false
    var cut = 0
    while true {
      let disk = MemoryDisk()
      let vault = try made(disk)
      disk.forgetCalls()
      disk.cutPower(at: cut)
      _ = try? vaults(disk).burn(vault)
      let calls = disk.calls.count
      disk.restart(losing: .nothing)
      let opening = opens(disk)
      #expect(opening == 2 || opening == 0, "cut before call \(cut)")
      if opening == 2 { sawOpen = true } else { #expect(disk.names(root) == ["lock"], "cut before call \(cut)") }
      if calls <= cut { break }
      cut += 1
    }
    #expect(sawOpen && cut > 8)
  }

  /// What takes long happens before anything is on the disk: nobody who stops waiting leaves a trace.
  @Test func preparingAVaultWritesNothing() throws {
    let disk = MemoryDisk()
    let prepared = try vaults(disk).prepare([secret("left"), secret("right")])
    #expect(disk.calls.isEmpty && disk.everWritten.isEmpty)
    #expect(try vaults(disk).create(prepared).count == 2)
    #expect(opens(disk) == 2)
  }

  @Test(arguments: ["createFile", "write", "syncFile", "rename", "syncFolder"])
  func aVaultThatCannotBeMadeLeavesNothing(_ call: String) throws {
    let disk = MemoryDisk()
    _ = try made(disk)
    let before = disk.names(root)
    disk.fail(call, with: EIO)
    #expect(throws: StoreError.self) { try vaults(disk).create([secret("new")]) }
    disk.fail(call, with: nil)
    #expect(disk.names(root) == before)
  }
}
