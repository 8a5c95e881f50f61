// Every rule by its short name: for the authoring guide, and so that an answer to a rule that does not exist is seen.

/// One rule of the check.
public struct DeckRule: Sendable, Hashable {
  /// Its short name, as faults give it and `allow` uses it.
  public let name: String
  /// Whether breaking it is an error or a warning. Only warnings can be answered.
  public let severity: DeckFault.Severity
  /// What it asks for.
  public let meaning: String

  init(_ name: String, _ severity: DeckFault.Severity, _ meaning: String) {
    self.name = name
    self.severity = severity
    self.meaning = meaning
  }
}

/// The rules of the check.
public enum DeckRules {
  /// All rules: structure first, then words, then forms, then the whole deck.
  public static let all: [DeckRule] = structure + words + forms + whole

  private static let structure = [
    DeckRule("syntax", .error, "The file is TOML in UTF-8."),
    DeckRule("too-large", .error, "A deck has at most 1 MiB."),
    DeckRule("too-many", .error, "A deck has at most \(DeckLimits.cards) cards."),
    DeckRule("format", .error, "The file says format = \(DeckLimits.format), or an earlier one."),
    DeckRule("no-cards", .error, "A deck has a card."),
    DeckRule("missing", .error, "Every required field is there."),
    DeckRule("type", .error, "Every field has its type."),
    DeckRule("empty", .error, "A text says something."),
    DeckRule("too-long", .error, "A text has at most \(DeckLimits.textBytes / 1024) KiB."),
    DeckRule("id", .error, "Ids and names are 1 to \(DeckLimits.idLength) of a-z, 0-9 and -, each card its own."),
    DeckRule("language", .error, "The language is a BCP 47 tag, such as en."),
    DeckRule("word", .error, "Section, kind, place, side, needs and paths use the words of the format."),
    DeckRule("depth", .error, "Depth is 1 to 4."),
    DeckRule("seconds", .error, "Seconds are \(DeckLimits.seconds.lowerBound) to \(DeckLimits.seconds.upperBound)."),
    DeckRule("paths", .error, "A card fits at least one path."),
    DeckRule("choices", .error, "Choices are two to six different answers, on cards of kind choice or say only."),
    DeckRule(
      "mirror", .error, "A card for one side has a twin for the other, alike in section, depth, paths and touch."),
    DeckRule("unsafe-character", .error, "No text holds controls or marks that turn text around."),
    DeckRule("unknown-key", .warning, "Every key is one of the format."),
  ]

  private static let words: [DeckRule] =
    [
      DeckRule("one-question", .warning, "A text has one question mark at most."),
      DeckRule("long-question", .warning, "A question has at most \(Wording.questionWords) words."),
      DeckRule(
        "one-idea", .warning,
        "A prompt has at most \(Wording.promptSentences) sentences; one that guides (breath, ground, rest, endings) 5."),
      DeckRule("long-answer", .warning, "An answer to choose has at most \(Wording.answerWords) words."),
      DeckRule("question-mark", .warning, "A question ends with a question mark (English)."),
      DeckRule(
        "reading-grade", .warning,
        "The Flesch-Kincaid grade is \(ReadingGrade.shown(ReadingGrade.highest)) or lower, over a card and for a text of \(ReadingGrade.fewestWords) words or more (English)."
      ),
    ] + Lexicon.english.map { DeckRule($0.rule, .warning, "No word that \($0.what) (English): \($0.hint).") }

  private static let forms = [
    DeckRule("easier", .warning, "Easier differs from text and has at most \(Wording.wayInWords) words."),
    DeckRule("way-in", .warning, "Easier is no bare yes-or-no question (English)."),
    DeckRule("way-out", .warning, "Easier keeps the way out that text leaves (English)."),
    DeckRule("always", .error, "A card that every talk has names its paths."),
    DeckRule("needs", .error, "A card for one person's needs stands in the section alone (else a warning)."),
    DeckRule("subject", .warning, "A covered card names its subject."),
    DeckRule("deeper", .warning, "Deeper differs from the other forms."),
    DeckRule("no-deeper", .warning, "A card of the talk has a deeper form; one to do, to say, or for when it hurt needs none."),
    DeckRule("deepest-mirror", .warning, "A card of depth 4 speaks to any side."),
    DeckRule("listener", .error, "Depth 3 and 4 have a cue for the one who listens."),
    DeckRule(
      "touch", .error,
      "A card that invites touch says touch = true (else a warning), and \"if you both want\" (else an error; English)."
    ),
  ]

  private static let whole = [
    DeckRule("duplicate", .warning, "No two texts are the same."),
    DeckRule("near-duplicate", .warning, "No two texts share 80 % of their words or more."),
    DeckRule(
      "balance-sections", .warning, "Each talk section has at least \(BalanceRules.sectionShare) % of the talk."),
    DeckRule("balance-depth", .warning, "Each talk section begins with depth 1 or 2."),
    DeckRule("balance-kinds", .warning, "About 70 % open, 20 % choice, 10 % together."),
    DeckRule(
      "balance-time", .warning, "One card of each talk section fits into ten minutes, and a card takes about two."),
    DeckRule("balance-paths", .warning, "Each talk section has a gentle card for each path of two people."),
    DeckRule("unused-allow", .warning, "An answer belongs to a warning that fires."),
  ]
}
