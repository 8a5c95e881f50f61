// Every field of the deck format, documented once.
//
// Rule: the reader takes its allowed keys from here, the authoring guide its table, and the starter deck its comments.
// A field that is added anywhere else does not exist.

import Conversation

/// One field of a deck file.
public struct DeckField: Sendable, Hashable {
  /// Where a field stands.
  public enum Place: String, Sendable, CaseIterable {
    /// Above the first table.
    case file
    /// In `[deck]`.
    case deck
    /// In each `[[cards]]`.
    case card
  }

  /// Where it stands.
  public let place: Place
  /// The key.
  public let name: String
  /// Its type in plain words.
  public let type: String
  /// What it means and what it may hold.
  public let meaning: String
  /// What holds when it is left out; nil where it is required.
  public let standard: String?
  /// How it looks in a file.
  public let example: String

  /// Whether a file without it is refused.
  public var isRequired: Bool { standard == nil }
}

/// The fields of the deck format.
public enum DeckFields {
  /// All fields, in the order in which a deck gives them.
  public static let all: [DeckField] = file + deck + card

  /// The fields of one place, in order.
  public static func fields(_ place: DeckField.Place) -> [DeckField] { all.filter { $0.place == place } }

  /// The keys that one place allows.
  static func names(_ place: DeckField.Place) -> [String] { fields(place).map(\.name) }

  private static func names<T: RawRepresentable & CaseIterable>(_ type: T.Type) -> String where T.RawValue == String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static let file: [DeckField] = [
    DeckField(
      place: .file, name: "format", type: "whole number", meaning: "The version of this format; today 2. Version 1 is read for ever.",
      standard: nil, example: "2")
  ]

  private static let deck: [DeckField] = [
    DeckField(
      place: .deck, name: "name", type: "id",
      meaning: "The short name for --deck: 1 to 64 of a-z, 0-9 and -.", standard: nil, example: "\"after-dark\""),
    DeckField(
      place: .deck, name: "title", type: "text", meaning: "The name people read.", standard: nil,
      example: "\"After dark\""),
    DeckField(
      place: .deck, name: "language", type: "text",
      meaning: "The language of the cards as a BCP 47 tag, such as en or pt-BR.", standard: nil, example: "\"en\""),
    DeckField(
      place: .deck, name: "version", type: "text", meaning: "The deck's own version; any short text.",
      standard: "\"1\"", example: "\"1.0\""),
    DeckField(
      place: .deck, name: "authors", type: "list of texts", meaning: "Who wrote it.", standard: "[]",
      example: "[\"Sam\", \"Alex\"]"),
    DeckField(
      place: .deck, name: "licence", type: "text",
      meaning: "How others may use it, as an SPDX identifier where there is one.", standard: "\"\"",
      example: "\"CC-BY-4.0\""),
    DeckField(
      place: .deck, name: "purpose", type: "text", meaning: "One sentence on whom and what it is for.",
      standard: "\"\"", example: "\"For two people who like to talk before sleep.\""),
    allow(.deck, "Warnings that are fine in the whole deck: a rule's name and your reason."),
  ]

  private static let card: [DeckField] = [
    DeckField(
      place: .card, name: "id", type: "id", meaning: "Its own name, once in a deck: 1 to 64 of a-z, 0-9 and -.",
      standard: nil, example: "\"what-helps-now\""),
    DeckField(
      place: .card, name: "section", type: "one of", meaning: "Where it belongs: \(names(Section.self)).",
      standard: nil, example: "\"comfort\""),
    DeckField(
      place: .card, name: "depth", type: "whole number",
      meaning: "How much it asks of a person, from 1 (small talk would do) to 4 (the tenderest).", standard: "1",
      example: "2"),
    DeckField(
      place: .card, name: "kind", type: "one of",
      meaning: "How it is answered: open (own words), choice (words on the card), together (something small to do), say (lines to say aloud, only if true).",
      standard: "\"open\"", example: "\"choice\""),
    DeckField(
      place: .card, name: "text", type: "text", meaning: "The prompt: one idea, at most 16 words for a question.",
      standard: nil, example: "\"What would feel good right now?\""),
    DeckField(
      place: .card, name: "easier", type: "text",
      meaning:
        "The way in, shown below the question: a sentence to finish, a few words, or a gesture; at most 16 words.",
      standard: nil, example: "\"Something warm · something quiet · not yet\""),
    DeckField(
      place: .card, name: "deeper", type: "text", meaning: "One step further, shown only if both want it.",
      standard: "none", example: "\"What makes it easy, or hard, to ask for that?\""),
    DeckField(
      place: .card, name: "listener", type: "text",
      meaning: "What the one who listens may do; depth 3 and 4 need it.", standard: "none",
      example: "\"Say back what you heard.\""),
    DeckField(
      place: .card, name: "paths", type: "list of texts",
      meaning: "The times it fits: \(names(Path.self)). Left out, it fits all that two people share but hurt.",
      standard: "all but hurt", example: "[\"first\", \"intense\"]"),
    DeckField(
      place: .card, name: "place", type: "one of",
      meaning:
        "What it can give the evening: \(names(Card.Place.self)): nearness or reassurance, how it was, something good, room for something less good, what to ask first.",
      standard: "none", example: "\"near\""),
    DeckField(
      place: .card, name: "opening", type: "true or false",
      meaning: "Whether any evening of its place can begin with it; it may come again another evening.",
      standard: "false", example: "true"),
    DeckField(
      place: .card, name: "turns", type: "true or false",
      meaning: "Whether you read it to each other in turn; only then it says you and me.", standard: "false",
      example: "true"),
    DeckField(
      place: .card, name: "subject", type: "id",
      meaning: "What it is about: of the cards that share one, a talk has only the first, with its mirror.",
      standard: "none", example: "\"message-next-day\""),
    DeckField(
      place: .card, name: "always", type: "true or false",
      meaning: "Whether every talk on the paths it names has it; for what a body needs to know.", standard: "false",
      example: "true"),
    DeckField(
      place: .card, name: "needs", type: "list of texts",
      meaning: "What one person alone needs: \(names(Need.self)); only with section alone. Left out, it fits each.",
      standard: "all", example: "[\"low\"]"),
    DeckField(
      place: .card, name: "side", type: "one of", meaning: "Whom it speaks to: \(names(Card.Side.self)).",
      standard: "\"any\"", example: "\"led\""),
    DeckField(
      place: .card, name: "mirror", type: "id",
      meaning: "The card that asks the same of the other side; needed where side is not any.", standard: "none",
      example: "\"what-helps-who-led\""),
    DeckField(
      place: .card, name: "touch", type: "true or false",
      meaning: "Whether it invites touch; it then says \"if you both want\", and \"no touch\" takes it out.",
      standard: "false", example: "true"),
    DeckField(
      place: .card, name: "spoken", type: "true or false",
      meaning: "Whether its words are said and never kept; no note can be written with it.",
      standard: "false", example: "true"),
    DeckField(
      place: .card, name: "seconds", type: "whole number",
      meaning:
        "About how long two people stay with it, \(DeckLimits.seconds.lowerBound) to \(DeckLimits.seconds.upperBound).",
      standard: "120", example: "90"),
    DeckField(
      place: .card, name: "about", type: "one of",
      meaning: "Under what the look back shows notes with it: \(names(Card.About.self)). Left out, it shows none.",
      standard: "none", example: "\"helps\""),
    DeckField(
      place: .card, name: "choices", type: "list of texts",
      meaning: "Two to six short answers, with kind choice, or lines to say, with kind say. Left out with choice: a covered yes, maybe or not now.",
      standard: "[]", example: "[\"Warm\", \"Calm\", \"Tired\", \"Mixed\"]"),
    allow(.card, "Warnings that are fine on this card: a rule's name and your reason."),
  ]

  private static func allow(_ place: DeckField.Place, _ meaning: String) -> DeckField {
    DeckField(
      place: place, name: "allow", type: "table of texts", meaning: meaning, standard: "none",
      example: "{ no-deeper = \"This card is complete as it is.\" }")
  }
}
