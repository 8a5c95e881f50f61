// A home of its own with vaults in it, and the real program run in it through pipes.
//
// Rules: vaults are made by the library at a low cost; the program opens them as any other. It runs without a
// terminal, with exactly the environment that stands here, unless a test gives it one.

import Glibc
import TestSupport
import Testing

@testable import Vault

/// What a run came to.
struct Outcome {
  var status: Int32
  var out: String
  var err: String
}

struct DoesNotStart: Error { var program: String }

final class NotesHome {
  let path: String
  var data: String { path + "/.local/share" }
  var vaults: Vaults { Vaults(dataHome: data, logN: 10) }
  var environment: [String: String] { ["HOME": path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"] }

  init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    path = base + "/notes-test-" + RandomName().text
    precondition(mkdir(path, 0o700) == 0, "cannot make \(path)")
  }

  deinit { Self.remove(path) }

  // MARK: Vaults

  /// A vault with these records.
  @discardableResult
  func vault(_ passphrases: String..., holding records: [Record] = []) throws -> UnlockedVault {
    let vault = try vaults.create(passphrases.map(secret))[0]
    try keep(records, in: vault)
    return vault
  }

  func keep(_ records: [Record], in vault: UnlockedVault) throws {
    let store = SealedStore(vault)
    for record in records { try store.commit(record) }
  }

  /// The lock of a vault. A program that another test is just starting may hold a descriptor of an earlier lock until
  /// it runs, so this waits for it a little.
  static func lock(_ folder: Folder) throws -> FolderLock {
    let end = monotonicSeconds() + 10
    while monotonicSeconds() < end {
      if let lock = try? FolderLock(folder) { return lock }
      sched_yield()
    }
    return try FolderLock(folder)
  }

  /// A record of one note; `minutes` after a fixed evening.
  static func record(_ text: String, minutes: Int = 0, section: String = "comfort", id: String? = nil) -> Record {
    Record(
      id: id.flatMap(RandomName.init) ?? RandomName(),
      created: Moment(seconds: 1_751_317_805 + Int64(minutes) * 60, offset: 120), finished: true,
      entries: [Record.Entry(section: section, prompt: "What was good?", text: text)])
  }

  // MARK: Running

  /// Runs `aftercare notes` with these words.
  func notes(
    _ arguments: String..., passphrase: String? = nil, input: String = "", environment: [String: String]? = nil
  ) throws -> Outcome {
    let secretFile = path + "/fd-" + RandomName().text
    var arguments = ["notes"] + arguments
    if let passphrase {
      Self.write([UInt8]((passphrase + "\nsecond line\n").utf8), secretFile)
      arguments += ["--passphrase-fd", "3"]
    }
    defer { unlink(secretFile) }
    return try run(
      arguments, input: input, secretFile: passphrase == nil ? nil : secretFile, environment ?? self.environment)
  }

  private func run(
    _ arguments: [String], input: String, secretFile: String?, _ environment: [String: String]
  ) throws -> Outcome {
    let base = path + "/run-" + RandomName().text
    defer { for ending in ["in", "out", "err"] { unlink(base + ending) } }
    Self.write([UInt8](input.utf8), base + "in")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, base + "in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, base + "out", O_WRONLY | O_CREAT | O_EXCL, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, base + "err", O_WRONLY | O_CREAT | O_EXCL, 0o600)
    if let secretFile { posix_spawn_file_actions_addopen(&actions, 3, secretFile, O_RDONLY, 0) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID: no terminal of whoever runs the tests can be asked. Nor do the signals that the tests
    // block or ignore stay so.
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    let program = builtProgram("aftercare")
    // Whatever the tests were started with stays with them, so that the numbers are free.
    let numbers = secretFile == nil ? "3 4 5 6 7 8 9" : "4 5 6 7 8 9"
    let script = "for n in \(numbers); do eval \"exec $n<&-\"; done; exec \"$0\" \"$@\""
    var words = (["/bin/sh", "-c", script, program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", &actions, &attributes, &words, &variables) == 0 else {
      throw DoesNotStart(program: program)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return Outcome(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), out: Self.text(base + "out"),
      err: Self.text(base + "err"))
  }

  // MARK: Files

  static func write(_ bytes: [UInt8], _ path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(file >= 0 && Glibc.write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }

  static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &part, part.count), count > 0 { bytes += part[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every path below a folder, relative to it.
  static func files(_ folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var found: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      found.append(name)
      if entry.pointee.d_type == UInt8(DT_DIR) { found += files(folder + "/" + name).map { name + "/" + $0 } }
    }
    return found.sorted()
  }

  /// Copies a folder's files into another, those that are there already left as they are: how two copies merge.
  static func copy(_ from: String, to: String) {
    mkdir(to, 0o700)
    for name in files(from) {
      var status = stat()
      guard lstat(to + "/" + name, &status) != 0, lstat(from + "/" + name, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        mkdir(to + "/" + name, 0o700)
      } else {
        copyFile(from + "/" + name, to + "/" + name)
      }
    }
  }

  private static func copyFile(_ from: String, _ to: String) {
    let source = open(from, O_RDONLY | O_CLOEXEC)
    defer { close(source) }
    var status = stat()
    fstat(source, &status)
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    precondition(read(source, &bytes, bytes.count) == bytes.count)
    write(bytes, to)
  }

  static func remove(_ path: String) {
    for name in files(path).reversed() where unlink(path + "/" + name) != 0 { rmdir(path + "/" + name) }
    rmdir(path)
  }
}

/// Secret bytes of a text that is no secret.
func secret(_ text: String) -> SecretBytes {
  var bytes = [UInt8](text.utf8)
  return SecretBytes(taking: &bytes)
}
