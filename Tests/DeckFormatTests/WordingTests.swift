// Each rule about words: texts that trip it, at the very word, and texts that do not.

import Testing

@testable import DeckFormat

private func faults(_ text: String, use: Wording.Use = .prompt) -> [String] {
  Wording.check(text, use: use).map { "\($0.rule) \($0.scalar)" }
}

@Suite struct WordingTests {
  @Test(arguments: [
    ("What did she say?", "gender 9"), ("Ask HIM gently.", "gender 4"), ("Is he’s here a word?", "gender 3"),
    ("Thank your wife.", "gender 11"), ("Does your boyfriend know?", "gender 10"),
    ("Why did you stop?", "blame 0"), ("Why didn’t you say it?", "blame 0"), ("It was your fault.", "blame 7"),
    ("You always wait.", "absolute 4"), ("Never mind.", "absolute 0"), ("You shouldn't wait.", "absolute 4"),
    ("You must rest.", "absolute 4"), ("Rate the day.", "rating 0"), ("A number out of ten.", "rating 9"),
    ("How good was it?", "rating 0"), ("How was it compared to your past?", "rating 11"),
    ("What did you enjoy?", "presumes-enjoyment 5"), ("Tell the best part.", "presumes-enjoyment 9"),
    ("Did you orgasm?", "presumes-enjoyment 8"), ("What felt best?", "presumes-enjoyment 5"),
    ("Do you love each other?", "presumes-bond 3"), ("Is our relationship safe?", "presumes-bond 3"),
    ("Rest in your bed.", "presumes-bond 8"), ("Since you met, what changed?", "presumes-bond 0"),
    ("How was tonight?", "presumes-time 8"), ("What was new since last time?", "presumes-time 19"),
    ("What did you both feel good about?", "presumes-same 9"), ("What is a trigger for you?", "jargon 10"),
    ("Is this your sub-drop?", "jargon 13"), ("Are you feeling vulnerable?", "jargon 16"),
    ("Do your breasts hurt?", "anatomy 8"), ("Was the foreplay fine?", "explicit 8"),
    ("What turned you on?", "explicit 5"),
    ("Are we on the same page?", "idiom 14"), ("Did you get cold feet?", "idiom 12"),
    ("Can you open up now?", "phrasal-verb 8"),
    ("Is it easy to figure out?", "phrasal-verb 14"),
    ("Didn’t you like it?", "leading 0"), ("Isn't it nice?", "leading 0"),
    ("What did they do very well?", "praise 14"),
    ("Pay a compliment.", "praise 6"), ("Could you do that again?", "presumes-time 10"),
    ("What helps? What hurts?", "one-question 22"), ("Is there something you want to say.", "question-mark 0"),
    ("How would it be for you.", "question-mark 0"), ("Do you know it.", "question-mark 0"),
    ("What would you like to have or to do or to be in one year from now?", "long-question 0"),
    ("One. Two. Three. Four.", "one-idea 17"),
  ])
  func trips(text: String, expected: String) {
    #expect(faults(text) == [expected])
  }

  @Test(arguments: [
    "The sheet is on the chair.", "This is here. Others may come.", "Why is the sky blue?", "It isn't your fault.",
    "It's usually nobody's fault.", "Nevertheless we rest.", "You don't have to answer.", "Mustard is fine.",
    "What felt good?", "Did anything feel good?", "How was that for you?", "Gloves are warm.", "What is lovely here?",
    "If there is a next time, what then?", "Ask that next time, if there is one.", "What was as usual?",
    "Have a sip of water.", "Do it slowly.", "What you say is enough.", "How you feel is fine.",
    "Take a break. Open the window. Up we go.", "A drop of water.", "Lie still. Turn on your side.",
    "Open. Up there is light.",
    "A quiet, private place?", "It isn't that hard to do.", "You don't have to. It isn't urgent.", "What would you rather not do again?",
    "Does it do you good?", "You both said yes or maybe.", "Who leads here: one, both, neither?",
    "\"Are you fine?\" is a kind thing to ask.",
    "At 2.5 metres e.g.one wall. Is it far?", "Wait... and breathe… then rest.",
    "What would you like to do or to be or have in one year from now?", "One. Two. Three.",
  ])
  func passes(text: String) {
    #expect(faults(text) == [])
  }

  @Test func usesDiffer() {
    let many = "One. Two. Three. Four."
    #expect(faults(many, use: .line) == [])
    #expect(faults("a b c d e f g h", use: .answer) == [])
    #expect(faults("a b c d e f g h i", use: .answer) == ["long-answer 0"])
    #expect(faults("her own place", use: .answer) == ["gender 0"])
    #expect(faults("a thank-you at the half-way house for us", use: .answer) == [])
  }

  @Test func otherLanguagesKeepTheirWords() {
    #expect(Wording.check("Wie war es für dich, he?", use: .prompt, language: "de").isEmpty)
    #expect(Wording.check("Was? Wie?", language: "de").map(\.rule) == ["one-question"])
    #expect(Wording.check("你好吗？冷吗？", language: "zh").map(\.rule) == ["one-question"])
    #expect(Wording.check("Ask him.", language: "en-GB").map(\.rule) == ["gender"])
    #expect(Wording.check("Ask him.", language: "eng-x").isEmpty)
  }

  @Test func emptyAndOddTexts() {
    for text in [
      "", "?", "???", "...", "'", "’’", "-", "a-", "\u{301}", "👩‍👩‍👧?", "\u{0}", String(repeating: "?", count: 9000),
    ] {
      _ = Wording.check(text, use: .prompt)
      _ = Wording.check(text, use: .answer)
    }
    #expect(Wording.check("").isEmpty)
  }

  @Test func noRuleIsNamedTwice() {
    let names = DeckRules.all.map(\.name)
    #expect(Set(names).count == names.count)
  }
}

@Suite struct ReadingGradeTests {
  @Test(arguments: [
    ("cat", 1), ("water", 2), ("care", 1), ("caring", 2), ("table", 2), ("settled", 2), ("needed", 2), ("walked", 1),
    ("worried", 2), ("tried", 1), ("played", 1), ("times", 1), ("faces", 2), ("dishes", 2), ("boxes", 2), ("smiles", 1),
    ("quiet", 2), ("being", 2), ("trying", 2), ("serious", 3), ("station", 2), ("social", 2), ("create", 2),
    ("usual", 3),
    ("usually", 4), ("something", 2), ("lonely", 2), ("careful", 2), ("beautiful", 3), ("comfortable", 3), ("the", 1),
    ("you'd", 1), ("didn't", 2), ("don't", 1), ("isn't", 2), ("aren't", 1), ("people", 2), ("idea", 3), ("moment", 2),
    ("tomorrow", 3), ("everyday", 3), ("café", 2), ("boundaries", 3), ("appreciation", 5), ("curious", 3), ("eye", 1),
    ("e", 1), ("brrr", 1), ("question", 2), ("afterwards", 3), ("gentle", 2), ("breathe", 1), ("together", 3),
    ("anything", 3),
    ("agreed", 2), ("blanket", 2), ("intense", 2), ("voice", 1), ("noises", 2), ("surprised", 2), ("equal", 2),
    ("language", 2),
    ("guilty", 2), ("really", 2), ("home", 1), ("homework", 2), ("safely", 2), ("movement", 2), ("changes", 2),
    ("clothes", 1),
  ])
  func syllables(word: String, count: Int) {
    #expect(Syllables.count(word) == count)
  }

  /// 0.39 · 6 + 11.8 · 7 ÷ 6 − 15.59 = 0.5166… → 0.5
  @Test func formula() {
    #expect(ReadingGrade.of([Tokens("The cat sat on the table.")]) == 0.5)
    #expect(ReadingGrade.of([]) == 0)
    #expect(ReadingGrade.shown(6) == "6.0")
    #expect(ReadingGrade.shown(10.25) == "10.3" || ReadingGrade.shown(10.25) == "10.2")
  }

  @Test func shortTextsAreNotMeasuredAlone() {
    #expect(faults("Consider alternative possibilities immediately.").isEmpty)
    let long =
      "Consider the alternative possibilities that your imagination is immediately able to formulate after sufficient relaxation and quiet, please, all of you."
    #expect(faults(long) == ["reading-grade 0"])
  }
}

@Suite struct TokenTests {
  @Test func words() {
    let tokens = Tokens("Don’t stop—a thank-you, O'Neil's 2.5!  Go")
    #expect(tokens.words.map(\.text) == ["don't", "stop", "a", "thank", "you", "o'neil's", "2", "5", "go"])
    #expect(tokens.words.map(\.isBound) == [false, false, false, false, true, false, false, false, false])
    #expect(tokens.sentences.map { tokens.count($0) } == [7, 1])
  }

  @Test func sentences() {
    let tokens = Tokens("(Is it?) \"Yes.\" Wait?! And so on...")
    #expect(tokens.sentences.map(\.isQuestion) == [true, false, true, false])
    #expect(Tokens("¿Qué? ماذا؟ 什么？").sentences.count == 3)
  }
}
