// Reads the fields of one table, noting each fault and going on, so that a writer sees all of them at once.

import TomlFile

/// A table of a deck, its name in messages, and the faults found so far.
struct FieldReader {
  let table: TomlTable
  /// How messages name the table, such as `card "first"`.
  let name: String
  var faults: FaultList
  /// Whether everything read so far was there and sound.
  var isComplete = true

  /// The value of a getter, or nil and a fault.
  private mutating func take<T>(_ get: () throws(TomlFault) -> T?) -> T? {
    do {
      return try get()
    } catch {
      faults.add(error, rule: "type")
      isComplete = false
      return nil
    }
  }

  private mutating func refuse(_ rule: String, at place: TomlPlace, _ what: String, hint: String) {
    faults.error(rule, at: place, what, hint: hint)
    isComplete = false
  }

  mutating func missing(_ key: String, example: String) {
    refuse("missing", at: table.place, "\(name) has no \(key)", hint: "add \(key) = \(example)")
  }

  /// A text within the limits; an empty one only where that is allowed.
  mutating func text(_ key: String, required: Bool, mayBeEmpty: Bool = false, example: String) -> Located<String>? {
    guard table.key(key) != nil else {
      if required { missing(key, example: example) }
      return nil
    }
    let table = self.table
    guard let text = take({ () throws(TomlFault) in try table.string(key) }) else { return nil }
    check(text, key, mayBeEmpty: mayBeEmpty)
    return text
  }

  /// The length of a text, and that it says something.
  private mutating func check(_ text: Located<String>, _ key: String, mayBeEmpty: Bool) {
    if text.value.utf8.count > DeckLimits.textBytes {
      refuse(
        "too-long", at: text.place, "\(key) has more than \(DeckLimits.textBytes / 1024) KiB",
        hint: "a card is read aloud: one or two sentences")
    } else if !mayBeEmpty, text.value.allSatisfy(\.isWhitespace) {
      refuse("empty", at: text.place, "\(key) is empty", hint: "write it, or take the line out where it is optional")
    }
  }

  /// A list of texts within the limits.
  mutating func texts(_ key: String) -> [Located<String>]? {
    guard table.key(key) != nil else { return nil }
    let table = self.table
    guard let texts = take({ () throws(TomlFault) in try table.strings(key) }) else { return nil }
    for text in texts { check(text, key, mayBeEmpty: false) }
    return texts
  }

  /// A text that is an id.
  mutating func id(_ key: String, required: Bool, example: String) -> Located<String>? {
    guard let text = text(key, required: required, mayBeEmpty: true, example: example) else { return nil }
    if !DeckLimits.isID(text.value) {
      refuse(
        "id", at: text.place, "\(key) is not an id",
        hint: "1 to \(DeckLimits.idLength) of a-z, 0-9 and -, as in \(example)")
    }
    return text
  }

  /// A text that is a language tag; the rules for words depend on it.
  mutating func language(_ key: String) -> String? {
    guard let text = text(key, required: true, mayBeEmpty: true, example: "\"en\"") else { return nil }
    if !DeckLimits.isLanguage(text.value) {
      refuse(
        "language", at: text.place, "\(key) is no language tag: \"\(shown(text.value))\"",
        hint: "write en for English, de for German, pt-BR for Portuguese of Brazil")
    }
    return text.value
  }

  /// A whole number within a range.
  mutating func integer(_ key: String, in range: ClosedRange<Int>, rule: String) -> Int? {
    guard table.key(key) != nil else { return nil }
    let table = self.table
    guard let number = take({ () throws(TomlFault) in try table.integer(key) }) else { return nil }
    if !range.contains(number.value) {
      refuse(
        rule, at: number.place, "\(key) is \(number.value)",
        hint: "use \(range.lowerBound) to \(range.upperBound)")
    }
    return number.value
  }

  mutating func bool(_ key: String) -> Bool? {
    let table = self.table
    return take { () throws(TomlFault) in try table.bool(key) }?.value
  }

  /// One of a few words.
  mutating func word<T: RawRepresentable & CaseIterable>(
    _ key: String, _ type: T.Type, required: Bool, example: String
  ) -> T? where T.RawValue == String {
    guard let text = text(key, required: required, mayBeEmpty: true, example: example) else { return nil }
    return word(text, key, type)
  }

  mutating func word<T: RawRepresentable & CaseIterable>(
    _ text: Located<String>, _ key: String, _ type: T.Type
  ) -> T? where T.RawValue == String {
    if let value = T(rawValue: text.value) { return value }
    let words = type.allCases.map(\.rawValue)
    let near = nearest(text.value, in: words).map { "did you mean \"\($0)\"? " } ?? ""
    refuse(
      "word", at: text.place, "\(key) has no value \"\(shown(text.value))\"",
      hint: "\(near)use \(words.joined(separator: ", "))")
    return nil
  }

  /// Answers to warnings.
  mutating func allowances() -> [Allowance] {
    let table = self.table
    guard let allow = take({ () throws(TomlFault) in try table.table("allow") }) else { return [] }
    return allow.keys.compactMap { key in
      guard let reason = take({ () throws(TomlFault) in try allow.string(key.value) }) else { return nil }
      if reason.value.allSatisfy(\.isWhitespace) {
        refuse(
          "empty", at: reason.place, "the answer to \(shown(key.value)) has no reason", hint: "say why it is fine here")
      }
      return Allowance(rule: key, reason: reason.value)
    }
  }

  /// A warning for each key that the format does not know.
  mutating func unknownKeys(allowed: [String]) {
    for key in table.keys where !allowed.contains(key.value) {
      let near = nearest(key.value, in: allowed).map { "did you mean \"\($0)\"? " } ?? ""
      faults.warning(
        "unknown-key", at: key.place, "\(name) has the unknown key \"\(shown(key.value))\"",
        hint: "\(near)known: \(allowed.joined(separator: ", "))")
    }
  }
}

/// The beginning of a text, for a message.
func shown(_ text: String) -> String {
  text.count > 40 ? String(text.prefix(40)) + "…" : text
}

/// The word that differs from `word` by at most two letters; nil where none does.
func nearest(_ word: String, in words: [String]) -> String? {
  guard word.utf8.count <= 40 else { return nil }
  let best = words.map { (distance(Array(word.utf8), Array($0.utf8)), $0) }.min { $0.0 < $1.0 }
  return best.flatMap { $0.0 <= 2 && $0.0 < word.utf8.count ? $0.1 : nil }
}

/// How many single changes lead from one word to the other (Levenshtein 1966).
private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.count]
}
