// Power cuts and failing disks at every call of a save: the old version or the new one, whole.

import Glibc
import Testing

@testable import Vault

@Suite struct CrashTests {
  static let path = "/home/aftercare/plain"

  static func record(_ text: String, of record: Record = RecordTests.sample) -> Record {
    var record = record
    record.entries = [Record.Entry(section: "comfort", prompt: "p", text: text)]
    return record
  }

  static func texts(_ store: PlainStore) throws -> [String] {
    try store.ids().map { try store.record($0).entries[0].text }
  }

  @Test(arguments: MemoryDisk.Loss.allCases)
  func powerCutAtEveryCall(_ loss: MemoryDisk.Loss) throws {
    var cut = 0
    var sawOld = false
    while true {
      let disk = MemoryDisk()
      disk.writeShort()
      var store: PlainStore? = try PlainStore(dataHome: "/home", on: disk)
      try store!.commit(Self.record("old"))
      disk.forgetCalls()
      disk.cutPower(at: cut)
      let committed: Bool
      do {
        try store!.commit(Self.record("new"))
        committed = true
      } catch { committed = false }
      let calls = disk.calls.count
      store = nil
      disk.restart(losing: loss)
      let next = try PlainStore(dataHome: "/home", on: disk)
      let texts = try Self.texts(next)
      #expect(texts == ["old"] || texts == ["new"], "cut before call \(cut)")
      if committed { #expect(texts == ["new"]) }
      if texts == ["old"] { sawOld = true }
      #expect(disk.names(Self.path) == ["000g40r40m30e209185gr38e1w.txt", "lock"], "cut before call \(cut)")
      if calls <= cut { break }
      cut += 1
    }
    #expect(cut > 5)
    #expect(sawOld)
  }

  @Test(arguments: MemoryDisk.Loss.allCases)
  func powerCutFromTheVeryFirstStart(_ loss: MemoryDisk.Loss) throws {
    for cut in 0..<40 {
      let disk = MemoryDisk()
      disk.cutPower(at: cut)
      var committed = false
      do {
        let store = try PlainStore(dataHome: "/home/sam/.local/share", on: disk)
        try store.commit(Self.record("new"))
        committed = true
      } catch {}
      disk.restart(losing: loss)
      let next = try PlainStore(dataHome: "/home/sam/.local/share", on: disk)
      let texts = try Self.texts(next)
      #expect(texts == (committed ? ["new"] : texts.isEmpty ? [] : ["new"]), "cut before call \(cut)")
    }
  }

  @Test func killedWithoutPowerCutThenPowerCut() throws {
    // The folder was made but its name not synced when the program was killed; the next program commits.
    for cut in 0..<8 {
      let disk = MemoryDisk()
      disk.cutPower(at: cut)
      _ = try? PlainStore(dataHome: "/home", on: disk)
      disk.cutPower(at: nil)
      do {
        let store = try PlainStore(dataHome: "/home", on: disk)
        try store.commit(Self.record("new"))
      }
      disk.restart(losing: .everything)
      #expect(try Self.texts(PlainStore(dataHome: "/home", on: disk)) == ["new"])
    }
  }

  @Test(arguments: [
    ("createFile", ENOSPC), ("createFile", EROFS), ("createFile", EACCES), ("write", ENOSPC), ("write", EDQUOT),
    ("write", EFBIG), ("write", EIO), ("syncFile", EIO), ("rename", EXDEV), ("rename", EIO),
  ])
  func aFailedSaveKeepsTheOldAndLeavesNoLitter(_ call: String, _ code: Int32) throws {
    let disk = MemoryDisk()
    let store = try PlainStore(dataHome: "/home", on: disk)
    try store.commit(Self.record("old"))
    let before = disk.names(Self.path)
    let handles = disk.openHandles
    disk.fail(call, with: code)
    let error = #expect(throws: StoreError.self) { try store.commit(Self.record("canary-new")) }
    #expect(error.map { !"\($0)".contains("canary") } == true)
    #expect(try Self.texts(store) == ["old"])
    #expect(disk.names(Self.path) == before)
    #expect(disk.openHandles == handles)
    // The same record again, once there is room: a new file from memory, not a second fsync of the old one.
    disk.fail(call, with: nil)
    disk.forgetCalls()
    try store.commit(Self.record("new"))
    #expect(disk.calls == ["createFile", "write", "syncFile", "rename", "syncFolder"])
    disk.restart(losing: .everything)
    #expect(try Self.texts(PlainStore(dataHome: "/home", on: disk)) == ["new"])
  }

  @Test func aFailedFolderSyncIsNotCalledSaved() throws {
    let disk = MemoryDisk()
    let store = try PlainStore(dataHome: "/home", on: disk)
    disk.fail("syncFolder", with: EIO)
    #expect(throws: StoreError.self) { try store.commit(Self.record("new")) }
    disk.fail("syncFolder", with: nil)
    try store.commit(Self.record("new"))
    disk.restart(losing: .everything)
    #expect(try Self.texts(PlainStore(dataHome: "/home", on: disk)) == ["new"])
  }

  @Test func errorsSayWhichKind() {
    for (code, expected) in [
      (ENOSPC, StoreError.diskFull(path: "/x")), (EFBIG, .diskFull(path: "/x")), (EDQUOT, .diskFull(path: "/x")),
      (EROFS, .readOnly(path: "/x")), (EACCES, .permission(path: "/x")), (EWOULDBLOCK, .locked(path: "/x")),
      (ELOOP, .wrongKind(path: "/x")), (EIO, .failed(path: "/x", code: EIO)),
    ] {
      #expect(StoreError(Errno(code), path: "/x") == expected)
    }
  }

  @Test func aDraftOutlivesACrashAndEndsWithItsCommit() throws {
    let disk = MemoryDisk()
    let draft = Self.record("half a")
    do {
      let store = try PlainStore(dataHome: "/home", on: disk)
      try store.commit(Self.record("committed"))
      try store.draft(draft)
    }
    disk.restart(losing: .everything)
    do {
      let store = try PlainStore(dataHome: "/home", on: disk)
      #expect(try store.drafts().map(\.entries) == [draft.entries])
      #expect(try Self.texts(store) == ["committed"])
      // The draft that a crash left behind after its commit is not offered.
      var resumed = try store.drafts()[0]
      disk.fail("remove", with: EIO)
      resumed.finished = true
      try store.commit(resumed)
      #expect(disk.names(Self.path).count == 3)
    }
    disk.restart(losing: .everything)
    let store = try PlainStore(dataHome: "/home", on: disk)
    #expect(try store.drafts().isEmpty)
    #expect(try Self.texts(store) == ["half a"])
    #expect(try store.record(draft.id).finished)
    try store.dropDraft(of: draft.id)
    #expect(disk.names(Self.path).count == 2)
  }

  @Test func theSecondProgramIsToldAtOnce() throws {
    let disk = MemoryDisk()
    var first: PlainStore? = try PlainStore(dataHome: "/home", on: disk)
    #expect(throws: StoreError.locked(path: Self.path + "/lock")) { try PlainStore(dataHome: "/home", on: disk) }
    try first!.commit(Self.record("x"))
    first = nil
    _ = try PlainStore(dataHome: "/home", on: disk)
    #expect(disk.openHandles == 0)
  }

  @Test func onlyOwnTemporaryFilesAreSwept() throws {
    let disk = MemoryDisk()
    let mine = ".new-" + RandomName().text
    for name in [mine, ".new-", ".new-mine.txt", "other"] { disk.put([1], Self.path + "/" + name) }
    _ = try PlainStore(dataHome: "/home", on: disk)
    #expect(disk.names(Self.path) == [".new-", ".new-mine.txt", "lock", "other"])
  }
}
