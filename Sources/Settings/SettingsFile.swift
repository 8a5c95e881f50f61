// The settings file: a few choices that two people make once.
//
// Rules: every setting has a default, so that an empty file and no file are the same; a mistake is named
// with its place and costs only the setting that it stands in.

import TomlFile

/// What the settings file says.
public struct SettingsFile: Sendable, Hashable {
  /// Whether notes may be kept as plain text, if both choose it.
  public var plainTextNotes = false
  /// Always the read-aloud mode.
  public var plain = false
  /// Nothing moves, breathing included.
  public var still = false
  /// The theme's name.
  public var theme: String?
  /// What the people at the left and right are called; `nil` is "left" and "right".
  public var leftName: String?
  public var rightName: String?
  /// Whom to call when something was not okay; shown exactly so.
  public var helpline: String?

  /// The settings of someone who has none.
  public init() {}

  /// Settings from a file's text.
  /// - Parameter text: the file, TOML.
  /// - Returns: the settings, and every mistake in them; after a mistake in the file's form, the defaults.
  public static func read(_ text: String) -> (settings: SettingsFile, faults: [TomlFault]) {
    var settings = SettingsFile()
    var faults: [TomlFault] = []
    do {
      let root = try TomlDocument(parsing: text).root
      for entry in root.entries {
        do { try settings.take(entry, from: root) } catch { faults.append(error) }
      }
    } catch {
      faults.append(error)
    }
    return (settings, faults)
  }

  private mutating func take(_ entry: TomlEntry, from root: TomlTable) throws(TomlFault) {
    let key = entry.key.value
    switch key {
    case "plain_text_notes": plainTextNotes = try root.bool(key)?.value ?? false
    case "plain": plain = try root.bool(key)?.value ?? false
    case "still": still = try root.bool(key)?.value ?? false
    case "theme": theme = try root.string(key)?.value
    case "left_name": leftName = try Self.name(root.string(key))
    case "right_name": rightName = try Self.name(root.string(key))
    case "helpline": helpline = try root.string(key)?.value
    default:
      throw TomlFault(
        entry.key.place.position, "there is no setting “\(key)”",
        hint: "the settings are \(Self.names.joined(separator: ", "))")
    }
  }

  /// A name, where it is one that fits on a line.
  private static func name(_ name: Located<String>?) throws(TomlFault) -> String? {
    guard let name, !name.value.isEmpty else { return nil }
    guard name.value.count <= 24, !name.value.contains(where: \.isNewline) else {
      throw TomlFault(name.place.position, "this name is too long", hint: "use at most 24 characters on one line")
    }
    return name.value
  }

  static let names = [
    "plain_text_notes", "plain", "still", "theme", "left_name", "right_name", "helpline",
  ]
}
