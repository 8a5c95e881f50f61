// A language's words for every screen, and for the read-aloud mode.
//
// Rules: what a language lacks is said in the language beneath it (English), never left out; {braces} are
// filled in here and nowhere else.

import TomlFile

/// The program's own words in one language.
public struct Words: Sendable {
  /// A BCP 47 tag.
  public let language: String
  /// By the phrases' names, because a file has names.
  private var phrases: [String: String]

  /// Words from a words file.
  /// - Parameters:
  ///   - text: the file's text, TOML.
  ///   - beneath: the words for what the file lacks.
  /// - Throws: the first fault that keeps the file from being read.
  public init(parsing text: String, over beneath: Words? = nil) throws(TomlFault) {
    let (words, faults) = Self.read(text, over: beneath)
    if let fault = faults.first { throw fault }
    self = words
  }

  /// The words that come inside the binary, which the tests have read with the other initialiser.
  /// - Throws: where they are not what the tests read.
  public init(bundled text: String) throws(TomlFault) {
    self.init(language: "en")
    let root = try TomlDocument(bundled: Array(text.utf8)).root
    guard say(allOf: root) else {
      throw TomlFault(TomlPosition(line: 1, column: 1), "the words cannot be read", hint: "run the tests")
    }
  }

  /// The words of another language, to be said in this one; without any, none.
  init(language: String, over beneath: Words? = nil) {
    self.language = language
    phrases = beneath?.phrases ?? [:]
  }

  /// Words made by changing each phrase of others; for tests of a language that does not exist yet.
  public init(changing words: Words, language: String, _ change: (Phrase, String) -> String) {
    self.language = language
    phrases = [:]
    for phrase in Phrase.allCases { phrases[phrase.rawValue] = words.phrases[phrase.rawValue].map { change(phrase, $0) } }
  }

  /// The phrases that have no words.
  public var missing: [Phrase] { Phrase.allCases.filter { phrases[$0.rawValue] == nil } }

  /// Says a phrase in words of the two people's own: a name, a number to call.
  public mutating func say(_ phrase: Phrase, as words: String) { phrases[phrase.rawValue] = words }

  /// Says all texts of a file, where its tables hold nothing but texts: one walk, because every start makes it.
  /// - Returns: whether it did; otherwise nothing has changed.
  mutating func say(allOf root: TomlTable) -> Bool {
    var texts = phrases
    texts.reserveCapacity(Phrase.allCases.count)
    for entry in root.entries where !["format", "language"].contains(entry.key.value) {
      guard case .table(let table) = entry.value else { return false }
      let name = entry.key.value + "."
      for entry in table.entries {
        guard case .text(let text) = entry.value else { return false }
        texts[name + entry.key.value] = text.value
      }
    }
    phrases = texts
    return true
  }

  /// The words of a phrase; its name, where a language is broken enough to lack it.
  public subscript(phrase: Phrase) -> String { phrases[phrase.rawValue] ?? phrase.rawValue }

  /// The words of a phrase with its {braces} filled in.
  public func callAsFunction(_ phrase: Phrase, _ values: [String: String]) -> String {
    var filled = ""
    var rest = self[phrase][...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      filled += values[String(rest[open..<close].dropFirst())] ?? String(rest[open...close])
      rest = rest[close...].dropFirst()
    }
    return filled + rest
  }
}

extension Phrase {
  /// The table and the key in a words file.
  var parts: (table: String, key: String) {
    let dot = rawValue.firstIndex(of: ".") ?? rawValue.endIndex
    return (String(rawValue[..<dot]), String(rawValue[dot...].dropFirst()))
  }
}
