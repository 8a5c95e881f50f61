// What a vault remembers besides notes: which cards were met and when, and the favourites.
//
// The form, version 1, sealed like a record; see Record for what all forms share:
//
//     aftercare memory 1
//     id: 4s0p6h0q2k7x9v3m5n8t1w2y3w
//     replaces: 7h1m0a8c3d5e9f2g4j6k8m0n2w
//
//     - 2026-11-24 comfort-warm
//     * 3 yes wish-slow-evening
//
// A line `-` is a card and the last day on which it was met; a line `*` a card, how often it was made a favourite
// or none, and whether it is one. Ids and days, no words.
//
// Rules: each file holds everything that its writer knew and names the files it replaces, so two copies join to
// the same whatever the order: of days the later, of favourites the one that was changed more often, and no
// favourite where both were changed as often.

import Conversation

/// Cards met, and favourites.
public struct Memory: Hashable, Sendable {
  struct Favourite: Hashable, Sendable {
    var changes: Int
    var isOne: Bool
  }
  private var dealt: [String: Day] = [:]
  private var favourite: [String: Favourite] = [:]
  /// The files that this one takes the place of.
  var replaces: Set<RandomName> = []
  /// Whether the vault's own people wrote it.
  var isAuthentic = true

  public init() {}

  /// The cards met in the last so many days, by their ids. A day to come counts as today.
  public func dealt(within days: Int, of today: Day) -> Set<String> {
    Set(dealt.filter { today - $0.value < days }.keys)
  }

  /// The favourites' ids, in a fixed order.
  public var favourites: [String] { favourite.filter(\.value.isOne).keys.sorted() }

  /// Adds what a conversation met and what its favourites are at its end.
  /// - Returns: whether that changed anything.
  public mutating func add(dealt cards: [String], favourites wanted: [String], on day: Day) -> Bool {
    let before = self
    for card in cards { dealt[card] = max(dealt[card] ?? day, day) }
    for card in Set(wanted).symmetricDifference(favourites) {
      favourite[card] = Favourite(changes: (favourite[card]?.changes ?? 0) + 1, isOne: wanted.contains(card))
    }
    return self != before
  }

  /// Joins what another copy remembers.
  mutating func join(_ other: Memory) {
    dealt.merge(other.dealt, uniquingKeysWith: max)
    favourite.merge(other.favourite) { one, other in
      if one.changes != other.changes { return one.changes > other.changes ? one : other }
      return one.isOne ? other : one
    }
    replaces.formUnion(other.replaces)
  }

  /// Lets go of cards met so long ago that it no longer matters.
  mutating func forget(before day: Day) { dealt = dealt.filter { $0.value >= day } }

  func encode(id: RandomName) -> String {
    var lines = ["aftercare memory 1", "id: \(id.text)"]
    if !replaces.isEmpty { lines.append("replaces: " + replaces.map(\.text).sorted().joined(separator: " ")) }
    lines.append("")
    for (card, day) in dealt.sorted(by: { $0.key < $1.key }) {
      lines.append("- \(Moment.text(day: day)) \(PlainText.escape(card, lineFeeds: true))")
    }
    for (card, favourite) in favourite.sorted(by: { $0.key < $1.key }) {
      lines.append("* \(favourite.changes) \(favourite.isOne ? "yes" : "no") \(PlainText.escape(card, lineFeeds: true))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads it; `nil` when it is not one. Lines that it does not know are left out.
  static func decode(_ text: String) -> Memory? {
    guard let parsed = PlainText.parse(text, kind: "memory") else { return nil }
    var memory = Memory()
    memory.replaces = Set((parsed.fields["replaces"] ?? "").split(separator: " ").compactMap { RandomName(String($0)) })
    for line in parsed.body {
      let parts = PlainText.content(line).split(separator: " ", maxSplits: 2).map(String.init)
      switch line.first {
      case UInt8(ascii: "-") where parts.count >= 2:
        if let day = Moment.day(parts[0]) { memory.dealt[parts[1]] = max(memory.dealt[parts[1]] ?? day, day) }
      case UInt8(ascii: "*") where parts.count == 3:
        guard let changes = Int(parts[0]), (1...1_000_000).contains(changes) else { continue }
        memory.favourite[parts[2]] = Favourite(changes: changes, isOne: parts[1] == "yes")
      default: continue
      }
    }
    return memory
  }
}
