// Decks as text, for tests that start the program.
//
// Rules: nothing is left to chance; every run deals the same cards.

/// A deck with one card for each place, so that nothing is left to chance.
public let smallDeck = """
  format = 1
  [deck]
  name = "small"
  title = "Small"
  language = "en"

  """ + [("body", "Body"), ("arrive", "Arrive"), ("comfort", "Comfort"), ("reflection", "Reflection"),
    ("boundaries", "Boundaries"), ("wishes", "Wishes"), ("rest", "Rest"), ("appreciation", "Appreciation"),
    ("close", "Close")].map { section, name in
    """
    [[cards]]
    id = "\(section)-card"
    section = "\(section)"
    text = "\(name) usual words"
    easier = "\(name) easy words"
    deeper = "\(name) deep words"

    """
  }.joined()

/// The same with a covered card among the wishes.
public let coveredDeck = smallDeck.replacing(
  "section = \"wishes\"\n", with: "section = \"wishes\"\nkind = \"choice\"\n")
