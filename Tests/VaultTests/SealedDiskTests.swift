// Vaults on the real disk: the stock tool opens them, and nobody else may look.

import Glibc
import Testing

@testable import Vault

@Suite(.serialized) struct SealedDiskTests {
  @Test func theStockToolOpensRecordsAndDrafts() throws {
    let scratch = Scratch()
    let seats = try Vaults(dataHome: scratch.path, logN: 10).create([secret("links ⟵"), secret("rechts")])
    let store = SealedStore(seats[0])
    try store.commit(RecordTests.sample)
    try store.draft(CrashTests.record("half"))
    let names = try seats[0].folder.names()
    let path = seats[0].path
    #expect(names.filter { $0.hasPrefix("identity") } == ["identity-2.age", "identity.age"])
    for name in names where RandomName(String(name.prefix(26))) != nil {
      for (seat, passphrase) in zip(seats, ["links ⟵", "rechts"]) {
        let out = scratch.path + "/out"
        unlink(out)
        let outcome = try AgeTool.run(
          "age", ["-d", "-i", path + "/" + seat.name, "-o", out, path + "/" + name], answers: [passphrase])
        #expect(outcome.status == 0, "\(outcome.transcript)")
        let record = Scratch.read(out).flatMap { Record.decode($0) }
        #expect(record?.id == RecordTests.sample.id)
      }
    }
  }

  @Test func whatTheStockToolMadeOpensHere() throws {
    let scratch = Scratch()
    let vault = try Vaults(dataHome: scratch.path, logN: 10).create([secret("p")])[0]
    Scratch.write([UInt8](RecordTests.sample.encode().utf8), scratch.path + "/in")
    let name = vault.path + "/" + RandomName().text + ".age"
    umask(0o077)
    let outcome = try AgeTool.run(
      "age", ["-R", vault.path + "/recipients.txt", "-o", name, scratch.path + "/in"])
    #expect(outcome.status == 0, "\(outcome.transcript)")
    let catalogue = try vault.catalogue()
    #expect(try catalogue.summaries.map { try vault.record($0).entries } == [RecordTests.sample.entries])
  }

  /// Not only refused: told. Were a changed recipient taken for somebody else's, a note would be gone without a word.
  @Test(arguments: [["p"], ["left", "right"]])
  func aChangedByteOfARecordIsTold(passphrases: [String]) throws {
    let scratch = Scratch()
    let vault = try Vaults(dataHome: scratch.path, logN: 1).create(passphrases.map(secret))[0]
    try SealedStore(vault).commit(RecordTests.sample)
    let name = try #require(vault.catalogue().summaries.first?.files.first).text + ".age"
    let whole = try #require(Scratch.read(vault.path + "/" + name))
    for place in stride(from: 0, to: whole.count, by: passphrases.count) {
      var changed = whole
      changed[place] ^= 1
      unlink(vault.path + "/" + name)
      Scratch.write(changed, vault.path + "/" + name)
      chmod(vault.path + "/" + name, 0o600)
      if passphrases.count == 1 {
        #expect(throws: StoreError.self, "byte \(place)") { try vault.document(name) }
      } else if case .foreign? = try? vault.document(name) {
        Issue.record("byte \(place) makes it somebody else's")
      }
    }
  }

  @Test func looseVaultsAndFilesAreTightenedAndRead() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      umask(0)
      let scratch = Scratch()
      let vaults = Vaults(dataHome: scratch.path, logN: 1)
      let vault = try vaults.create([secret("p")])[0]
      do {
        let store = SealedStore(vault)
        try store.commit(RecordTests.sample)
        try store.draft(RecordTests.sample)
        try store.tidy(try vault.catalogue())
      }
      #expect(Scratch.mode(vault.path) == 0o700)
      let names = try vault.folder.names()
      #expect(names.count == 6)
      for name in names { #expect(Scratch.mode(vault.path + "/" + name) == 0o600) }
      // Git, unzip and synchronisers make them looser on the way: sealed, they are read, and closed again.
      for name in names + [""] {
        let path = name.isEmpty ? vault.path : vault.path + "/" + name
        chmod(path, name.isEmpty ? 0o755 : 0o644)
      }
      do {
        let opened = try vaults.unlock(secret("p"))
        #expect(opened.problems.isEmpty && SealedStore(opened.vaults[0]).readOnly == nil)
        let catalogue = try opened.vaults[0].catalogue()
        #expect(catalogue.problems.isEmpty)
        #expect(try opened.vaults[0].record(catalogue.summaries[0]).entries == RecordTests.sample.entries)
        #expect(Scratch.mode(vault.path) == 0o700 && Scratch.mode(vault.path + "/identity.age") == 0o600)
      }
      // A vault in a folder that is read-only now still opens, and says why nothing can be kept.
      chmod(vault.path, 0o500)
      let opened = try vaults.unlock(secret("p")).vaults[0]
      #expect(try opened.catalogue().summaries.count == 1)
      #expect(throws: StoreError.permission(path: vault.path)) {
        do { try SealedStore(opened).commit(RecordTests.sample) } catch StoreError.permission { throw StoreError.permission(path: vault.path) }
      }
      chmod(vault.path, 0o700)
      #expect(try vaults.burn(opened) == nil)
      #expect(try Folder.home(scratch.path + "/aftercare/vaults", create: false).names() == ["lock"])
    }
  }

  @Test func linkedRecordsAndIdentitiesAreRefused() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      let scratch = Scratch()
      let vaults = Vaults(dataHome: scratch.path, logN: 1)
      let vault = try vaults.create([secret("p")])[0]
      let identity = vault.path + "/identity.age"
      rename(identity, scratch.path + "/elsewhere.age")
      symlink(scratch.path + "/elsewhere.age", identity)
      #expect(throws: StoreError.wrongKind(path: identity)) { try vaults.unlock(secret("p")) }
      unlink(identity)
      rename(scratch.path + "/elsewhere.age", identity)
      let name = vault.path + "/" + RandomName().text + ".age"
      symlink("/dev/zero", name)
      #expect(try vault.catalogue().problems == [.wrongKind(path: name)])
      unlink(name)
      mkfifo(name, 0o600)
      #expect(try vault.catalogue().problems == [.wrongKind(path: name)])
      unlink(name)
      // The lock as a link is not followed, and its target not made; the vault can be read.
      unlink(vault.path + "/lock")
      symlink(scratch.path + "/victim", vault.path + "/lock")
      #expect(SealedStore(vault).readOnly == .wrongKind(path: vault.path + "/lock"))
      #expect(Scratch.mode(scratch.path + "/victim") == nil)
      // A vault that is a link is no vault.
      rename(vault.path, scratch.path + "/elsewhere")
      symlink(scratch.path + "/elsewhere", vault.path)
      #expect(throws: StoreError.wrongKind(path: vault.path)) { try vaults.unlock(secret("p")) }
    }
  }

  @Test(arguments: 1...25)
  func killedAtAnyMoment(_ run: Int) async throws {
    let scratch = Scratch()
    let vaults = Vaults(dataHome: scratch.path, logN: 1)
    _ = try vaults.create([secret("p")])
    // Ended by a signal while it keeps note after note; it writes down each one that was promised.
    await #expect(processExitsWith: .signal(SIGALRM)) { [path = scratch.path as String, run = run as Int] in
      let store = SealedStore(try Vaults(dataHome: path).unlock(secret("p")).vaults[0])
      #expect(store.readOnly == nil)
      var record = RecordTests.sample
      record.entries = []
      let promised = open(path + "/promised", O_WRONLY | O_CREAT | O_APPEND, 0o600)
      var timer = itimerval()
      timer.it_value.tv_usec = run * 900
      signal(SIGALRM, SIG_DFL)
      setitimer(__itimer_which_t(0), &timer, nil)
      for number in 0..<100_000 {
        record.entries.append(Record.Entry(section: "comfort", prompt: "", text: "\(number)"))
        try store.draft(record)
        try store.commit(record)
        _ = write(promised, "x", 1)
        if record.entries.count == 50 { record = Record(created: record.created) }
      }
    }
    let promised = Scratch.read(scratch.path + "/promised")?.count ?? 0
    let vault = try vaults.unlock(secret("p")).vaults[0]
    let store = SealedStore(vault)
    #expect(store.readOnly == nil)
    let catalogue = try vault.catalogue()
    #expect(catalogue.problems.isEmpty)
    var found: [String] = []
    for summary in catalogue.summaries { found += try vault.record(summary).entries.map(\.text) }
    #expect(found.count == promised || found.count == promised + 1)
    #expect(Set(found).count == found.count)
    try store.tidy(catalogue)
    #expect(try !vault.folder.names().contains { $0.hasPrefix(".") })
  }
}
