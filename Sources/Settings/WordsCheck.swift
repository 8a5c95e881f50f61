// Reading a words file, and holding it to what the program needs.
//
// Rules: reading takes what it can use and names the rest; only the check tells what is missing or not known,
// because a file may be older or newer than the program.

import TomlFile

extension Words {
  /// Words from a words file; what cannot be used is named, and said in the words beneath.
  public static func read(_ text: String, over beneath: Words?) -> (words: Words, faults: [TomlFault]) {
    var faults: [TomlFault] = []
    var words = beneath ?? Words(language: "en")
    do {
      let root = try TomlDocument(parsing: text).root
      words = Words(language: try root.string("language")?.value ?? words.language, over: words)
      for phrase in Phrase.allCases {
        do { if let text = try root.words(of: phrase) { words.say(phrase, as: text.value) } } catch {
          if !faults.contains(error) { faults.append(error) }
        }
      }
    } catch {
      faults.append(error)
    }
    return (words, faults)
  }

  /// Everything in a words file that a translator should look at: what cannot be used, names that mean nothing,
  /// {braces} that differ from the English, phrases without words.
  public static func check(_ text: String, against english: Words) -> [TomlFault] {
    do {
      let root = try TomlDocument(parsing: text).root
      var faults = strangers(in: root)
      if try Language(root.string("language")?.value ?? "") == nil {
        faults.append(TomlFault(root.position("language"), "the language is not said", hint: "write language = \"de\", or your tag"))
      }
      for phrase in Phrase.allCases { faults += check(phrase, in: root, against: english) }
      return faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    } catch {
      return [error]
    }
  }

  /// Tables and keys that mean nothing.
  private static func strangers(in root: TomlTable) -> [TomlFault] {
    let known = Dictionary(grouping: Phrase.allCases.map(\.parts), by: \.table).mapValues { Set($0.map(\.key)) }
    var faults: [TomlFault] = []
    for entry in root.entries where !["format", "language"].contains(entry.key.value) {
      guard let keys = known[entry.key.value], case .table(let table) = entry.value else {
        faults.append(stranger(entry.key))
        continue
      }
      faults += table.keys.filter { !keys.contains($0.value) }.map(stranger)
    }
    return faults
  }

  private static func stranger(_ key: Located<String>) -> TomlFault {
    TomlFault(key.place.position, "there is no phrase “\(key.value)”", hint: "look for its name in words/en.toml")
  }

  private static func check(_ phrase: Phrase, in root: TomlTable, against english: Words) -> [TomlFault] {
    let (table, key) = phrase.parts
    do {
      guard let text = try root.words(of: phrase), !text.value.isEmpty else {
        return [
          TomlFault(
            root.position(table), "\(table).\(key) has no words",
            hint: "say in your language: \(english[phrase])")
        ]
      }
      let (wanted, found) = (braces(english[phrase]), braces(text.value))
      // The two hours of a time may be told by either.
      guard table != "time" else { return hours(phrase, text) }
      guard wanted != found else { return [] }
      return [
        TomlFault(
          text.place.position, "\(key) needs the same {braces} as the English",
          hint: wanted.isEmpty ? "take them out" : "use \(wanted.sorted().joined(separator: " and "))")
      ]
    } catch {
      return [error]
    }
  }

  private static func hours(_ phrase: Phrase, _ text: Located<String>) -> [TomlFault] {
    if phrase == .timeHours {
      guard text.value.split(separator: ",", omittingEmptySubsequences: false).count != 12 else { return [] }
      return [TomlFault(text.place.position, "hours needs twelve words", hint: "begin with twelve, with commas between")]
    }
    guard braces(text.value).count != 1 || !braces(text.value).isSubset(of: ["{hour}", "{next}"]) else { return [] }
    return [TomlFault(text.place.position, "a time needs its hour", hint: "use {hour}, or {next} for the hour after it")]
  }

  /// The {braces} in a text, with their names.
  private static func braces(_ text: String) -> Set<String> {
    var found: Set<String> = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      found.insert(String(rest[open...close]))
      rest = rest[close...].dropFirst()
    }
    return found
  }
}

extension TomlTable {
  /// The words of a phrase; `nil` where there are none.
  fileprivate func words(of phrase: Phrase) throws(TomlFault) -> Located<String>? {
    let (table, key) = phrase.parts
    return try self.table(table)?.string(key)
  }

  /// Where a key stands; the beginning, where it is missing.
  fileprivate func position(_ name: String) -> TomlPosition {
    key(name)?.place.position ?? TomlPosition(line: 1, column: 1)
  }
}
