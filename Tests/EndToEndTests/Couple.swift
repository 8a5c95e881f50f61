// Two people at one terminal: the real program in a terminal and a home of its own.
//
// Rules: everything that could differ between machines is pinned; a step waits for what it should bring.

import Glibc
import TestSupport
import Testing

let program = builtProgram("aftercare")

enum Key {
  static let right = "\u{1B}[C", left = "\u{1B}[D", up = "\u{1B}[A", down = "\u{1B}[B"
  static let enter = "\r", escape = "\u{1B}", newline = "\n", interrupt = "\u{3}", stop = "\u{1A}", tab = "\t"
}

/// What a home needs for notes that are kept.
let keepingSettings = "plain_text_notes = true\n"

/// The environment of a home: nothing of the machine's own.
func environment(of home: TemporaryFolder, _ changes: [String: String?] = [:]) -> [String: String] {
  var environment = PtySession.environment
  environment["HOME"] = home.path
  environment["TZ"] = "UTC"
  for (name, value) in changes { environment[name] = value }
  return environment
}

final class Couple {
  let home: TemporaryFolder
  let session: PtySession
  /// The terminal's modes before the program.
  let before: TerminalModes

  /// Starts the program and waits for its first screen.
  init(
    _ arguments: [String] = [], settings: String? = nil, _ changes: [String: String?] = [:], columns: Int = 80,
    rows: Int = 24, home: TemporaryFolder = TemporaryFolder(), greeting: String? = "Hello, you"
  ) throws {
    self.home = home
    if let settings { home.write(".config/aftercare/settings.toml", settings) }
    session = try PtySession(
      program, arguments, environment: environment(of: home, changes), columns: columns, rows: rows)
    before = session.modesBefore
    if let greeting { try session.wait(forText: greeting) }
    try session.settle()
  }

  /// A program that was started in another way.
  init(_ session: PtySession, _ home: TemporaryFolder, greeting: String = "Hello, you") throws {
    self.home = home
    self.session = session
    before = session.modesBefore
    try session.wait(forText: greeting)
    try session.settle()
  }

  var text: String { session.text }
  /// The first line of the screen that holds anything, without the shape at its right.
  var heading: String { Self.heading(of: text) }

  static func heading(of text: String) -> String {
    let line = text.split(separator: "\n").first { $0.contains { $0 != " " } } ?? ""
    let trimmed = line.drop { $0 == " " }
    var words: [Substring] = []
    for word in trimmed.split(separator: " ", omittingEmptySubsequences: false) {
      if word.isEmpty { break }
      words.append(word)
    }
    return words.joined(separator: " ")
  }

  /// Types `key` and waits for what it should bring.
  func press(_ key: String, _ wanted: String) throws {
    try session.send(key)
    try session.wait(forText: wanted)
    try session.settle()
  }

  /// Types `key` and waits for any other screen, or for the end.
  func step(_ key: String = Key.right) throws {
    let was = text
    let isBreathing = heading == "Breathe"
    try session.send(key)
    try session.wait(for: "another screen after \(key.debugDescription)") {
      session.ending != nil || (isBreathing ? heading != "Breathe" : text != was)
    }
    if session.ending == nil { try session.settle() }
  }

  /// Goes on with one key until the end.
  /// - Returns: every screen on the way, this one first.
  @discardableResult func walk(_ key: String = Key.right) throws -> [String] {
    var screens: [String] = []
    while session.ending == nil {
      if !session.isAlternate && !screens.isEmpty {
        try session.waitForEnd()
        break
      }
      screens.append(text)
      guard screens.count < 120 else { throw WaitFailure(description: "no end after 120 keys:\n\(text)") }
      try step(key)
    }
    return screens
  }

  /// From the start to the first card of the talk itself.
  func toTalk(freely: Bool = false) throws {
    try press(Key.right, "goes first")
    try press(freely ? "1" : Key.right, "now you")
    try step(freely ? "1" : Key.right)
    try press(Key.right, "What was this time like?")
    try press("1", "●")
    while heading != "Comfort" { try step() }
  }

  /// To the last screen, and from there to one of the things that it offers.
  func takeOffer(_ words: String, _ wanted: String) throws {
    while heading != "Goodbye" { try step() }
    let row = session.rows.first { $0.contains(words) } ?? ""
    guard let digit = row.first(where: \.isNumber) else { throw WaitFailure(description: "“\(words)” is not offered:\n\(text)") }
    try press(String(digit), wanted)
  }

  /// How notes are kept, as the keys of the question say it.
  enum Keeping: String, Sendable { case forgotten = "1", sealed = "2", plain = "3" }

  /// What the editor says about a note that is kept, and about one that is not.
  static let keptLine = "Kept on this computer as plain text."
  static let forgottenLine = "Only for now. Forgotten at the end."

  /// From a card to the first note's editor. Both choose the same, unless `right` says otherwise.
  func openNote(_ keeping: Keeping = .forgotten, right: Keeping? = nil) throws {
    try press("n", "Before you write")
    try press(keeping.rawValue, "Thank you. Right, now you.")
    let isPlain = keeping == .plain && (right ?? keeping) == .plain
    try press((right ?? keeping).rawValue, isPlain ? Self.keptLine : Self.forgottenLine)
  }

  /// Types a note, waiting for its end to be on the screen.
  func type(_ note: String) throws {
    try session.send(note)
    try session.wait(forText: String(note.suffix(8)))
    try session.settle()
  }

  /// The files of kept notes: the whole folder, without the lock.
  var kept: [String: TemporaryFolder.Entry] {
    home.tree.filter { $0.key.hasPrefix(".local/share/aftercare/plain/") && !$0.key.hasSuffix("/lock") }
  }

  /// What a person finds afterwards: modes, screen and cursor of before, and nothing of ours.
  func expectLeft(without canary: String? = nil, _ place: SourceLocation = #_sourceLocation) {
    #expect(session.modes == before, sourceLocation: place)
    #expect(!session.isAlternate, sourceLocation: place)
    #expect(session.cursorIsVisible, sourceLocation: place)
    #expect(!session.bracketsPastes, sourceLocation: place)
    for words in [canary, "Esc rest", "Rest here", "Hello, you"].compactMap(\.self) {
      #expect(!text.contains(words), sourceLocation: place)
      #expect(!session.scrollback.contains { $0.contains(words) }, sourceLocation: place)
    }
  }
}
