// One kept conversation, as text that a person can still read in twenty years.
//
// The form, version 1 (UTF-8, lines ended by a line feed):
//
//     aftercare record 1
//     id: 4s0p6h0q2k7x9v3m5n8t1w2y3w
//     revision: 3
//     created: 2025-06-30 23:10:05 +02:00
//     finished: yes
//     cards: body-now
//
//     # comfort
//     > How does your body feel now?
//     | Warm. A bit sore,
//     |
//     | but calm.
//
// Line 1 names the form and its version. Up to the first empty line follow `key: value` lines; a reader leaves
// out keys it does not know. `finished: no` marks a conversation that did not come to its end yet. `private: yes`
// marks notes for one of two seats alone: whoever keeps them again seals them to nobody else. `replaces:` holds,
// separated by spaces, the names of the sealed files that this one takes the place of. `proven: no` marks notes of which
// some were taken over from a sealed file without proof; `proof` and `pad` belong to the seal (Proof).
//
// Then come the entries, in their order: a line `# ` with the section opens one, lines that begin with `>` hold
// the prompt, lines that begin with `|` hold the note, both with one space after the mark unless the line is
// empty. Whatever somebody types stands behind such a mark, so no note can look like anything else. Empty lines
// between are for the eye.
//
// In sections, prompts and notes a backslash is written `\\`, and characters that could drive a terminal or
// get lost on the way (control characters save the tab, line separators, marks of writing direction and
// U+FEFF) are written `\u{HEX}`; so is a line feed in a section's name. A reader takes any other backslash as it
// stands, drops a carriage return at a line's end, and drops U+FEFF at the start.
//
// Rules: version 1 is read for ever. A reader of version 1 that meets a higher number leaves out the lines it
// does not know and never writes that record. The same id with a higher revision is the same conversation later.

/// What two people kept of one conversation so far.
public struct Record: Hashable, Sendable {
  /// The newest form that this program writes.
  public static let currentVersion = 1
  /// The longest text that is read or written, in bytes.
  public static let most = 16 << 20

  /// The highest revision that is read or written; versions later than this were not made by this program.
  static let mostRevision = 1 << 40

  /// The form it was read in.
  public private(set) var version = Record.currentVersion
  /// Random; stays the same while the conversation goes on.
  public var id: RandomName
  /// 0 before it was ever kept; a store writes a higher one at each commit and each draft.
  public var revision: Int
  /// When the conversation began.
  public var created: Moment
  /// Whether the conversation came to its end; if not, it is offered again.
  public var finished: Bool
  /// Whether it is for one seat alone, in a vault where each has a passphrase.
  public var isPrivate: Bool
  /// The kept notes, in their order.
  public var entries: [Entry]
  /// Whether all of it is proven to come from the people of its vault; what was never sealed counts as theirs.
  public internal(set) var isProven = true
  /// Whether this version was written by them, whatever it took over.
  var isAuthentic = true
  /// The sealed files of this conversation that this version takes the place of; see SealedStore.
  var replaces: Set<RandomName> = []

  /// One kept note.
  public struct Entry: Hashable, Sendable {
    /// The section's name as in the deck, such as `comfort`.
    public var section: String
    /// The card's text as it was shown; empty where there was no card.
    public var prompt: String
    /// What was typed.
    public var text: String
    /// The card's id; empty where there was none, and in records of before it was kept. The same words with and
    /// without it are the same entry, so that a copy that lacks it adds nothing.
    public var card: String

    /// Makes an entry.
    public init(section: String, prompt: String, text: String, card: String = "") {
      self.card = card
      self.section = section
      self.prompt = prompt
      self.text = text
    }

    public static func == (one: Entry, other: Entry) -> Bool {
      one.section == other.section && one.prompt == other.prompt && one.text == other.text
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(section)
      hasher.combine(prompt)
      hasher.combine(text)
    }
  }

  /// Makes a record of a conversation that has not been kept yet.
  public init(
    id: RandomName = RandomName(), revision: Int = 0, created: Moment, finished: Bool = false,
    isPrivate: Bool = false, entries: [Entry] = []
  ) {
    self.id = id
    self.revision = revision
    self.created = created
    self.finished = finished
    self.isPrivate = isPrivate
    self.entries = entries
  }

  /// Whether a newer program wrote it, so that this one must not change it.
  public var isReadOnly: Bool { version > Self.currentVersion }

  /// The record as text, in the form above.
  public func encode() -> String {
    var lines = [
      "aftercare record \(version)", "id: \(id.text)", "revision: \(revision)", "created: \(created.text)",
      "finished: \(finished ? "yes" : "no")",
    ]
    if isPrivate { lines.append("private: yes") }
    if !isProven { lines.append("proven: no") }
    if !replaces.isEmpty { lines.append("replaces: " + replaces.map(\.text).sorted().joined(separator: " ")) }
    if entries.contains(where: { !$0.card.isEmpty }) {
      lines.append("cards: " + entries.map { Self.isCardId($0.card) ? $0.card : "-" }.joined(separator: " "))
    }
    for entry in entries {
      lines += ["", PlainText.line("#", PlainText.escape(entry.section, lineFeeds: true))]
      lines += PlainText.lines(">", entry.prompt) + PlainText.lines("|", entry.text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads a record from text; `nil` when it is not one.
  public static func decode(_ text: String) -> Record? {
    PlainText.parse(text, kind: "record").flatMap(Record.init)
  }

  /// Reads a record from the bytes of a file; `nil` when they are not one, or not UTF-8.
  public static func decode(_ bytes: [UInt8]) -> Record? {
    String(validating: bytes, as: UTF8.self).flatMap(decode)
  }

  init?(_ parsed: PlainText) {
    guard let id = parsed.fields["id"].flatMap(RandomName.init),
      let revision = parsed.fields["revision"].flatMap({ Int($0) }), (0...Record.mostRevision).contains(revision),
      let created = parsed.fields["created"].flatMap(Moment.init)
    else { return nil }
    self.init(
      id: id, revision: revision, created: created, finished: parsed.fields["finished"] != "no",
      isPrivate: parsed.fields["private"] == "yes")
    version = parsed.version
    isProven = parsed.fields["proven"] != "no"
    replaces = Set((parsed.fields["replaces"] ?? "").split(separator: " ").compactMap { RandomName(String($0)) })
    var prompted = false
    var noted = false
    for line in parsed.body {
      switch line.first {
      case UInt8(ascii: "#"):
        entries.append(Entry(section: PlainText.content(line), prompt: "", text: ""))
        prompted = false
        noted = false
      case UInt8(ascii: ">") where !entries.isEmpty:
        PlainText.append(line, to: &entries[entries.count - 1].prompt, first: !prompted)
        prompted = true
      case UInt8(ascii: "|") where !entries.isEmpty:
        PlainText.append(line, to: &entries[entries.count - 1].text, first: !noted)
        noted = true
      default:
        if !isReadOnly { return nil }
      }
    }
    let cards = (parsed.fields["cards"] ?? "").split(separator: " ").map(String.init)
    if cards.count == entries.count {
      for (place, card) in cards.enumerated() where Self.isCardId(card) { entries[place].card = card }
    }
  }

  /// Whether a text can be a card's id, which decks hold to a few characters; `-` alone is none.
  private static func isCardId(_ text: String) -> Bool {
    text != "-" && (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
