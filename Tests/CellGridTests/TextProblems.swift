// What must be true of any text on the way to the screen, and random text that tries to make it false.
//
// Rules: what is dangerous is written down here again, apart from the code under test. The fuzzers of the
// sanitiser and of line breaking are this file too.

@testable import CellGrid

/// SplitMix64: small, and the same on every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Ranges that clusters, breaks and attacks are made of, so that they meet often.
private let ranges: [ClosedRange<UInt32>] = [
  0x20...0x7E, 0x61...0x66, 0x20...0x20, 0x0A...0x0D, 0x00...0x1F, 0x7F...0xA0, 0xA0...0x17F, 0x300...0x36F,
  0x5D0...0x62F, 0x600...0x605, 0x900...0x97F, 0xE00...0xE5B, 0x1100...0x11FF, 0x2000...0x206F, 0x20D0...0x20F0,
  0x2600...0x27BF, 0x3000...0x30FF, 0x4E00...0x4EFF, 0xAC00...0xACFF, 0xE000...0xE0FF, 0xFE00...0xFE0F,
  0xFF00...0xFFEF, 0x1F1E6...0x1F1FF, 0x1F3F0...0x1F3FF, 0x1F466...0x1F469, 0x1F600...0x1F64F, 0xE0020...0xE007F,
  0x200C...0x200D, 0x0...0xD7FF, 0x0...0x10FFFF,
]

func randomText(_ random: inout Seeded) -> String {
  var scalars = String.UnicodeScalarView()
  for _ in 0..<Int.random(in: 0...40, using: &random) {
    let range = ranges.randomElement(using: &random)!
    if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { scalars.append(scalar) }
  }
  return String(scalars)
}

/// Whether a terminal must not get this scalar: written down again here, apart from the code under test.
private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
    0xE000...0xF8FF, 0xE0000...0xE001F, 0xFFF9...0xFFFB, 0xF0000...0x10FFFF: true
  default: false
  }
}

/// What went wrong with a text, if anything did.
enum TextProblems {
  /// In cleaning it, for the screen and for a voice, and in writing it into cells.
  static func ofCleaning(_ source: String, column: Int) -> String? {
    let text = SafeText(source)
    return clusterProblem(text, source) ?? spokenProblem(source) ?? gridProblem(text, column: column)
  }

  /// In breaking it into lines.
  static func ofBreaking(_ source: String, width: Int) -> String? { lineProblem(SafeText(source), width: width) }

  private static func clusterProblem(_ text: SafeText, _ source: String) -> String? {
    if text.clusters.count != source.count { return "not a cluster for each character" }
    for (index, cluster) in text.clusters.enumerated() {
      var width = 0
      for scalar in text.drawn(index..<(index + 1)).unicodeScalars {
        if isDangerous(scalar) { return "a dangerous character is drawn" }
        guard let columns = columns(of: scalar) else { return "a character without a width is drawn" }
        width += columns
      }
      if cluster.width != width { return "a wrong width" }
      if cluster.isNewline ? width != 0 : !(1...SafeText.widestCluster).contains(width) { return "no such width" }
      if text.pieces(of: index).reduce(0, { $0 + $1.width }) != width { return "pieces of another width" }
    }
    return nil
  }

  private static func spokenProblem(_ source: String) -> String? {
    let spoken = SafeText.spoken(source)
    if spoken.unicodeScalars.contains(where: { $0 != "\n" && isDangerous($0) }) { return "spoken: dangerous" }
    return SafeText.spoken(spoken) == spoken ? nil : "spoken: not stable"
  }

  private static func lineProblem(_ text: SafeText, width: Int) -> String? {
    for lines in [text.lines(width: width), text.balancedLines(width: width)] {
      if lines.flatMap(\.consumed) != Array(text.clusters.indices) { return "clusters lost" }
      for line in lines {
        if line.width != text.width(of: line.clusters) { return "a wrong line width" }
        if line.width > max(1, width), line.clusters.count != 1 { return "a line too wide" }
        if line.clusters.lowerBound != line.consumed.lowerBound { return "a line's start is not drawn" }
        let rest = line.clusters.upperBound..<line.consumed.upperBound
        if text.clusters[rest].contains(where: { !$0.isNewline && !$0.isBreakingSpace }) { return "text not drawn" }
        if text.clusters[line.clusters].contains(where: \.isNewline) { return "a newline is drawn" }
      }
    }
    return text.balancedLines(width: width).count == text.lines(width: width).count ? nil : "more lines"
  }

  private static func gridProblem(_ text: SafeText, column: Int) -> String? {
    gridProblem(text, over: SafeText("中文中文中"), column: column) ?? gridProblem(text, over: SafeText(""), column: column)
  }

  private static func gridProblem(_ text: SafeText, over before: SafeText, column: Int) -> String? {
    var grid = Grid(Size(columns: 10, rows: 1))
    grid.write(before, row: 0, column: 0, role: .text)
    grid.write(text, row: 0, column: column, role: .words)
    var columns = 0
    for (index, cell) in grid.cells.enumerated() where !cell.text.isEmpty {
      if columns != index { return "a cell out of place" }
      columns += cell.text.unicodeScalars.reduce(0) { $0 + (CellGrid.columns(of: $1) ?? 9) }
    }
    if grid.contents[0] < .odd, !grid.cells.allSatisfy({ ($0.glyph.only ?? 0x1F000) < 0x1F000 }) {
      return "an odd row that is called plain"
    }
    return columns == 10 ? nil : "a row of the wrong width"
  }
}
