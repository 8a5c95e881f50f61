// A text as words and sentences, with the place of each word.
//
// Rules: a word is a run of letters and digits with apostrophes inside; a hyphen joins two words that count as one.
// A sentence ends at . ? ! or … that is followed by a blank or by the end, so that 2.5 and e.g.x do not end one.
// Everything is counted in Unicode scalars, as the columns of a fault are.

/// One word.
struct Word {
  /// Lower case, with a straight apostrophe.
  let text: String
  /// The index of its first scalar in the text.
  let start: Int
  /// The sentence that it belongs to, from 0.
  let sentence: Int
  /// Whether a hyphen binds it to the word before.
  let isBound: Bool
  /// Whether only blanks or a hyphen stand between it and the word before.
  let isAdjacent: Bool
}

/// One sentence.
struct Sentence {
  /// Indexes of its words.
  let words: Range<Int>
  /// Whether a question mark ends it.
  let isQuestion: Bool
  /// Whether any mark ends it.
  let isClosed: Bool
}

/// A text cut into words and sentences.
struct Tokens {
  private(set) var words: [Word] = []
  private(set) var sentences: [Sentence] = []
  /// Where question marks stand.
  private(set) var questionMarks: [Int] = []

  /// How many words a reader counts; bound words are one.
  var count: Int { words.count { !$0.isBound } }

  /// How many words a reader counts in one sentence.
  func count(_ sentence: Sentence) -> Int { words[sentence.words].count { !$0.isBound } }

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var at = 0
    var firstWord = 0
    var gap = Gap.other
    while at < scalars.count {
      let scalar = scalars[at]
      if Self.isLetter(scalar) {
        let start = at
        while at < scalars.count, Self.isLetter(scalars[at]) || Self.isInnerApostrophe(scalars, at) { at += 1 }
        words.append(
          Word(
            text: Self.plain(scalars[start..<at]), start: start, sentence: sentences.count, isBound: gap == .hyphen,
            isAdjacent: gap != .other))
        gap = .blank
        if at < scalars.count, !Self.isBlank(scalars[at]) { gap = .other }
        if at + 1 < scalars.count, Self.isHyphen(scalars[at]), Self.isLetter(scalars[at + 1]) {
          gap = .hyphen
          at += 1
        }
        continue
      }
      if Self.questionMarks.contains(scalar) { questionMarks.append(at) }
      if !Self.isBlank(scalar) { gap = .other }
      if Self.endsSentence(scalars, at), firstWord < words.count {
        sentences.append(
          Sentence(words: firstWord..<words.count, isQuestion: Self.isQuestion(scalars, upTo: at), isClosed: true))
        firstWord = words.count
      }
      at += 1
    }
    if firstWord < words.count {
      sentences.append(Sentence(words: firstWord..<words.count, isQuestion: false, isClosed: false))
    }
  }

  private enum Gap { case blank, hyphen, other }

  private static let questionMarks: Set<Unicode.Scalar> = ["?", "？", "؟"]
  private static let fullStops: Set<Unicode.Scalar> = [".", "?", "!", "…", "。", "？", "！", "؟"]
  private static let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", ")", "»", ".", "?", "!", "…"]

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return scalar.properties.isAlphabetic
    }
  }

  private static func isInnerApostrophe(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    (scalars[at] == "'" || scalars[at] == "’") && at + 1 < scalars.count && isLetter(scalars[at + 1])
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
  private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "\u{2010}" || scalar == "\u{2011}"
  }

  /// Whether a mark ends a sentence: nothing but closing marks stands between it and a blank or the end. Marks of
  /// scripts without blanks end it at once.
  private static func endsSentence(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    guard fullStops.contains(scalars[at]) else { return false }
    guard scalars[at].isASCII || scalars[at] == "…" else { return true }
    // Later marks of a row are looked at in their turn; a row longer than a few marks does not occur in prose.
    for next in (at + 1)..<(at + 8) {
      if next >= scalars.count || isBlank(scalars[next]) { return true }
      if !closers.contains(scalars[next]) { return false }
    }
    return false
  }

  /// Whether a question mark stands in the row of marks that ends a sentence.
  private static func isQuestion(_ scalars: [Unicode.Scalar], upTo at: Int) -> Bool {
    var next = at
    while next < scalars.count, next < at + 8, fullStops.contains(scalars[next]) || closers.contains(scalars[next]) {
      if questionMarks.contains(scalars[next]) { return true }
      next += 1
    }
    return false
  }

  private static func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(scalar == "’" ? "'" : scalar) }
    return String(view).lowercased()
  }
}
