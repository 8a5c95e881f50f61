// Everything that a start needs before the first screen, and nothing else.
//
// Rules: what is wrong with a file is told before the screen is taken over and never stops a start.

import CellGrid
import Conversation
import DeckFormat
import Glibc
import Settings
import Terminal
import TomlFile
import Vault

/// One start of a conversation.
struct Start {
  let options: Options
  let environment: [String: String]
  let preferences: Preferences
  let words: Words

  init(_ options: Options) {
    self.options = options
    environment = Environment.current
    preferences = Preferences(options, environment: environment)
    var (words, mistakes) = WordsShelf(environment: environment).words(in: preferences.language)
    do throws(StoreError) {
      _ = try HomeFolders(environment: environment)
    } catch {
      // Not HOME itself: then the variable's name is what helps.
      if case .relativeHome(let variable) = error, variable != "HOME" {
        error.complaint.tell(words)
      } else {
        Complaint(.errorHome, hint: .errorHomeHint).tell(words)
      }
    }
    for mistake in preferences.mistakes + mistakes { mistake.tell(words) }
    if let name = preferences.text(.leftName) { words.say(.seatLeft, as: name) }
    if let name = preferences.text(.rightName) { words.say(.seatRight, as: name) }
    if let helpline = preferences.text(.helpline) { words.say(.helplineLine, as: helpline) }
    self.words = words
  }

  var isPlain: Bool { preferences.flag(.plain) }

  /// How long keys rest before a covered question takes one. Keys bounce and repeat; a pipe says each line once.
  private var handover: Int64 {
    guard !isPlain || LineTerminal.isTerminal(STDIN_FILENO) else { return 0 }
    #if DEBUG
      // Tests of everything else do not wait for it, in builds for tests alone.
      if let shorter = environment["AFTERCARE_HANDOVER"].flatMap(Int64.init) { return shorter }
    #endif
    return Session.handover
  }

  /// The session at its first screen, which needs no deck yet.
  func session(seed: UInt64) -> Session {
    let none = Deck(name: "", title: "", language: "", version: "", authors: [], licence: "", purpose: "", cards: [])
    return Session(
      Setup(
        deck: none, path: preferences.path, length: preferences.length, mayKeep: preferences.flag(.plainTextNotes),
        maySeal: (try? HomeFolders.data(environment)) != nil, hasHelpline: preferences.text(.helpline) != nil,
        still: preferences.flag(.still), large: preferences.flag(.large), isCheckIn: options.isCheckIn,
        yesLasts: preferences.yesLasts, handover: handover, seed: seed))
  }
}

/// The process's environment.
enum Environment {
  static var current: [String: String] {
    var values: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let pair = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { values[String(pair[0])] = String(pair[1]) }
      entry += 1
    }
    return values
  }
}
