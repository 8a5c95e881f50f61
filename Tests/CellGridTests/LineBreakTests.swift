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
    #expect(wrong == [:], "\(wrong)")
    #expect(failed == 0)
  }

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
}
