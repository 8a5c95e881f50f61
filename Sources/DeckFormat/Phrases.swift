// Finds the words and phrases of the lexicon in a text: whole words, whatever their case.
//
// How a phrase is written: words with one blank between them; `a|b` is either of two words; a `*` at the end of a
// word of three letters or more takes any ending. Contractions match by their first part too: she's is she, shouldn't
// is should. The words of a phrase stand side by side, with only blanks or a hyphen between them.

/// One place where a phrase was found.
struct PhraseMatch {
  /// Indexes of its words.
  let words: Range<Int>
  /// The number of its group in the lexicon.
  let group: Int
}

/// All phrases of some groups, ready to be looked for.
struct PhraseFinder {
  private struct Choice {
    let text: String
    let isOpen: Bool

    func matches(_ word: String, _ stem: String) -> Bool {
      isOpen ? word.hasPrefix(text) : text == word || text == stem
    }
  }

  private struct Phrase {
    let group: Int
    let words: [[Choice]]
  }

  /// Phrases by the first three bytes of their first word.
  private var index: [String: [Phrase]] = [:]

  init(_ groups: [[String]]) {
    for (number, phrases) in groups.enumerated() {
      for phrase in phrases { add(phrase, number) }
    }
  }

  private mutating func add(_ phrase: String, _ group: Int) {
    let words = phrase.split(separator: " ").map { word in
      word.split(separator: "|").map { choice in
        Choice(text: String(choice.hasSuffix("*") ? choice.dropLast() : choice), isOpen: choice.hasSuffix("*"))
      }
    }
    guard let first = words.first else { return }
    for key in Set(first.map { Self.key($0.text) }) {
      index[key, default: []].append(Phrase(group: group, words: words))
    }
  }

  private static func key(_ word: String) -> String { String(word.prefix(3)) }

  /// Every match, in the order of the text; of two that start together the longer is kept, for each group.
  func matches(in tokens: Tokens) -> [PhraseMatch] {
    let stems = tokens.words.map { stem($0.text) }
    var found: [PhraseMatch] = []
    for start in tokens.words.indices {
      let keys = Set([Self.key(tokens.words[start].text), Self.key(stems[start])])
      var best: [Int: Int] = [:]
      for phrase in keys.flatMap({ index[$0] ?? [] }) where fits(phrase, tokens, stems, start) {
        best[phrase.group] = max(best[phrase.group] ?? 0, phrase.words.count)
      }
      for (group, length) in best.sorted(by: { $0.key < $1.key }) {
        found.append(PhraseMatch(words: start..<(start + length), group: group))
      }
    }
    return found
  }

  private func fits(_ phrase: Phrase, _ tokens: Tokens, _ stems: [String], _ start: Int) -> Bool {
    guard start + phrase.words.count <= tokens.words.count else { return false }
    for (step, choices) in phrase.words.enumerated() {
      let word = tokens.words[start + step]
      if step > 0, !word.isAdjacent { return false }
      if !choices.contains(where: { $0.matches(word.text, stems[start + step]) }) { return false }
    }
    return true
  }
}

/// A word without what an apostrophe adds: she's, should've and shouldn't lead to she and should.
func stem(_ word: String) -> String {
  guard let mark = word.firstIndex(of: "'") else { return word }
  let first = word[..<mark]
  return String(word.hasSuffix("n't") ? first.dropLast() : first)
}
