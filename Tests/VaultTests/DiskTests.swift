// The real disk: modes whatever the umask, links, limits. Each test is a child that is not root.

import Glibc
import Testing

@testable import Vault

@Suite struct DiskTests {
  @Test(arguments: [0o000, 0o022, 0o077, 0o777] as [UInt32])
  func modesWhateverTheUmask(_ mask: UInt32) async {
    await #expect(processExitsWith: .success) { [mask = mask as UInt32] in
      becomeUnprivileged()
      let scratch = Scratch()
      umask(mask)
      let home = scratch.path + "/a/b"
      let store = try PlainStore(dataHome: home)
      try store.commit(RecordTests.sample)
      try store.draft(RecordTests.sample)
      for folder in ["/a", "/a/b", "/a/b/aftercare", "/a/b/aftercare/plain"] {
        #expect(Scratch.mode(scratch.path + folder) == 0o700)
      }
      let names = try store.folder.names()
      #expect(names.count == 3)
      for name in names { #expect(Scratch.mode(store.folder.path(name)) == 0o600) }
    }
  }

  @Test func looserFoldersAndFilesAreNamedAndRefused() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      let scratch = Scratch()
      do { try PlainStore(dataHome: scratch.path).commit(RecordTests.sample) }
      let aftercare = scratch.path + "/aftercare"
      for mode in [0o701, 0o710, 0o755, 0o777, 0o1777] as [UInt32] {
        for folder in [aftercare, aftercare + "/plain"] {
          chmod(folder, mode)
          #expect(throws: StoreError.loosePermissions(path: folder, mode: mode)) {
            try PlainStore(dataHome: scratch.path)
          }
          #expect(Scratch.mode(folder) == mode)
          chmod(folder, 0o700)
        }
      }
      let lock = aftercare + "/plain/lock"
      chmod(lock, 0o644)
      #expect(throws: StoreError.loosePermissions(path: lock, mode: 0o644)) { try PlainStore(dataHome: scratch.path) }
      chmod(lock, 0o600)
      let store = try PlainStore(dataHome: scratch.path)
      let note = aftercare + "/plain/\(RecordTests.sample.id.text).txt"
      chmod(note, 0o640)
      #expect(throws: StoreError.loosePermissions(path: note, mode: 0o640)) {
        try store.record(RecordTests.sample.id)
      }
    }
  }

  @Test func linksAreRefusedAndVictimsIntact() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      let scratch = Scratch()
      let victim = scratch.path + "/victim"
      Scratch.write([1, 2, 3], victim)
      mkdir(scratch.path + "/elsewhere", 0o700)
      // The folder as a link.
      symlink(scratch.path + "/elsewhere", scratch.path + "/aftercare")
      #expect(throws: StoreError.wrongKind(path: scratch.path + "/aftercare")) {
        try PlainStore(dataHome: scratch.path)
      }
      unlink(scratch.path + "/aftercare")
      mkdir(scratch.path + "/aftercare", 0o700)
      symlink(scratch.path + "/elsewhere", scratch.path + "/aftercare/plain")
      #expect(throws: StoreError.self) { try PlainStore(dataHome: scratch.path) }
      unlink(scratch.path + "/aftercare/plain")
      let plain = scratch.path + "/aftercare/plain"
      mkdir(plain, 0o700)
      // The lock as a link, to a file and to nothing, and as a queue.
      for target in [victim, scratch.path + "/nothing"] {
        symlink(target, plain + "/lock")
        #expect(throws: StoreError.wrongKind(path: plain + "/lock")) { try PlainStore(dataHome: scratch.path) }
        unlink(plain + "/lock")
      }
      mkfifo(plain + "/lock", 0o600)
      #expect(throws: StoreError.wrongKind(path: plain + "/lock")) { try PlainStore(dataHome: scratch.path) }
      unlink(plain + "/lock")
      // A record as a link: replaced by the commit, never written through; refused when read.
      let note = plain + "/\(RecordTests.sample.id.text).txt"
      let store = try PlainStore(dataHome: scratch.path)
      symlink(victim, note)
      #expect(throws: StoreError.wrongKind(path: note)) { try store.record(RecordTests.sample.id) }
      try store.commit(RecordTests.sample)
      #expect(try store.record(RecordTests.sample.id).entries == RecordTests.sample.entries)
      // A temporary file as a link: a new one is never made through it, and sweeping removes the link alone.
      let temporary = ".new-" + RandomName().text
      symlink(victim, plain + "/" + temporary)
      #expect(throws: Errno(EEXIST)) {
        try RealFileSystem().createFile(temporary, in: store.folder.handle)
      }
      try AtomicFile.sweep(store.folder)
      #expect(Scratch.mode(plain + "/" + temporary) == nil)
      // A record as a queue is refused and nobody waits for it.
      unlink(note)
      mkfifo(note, 0o600)
      #expect(throws: StoreError.wrongKind(path: note)) { try store.record(RecordTests.sample.id) }
      #expect(Scratch.read(victim) == [1, 2, 3])
      #expect(Scratch.mode(scratch.path + "/nothing") == nil)
      #expect(try Folder.home(scratch.path + "/elsewhere", create: false).names() == [])
    }
  }

  @Test func aHomeBehindALinkIsMeant() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      let scratch = Scratch()
      mkdir(scratch.path + "/disk", 0o755)
      symlink(scratch.path + "/disk", scratch.path + "/share")
      let store = try PlainStore(dataHome: scratch.path + "/share")
      try store.commit(RecordTests.sample)
      #expect(Scratch.mode(scratch.path + "/disk/aftercare/plain/lock") == 0o600)
    }
  }

  @Test func folderOfAnotherUserIsRefused() async {
    await #expect(processExitsWith: .success) {
      let scratch = Scratch()
      mkdir(scratch.path + "/aftercare", 0o700)
      if geteuid() == 0 {
        chown(scratch.path + "/aftercare", 65_534, 65_534)
        #expect(throws: StoreError.otherOwner(path: scratch.path + "/aftercare")) {
          try PlainStore(dataHome: scratch.path)
        }
      } else {
        // Only root can give a folder away; the root folder belongs to somebody else already.
        #expect(throws: StoreError.otherOwner(path: "/proc")) {
          try Folder.home("/", create: false).folder("proc", create: false)
        }
      }
    }
  }

  @Test func anUnwritableHomeIsAPlainError() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      let scratch = Scratch()
      let home = scratch.path + "/home"
      mkdir(home, 0o500)
      #expect(throws: StoreError.permission(path: home + "/aftercare")) { try PlainStore(dataHome: home) }
      #expect(throws: StoreError.permission(path: home + "/.local")) {
        try PlainStore(dataHome: home + "/.local/share")
      }
      #expect(throws: StoreError.wrongKind(path: "/dev/null/x")) { try PlainStore(dataHome: "/dev/null/x") }
      #expect(throws: StoreError.missing(path: "x")) { try PlainStore(dataHome: "x") }
      // A folder that turned read-only between two commits.
      let store = try PlainStore(dataHome: scratch.path)
      try store.commit(RecordTests.sample)
      chmod(store.folder.path, 0o500)
      #expect(throws: StoreError.self) { try store.commit(CrashTests.record("new")) }
      chmod(store.folder.path, 0o700)
      #expect(try CrashTests.texts(store) == ["Warm. A bit sore,\n\nbut calm."])
    }
  }

  @Test func aLimitOnFileSizeIsAFullDisk() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      let scratch = Scratch()
      let store = try PlainStore(dataHome: scratch.path)
      try store.commit(CrashTests.record("old"))
      let names = try store.folder.names()
      signal(SIGXFSZ, SIG_IGN)
      let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      var limit = rlimit()
      getrlimit(fileSize, &limit)
      limit.rlim_cur = 4096
      setrlimit(fileSize, &limit)
      let error = #expect(throws: StoreError.self) {
        try store.commit(CrashTests.record(String(repeating: "long ", count: 4000)))
      }
      limit.rlim_cur = limit.rlim_max
      setrlimit(fileSize, &limit)
      guard case .diskFull = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try CrashTests.texts(store) == ["old"])
      #expect(try store.folder.names() == names)
    }
  }

  @Test func twoProgramsAndAKilledOne() async {
    await #expect(processExitsWith: .success) {
      becomeUnprivileged()
      let scratch = Scratch()
      do { _ = try PlainStore(dataHome: scratch.path) }
      let lock = scratch.path + "/aftercare/plain/lock"
      // Another program: util-linux' flock holds the lock until it is killed.
      var child = pid_t()
      let words = (["flock", "-x", lock, "sleep", "60"] as [String]).map { strdup($0) } + [nil]
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
      #expect(posix_spawnp(&child, "flock", nil, &attributes, words, environ) == 0)
      var error: StoreError?
      for _ in 0..<500 where error == nil {
        do throws(StoreError) { _ = try PlainStore(dataHome: scratch.path) } catch let caught { error = caught }
        usleep(10_000)
      }
      #expect(error == .locked(path: lock))
      kill(-child, SIGKILL)
      waitpid(child, nil, 0)
      var opened = false
      for _ in 0..<500 where !opened {
        opened = (try? PlainStore(dataHome: scratch.path)) != nil
        usleep(10_000)
      }
      #expect(opened)
    }
  }
}
