// Finding words in kept notes.
//
// Rules: a plain function over opened records; nothing is written, no index of words exists. Upper and lower case
// are one; so are two ways of writing the same letter with its marks.

/// What somebody looks for: every word must occur somewhere in the record.
public struct Search: Sendable {
  private let words: [[Character]]

  /// The words of a query, in any order; an empty query finds everything.
  public init(_ query: String) {
    words = query.lowercased().split(whereSeparator: \.isWhitespace).map(Array.init)
  }

  /// Whether all words occur in the sections, prompts or notes.
  public func matches(_ record: Record) -> Bool {
    var missing = words
    for entry in record.entries {
      for text in [entry.text, entry.prompt, entry.section] {
        if missing.isEmpty { return true }
        let text = Array(text.lowercased())
        missing.removeAll { Self.occurs($0, in: text) }
      }
    }
    return missing.isEmpty
  }

  private static func occurs(_ word: [Character], in text: [Character]) -> Bool {
    guard let first = word.first, text.count >= word.count else { return word.isEmpty }
    return (0...(text.count - word.count)).contains { start in
      text[start] == first && text[start..<(start + word.count)].elementsEqual(word)
    }
  }
}

extension UnlockedVault {
  /// The conversations of a part of the list in which the words occur, in the list's order. `goOn` is asked before
  /// each; when it answers `false` the work ends with what was found so far. Two parts may be searched on two
  /// threads at once.
  public func search(
    _ search: Search, in part: ArraySlice<Summary>, goOn: (_ done: Int) -> Bool = { _ in true }
  ) -> [Summary] {
    var found: [Summary] = []
    for (done, summary) in part.enumerated() {
      guard goOn(done) else { break }
      if let record = try? record(summary), search.matches(record) { found.append(summary) }
    }
    return found
  }
}
