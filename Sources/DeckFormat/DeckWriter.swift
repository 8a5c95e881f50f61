// Decks as text, in the same format that the reader takes.
//
// Rule: what is written reads back equal; fields at their defaults are left out, as a person would.

import Conversation

/// Writes deck files.
public enum DeckWriter {
  /// The text of a deck file, with a newline at its end. Answers to warnings are no part of a deck and are not written.
  public static func text(_ deck: Deck) -> String {
    var lines = ["format = \(DeckLimits.format)", "", "[deck]"]
    lines.append("name = \(quoted(deck.name))")
    lines.append("title = \(quoted(deck.title))")
    lines.append("language = \(quoted(deck.language))")
    lines.append("version = \(quoted(deck.version))")
    lines.append("authors = \(list(deck.authors))")
    lines.append("licence = \(quoted(deck.licence))")
    lines.append("purpose = \(quoted(deck.purpose))")
    for card in deck.cards { lines += [""] + self.lines(card) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ card: Card) -> [String] {
    var lines = ["[[cards]]", "id = \(quoted(card.id))", "section = \(quoted(card.section.rawValue))"]
    if card.depth != 1 { lines.append("depth = \(card.depth)") }
    if card.kind != .open { lines.append("kind = \(quoted(card.kind.rawValue))") }
    lines.append("text = \(quoted(card.text))")
    lines.append("easier = \(quoted(card.easier))")
    if let deeper = card.deeper { lines.append("deeper = \(quoted(deeper))") }
    if let listener = card.listener { lines.append("listener = \(quoted(listener))") }
    if !card.paths.isEmpty {
      lines.append("paths = \(list(Path.allCases.filter(card.paths.contains).map(\.rawValue)))")
    }
    if let place = card.place { lines.append("place = \(quoted(place.rawValue))") }
    if card.isOpening { lines.append("opening = true") }
    if card.turns { lines.append("turns = true") }
    if let subject = card.subject { lines.append("subject = \(quoted(subject))") }
    if card.isAlways { lines.append("always = true") }
    if !card.needs.isEmpty { lines.append("needs = \(list(Need.allCases.filter(card.needs.contains).map(\.rawValue)))") }
    if card.side != .any { lines.append("side = \(quoted(card.side.rawValue))") }
    if let mirror = card.mirror { lines.append("mirror = \(quoted(mirror))") }
    if card.touch { lines.append("touch = true") }
    if card.spoken { lines.append("spoken = true") }
    if card.seconds != 120 { lines.append("seconds = \(card.seconds)") }
    if let about = card.about { lines.append("about = \(quoted(about.rawValue))") }
    if !card.choices.isEmpty { lines.append("choices = \(list(card.choices))") }
    return lines
  }

  private static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

  /// A TOML basic string (TOML 1.0, String).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where SafeText.isUnsafe(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFFFF ? 8 : 4
        result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
