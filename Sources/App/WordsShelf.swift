// Where the program's own words are found: the bundled languages, and those in the user's own folder.
//
// Rules: a language lies over the more general one, and that over English; a user's own file lies over the
// bundled one. A file that cannot be used is named with its faults and never stops a start.

import Settings
import TomlFile
import Vault

/// The words of one user.
struct WordsShelf {
  /// The user's own words: DATA/aftercare/words, files TAG.toml; `nil` without a usable home.
  let folder: String?

  init(environment: [String: String]) {
    folder = (try? HomeFolders.data(environment)).map { $0 + "/aftercare/words" }
  }

  /// The longest words file that is read.
  private static let most = 256 << 10

  /// The words in a language, with English where something is missing.
  func words(in language: Language?) -> (words: Words, mistakes: [Complaint]) {
    var words = Resources.englishWords()
    var mistakes: [Complaint] = []
    for tag in language?.chain ?? ["en"] {
      if tag != "en", let bundled = Resources.words(tag) { words = Words(bundled, over: words) }
      guard let folder else { continue }
      let path = "\(folder)/\(tag).toml"
      do {
        lay(String(decoding: try SmallFile.contents(path, most: Self.most), as: UTF8.self), path, over: &words, &mistakes)
      } catch where error != .missing {
        mistakes.append(error.complaint(path))
      } catch {}
    }
    return (words, mistakes)
  }

  private func lay(_ text: String, _ file: String, over words: inout Words, _ mistakes: inout [Complaint]) {
    let (new, faults) = Words.read(text, over: words)
    words = new
    mistakes += faults.map { $0.complaint(in: file) }
  }
}
