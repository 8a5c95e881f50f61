// Cards that ask the same twice.
//
// Rules: two texts are the same when their words are, whatever their marks; they are nearly the same when their sets
// of words overlap by 80 % or more (Jaccard 1912: common words ÷ all words of both). Texts of fewer than five
// different words are compared for being the same only. Twins of a mirror are alike on purpose.
// Cost: a text is compared only with texts that share one of its rarer words (prefix filtering: two sets that overlap
// by the share t have a common word among the first n − ⌈t·n⌉ + 1 in one fixed order), so 2,000 cards take moments.

import Conversation
import TomlFile

struct DuplicateRules {
  /// The share of common words from which two texts are nearly the same.
  static let threshold = 0.8
  /// Fewer different words than this say too little to compare.
  static let fewestWords = 5

  private struct Text {
    let draft: CardDraft
    let words: [String]
    /// Different words, the rarest of the deck first.
    var set: [Int]
  }

  static func check(_ drafts: [CardDraft], into faults: inout FaultList) {
    var texts = drafts.filter(\.isComplete).map { draft in
      Text(draft: draft, words: Tokens(draft.card.text).words.map(\.text), set: [])
    }
    rank(&texts)
    var first: [[String]: Int] = [:]
    var byWord: [Int: [Int]] = [:]
    for at in texts.indices {
      if let twin = first[texts[at].words] {
        report(texts[at].draft, texts[twin].draft, same: true, into: &faults)
        continue
      }
      first[texts[at].words] = at
      let set = texts[at].set
      guard set.count >= fewestWords else { continue }
      let shared = Int((threshold * Double(set.count)).rounded(.up))
      let prefix = set.prefix(set.count - shared + 1)
      let candidates = Set(prefix.flatMap { byWord[$0] ?? [] })
      if let twin = candidates.sorted().first(where: {
        overlap(texts[$0].set, set) >= threshold && !mirrored(texts[$0].draft, texts[at].draft)
      }) {
        report(texts[at].draft, texts[twin].draft, same: false, into: &faults)
      }
      for word in prefix { byWord[word, default: []].append(at) }
    }
  }

  /// Gives each different word a number by how rare it is in the deck, then each text its numbers in order.
  private static func rank(_ texts: inout [Text]) {
    var counts: [String: Int] = [:]
    for text in texts { for word in Set(text.words) { counts[word, default: 0] += 1 } }
    let order = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
    for at in texts.indices { texts[at].set = Set(texts[at].words).compactMap { ranks[$0] }.sorted() }
  }

  /// Common members ÷ all members of two sorted sets.
  private static func overlap(_ a: [Int], _ b: [Int]) -> Double {
    if Double(min(a.count, b.count)) < threshold * Double(max(a.count, b.count)) { return 0 }
    var (i, j, common) = (0, 0, 0)
    while i < a.count && j < b.count {
      if a[i] == b[j] { common += 1 }
      let step = a[i] <= b[j]
      if b[j] <= a[i] { j += 1 }
      if step { i += 1 }
    }
    return Double(common) / Double(a.count + b.count - common)
  }

  private static func mirrored(_ a: CardDraft, _ b: CardDraft) -> Bool {
    a.card.mirror == b.card.id || b.card.mirror == a.card.id
  }

  private static func report(_ draft: CardDraft, _ twin: CardDraft, same: Bool, into faults: inout FaultList) {
    if same && mirrored(draft, twin) { return }
    faults.warning(
      same ? "duplicate" : "near-duplicate", at: draft.place("text"),
      "the text \(same ? "is the same as" : "is nearly the same as") that of \(twin.name) at line \(twin.table.line)",
      hint: "two people who get both feel unheard: change one, or take it out")
  }
}
