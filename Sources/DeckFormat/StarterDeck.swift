// The deck that `aftercare decks new` writes: small, sound, and with every field explained.

/// A deck to start from.
public enum StarterDeck {
  /// A commented deck of three cards, which passes the check.
  /// - Parameter name: the deck's short name; one that is no id is replaced by `my-deck`.
  public static func text(name: String) -> String {
    let name = DeckLimits.isID(name) ? name : "my-deck"
    return [
      """
      # A deck for aftercare. Lines that start with # are notes for you; take them out when you like.
      # See what can be better with: aftercare decks check FILE

      """,
      comments(.file), "format = \(DeckLimits.format)\n", "[deck]", comments(.deck),
      """
      name = "\(name)"
      title = "My deck"
      language = "en"
      version = "1"
      authors = []
      licence = ""
      purpose = ""

      # Each card begins with [[cards]]. Its fields:
      """,
      comments(.card), cards,
    ].joined(separator: "\n")
  }

  /// The fields of one place as comments, from the table that documents them.
  private static func comments(_ place: DeckField.Place) -> String {
    DeckFields.fields(place).map { field in
      let standard = field.standard.map { "Left out: \($0)." } ?? "Required."
      return "# \(field.name) (\(field.type)): \(field.meaning) \(standard) As in \(field.name) = \(field.example)"
    }.joined(separator: "\n")
  }

  private static let cards = """

    [[cards]]
    id = "what-helps-now"
    section = "comfort"
    text = "What would help you feel more at ease right now?"
    easier = "Something warm · something quiet · I don't know yet"
    deeper = "What makes it easy, or hard, to ask for that?"

    [[cards]]
    id = "how-was-it"
    section = "reflection"
    depth = 1
    text = "How was that for you? Any answer is fine."
    easier = "It was … and also … Any answer is fine."
    place = "how"
    opening = true
    deeper = "Was there a moment when your feeling changed?"
    listener = "Say back what you heard, in few words."

    [[cards]]
    id = "slow-hands"
    section = "wishes"
    kind = "choice"
    text = "If you both want: hold hands for a minute. Which way feels best?"
    easier = "If you both want: two fingers are enough."
    deeper = "What would you like such a minute to be like, one day?"
    touch = true
    choices = ["Lightly", "Firmly", "Only side by side", "Not now"]

    """
}
