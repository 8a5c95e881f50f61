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
  let settings: SettingsFile
  let words: Words

  init(_ options: Options) {
    self.options = options
    environment = Environment.current
    var words = Resources.englishWords()
    settings = Self.settings(environment, words)
    if let name = settings.leftName { words.say(.seatLeft, as: name) }
    if let name = settings.rightName { words.say(.seatRight, as: name) }
    if let helpline = settings.helpline { words.say(.helplineLine, as: helpline) }
    self.words = words
  }

  var isPlain: Bool { options.plain || settings.plain }

  /// The theme: what was asked for, the settings', or the terminal's own colours; none where NO_COLOR is
  /// set (no-color.org: present and not empty).
  var theme: Theme {
    if !(environment["NO_COLOR"] ?? "").isEmpty { return .mono }
    return (options.theme ?? settings.theme).flatMap(Theme.named) ?? .terminal
  }

  /// The session at its first screen, which needs no deck yet.
  func session(seed: UInt64) -> Session {
    let none = Deck(name: "", title: "", language: "", version: "", authors: [], licence: "", purpose: "", cards: [])
    return Session(
      Setup(
        deck: none, path: options.path, length: options.length, mayKeep: settings.plainTextNotes,
        maySeal: (try? HomeFolders.data(environment)) != nil,
        hasHelpline: settings.helpline != nil, still: options.still || settings.still, seed: seed))
  }

  /// The settings file of this user; a fault in it is told and costs only its setting.
  private static func settings(_ environment: [String: String], _ words: Words) -> SettingsFile {
    guard let home = try? HomeFolders.config(environment) else { return SettingsFile() }
    let path = home + "/aftercare/settings.toml"
    guard let bytes = SmallFile.read(path, most: 64 << 10) else { return SettingsFile() }
    let (settings, faults) = SettingsFile.read(String(decoding: bytes, as: UTF8.self))
    for fault in faults {
      Message.warn(
        words(.errorSettings, ["place": "\(path):\(fault.line):\(fault.column)", "what": fault.what]),
        hint: words(.errorSettingsHint, ["hint": fault.hint]))
    }
    return settings
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
