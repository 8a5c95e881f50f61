// What a start goes by, and where each of it came from: flags, the settings file, the environment, the defaults.
//
// Rules: flags win over the file, the file over the environment, that over the defaults; a mistake in the file
// costs only its setting and never stops a start.

import CellGrid
import Conversation
import Settings
import TomlFile
import Vault

/// All settings of one start.
struct Preferences {
  /// Where a value came from.
  enum Origin: Equatable {
    case flag(String)
    case file(line: Int)
    case variable(String)
    case standard
  }

  /// The settings file's path; `nil` without a usable home.
  let file: String?
  /// Whether the file is there.
  let hasFile: Bool
  /// What is wrong with the file, in order.
  let mistakes: [Complaint]
  private let options: Options
  private let environment: [String: String]
  private let settings: SettingsFile

  init(_ options: Options, environment: [String: String]) {
    self.options = options
    self.environment = environment
    file = (try? HomeFolders.config(environment)).map { $0 + "/aftercare/settings.toml" }
    guard let file else {
      (hasFile, mistakes, settings) = (false, [], SettingsFile())
      return
    }
    do {
      let bytes = try SmallFile.contents(file, most: 64 << 10)
      let other = OtherEncoding(of: bytes)
      // UTF-16 is no text that could be read in part.
      let text = other == .utf16 ? "" : String(decoding: bytes, as: UTF8.self)
      let (settings, faults) = SettingsFile.read(text, choices: Self.choices)
      self.settings = settings
      mistakes = (other.map { [$0.complaint(file)] } ?? []) + faults.map { $0.complaint(in: file) }
      hasFile = true
    } catch {
      settings = SettingsFile()
      mistakes = error == .missing ? [] : [error.complaint(file)]
      hasFile = error != .missing
    }
  }

  /// What can be chosen where a setting is a choice.
  private static var choices: [Setting: [String]] {
    [
      .theme: Theme.names, .path: Path.allCases.filter { $0 != .alone }.map(\.rawValue),
      .length: Length.allCases.map { String($0.rawValue) }, .yesLasts: ["30", "90", "180", "365"],
    ]
  }

  /// What holds, and where it came from.
  func value(_ setting: Setting) -> (value: SettingValue?, origin: Origin) {
    if let (value, flag) = options.asked(setting) { return (value, .flag(flag)) }
    if let value = settings[setting], let line = settings.line(of: setting) { return (value, .file(line: line)) }
    switch setting {
    // no-color.org: present and not empty; what was asked for otherwise wins.
    case .theme where !(environment["NO_COLOR"] ?? "").isEmpty: return (.text(Theme.mono.name), .variable("NO_COLOR"))
    // Who listens says so once for all programs; a terminal that cannot draw says so by its name.
    case .plain where !["", "0"].contains(environment["ACCESSIBLE"] ?? ""): return (.flag(true), .variable("ACCESSIBLE"))
    case .plain where environment["TERM"] == "dumb": return (.flag(true), .variable("TERM"))
    case .language:
      guard let (language, variable) = Language.wanted(by: environment) else { break }
      return (.text(language.tag), .variable(variable))
    default: break
    }
    return (setting.standard, .standard)
  }

  func flag(_ setting: Setting) -> Bool { value(setting).value == .flag(true) }

  func text(_ setting: Setting) -> String? {
    if case .text(let text) = value(setting).value { text } else { nil }
  }

  /// The decks whose cards come beside those of the deck.
  var also: [String] { if case .texts(let names) = value(.also).value { names } else { [] } }

  var theme: Theme { text(.theme).flatMap(Theme.named) ?? .terminal }
  var language: Language? { text(.language).flatMap(Language.init) }
  var path: Path? { text(.path).flatMap(Path.init) }
  /// After so many days a yes becomes "ask".
  var yesLasts: Int {
    if case .number(let days) = value(.yesLasts).value { days } else { 180 }
  }
  var length: Length {
    guard case .number(let minutes) = value(.length).value else { return .short }
    return Length(rawValue: minutes) ?? .short
  }
}
