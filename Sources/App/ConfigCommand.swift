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
    var lines = [place(preferences), ""]
    for setting in Setting.allCases {
      let (value, origin) = preferences.value(setting)
      let start = value.map { "\(setting.rawValue) = \($0.toml)" } ?? "# \(setting.rawValue) is not set"
      lines.append(value == nil ? start : "\(start)  # \(origin.words)")
    }
    Output.print(lines)
    for mistake in preferences.mistakes { Message.warn("\(mistake.place): \(mistake.what)", hint: mistake.hint) }
    return ExitStatus.goodbye
  }

  private static func place(_ preferences: Preferences) -> String {
    guard let file = preferences.file else { return "# There is no usable home folder; set HOME to a full path." }
    return preferences.hasFile
      ? "# Your settings: \(file)" : "# There is no settings file yet. aftercare config --new makes \(file)"
  }

  /// Writes a commented settings file, readable by its user only.
  public static func new() -> Int32 {
    do throws(StoreError) {
      let home = try HomeFolders.config(Environment.current)
      let folder = try Folder.home(home + "/aftercare", create: true).path
      return write(Setting.sample, to: folder + "/settings.toml")
    } catch {
      Message.warn("aftercare: \(error.message)", hint: error.hint)
      return ExitStatus.unreadable
    }
  }

  private static func write(_ text: String, to path: String) -> Int32 {
    switch NewFile.write(text, to: path, mode: 0o600) {
    case .written: Output.print(["\(path) is ready. Take away the # before what you want to set."])
    case .isThere:
      Message.warn("aftercare: \(path) is there already", hint: "open it in an editor, or move it away first")
      return ExitStatus.unreadable
    case .failed(let reason):
      Message.warn("aftercare: \(path): \(reason)", hint: "look for room on the disk and at the folder's mode")
      return ExitStatus.unreadable
    }
    return ExitStatus.goodbye
  }
}

extension Preferences.Origin {
  /// Where a value came from, in words.
  var words: String {
    switch self {
    case .flag(let flag): "asked for with \(flag)"
    case .file(let line): "line \(line) of the file"
    case .variable(let name): "from \(name)"
    case .standard: "the default"
    }
  }
}
