// A deck: the cards of one file and what the file says of itself.

/// Cards that belong together, in the order of their file.
public struct Deck: Sendable, Hashable {
  /// The short name by which `--deck` finds it: 1 to 64 of `a`–`z`, `0`–`9` and `-`.
  public var name: String
  /// The name people read.
  public var title: String
  /// A BCP 47 language tag such as `en` or `pt-BR`.
  public var language: String
  /// The deck's own version; any short text.
  public var version: String
  /// Who wrote it.
  public var authors: [String]
  /// Under which licence others may use it, as an SPDX identifier where there is one.
  public var licence: String
  /// One sentence on whom and what it is for.
  public var purpose: String
  /// The cards in the order of the file.
  public var cards: [Card] { didSet { places = Self.places(of: cards) } }
  /// Where each id stands in `cards`: every screen asks for the cards of the whole plan.
  private var places: [String: Int]

  /// Makes a deck.
  public init(
    name: String, title: String, language: String, version: String, authors: [String], licence: String,
    purpose: String, cards: [Card]
  ) {
    self.name = name
    self.title = title
    self.language = language
    self.version = version
    self.authors = authors
    self.licence = licence
    self.purpose = purpose
    self.cards = cards
    places = Self.places(of: cards)
  }

  /// The first card with this id.
  public func card(_ id: String) -> Card? {
    places[id].map { cards[$0] }
  }

  /// The section of the first card with this id.
  func section(of id: String) -> Section? {
    places[id].map { cards[$0].section }
  }

  private static func places(of cards: [Card]) -> [String: Int] {
    Dictionary(cards.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
  }

  /// The other card of each card of a section that has a mirror or is one, by id. The two belong together
  /// where each is the other's; a card whose other does not answer is never dealt.
  func twins(in section: Section) -> [String: String] {
    var twins: [String: String] = [:]
    let naming = cards.filter { $0.section == section && $0.mirror != nil }
    for card in naming { twins[card.id] = card.mirror }
    for card in naming where twins[card.mirror ?? ""] == nil { twins[card.mirror ?? ""] = card.id }
    return twins
  }
}
