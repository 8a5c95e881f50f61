// A copy of kept notes that is not sealed: one new file in the home folder.
//
// Rules: 0600 whatever the umask; never in the place of a file that is there; gone again if it cannot be whole.

import Conversation
import Vault

/// What is written, and where.
struct KeptExport: Sendable {
  var form: KeptForm
  /// The home folder, as the environment names it.
  var home: String
  /// Today, such as `2026-11-23`.
  var day: String

  func text(_ records: [Record], sectionName: (String) -> String) -> String {
    form.export.text(records, sectionName: sectionName)
  }

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
    guard !home.isEmpty else { throw .noHome(variable: "HOME") }
    guard home.utf8.first == UInt8(ascii: "/") else { throw .relativeHome(variable: "HOME") }
    let folder = try Folder.home(home, create: false)
    for number in 1...999 {
      let name = "aftercare-export-\(day)" + (number == 1 ? "" : "-\(number)") + ".\(ending)"
      if try folder.create(name, [UInt8](text.utf8)) { return folder.path(name) }
    }
    throw .failed(path: folder.path("aftercare-export-\(day).\(ending)"), code: 17)
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
