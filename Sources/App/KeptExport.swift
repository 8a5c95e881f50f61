// A copy of kept notes that is not sealed: one new file in the home folder.
//
// Rules: 0600 whatever the umask; never in the place of a file that is there; gone again if it cannot be whole.

import Conversation
import Screens
import Settings
import Vault

/// What is written, and where.
struct KeptExport: Sendable {
  var form: KeptForm
  /// The home folder, as the environment names it.
  var home: String
  /// Today, such as `2026-11-23`.
  var day: String

  func text(_ records: [Record], _ words: Words) -> String { form.export.text(records, words) }

  private var ending: String {
    switch form {
    case .markdown: "md"
    case .text: "txt"
    case .json: "json"
    }
  }

  /// Writes the file under the first free name.
  /// - Returns: its path.
  func write(_ text: String) throws(StoreError) -> String {
    try HomeFile(home: home, name: "aftercare-export-\(day)", ending: ending).write(text)
  }
}

extension KeptForm {
  var export: Export {
    switch self {
    case .markdown: .markdown
    case .text: .plain
    case .json: .json
    }
  }
}

extension Export {
  /// The records in this form, in the words of a language.
  func text(_ records: [Record], _ words: Words) -> String {
    text(records, unproven: words[.provenNot]) { words.sectionName($0) }
  }
}
