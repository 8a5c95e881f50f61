// The wording rules of one text. Cards and the program's own words are held to the same ones.
//
// Rules: each fault points at the word that it is about. What needs more than one text (forms, touch, the grade of a
// whole card, twins) stands in CardRules and DeckRules.

/// One fault of wording.
public struct WordingFault: Sendable, Hashable {
  /// The rule's short name; see `DeckRules`.
  public let rule: String
  /// The index of the first scalar of the text that it is about, from 0.
  public let scalar: Int
  /// What is wrong.
  public let what: String
  /// How to mend it.
  public let hint: String
}

/// Checks texts for their wording.
public enum Wording {
  /// What a text is for; not every rule holds for every use.
  public enum Use: Sendable {
    /// A card's prompt in one of its forms: all rules.
    case prompt
    /// A listener's cue, or a line of the program: all but the number of sentences.
    case line
    /// A short answer on a card, or an entry of a list: the words and their number.
    case answer
  }

  /// The most words of a question (product rule: at most 16).
  public static let questionWords = 16
  /// The most sentences of a prompt: what it is about, the question, and that any answer is fine.
  public static let promptSentences = 3
  /// The most words of a way in: it is read with half a look.
  public static let wayInWords = 16
  /// The most words of an answer to choose.
  public static let answerWords = 8

  /// All faults of one text in the order of the text.
  /// - Parameters:
  ///   - text: the text as people read it.
  ///   - use: what it is for.
  ///   - language: a BCP 47 tag; the lists of words and the reading grade hold for English only.
  public static func check(_ text: String, use: Use = .line, language: String = "en") -> [WordingFault] {
    check(Tokens(text), use: use, sentences: promptSentences, english: isEnglish(language))
  }

  /// Whether the rules for English hold.
  static func isEnglish(_ language: String) -> Bool {
    let tag = language.lowercased()
    return tag == "en" || tag.hasPrefix("en-")
  }

  static func check(_ tokens: Tokens, use: Use, sentences: Int, english: Bool) -> [WordingFault] {
    var faults: [WordingFault] = []
    if use == .answer {
      faults += longAnswer(tokens)
    } else {
      faults += questions(tokens)
      if use == .prompt { faults += oneIdea(tokens, most: sentences) }
    }
    if english {
      faults += words(tokens)
      if use != .answer { faults += missingMarks(tokens) + grade(tokens) }
    }
    return faults.sorted { ($0.scalar, $0.rule) < ($1.scalar, $1.rule) }
  }

  private static func questions(_ tokens: Tokens) -> [WordingFault] {
    var faults: [WordingFault] = []
    if tokens.questionMarks.count > 1 {
      faults.append(
        WordingFault(
          rule: "one-question", scalar: tokens.questionMarks[1], what: "a second question mark",
          hint: "ask one thing; keep the other question for another card"))
    }
    for sentence in tokens.sentences where sentence.isQuestion && tokens.count(sentence) > questionWords {
      faults.append(
        WordingFault(
          rule: "long-question", scalar: tokens.words[sentence.words.lowerBound].start,
          what: "a question of \(tokens.count(sentence)) words",
          hint: "use at most \(questionWords); tired people lose the beginning of a longer one"))
    }
    return faults
  }

  private static func oneIdea(_ tokens: Tokens, most: Int) -> [WordingFault] {
    guard tokens.sentences.count > most else { return [] }
    return [
      WordingFault(
        rule: "one-idea", scalar: tokens.words[tokens.sentences[most].words.lowerBound].start,
        what: "\(tokens.sentences.count) sentences in one prompt",
        hint: "keep one idea in at most \(most) sentences; make a second card of the rest")
    ]
  }

  private static func longAnswer(_ tokens: Tokens) -> [WordingFault] {
    guard tokens.count > answerWords, let first = tokens.words.first else { return [] }
    return [
      WordingFault(
        rule: "long-answer", scalar: first.start, what: "an answer of \(tokens.count) words",
        hint: "use at most \(answerWords), so that it is read at a glance")
    ]
  }

  private static func words(_ tokens: Tokens) -> [WordingFault] {
    let matches = Lexicon.finder.matches(in: tokens)
    return matches.filter { !isExcused($0, tokens) && !isPart($0, of: matches) }.map { match in
      let group = Lexicon.english[match.group]
      let words = tokens.words[match.words].map(\.text).joined(separator: " ")
      return WordingFault(
        rule: group.rule, scalar: tokens.words[match.words.lowerBound].start, what: "\"\(words)\" \(group.what)",
        hint: group.hint)
    }
  }

  /// Whether a longer phrase holds this one, so that one fault is told once.
  private static func isPart(_ match: PhraseMatch, of matches: [PhraseMatch]) -> Bool {
    matches.contains {
      $0.words.count > match.words.count && $0.words.lowerBound <= match.words.lowerBound
        && $0.words.upperBound >= match.words.upperBound
    }
  }

  /// Words around a phrase that take its sting out: "it is not your fault" comforts, and "if there is a next time"
  /// and "next time, if there is one" presume nothing, a drop of water is water, and "it isn't that hard" asks nothing.
  private static func isExcused(_ match: PhraseMatch, _ tokens: Tokens) -> Bool {
    let before = match.words.lowerBound > 0 ? tokens.words[match.words.lowerBound - 1].text : ""
    let after = match.words.upperBound < tokens.words.count ? tokens.words[match.words.upperBound].text : ""
    switch Lexicon.english[match.group].rule {
    case "leading": return isInside(match, tokens) && tokens.words[match.words.lowerBound].text.hasSuffix("sn't")
    case "blame": return before == "not" || before.hasSuffix("n't")
    case "jargon": return tokens.words[match.words.upperBound - 1].text == "drop" && after == "of"
    case "the-other": return ["day", "side", "hand", "hands", "half"].contains(after)
    case "presumes-time": return before == "a" || before == "no" || after == "if"
    default: return false
    }
  }

  /// Whether a phrase has a word of its sentence before it.
  private static func isInside(_ match: PhraseMatch, _ tokens: Tokens) -> Bool {
    let first = match.words.lowerBound
    return first > 0 && tokens.words[first - 1].sentence == tokens.words[first].sentence
  }

  /// Questions that end without a question mark: read aloud they fall flat.
  private static func missingMarks(_ tokens: Tokens) -> [WordingFault] {
    tokens.sentences.compactMap { sentence in
      guard !sentence.isQuestion, sentence.isClosed, sentence.words.count >= 3 else { return nil }
      let first = tokens.words[sentence.words.lowerBound]
      let second = tokens.words[sentence.words.lowerBound + 1]
      guard QuestionForm.starts(first.text, second.text) else { return nil }
      return WordingFault(
        rule: "question-mark", scalar: first.start, what: "a question without a question mark",
        hint: "end it with ?, or make it a sentence")
    }
  }

  private static func grade(_ tokens: Tokens) -> [WordingFault] {
    guard tokens.count >= ReadingGrade.fewestWords, let first = tokens.words.first else { return [] }
    let grade = ReadingGrade.of([tokens])
    guard grade > ReadingGrade.highest else { return [] }
    return [
      WordingFault(
        rule: "reading-grade", scalar: first.start,
        what: "the text reads at grade \(ReadingGrade.shown(grade)) (Flesch-Kincaid)",
        hint: "grade \(ReadingGrade.shown(ReadingGrade.highest)) or lower: shorter sentences, shorter words")
    ]
  }
}

/// How English questions begin.
enum QuestionForm {
  private static let asking: Set<String> = ["what", "how", "which", "who", "where", "why"]
  private static let helping: Set<String> = [
    "is", "are", "was", "were", "did", "does", "would", "could", "can", "will", "has",
  ]
  private static let subjects: Set<String> = [
    "you", "your", "there", "it", "this", "that", "either", "anything", "something", "any", "one", "the",
  ]

  /// Whether a text is a single question that yes or no answers.
  static func isBareYesOrNo(_ tokens: Tokens) -> Bool {
    guard tokens.sentences.count == 1, let only = tokens.sentences.first, only.isQuestion,
      let first = tokens.words.first?.text
    else { return false }
    return helping.contains(first) || ["do", "have", "had", "were", "am"].contains(first)
  }

  /// Whether two words begin a question: "is there", "what would", "do you"; but not "have a" or "do it".
  static func starts(_ first: String, _ second: String) -> Bool {
    if asking.contains(first) {
      return (helping.contains(second) || second == "do") && first != "what" || second == "would"
    }
    if first == "do" || first == "have" { return second == "you" }
    return helping.contains(first) && subjects.contains(second)
  }
}
