import Testing
@testable import CellGrid
@Test func probe() throws {
    for test in try UnicodeData.breakCases(of: "auxiliary/LineBreakTest.txt") {
      let o = LineBreaks.opportunities(test.scalars.map(\.value))
      for i in 1..<test.scalars.count where o[i] != test.breaks[i] { print("PROBE", i, test.breaks[i] ? "want÷" : "want×", test.line) }
    }
}
