// `aftercare config`: what the settings are, and a file to begin with.
//
// Rules: what is shown is itself a settings file; a file that is there is never written over.

import Glibc
import Settings
import Vault

/// The command that deals with the settings file.
public enum ConfigCommand {
  /// Shows the file's place, every setting, and where each came from.
  public static func show(_ options: Options) -> Int32 {
    let preferences = Preferences(options, environment: Environment.current)
    let words = WordsShelf(environment: Environment.current).words(in: preferences.language).words
    var lines = [place(preferences, words), ""]
    for setting in Setting.allCases {
      let (value, origin) = preferences.value(setting)
      lines.append(
        value.map { "\(setting.rawValue) = \($0.toml)  # \(origin.text(words))" }
          ?? words(.fileSettingUnset, ["name": setting.rawValue]))
    }
    Output.print(lines)
    for mistake in preferences.mistakes { mistake.tell(words) }
    return ExitStatus.goodbye
  }

  private static func place(_ preferences: Preferences, _ words: Words) -> String {
    guard let file = preferences.file else { return words[.fileSettingsHomeless] }
    return words(preferences.hasFile ? .fileSettingsHere : .fileSettingsNew, ["path": file])
  }

  /// Writes a commented settings file, readable by its user only.
  public static func new() -> Int32 {
    do throws(StoreError) {
      let home = try HomeFolders.config(Environment.current)
      let folder = try Folder.home(home + "/aftercare", create: true).path
      return NewFile.begin(folder + "/settings.toml", with: Setting.sample, mode: 0o600, .fileSettingsReady)
    } catch {
      error.complaint.tell(.ofCommands)
      return ExitStatus.unreadable
    }
  }
}

extension Preferences.Origin {
  /// Where a value came from.
  func text(_ words: Words) -> String {
    switch self {
    case .flag(let flag): words(.fileSettingFlag, ["flag": flag])
    case .file(let line): words(.fileSettingLine, ["line": String(line)])
    case .variable(let name): words(.fileSettingVariable, ["name": name])
    case .standard: words[.fileSettingStandard]
    }
  }
}
