// `aftercare language`: which languages there are, the check of a translation, and the guide.

import Glibc
import Settings
import TomlFile

/// The commands that deal with languages.
public enum LanguageCommands {
  /// Lists the languages of the program's words, the bundled ones and the user's own.
  public static func list() -> Int32 {
    let (shelf, words) = (WordsShelf(environment: Environment.current), Words.ofCommands)
    var lines = Resources.wordsTags.sorted().map { words(.fileBundledLanguage, ["name": $0]) }
    if let folder = shelf.folder {
      lines += DeckShelf.names(in: folder).map { "\($0): \(folder)/\($0).toml" }
      lines += ["", words(.fileOwnLanguages, ["path": folder])]
    }
    Output.print(lines)
    return ExitStatus.goodbye
  }

  /// Begins a translation: the English words in a new file, named by the language's tag.
  public static func new(_ path: String) -> Int32 {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard name.hasSuffix(".toml"), let language = Language(String(name.dropLast(5))) else {
      Complaint(.fileNotALanguage, hint: .fileNotALanguageHint, ["name": name]).tell(.ofCommands)
      return ExitStatus.usage
    }
    let text = Resources.englishText.replacing("language = \"en\"", with: "language = \"\(language.tag)\"", maxReplacements: 1)
    return NewFile.begin(path, with: text, mode: 0o644, .fileWordsReady)
  }

  /// Tells what words files lack.
  /// - Returns: 0 where nothing was found, 1 with faults, 2 where a file cannot be read.
  public static func check(_ files: [String]) -> Int32 {
    var status = ExitStatus.goodbye
    for file in files {
      do {
        let text = String(decoding: try SmallFile.contents(file, most: 256 << 10), as: UTF8.self)
        let faults = Words.check(text, against: Resources.englishWords())
        Output.print(faults.map { "\(file):\($0.line):\($0.column): \($0.what)\n  hint: \($0.hint)" })
        if !faults.isEmpty, status == ExitStatus.goodbye { status = ExitStatus.faults }
      } catch {
        error.complaint(file).tell(.ofCommands)
        status = ExitStatus.unreadable
      }
    }
    return status
  }

  /// How the program is translated.
  public static func guide() -> Int32 {
    Output.print([Resources.translatingGuide])
    return ExitStatus.goodbye
  }
}
