// One entry of the list of agreements, as text that a person can still read in twenty years.
//
// The form, version 1, sealed like a record; see Record for what all forms share:
//
//     aftercare agreement 1
//     id: 4s0p6h0q2k7x9v3m5n8t1w2y3w
//     day: 2026-11-24
//     answer: yes
//     card: bound-slow
//     seen: 7h1m0a8c3d5e9f2g4j6k8m0n2w
//
//     | Slow first, always?
//
// `answer` is yes, withdrawn or no. `card` is missing where the two wrote the words themselves. `seen` holds, for a
// yes, the ids of the withdrawals and noes that it takes the place of, separated by spaces.
//
// Rules: written once, never changed or removed; what holds follows from all of them (Conversation's `agreements`).
// A reader of version 1 takes a higher version as far as it can: a no must hold whoever wrote it.

import Conversation

enum AgreementFile {
  static func encode(_ entry: AgreementEntry) -> String {
    var lines = ["aftercare agreement 1", "id: \(entry.id)", "day: \(Moment.text(day: entry.day))", "answer: \(entry.answer.rawValue)"]
    if case .card(let card) = entry.topic { lines.append("card: " + PlainText.escape(card, lineFeeds: true)) }
    if !entry.seen.isEmpty { lines.append("seen: " + entry.seen.sorted().joined(separator: " ")) }
    return (lines + [""] + PlainText.lines("|", entry.words)).joined(separator: "\n") + "\n"
  }

  /// Reads it; `nil` when it is not one.
  static func decode(_ text: String) -> AgreementEntry? {
    guard let parsed = PlainText.parse(text, kind: "agreement"), let id = parsed.fields["id"].flatMap(RandomName.init),
      let day = parsed.fields["day"].flatMap(Moment.day), let answer = parsed.fields["answer"].flatMap(AgreementAnswer.init)
    else { return nil }
    var words = ""
    for (place, line) in parsed.body.filter({ $0.first == UInt8(ascii: "|") }).enumerated() {
      PlainText.append(line, to: &words, first: place == 0)
    }
    let card = parsed.fields["card"].map(PlainText.unescape)
    let seen = (parsed.fields["seen"] ?? "").split(separator: " ").compactMap { RandomName(String($0))?.text }
    return AgreementEntry(
      id: id.text, day: day, topic: card.map { .card($0) } ?? AgreementTopic(typed: words), words: words, answer: answer,
      seen: Set(seen))
  }
}

extension Moment {
  /// The local day, counted from 1970-01-01.
  public var day: Day { Int((seconds + Int64(offset) * 60) / 86_400) }

  /// A day such as `2026-11-24`.
  static func text(day: Day) -> String { String(Moment(seconds: Int64(day) * 86_400, offset: 0).text.prefix(10)) }

  /// Reads it back.
  static func day(_ text: String) -> Day? { Moment("\(text) 00:00:00 +00:00")?.day }
}
