// Random text of every kind: nothing dangerous comes out, and the sums are right.

import Testing

@Suite struct FuzzTests {
  @Test("Whatever comes in", arguments: 0..<8)
  func anything(_ seed: UInt64) {
    var random = Seeded(state: seed)
    for _ in 0..<2500 {
      let source = randomText(&random)
      let problem =
        TextProblems.ofBreaking(source, width: Int.random(in: -1...30, using: &random))
        ?? TextProblems.ofCleaning(source, column: Int.random(in: -5...12, using: &random))
      #expect(problem == nil, "\(source.unicodeScalars.map { String($0.value, radix: 16) })")
      if problem != nil { return }
    }
  }
}
