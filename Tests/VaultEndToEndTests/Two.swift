// Two people who keep notes: the real program between pipes or in a terminal, in a home of its own.
//
// Rules: every step waits for what it should bring; a passphrase and the words of a note are canaries that
// must stand nowhere under the home.
//
// What scrypt costs stands in the identity's file, and the program takes it from there. So most tests begin with a
// copy of a home that the real program made once, whose identities were sealed again with the same passphrase at a
// low cost: no switch in the program, and nothing else in the home is changed. Where the cost or the program's own
// identity matters, the copy is as it was made.

import Glibc
import TestSupport
import Testing

@testable import Vault

/// Beside each other, because most open vaults that cost little; a suite that makes one after the other at full cost,
/// 256 MiB and a core for a while each, is serialized.
@Suite enum VaultEndToEnd {}

let program = builtProgram("aftercare")
let passphrase = "seven quiet otters läuten"
let canary = "canary-4711"

func environment(of home: TemporaryFolder) -> [String: String] {
  var environment = PtySession.environment
  environment["HOME"] = home.path
  environment["TZ"] = "UTC"
  return environment
}

/// The program in lines.
struct Two {
  let home: TemporaryFolder
  let talk: PipeSession

  /// - Parameter command: a program, with its words, that starts this one.
  init(_ home: TemporaryFolder = TemporaryFolder(), under command: [String] = []) throws {
    self.home = home
    let words = command + [program, "--plain"]
    talk = try PipeSession(words[0], Array(words.dropFirst()), environment: environment(of: home))
    try talk.wait(for: "the first lines") { [talk] in talk.text.contains("3: Open something you two kept") }
  }

  @discardableResult func say(_ line: String, _ answer: String) throws -> String { try talk.say(line, answer: answer) }

  /// To the last page, and from there to one of the things that it offers.
  @discardableResult func takeOffer(_ words: String, _ answer: String) throws -> String {
    try talk.goOn(until: words)
    let line = talk.text.split(separator: "\n").last { $0.contains(": \(words)") } ?? ""
    return try say(String(line.prefix { $0 != ":" }), answer)
  }

  /// From the start to the question for a passphrase that seals notes.
  func toPassphrase() throws {
    try say("", "you go first")
    try say("2", "now you")
    try say("2", "Press Enter to go on.")
    try say("note", "Before you write")
    try say("2", "now you")
    try say("2", "Type a passphrase that each of you knows, or your own.")
  }

  /// From a passphrase that opens nothing to where it is typed again, to begin with it for both.
  @discardableResult func begin(_ passphrase: String = passphrase) throws -> String {
    try say(passphrase, "3: Type it again")
    return try say("1", "Type it once more.")
  }

  /// From the start to the first note of a new vault.
  func makeVault(_ passphrase: String = passphrase) throws {
    try toPassphrase()
    try begin(passphrase)
    try say(passphrase, "Ready. It was opened once")
    try say("1", "Type your note.")
  }

  func write(_ note: String) throws {
    try talk.send(note + "\n")
    try say("", "You wrote something here.")
  }

  func leave(_ code: Int32 = 0) throws {
    try talk.send("leave\n")
    #expect(try talk.waitForEnd() == .exited(code))
  }

  /// From the start to the list of what was kept.
  func open(_ passphrase: String = passphrase) throws {
    try say("3", "Type the passphrase that each of you knows, or your own.")
    try say(passphrase, "Type a number and Enter. Enter alone takes number 1.")
  }

  /// From the start of a home that has a vault to a note in it.
  func openForNote(_ passphrase: String = passphrase) throws {
    try toPassphrase()
    try say(passphrase, "Type your note.")
  }

  /// A home with one kept conversation; opening it costs little.
  static func home() throws -> TemporaryFolder { try quick.get().copy() }

  /// The same, with the identity as the program sealed it.
  static func homeAsMade() throws -> TemporaryFolder { try made.get().copy() }

  private static let made = Result { () throws in
    let two = try Two()
    try two.makeVault()
    try two.write("We liked the \(canary).")
    try two.leave()
    return Prepared(two.home)
  }
  private static let quick = Result { () throws in
    let home = try homeAsMade()
    try home.lowerCost([passphrase])
    // With an index that knows every file, so that the next save is the first that is written.
    let vault = try home.vault()
    try SealedStore(vault).tidy(vault.catalogue())
    return Prepared(home)
  }
}

/// What a home held when it was prepared, to be copied for one test after the other.
struct Prepared: Sendable {
  private let tree: [String: TemporaryFolder.Entry]

  init(_ home: TemporaryFolder) { tree = home.tree }

  func copy() -> TemporaryFolder {
    let home = TemporaryFolder()
    for (path, entry) in tree.sorted(by: { $0.key < $1.key }) {
      if entry.isFolder {
        home.makeFolder(path, mode: mode_t(entry.mode))
      } else {
        home.write(path, entry.bytes, mode: mode_t(entry.mode))
      }
    }
    return home
  }
}

extension TemporaryFolder {
  /// The files of vaults, by their paths in the home, without locks.
  var sealed: [String: Entry] {
    tree.filter { !$0.value.isFolder && $0.key.hasPrefix(".local/share/aftercare/vaults/") && !$0.key.hasSuffix("lock") }
  }

  /// The records and tombstones.
  var records: [String] {
    sealed.keys.filter { path in
      let name = path.split(separator: "/").last ?? ""
      return name.hasSuffix(".age") && !name.hasSuffix(".draft.age") && !name.hasPrefix("identity")
        && !name.hasPrefix("index")
    }
  }

  /// The files with the identities of vaults.
  var identities: [String] { sealed.keys.filter { $0.contains("/identity") } }

  /// The notes that open with a passphrase: those that are kept, and those that were being typed.
  func opened(_ passphrase: String = passphrase) throws -> (kept: [String], drafts: [String]) {
    let vault = try vault(passphrase)
    let catalogue = try vault.catalogue()
    #expect(catalogue.problems.isEmpty)
    return (
      try catalogue.summaries.flatMap { try vault.record($0).entries.map(\.text) },
      try vault.drafts(catalogue).flatMap { $0.entries.map(\.text) }
    )
  }

  func vault(_ passphrase: String = passphrase) throws -> UnlockedVault {
    var bytes = Array(passphrase.utf8)
    return try Vaults(dataHome: path(".local/share")).unlock(SecretBytes(taking: &bytes)).vaults[0]
  }

  /// Temporary files that were left behind.
  var litter: [String] { tree.keys.filter { $0.contains("/.new-") || $0.contains("/.burn-") } }

  /// Seals every identity again with the passphrase that opens it, at a cost that no test waits for.
  func lowerCost(_ passphrases: [String]) throws {
    for identity in identities {
      let sealed = contents(path(identity))
      for passphrase in passphrases {
        var bytes = Array(passphrase.utf8)
        let secret = SecretBytes(taking: &bytes)
        guard let opened = try? Age.open(sealed, passphrase: secret) else { continue }
        write(identity, try Age.seal(opened, passphrase: secret, logN: 10))
      }
    }
  }

  var drafts: [String] { sealed.keys.filter { $0.hasSuffix(".draft.age") } }

  /// Whether words stand in any file or name here.
  func holds(_ words: String) -> Bool {
    let wanted = Array(words.utf8)
    return tree.contains { path, entry in path.contains(words) || entry.bytes.contains(wanted) }
  }

  /// Every file is closed to others, and nothing secret stands in any of them.
  func expectSecret(_ place: SourceLocation = #_sourceLocation) {
    for words in [canary, passphrase, "AGE-SECRET-KEY-1"] { #expect(!holds(words), sourceLocation: place) }
    for (path, entry) in sealed { #expect(entry.mode == 0o600, "\(path)", sourceLocation: place) }
  }
}

/// Debian's age in a terminal; answers its one question.
func age(_ arguments: [String], passphrase: String? = nil) throws -> String {
  let session = try PtySession("/usr/bin/age", arguments)
  if let passphrase {
    try session.wait(forText: "passphrase")
    try session.settle()
    try session.send(passphrase + "\n")
  }
  #expect(try session.waitForEnd() == .exited(0))
  return session.text
}
