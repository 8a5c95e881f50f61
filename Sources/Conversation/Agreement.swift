// Agreements: what two people hold to, as a list that merges.
//
// Rules: an entry never changes; a list is the union of its entries, whatever the order they come in and whatever
// the clocks said. A no and a withdrawal win over every yes that does not name them, so a yes that was taken back
// never returns by merging. No entry knows a seat.

/// A day of the local calendar, counted from 1970-01-01.
public typealias Day = Int

/// What an agreement is about.
public enum AgreementTopic: Sendable, Hashable {
  /// A card, by its id: the same in every language and version of a deck.
  case card(String)
  /// Words of the two people's own; small differences of case and spacing are none.
  case words(String)

  /// The topic of words that somebody typed.
  public init(typed words: String) {
    self = .words(words.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased())
  }
}

/// What an entry says about its topic.
public enum AgreementAnswer: String, Sendable, Hashable, CaseIterable {
  /// Both said yes, by a key from each seat.
  case yes
  /// Either of the two took it off the list.
  case withdrawn
  /// Either of the two said no.
  case no
}

/// One entry of a list; written once.
public struct AgreementEntry: Sendable, Hashable {
  /// Random; tells entries apart.
  public var id: String
  /// When it was written, by the clock of that machine; nothing but the age of a yes depends on it.
  public var day: Day
  public var topic: AgreementTopic
  /// The words of the topic as they were shown.
  public var words: String
  public var answer: AgreementAnswer
  /// For a yes: the ids of the withdrawals and noes that the two knew of when they said it.
  public var seen: Set<String>
  /// Whether the vault's own people are known to have written it.
  public var isProven: Bool

  public init(
    id: String, day: Day, topic: AgreementTopic, words: String, answer: AgreementAnswer, seen: Set<String> = [],
    isProven: Bool = true
  ) {
    self.id = id
    self.day = day
    self.topic = topic
    self.words = words
    self.answer = answer
    self.seen = seen
    self.isProven = isProven
  }
}

/// What holds now about one topic.
public struct Agreement: Sendable, Hashable {
  public enum State: Int, Sendable, Hashable, CaseIterable {
    /// A reason to ask, never permission.
    case yes
    /// A yes that nobody has renewed for long.
    case ask
    case no
  }
  public var topic: AgreementTopic
  public var words: String
  public var state: State
  /// Whether what holds is known to be the two people's own word.
  public var isProven = true
}

/// What holds now, from all entries of a list: yes, then ask, then no, each by its words. What was withdrawn is
/// not in it.
/// - Parameters:
///   - entries: in any order; the same entry any number of times.
///   - lasts: after so many days a yes becomes `ask`. A yes from after tomorrow, which only a wrong clock can
///     write, is `ask` too: the gentler answer wins.
///     A yes without proof is `ask`, and takes no no back.
///   - isWhole: whether every entry could be read. If not, one of the others may be a no, and no yes is more than `ask`.
public func agreements(from entries: [AgreementEntry], today: Day, lasts: Int, isWhole: Bool = true) -> [Agreement] {
  Dictionary(grouping: entries, by: \.topic).compactMap { topic, entries -> Agreement? in
    let yeses = entries.filter { $0.answer == .yes }
    let proven = yeses.filter(\.isProven)
    let named = Set(proven.flatMap(\.seen))
    // Without proof a yes takes back what has none either, and no no at all.
    let namedUnproven = Set(yeses.filter { !$0.isProven }.flatMap(\.seen))
    let open = entries.filter { entry in
      entry.answer != .yes && !named.contains(entry.id)
        && (entry.answer == .no || entry.isProven || !namedUnproven.contains(entry.id))
    }
    let own = entries.filter(\.isProven)
    let words = (own.isEmpty ? entries : own).max { ($0.day, $0.id) < ($1.day, $1.id) }?.words ?? ""
    let noes = open.filter { $0.answer == .no }
    if !noes.isEmpty {
      return Agreement(topic: topic, words: words, state: .no, isProven: noes.contains(where: \.isProven))
    }
    guard open.isEmpty, !yeses.isEmpty else { return nil }
    let newest = proven.filter { $0.day <= today + 1 }.map(\.day).max()
    let isFresh = newest.map { today - $0 < lasts } ?? false
    return Agreement(topic: topic, words: words, state: isFresh && isWhole ? .yes : .ask, isProven: !proven.isEmpty)
  }
  .sorted { ($0.state.rawValue, $0.words, "\($0.topic)") < ($1.state.rawValue, $1.words, "\($1.topic)") }
}

extension [AgreementEntry] {
  /// What a new yes about a topic has to name: every withdrawal and no that is known of it.
  public func against(_ topic: AgreementTopic) -> Set<String> {
    Set(filter { $0.topic == topic && $0.answer != .yes }.map(\.id))
  }
}
