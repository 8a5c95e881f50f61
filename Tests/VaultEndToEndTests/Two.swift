// Two people who keep notes: the real program between pipes or in a terminal, in a home of its own.
//
// Rules: every step waits for what it should bring; a passphrase and the words of a note are canaries that
// must stand nowhere under the home.

import Glibc
import TestSupport
import Testing

/// One after the other: each unlocking takes 256 MiB and a core for a while.
@Suite(.serialized) enum VaultEndToEnd {}

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

  init(_ home: TemporaryFolder = TemporaryFolder()) throws {
    self.home = home
    talk = try PipeSession(program, ["--plain"], environment: environment(of: home))
    try talk.wait(for: "the first lines") { [talk] in talk.text.contains("3: Open something you two kept") }
  }

  @discardableResult func say(_ line: String, _ answer: String) throws -> String { try talk.say(line, answer: answer) }

  /// From the start to the question for a passphrase that seals notes.
  func toPassphrase() throws {
    try say("", "you are first")
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

  func leave() throws {
    try talk.send("leave\n")
    #expect(try talk.waitForEnd() == .exited(0))
  }

  /// From the start to the list of what was kept.
  func open(_ passphrase: String = passphrase) throws {
    try say("3", "Type the passphrase that each of you knows, or your own.")
    try say(passphrase, "Type a number. Enter takes number 1.")
  }

  /// A home with one kept conversation.
  static func home(_ note: String = "We liked the \(canary).") throws -> TemporaryFolder {
    let two = try Two()
    try two.makeVault()
    try two.write(note)
    try two.leave()
    return two.home
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
