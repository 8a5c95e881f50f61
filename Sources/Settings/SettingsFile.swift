// The settings file: a few choices that two people make once.
//
// Rules: every setting has a default, so that an empty file and no file are the same; a mistake is named
// with its place and costs only the setting that it stands in, also a line that is no TOML.

import TomlFile

/// What the settings file says.
public struct SettingsFile: Sendable, Hashable {
  private struct Found: Sendable, Hashable {
    var value: SettingValue
    var line: Int
  }

  private var found: [Setting: Found] = [:]

  /// The settings of someone who has none.
  public init() {}

  /// What the file sets this to; `nil` where it says nothing.
  public subscript(setting: Setting) -> SettingValue? { found[setting]?.value }

  /// The line of the file that sets this.
  public func line(of setting: Setting) -> Int? { found[setting]?.line }

  /// Settings from a file's text.
  /// - Parameters:
  ///   - text: the file, TOML.
  ///   - choices: what can be chosen, for the settings that are a choice; others go unchecked.
  /// - Returns: the settings, and the mistakes in them. A line that is no TOML is left out, and so on for sixteen of
  ///   them; a file with more is read as an empty one.
  public static func read(
    _ text: String, choices: [Setting: [String]] = [:]
  ) -> (settings: SettingsFile, faults: [TomlFault]) {
    var settings = SettingsFile()
    var faults: [TomlFault] = []
    guard let root = document(text, &faults)?.root else { return (settings, faults) }
    for entry in root.entries {
      do { try settings.take(entry, from: root, choices) } catch { faults.append(error) }
    }
    return (settings, faults)
  }

  private static let mostBrokenLines = 16

  /// The file without the lines that are no TOML, each of which is a fault; `nil` where too much of it is none.
  private static func document(_ text: String, _ faults: inout [TomlFault]) -> TomlDocument? {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String($0) ?? "" }
    while faults.count < mostBrokenLines {
      do {
        return try TomlDocument(parsing: lines.joined(separator: "\n"))
      } catch {
        faults.append(error)
        guard lines.indices.contains(error.line - 1), !lines[error.line - 1].isEmpty else { return nil }
        // What follows keeps its place.
        lines[error.line - 1] = ""
      }
    }
    return nil
  }

  private mutating func take(
    _ entry: TomlEntry, from root: TomlTable, _ choices: [Setting: [String]]
  ) throws(TomlFault) {
    let key = entry.key.value
    guard let setting = Setting(rawValue: key) else {
      throw TomlFault(
        entry.key.place.position, "there is no setting “\(key)”",
        hint: "the settings are \(Setting.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if let value = try Self.value(of: setting, in: root, choices[setting]) {
      found[setting] = Found(value: value, line: entry.key.place.line)
    }
  }

  /// The value of a setting that the table has; `nil` for a text without words, which is no text.
  private static func value(
    of setting: Setting, in root: TomlTable, _ choices: [String]?
  ) throws(TomlFault) -> SettingValue? {
    let key = setting.rawValue
    switch setting.form {
    case .flag: return try root.bool(key).map { .flag($0.value) }
    case .numberChoice:
      guard let number = try root.integer(key) else { return nil }
      try check(String(number.value), at: number.place, setting, choices)
      return .number(number.value)
    case .texts(let most):
      guard let texts = try root.strings(key) else { return nil }
      if texts.count > most, let place = texts.last?.place.position {
        throw TomlFault(place, "\(key) has more than \(most) entries", hint: "leave some out, or put their cards into one deck")
      }
      return .texts(texts.map(\.value))
    case .choice, .line, .text, .tag:
      guard let text = try root.string(key), !text.value.allSatisfy(\.isWhitespace) else { return nil }
      try check(text, setting, choices)
      return .text(text.value)
    }
  }

  private static func check(
    _ text: Located<String>, _ setting: Setting, _ choices: [String]?
  ) throws(TomlFault) {
    switch setting.form {
    case .line(let most) where text.value.count > most || text.value.contains(where: \.isNewline):
      throw TomlFault(
        text.place.position, "\(setting.rawValue) is too long", hint: "use at most \(most) characters on one line")
    case .text(let most) where text.value.count > most:
      throw TomlFault(text.place.position, "\(setting.rawValue) is too long", hint: "use at most \(most) characters")
    case .tag where Language(text.value) == nil:
      throw TomlFault(
        text.place.position, "“\(text.value)” is no language tag", hint: "write one such as \"en\", \"de\" or \"pt-BR\"")
    default: try check(text.value, at: text.place, setting, choices)
    }
  }

  private static func check(
    _ value: String, at place: TomlPlace, _ setting: Setting, _ choices: [String]?
  ) throws(TomlFault) {
    guard let choices, !choices.contains(value) else { return }
    throw TomlFault(
      place.position, "\(setting.rawValue) cannot be “\(value)”", hint: "choose \(choices.joined(separator: ", "))")
  }
}

extension SettingsFile {
  /// Whether notes may be kept as plain text, if both choose it.
  public var plainTextNotes: Bool { flag(.plainTextNotes) }
  /// Always the read-aloud mode.
  public var plain: Bool { flag(.plain) }
  /// Nothing moves, breathing included.
  public var still: Bool { flag(.still) }
  /// The theme's name.
  public var theme: String? { text(.theme) }
  /// What the people at the left and right are called; `nil` is "left" and "right".
  public var leftName: String? { text(.leftName) }
  public var rightName: String? { text(.rightName) }
  /// Whom to call when something was not okay; shown exactly so.
  public var helpline: String? { text(.helpline) }

  private func flag(_ setting: Setting) -> Bool { self[setting] == .flag(true) }
  private func text(_ setting: Setting) -> String? { if case .text(let text) = self[setting] { text } else { nil } }
}
