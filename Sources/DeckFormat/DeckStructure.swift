// The structure of a deck file: fields, types, limits, ids and mirrors. The reader and the check share this pass.
//
// Rule: whatever it lets through without an error is a deck that a conversation can be dealt from.

import Conversation
import TomlFile

/// Reads what is there and notes every fault of structure.
struct DeckStructure {
  private(set) var faults: FaultList

  init(file: String) { faults = FaultList(file: file) }

  /// The draft of a file; nil where it is no TOML, too large, or of another format.
  mutating func read(_ bytes: [UInt8]) -> DeckDraft? {
    let start = TomlPosition(line: 1, column: 1)
    guard bytes.count <= DeckLimits.bytes else {
      faults.error("too-large", at: start, "the deck is larger than 1 MiB", hint: "divide it into several decks")
      return nil
    }
    do {
      return read(try TomlDocument(parsing: bytes))
    } catch {
      faults.add(error, rule: "syntax")
      return nil
    }
  }

  /// The draft of a file that is TOML; nil where it is too large, or of another format.
  mutating func read(_ document: TomlDocument) -> DeckDraft? {
    guard format(document.root) else { return nil }
    let tables = cardTables(document)
    guard tables.count <= DeckLimits.cards else {
      faults.error(
        "too-many", at: tables[DeckLimits.cards].place, "the deck has more than \(DeckLimits.cards) cards",
        hint: "divide it into several decks")
      return nil
    }
    var draft = header(document)
    draft.cards.reserveCapacity(tables.count)
    for (index, table) in tables.enumerated() { draft.cards.append(card(table, number: index + 1)) }
    // Told last: where something else is wrong, the cards may only be hidden behind it.
    if tables.isEmpty, !faults.hasErrors {
      faults.error(
        "no-cards", at: draft.table.place, "the deck has no cards", hint: "add [[cards]] with id, section, text, easier"
      )
    }
    uniqueIDs(draft.cards)
    MirrorRules.check(draft.cards, into: &faults)
    draft.deck.cards = draft.cards.map(\.card)
    return draft
  }

  /// Whether the file says that it is of the format we read.
  private mutating func format(_ root: TomlTable) -> Bool {
    var fields = FieldReader(table: root, name: "the file", faults: faults)
    defer { faults = fields.faults }
    fields.unknownKeys(allowed: DeckFields.names(.file) + ["deck", "cards"])
    guard root.key("format") != nil else {
      fields.missing("format", example: "\(DeckLimits.format) as the first line")
      return false
    }
    guard let version = fields.integer("format", in: 1...Int.max, rule: "format") else { return false }
    if version > DeckLimits.format, let place = root.value("format")?.place {
      fields.faults.error(
        "format", at: place,
        "the deck is written in format \(version), and this program reads formats up to \(DeckLimits.format)",
        hint: "a newer version of the program can read it")
    }
    return (1...DeckLimits.format).contains(version)
  }

  private mutating func cardTables(_ document: TomlDocument) -> [TomlTable] {
    do {
      return try document.tables("cards")
    } catch {
      faults.add(error, rule: "type")
      return []
    }
  }

  // MARK: The header

  private mutating func header(_ document: TomlDocument) -> DeckDraft {
    let empty = Deck(
      name: "", title: "", language: "", version: "1", authors: [], licence: "", purpose: "", cards: [])
    let table: TomlTable?
    do {
      table = try document.table("deck")
      if table == nil {
        faults.error(
          "missing", at: document.root.place, "the file has no [deck]", hint: "add [deck] with name, title, language")
      }
    } catch {
      faults.add(error, rule: "type")
      table = nil
    }
    guard let table else { return DeckDraft(deck: empty, cards: [], allowances: [], table: document.root) }
    var fields = FieldReader(table: table, name: "[deck]", faults: faults)
    let deck = Deck(
      name: fields.id("name", required: true, example: "\"my-deck\"")?.value ?? "",
      title: fields.text("title", required: true, example: "\"My deck\"")?.value ?? "",
      language: fields.language("language") ?? "",
      version: fields.text("version", required: false, example: "\"1\"")?.value ?? "1",
      authors: fields.texts("authors")?.map(\.value) ?? [],
      licence: fields.text("licence", required: false, mayBeEmpty: true, example: "")?.value ?? "",
      purpose: fields.text("purpose", required: false, mayBeEmpty: true, example: "")?.value ?? "",
      cards: [])
    let allowances = fields.allowances()
    fields.unknownKeys(allowed: Self.deckKeys)
    faults = fields.faults
    return DeckDraft(deck: deck, cards: [], allowances: allowances, table: table)
  }

  private static let deckKeys = DeckFields.names(.deck)
  private static let cardKeys = DeckFields.names(.card)

  // MARK: Cards

  private mutating func card(_ table: TomlTable, number: Int) -> CardDraft {
    var id = ""
    if case .text(let text) = table.value("id") { id = text.value }
    var fields = FieldReader(table: table, name: CardDraft.name(id: id, number: number), faults: faults)
    _ = fields.id("id", required: true, example: "\"what-helps-now\"")
    var texts: [CardText] = []
    func keep(_ field: TextField, _ text: Located<String>?) -> String? {
      if let text { texts.append(CardText(field: field, located: text)) }
      return text?.value
    }
    var card = Card(
      id: id,
      section: fields.word("section", Section.self, required: true, example: "\"comfort\"") ?? .comfort,
      depth: fields.integer("depth", in: DeckLimits.depth, rule: "depth") ?? 1,
      kind: fields.word("kind", Card.Kind.self, required: false, example: "\"open\"") ?? .open,
      text: keep(.text, fields.text("text", required: true, example: "\"What would feel good now?\"")) ?? "",
      easier: keep(.easier, fields.text("easier", required: true, example: "\"Is there one thing you need?\"")) ?? "")
    card.deeper = keep(.deeper, fields.text("deeper", required: false, example: ""))
    card.listener = keep(.listener, fields.text("listener", required: false, example: ""))
    card.about = fields.word("about", Card.About.self, required: false, example: "\"helps\"")
    card.side = fields.word("side", Card.Side.self, required: false, example: "\"led\"") ?? .any
    card.mirror = fields.id("mirror", required: false, example: "\"the-other-card\"")?.value
    card.touch = fields.bool("touch") ?? false
    card.spoken = fields.bool("spoken") ?? false
    card.seconds = fields.integer("seconds", in: DeckLimits.seconds, rule: "seconds") ?? 120
    card.place = fields.word("place", Card.Place.self, required: false, example: "\"near\"")
    card.isOpening = fields.bool("opening") ?? false
    card.turns = fields.bool("turns") ?? false
    card.subject = fields.id("subject", required: false, example: "\"message-next-day\"")?.value
    card.isAlways = fields.bool("always") ?? false
    card.needs = words("needs", Need.self, &fields, hint: "name one, or leave needs out for all")
    card.paths = words("paths", Path.self, &fields, hint: "name one, or leave paths out for all")
    card.choices = (fields.texts("choices") ?? []).compactMap { keep(.choices, $0) }
    choices(card, &fields)
    let allowances = fields.allowances()
    fields.unknownKeys(allowed: Self.cardKeys)
    faults = fields.faults
    return CardDraft(
      number: number, table: table, card: card, isComplete: fields.isComplete, texts: texts, allowances: allowances)
  }

  /// A list of a few words; empty where it is left out, a fault where it is there and empty.
  private func words<T: RawRepresentable & CaseIterable & Hashable>(
    _ key: String, _ type: T.Type, _ fields: inout FieldReader, hint: String
  ) -> Set<T> where T.RawValue == String {
    guard let words = fields.texts(key) else { return [] }
    if words.isEmpty, let place = fields.table.value(key)?.place {
      fields.faults.error(key, at: place, "\(fields.name) fits none of its \(key)", hint: hint)
    }
    return Set(words.compactMap { fields.word($0, key, type) })
  }

  private func choices(_ card: Card, _ fields: inout FieldReader) {
    guard fields.isComplete else { return }
    guard let place = fields.table.value("choices")?.place else {
      if card.kind == .say { fields.missing("choices", example: "[\"I'm here.\", \"No hurry.\"], lines to say aloud") }
      return
    }
    if card.kind != .choice && card.kind != .say {
      fields.faults.error(
        "choices", at: place, "\(fields.name) has choices, but its kind is \(card.kind.rawValue)",
        hint: "write kind = \"choice\" or \"say\", or take the choices out")
    } else if !DeckLimits.choices.contains(card.choices.count) {
      fields.faults.error(
        "choices", at: place, "\(fields.name) has \(card.choices.count) choices",
        hint: "give two to six; without the line the answers are yes, maybe and not now")
    } else if Set(card.choices).count != card.choices.count {
      fields.faults.error("choices", at: place, "\(fields.name) gives a choice twice", hint: "make each different")
    }
  }

  private mutating func uniqueIDs(_ cards: [CardDraft]) {
    var lines: [[UInt8]: Int] = [:]
    for draft in cards where !draft.card.id.isEmpty {
      let id = Array(draft.card.id.utf8)
      if let line = lines[id] {
        faults.error(
          "id", at: draft.place("id"), "the id \"\(shown(draft.card.id))\" stands already at line \(line)",
          hint: "give each card its own id")
      } else {
        lines[id] = draft.place("id").line
      }
    }
  }
}
