// Messages on standard error: what happened, and a hint.
//
// Rules: in the language that people asked for, made safe for the terminal before they are written; never a note's text.

import CellGrid
import Glibc
import Settings
import Terminal

/// What went wrong and what can be done about it, before anybody said it in a language.
struct Complaint: Error, Equatable, Sendable {
  let what: Phrase
  let hint: Phrase
  /// What stands in the phrases' {braces}.
  let values: [String: String]

  init(_ what: Phrase, hint: Phrase, _ values: [String: String] = [:]) {
    self.what = what
    self.hint = hint
    self.values = values
  }

  /// What happened and what helps, in one line.
  func line(_ words: Words) -> String { "\(words(what, values)): \(hintLine(words))" }

  /// The same in two lines.
  func lines(_ words: Words) -> String { "\(words(what, values))\n\(hintLine(words))" }

  /// Says it on standard error.
  func tell(_ words: Words) { Message.warn(words(what, values), hint: hintLine(words)) }

  /// The hint; what stands between apostrophes in it is one word for a shell, whatever the value holds.
  private func hintLine(_ words: Words) -> String {
    let text = words[hint]
    let quoted = values.map { name, value in
      (name, text.contains("'{\(name)}'") ? value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") : value)
    }
    return words(hint, Dictionary(uniqueKeysWithValues: quoted))
  }
}

enum Message {
  /// Says what happened, and what can be done about it.
  static func warn(_ what: String, hint: String) {
    let text = "aftercare: \(SafeText.spoken(what))\nhint: \(SafeText.spoken(hint))\n"
    _ = writeAll(text.utf8, to: STDERR_FILENO)
  }
}

extension Words {
  /// What the commands that hold no conversation speak: the language of the settings file or of the environment.
  static let ofCommands = WordsShelf(environment: Environment.current)
    .words(in: Preferences(Options(), environment: Environment.current).language).words
}

/// A mistake in the words of the command line.
public enum CommandLineMistake {
  /// Tells it in one line, with what to do about it. English, as the library that reads the command line says it.
  public static func tell(_ what: String) {
    Message.warn(what, hint: "aftercare --help shows what can be asked for")
  }
}
