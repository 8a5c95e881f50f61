// A deck on its way from file to value: what is there, and where it stands.

import Conversation
import TomlFile

/// The four texts of a card that people read or hear, and its choices.
enum TextField: String, CaseIterable {
  case text, easier, deeper, listener, choices

  /// Whether one idea and one question are asked of it: a listener's cue and an answer are no questions.
  var isPrompt: Bool { self == .text || self == .easier || self == .deeper }
}

/// One text of a card with its place.
struct CardText {
  let field: TextField
  let located: Located<String>
}

/// A reason that answers a warning.
struct Allowance {
  let rule: Located<String>
  let reason: String
}

/// One `[[cards]]` table and what could be read of it.
struct CardDraft {
  /// Its number in the file, from 1.
  let number: Int
  let table: TomlTable
  /// Complete where nothing that is required was missing or of a wrong type.
  var card: Card
  var isComplete: Bool
  var texts: [CardText]
  var allowances: [Allowance]

  /// How a message names the card: by its id, else by its number.
  var name: String { Self.name(id: card.id, number: number) }

  static func name(id: String, number: Int) -> String {
    DeckLimits.isID(id) ? "card \"\(id)\"" : "card number \(number)"
  }

  /// Where a field's value starts; the card's header where it has none.
  func place(_ field: String) -> TomlPlace { table.value(field)?.place ?? table.place }
}

/// A whole file and what could be read of it.
struct DeckDraft {
  var deck: Deck
  var cards: [CardDraft]
  var allowances: [Allowance]
  /// `[deck]`, or the file where it is missing.
  var table: TomlTable
}
