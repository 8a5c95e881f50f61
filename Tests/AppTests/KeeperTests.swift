// Keeping over a disk that fails: sealed stays sealed, and what did not happen is not said to have happened.
//
// Rules: the real disk in a home of its own, with failures put in front of it; every byte that is handed to the disk
// is looked at, whatever becomes of it.

import Conversation
import Glibc
import Settings
import Testing

@testable import App
@testable import Vault

/// The system's disk, some of whose calls fail.
final class FailingDisk: FileSystem, @unchecked Sendable {
  private let real = RealFileSystem()
  /// Whether a call of this name fails now.
  var fails: (String) -> Bool = { _ in false }
  private(set) var written: [[UInt8]] = []
  var user: UInt32 { real.user }

  private func ask(_ call: String) throws(Errno) {
    if fails(call) { throw Errno(EIO) }
  }

  func openFolder(path: String) throws(Errno) -> Int32 { try real.openFolder(path: path) }
  func openFolder(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try ask("openFolder")
    return try real.openFolder(name, in: folder)
  }
  func makeFolder(_ name: String, in folder: Int32) throws(Errno) {
    try ask("makeFolder")
    try real.makeFolder(name, in: folder)
  }
  func removeFolder(_ name: String, in folder: Int32) throws(Errno) {
    try ask("removeFolder")
    try real.removeFolder(name, in: folder)
  }
  func createFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try ask("createFile")
    return try real.createFile(name, in: folder)
  }
  func tighten(_ handle: Int32, to mode: UInt32) throws(Errno) { try real.tighten(handle, to: mode) }
  func openFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try ask("openFile")
    return try real.openFile(name, in: folder)
  }
  func openLock(_ name: String, in folder: Int32) throws(Errno) -> Int32 { try real.openLock(name, in: folder) }
  func lock(_ file: Int32) throws(Errno) {
    try ask("lock")
    // A program that another test is starting at this moment may hold it too, until the kernel closes what it does
    // not inherit.
    for _ in 0..<500 {
      do { return try real.lock(file) } catch { usleep(10_000) }
    }
    try real.lock(file)
  }
  func read(_ file: Int32, most: Int) throws(Errno) -> [UInt8] { try real.read(file, most: most) }
  func write(_ file: Int32, _ bytes: ArraySlice<UInt8>) throws(Errno) -> Int {
    written.append(Array(bytes))
    try ask("write")
    return try real.write(file, bytes)
  }
  func syncFile(_ file: Int32) throws(Errno) {
    try ask("syncFile")
  }
  func syncFolder(_ folder: Int32) throws(Errno) {
    try ask("syncFolder")
  }
  func close(_ handle: Int32) throws(Errno) { try real.close(handle) }
  func rename(_ name: String, to newName: String, in folder: Int32) throws(Errno) {
    try ask("rename")
    try real.rename(name, to: newName, in: folder)
  }
  func remove(_ name: String, in folder: Int32) throws(Errno) {
    try ask("remove")
    try real.remove(name, in: folder)
  }
  func names(in folder: Int32) throws(Errno) -> [String] {
    try ask("names")
    return try real.names(in: folder)
  }
  func status(_ handle: Int32) throws(Errno) -> FileStatus { try real.status(handle) }
  func status(of name: String, in folder: Int32) throws(Errno) -> FileStatus { try real.status(of: name, in: folder) }
}

@Suite struct KeeperTests {
  /// What stands between the two and the disk, with a vault open for notes.
  private struct Desk {
    let home = NotesHome()
    let disk = FailingDisk()
    let keeper: Keeper
    let shelf: KeptShelf
    let session = Session(
      Setup(deck: Deck(name: "", title: "", language: "", version: "", authors: [], licence: "", purpose: "", cards: [])))

    init() throws {
      keeper = Keeper(environment: home.environment, disk: disk)
      shelf = KeptShelf(environment: home.environment, keeper: keeper, words: Words.ofCommands, disk: disk)
      let vaults = Vaults(dataHome: home.data, on: disk, logN: 1)
      let vault = try vaults.create([secret("p")])[0]
      shelf.vaults = [vault]
      keeper.use(Keeper.ready(vault))
    }

    func save(_ texts: String...) -> Bool { keeper.save(texts.map { Note(card: "c", text: $0) }, of: session) }

    /// The texts that open with the passphrase.
    func kept() throws -> [String] {
      let vault = try Vaults(dataHome: home.data).unlock(secret("p")).vaults[0]
      return try vault.catalogue().summaries.flatMap { try vault.record($0).entries.map(\.text) }
    }

    /// Whether words stand in anything that was ever handed to the disk, or in the name of a file.
    func leaked(_ words: String) -> Bool {
      let words = Array(words.utf8)
      return disk.written.contains { $0.contains(words) }
        || NotesHome.files(home.path).contains { $0.hasPrefix(".local/share/aftercare/plain") }
    }
  }

  @Test(arguments: ["lock", "rename", "remove"])
  func aBurnThatFailsLeavesTheVaultOpenAndSealed(_ call: String) throws {
    let desk = try Desk()
    #expect(desk.save("canary-one"))
    desk.disk.fails = { $0 == call }
    guard case .did(.failed) = desk.shelf.burn() else { Issue.record("it is said to be burnt"); return }
    #expect(desk.keeper.vault != nil && desk.shelf.vaults.count == 1)
    desk.disk.fails = { _ in false }
    #expect(desk.save("canary-one", "canary-two"))
    #expect(try desk.kept() == ["canary-one", "canary-two"])
    #expect(desk.shelf.burn() == .did(.burnt) && !desk.leaked("canary"))
    #expect(throws: StoreError.wrongPassphrase) { try desk.kept() }
  }

  /// Nothing of a sealed conversation stands outside sealed files, whatever the disk does; and what was called saved,
  /// or gone, is.
  @Test(arguments: 0..<60) func sealedStaysSealedOverRandomFaults(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let desk = try Desk()
    var texts: [String] = []
    var promised: [String]?
    desk.disk.fails = { _ in UInt64.random(in: 0..<8, using: &random) == 0 }
    for step in 0..<40 {
      switch UInt64.random(in: 0..<10, using: &random) {
      case 0:
        promised = desk.keeper.discard() ? [] : nil
        texts = []
      case 1: if desk.shelf.burn() == .did(.burnt) { promised = nil }
      case 2...4: _ = desk.keeper.draft([Note(card: "c", text: "canary-draft")], of: desk.session)
      case 5: _ = desk.keeper.retry()
      default:
        texts.append("canary-\(step)")
        if desk.keeper.save(texts.map { Note(card: "c", text: $0) }, of: desk.session), desk.keeper.vault != nil {
          promised = texts
        }
      }
      #expect(!desk.leaked("canary"), "step \(step)")
      if desk.keeper.vault == nil { break }
    }
    desk.disk.fails = { _ in false }
    if desk.keeper.vault != nil {
      desk.keeper.end(isWhole: true)
      #expect(!desk.keeper.isPending)
      let kept = try desk.kept()
      if let promised { for text in promised where !texts.isEmpty { #expect(kept.contains(text), "step of \(text)") } }
      if texts.isEmpty { #expect(kept.isEmpty, "let go, and there: \(kept)") }
    } else {
      desk.keeper.end(isWhole: true)
      #expect(!desk.keeper.isPending)
      #expect(NotesHome.files(desk.home.path).allSatisfy { !$0.hasSuffix(".age") }, "burnt, and there")
    }
    #expect(!desk.leaked("canary"))
  }

  /// All that is read of a vault for notes is read beside the loop, where the passphrase is tried; a conversation that
  /// was cut short is finished there, and one that stopped waiting frees the lock.
  @Test func aVaultIsReadiedBesideTheLoop() throws {
    let home = NotesHome()
    let vault = try home.vault("p")
    do {
      let store = NotesHome.store(vault)
      try store.draft(NotesHome.record("half"))
      _ = try store.add(NewAgreement(topic: .card("a"), words: "a", answer: .no), on: 20_000)
    }
    let worker = Worker<Keeper.Ready> { slot in slot.put(Keeper.ready(vault) { slot.isWanted }) }
    var ready: Keeper.Ready?
    while ready == nil {
      usleep(1000)
      ready = worker.result()
    }
    #expect(ready?.failure == nil && ready?.unfinished == ["half"])
    #expect(ready?.remembrance?.recalled(20_000).entries.count == 1)
    ready = nil
    #expect(NotesHome.store(vault).readOnly == nil)
  }

  /// Stopping while a vault is made, or after it was made and before it was told, leaves none.
  @Test(arguments: [true, false]) func aVaultThatNobodyWasToldOfIsNotThere(whileItIsMade: Bool) throws {
    let home = NotesHome()
    let door = VaultDoor(environment: home.environment)
    var isWorking = true
    func type() {
      var bytes = [UInt8]("a new one".utf8)
      #expect(door.take(&bytes))
    }
    type()
    door.hold()
    type()
    #expect(door.compare() && door.make())
    let folder = home.data + "/aftercare/vaults"
    if !whileItIsMade {
      // It is whole on the disk, and its outcome lies ready that nobody took.
      for _ in 0..<3000 where isWorking {
        usleep(10_000)
        isWorking = !NotesHome.files(folder).contains { $0.hasSuffix("/identity.age") && !$0.hasPrefix(".") }
      }
      usleep(200_000)
    }
    door.close()
    // The work that went on comes to nothing.
    if whileItIsMade { sleep(4) }
    #expect(!NotesHome.files(folder).contains { $0 != "lock" }, "\(NotesHome.files(folder))")
    #expect(door.outcome() == nil)
  }

  @Test func nothingIsKeptWhereNothingWasChosen() throws {
    let home = NotesHome()
    let keeper = Keeper(environment: home.environment)
    let session = Session(
      Setup(deck: Deck(name: "", title: "", language: "", version: "", authors: [], licence: "", purpose: "", cards: [])))
    #expect(!keeper.save([Note(card: "c", text: "canary")], of: session))
    #expect(!keeper.draft([Note(card: "c", text: "canary")], of: session))
    keeper.end(isWhole: true)
    #expect(NotesHome.files(home.path).isEmpty)
  }

  @Test func whatIsToGoIsTriedAgainUntilItIsGone() throws {
    let desk = try Desk()
    #expect(desk.save("canary"))
    desk.disk.fails = { $0 == "createFile" }
    #expect(!desk.keeper.discard() && desk.keeper.isPending && desk.keeper.failure != nil)
    #expect(try desk.kept() == ["canary"])
    #expect(!desk.keeper.retry() && desk.keeper.isPending)
    desk.disk.fails = { _ in false }
    desk.keeper.end(isWhole: true)
    #expect(!desk.keeper.isPending && desk.keeper.failure == nil)
    #expect(try desk.kept().isEmpty)
  }

  @Test func whatNeverGoesIsSaidAtTheEnd() throws {
    let desk = try Desk()
    #expect(desk.save("canary"))
    desk.disk.fails = { $0 == "createFile" }
    _ = desk.keeper.discard()
    desk.keeper.end(isWhole: true)
    #expect(desk.keeper.isPending && desk.keeper.failure != nil)
  }
}

private struct SplitMix64: RandomNumberGenerator {
  var seed: UInt64
  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var z = seed
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
