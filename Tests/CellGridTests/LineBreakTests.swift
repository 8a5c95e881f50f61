// Line breaking: Unicode's own cases, and what lines and cards look like.

import Testing

@testable import CellGrid

private func set(_ source: String, _ width: Int) -> [String] {
  let text = SafeText(source)
  return text.lines(width: width).map { text.drawn($0.clusters) }
}

private func balanced(_ source: String, _ width: Int) -> [String] {
  let text = SafeText(source)
  return text.balancedLines(width: width).map { text.drawn($0.clusters) }
}

@Suite struct LineBreakTests {
  @Test("The library follows LineBreakTest but for places counted by rule")
  func unicodeCases() throws {
    let comments = try ruleNumbers()
    var wrong: [String: Int] = [:]
    var failed = 0
    let cases = try UnicodeData.breakCases(of: "auxiliary/LineBreakTest.txt")
    #expect(cases.count == 7654)
    for test in cases {
      let opportunities = LineBreaks.opportunities(test.scalars.map(\.value))
      let rules = try #require(comments[test.line])
      var isWrong = false
      for index in 1..<test.scalars.count where !endsLine(test.scalars, before: index) {
        guard opportunities[index] != test.breaks[index] else { continue }
        wrong[rules[index], default: 0] += 1
        isWrong = true
      }
      if isWrong { failed += 1 }
    }
    #expect(wrong == exceptions, "\(wrong)")
    #expect(failed == 344)
  }

  /// Places where libunistring 1.0 differs, by the rule that the case's comment names there.
  private let exceptions = [
    // It keeps spaces that begin a paragraph with the word after them, as we want it: an indented line.
    "18.0": 273,
    // It follows older numbers rules (LB25): no break in "%(", "a.2", ")$".
    "999.0": 34,
    // An object replacement character (class CB) is never drawn.
    "20.01": 4, "20.02": 13,
    // A lone combining mark after an opening bracket and a space; such a mark gets a dotted circle here.
    "14.0": 12,
    // Small kana and the like after a closing bracket and a space.
    "16.0": 5,
    // An unassigned character after a comma: shown as a mark here.
    "29.0": 2,
    // A flag's halves with a combining mark between them: a placeholder here.
    "30.11": 1,
  ]

  /// Whether a line must end here (LB4, LB5), which only newlines do in a safe text.
  private func endsLine(_ scalars: [Unicode.Scalar], before index: Int) -> Bool {
    let before = scalars[index - 1].value
    if before == 0x0D { return scalars[index].value != 0x0A }
    return [0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029].contains(before)
  }

  /// For each case the rule that decides at each place, as its comment says.
  private func ruleNumbers() throws -> [String: [String]] {
    var rules: [String: [String]] = [:]
    for line in try UnicodeData.text(of: "auxiliary/LineBreakTest.txt").split(separator: "\n") {
      let parts = line.split(separator: "#", maxSplits: 1)
      guard parts.count == 2, !line.hasPrefix("#") else { continue }
      let numbers = parts[1].split(separator: "[").dropFirst().map { String($0.prefix { $0 != "]" }) }
      rules[UnicodeData.trimmed(parts[0])] = numbers.filter { $0.first?.isNumber == true }
    }
    return rules
  }

  @Test("Words fill the lines; spaces at the end hang")
  func greedy() {
    #expect(set("Either of you first. Silence is fine.", 12) == ["Either of", "you first.", "Silence is", "fine."])
    #expect(set("aaa bbb   ccc", 7) == ["aaa bbb", "ccc"])
    #expect(set("aaa     ", 3) == ["aaa"])
    #expect(set("    ", 2) == [""])
    #expect(set("aa bb", 5) == ["aa bb"])
    #expect(set("  aa bb", 4) == ["  aa", "bb"])
  }

  @Test("Newlines end lines; an empty text is a line, and so is what follows the last newline")
  func newlines() {
    #expect(set("", 10) == [""])
    #expect(set("\n", 10) == ["", ""])
    #expect(set("a\n", 10) == ["a", ""])
    #expect(set("a \r\n\n b", 10) == ["a", "", " b"])
    let text = SafeText("ab  \nc")
    #expect(text.lines(width: 10) == [
      Line(clusters: 0..<2, consumed: 0..<5, width: 2), Line(clusters: 5..<6, consumed: 5..<6, width: 1),
    ])
  }

  @Test("A word that is too long is cut between clusters, on a line of its own")
  func longWords() {
    #expect(set("ab cdefghijk lm", 4) == ["ab", "cdef", "ghij", "k lm"])
    #expect(set("abcdef", 0) == ["a", "b", "c", "d", "e", "f"])
    #expect(set("中文字", 1) == ["中", "文", "字"])
    #expect(set("e\u{301}e\u{301}e\u{301}", 2) == ["e\u{301}e\u{301}", "e\u{301}"])
  }

  @Test("No-break spaces, hyphens and punctuation are respected")
  func rules() {
    #expect(set("10\u{A0}minutes now", 8) == ["10\u{A0}minut", "es now"])
    #expect(set("take 10\u{A0}minutes", 12) == ["take", "10\u{A0}minutes"])
    #expect(set("self-care helps", 6) == ["self-", "care", "helps"])
    #expect(set("self\u{2011}care", 20) == ["self\u{2011}care"])
    #expect(set("no self\u{2011}care", 10) == ["no", "self\u{2011}care"])
    #expect(set("say “yes” or (no) now", 9) == ["say “yes”", "or (no)", "now"])
    #expect(set("see e.g. example.com", 14) == ["see e.g.", "example.com"])
    #expect(set("one — two", 5) == ["one —", "two"])
  }

  @Test("Other scripts break where they may")
  func scripts() {
    #expect(set("これはペンです。はい", 8) == ["これはペ", "ンです。", "はい"])
    #expect(set("안녕하세요 여러분", 10) == ["안녕하세요", "여러분"])
    #expect(set("ab👩‍❤️‍👩cd", 3) == ["ab▢", "cd"])
  }

  @Test("Short texts are balanced: as few lines, no short word alone")
  func cards() {
    let card = "What would you like your partner to know about today?"
    #expect(set(card, 44) == ["What would you like your partner to know", "about today?"])
    #expect(balanced(card, 44) == ["What would you like your", "partner to know about today?"])
    #expect(balanced("one two three four five", 20) == ["one two three", "four five"])
    #expect(balanced("", 20) == [""])
    #expect(balanced("short\n\nwords here again", 12) == ["short", "", "words", "here again"])
    #expect(balanced("ends \n", 12) == ["ends", ""])
    #expect(balanced("tooolongword and more", 6) == set("tooolongword and more", 6))
  }

  @Test("Balancing keeps the number of lines and never makes them longer", arguments: 8...60)
  func balanceKeeps(_ width: Int) {
    for source in [
      "Is there something that felt good, and that you would like to have again?",
      "Say back what you heard, in your own words. Then ask: did I hear you well?",
      "A hug, water, a blanket, quiet: what would help your body right now?\nAnything is fine.",
    ] {
      let text = SafeText(source)
      let greedy = text.lines(width: width)
      let even = text.balancedLines(width: width)
      #expect(even.count == greedy.count)
      #expect(even.map(\.width).max()! <= greedy.map(\.width).max()!)
      #expect(even.flatMap(\.consumed) == Array(text.clusters.indices))
    }
  }
}
