// Where lines end: UAX #14 for all scripts, greedy for running text, balanced for short cards.
//
// Rules: the library says where a line may end, this file decides where it does. Only newlines must end one
// (LB4–LB6); every other mandatory-break character has become a visible mark before it gets here. A line
// never ends inside a cluster. Spaces at a line's end hang: they are consumed, not drawn, and need no room.

import CUnistring

/// One line of a laid-out text, as places in `SafeText.clusters`.
public struct Line: Hashable, Sendable {
  /// What is drawn: without the spaces and the newline at the end.
  public let clusters: Range<Int>
  /// All that belongs to the line. The lines of a text follow each other without a gap, so that every cluster
  /// is consumed by exactly one of them.
  public let consumed: Range<Int>
  /// Columns of `clusters`.
  public let width: Int
}

extension SafeText {
  /// The text in lines of at most `width` columns, each as long as it can be.
  ///
  /// An empty text is one empty line, and a text that ends in a newline has an empty last line. A word longer
  /// than `width` is cut between clusters. A width below 1 counts as 1; only a single cluster that is wider
  /// than the width makes a line wider than asked. Takes time linear in the length of the text.
  public func lines(width: Int) -> [Line] {
    let width = max(1, width)
    if let line = onlyLine(width: width) { return [line] }
    let breaks = LineBreaks(self)
    var lines: [Line] = []
    for paragraph in Paragraphs(clusters) {
      GreedyFill(clusters: clusters, breaks: breaks, width: width).append(paragraph, to: &lines)
    }
    return lines
  }

  /// As `lines(width:)`, for short texts that stand alone: as few lines, and among those ways the one whose
  /// longest line is shortest and whose lines are most alike, so that no short word is left on its own.
  ///
  /// Each paragraph is balanced by itself; one of more than five lines or 1,000 clusters, and one with a word
  /// longer than `width`, stays greedy.
  public func balancedLines(width: Int) -> [Line] {
    let width = max(1, width)
    if let line = onlyLine(width: width) { return [line] }
    let breaks = LineBreaks(self)
    var lines: [Line] = []
    for paragraph in Paragraphs(clusters) {
      let start = lines.count
      GreedyFill(clusters: clusters, breaks: breaks, width: width).append(paragraph, to: &lines)
      guard (2...Balance.mostLines).contains(lines.count - start),
        paragraph.count <= Balance.mostClusters
      else { continue }
      let balance = Balance(clusters: clusters, breaks: breaks, paragraph: paragraph)
      if let better = balance.lines(count: lines.count - start, width: width) {
        lines.replaceSubrange(start..., with: better)
      }
    }
    return lines
  }
}

extension SafeText {
  /// The only line of a text that has no newline and fits: nearly every text of a screen, and nothing is asked about
  /// where it may be broken.
  private func onlyLine(width: Int) -> Line? {
    var line = OpenLine(start: 0)
    for (index, cluster) in clusters.enumerated() {
      if cluster.isNewline { return nil }
      line.add(cluster, at: index)
      if line.drawnColumns > width { return nil }
    }
    return line.closed
  }
}

/// Before which clusters a line may end.
struct LineBreaks {
  private let allowed: [Bool]

  init(_ text: SafeText) {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.clusters.count)
    // Only clusters of several scalars make the two counts differ.
    var starts: [Int]?
    for (index, cluster) in text.clusters.enumerated() {
      if let scalar = cluster.breakScalar {
        starts?.append(scalars.count)
        scalars.append(scalar)
      } else {
        if starts == nil { starts = Array(0..<index) }
        starts?.append(scalars.count)
        for piece in text.pieces(of: index) { scalars += piece.glyph.scalars.map(\.value) }
      }
    }
    let opportunities = LineBreaks.opportunities(scalars)
    allowed = starts.map { $0.map { opportunities[$0] } } ?? opportunities
  }

  /// Whether the line may end before the cluster at `index`.
  subscript(index: Int) -> Bool { allowed[index] }

  /// For each scalar, whether UAX #14 lets a line end before it, other than at a mandatory break.
  static func opportunities(_ scalars: [UInt32]) -> [Bool] {
    if scalars.isEmpty { return [] }
    // Spaces that begin a paragraph stay with their word (LB18 would let them be a line of their own).
    let codes = [CChar](unsafeUninitializedCapacity: scalars.count) { buffer, count in
      unistring_line_breaks(scalars, scalars.count, buffer.baseAddress)
      count = scalars.count
    }
    var allowed = codes.map { $0 == CChar(UC_BREAK_POSSIBLE) }
    for index in 1..<max(1, allowed.count) where allowed[index] {
      if joinsName(scalars, before: index) { allowed[index] = false }
    }
    return allowed
  }

  /// LB29, which libunistring leaves out: no break after a full stop, comma or colon that a letter follows at
  /// once, as in "e.g." and "example.com".
  private static func joinsName(_ scalars: [UInt32], before index: Int) -> Bool {
    guard isAlphabetic(scalars[index]) else { return false }
    var before = index - 1
    while before > 0, isCombining(scalars[before]) { before -= 1 }
    switch scalars[before] {
    case 0x2C, 0x2E, 0x3A, 0x3B, 0x37E, 0x589, 0x60C, 0x60D, 0x7F8, 0x2044: return true
    default: return false
    }
  }

  /// Class AL of UAX #14 and its like, near enough: what has one column, and is a letter or an ASCII sign.
  private static func isAlphabetic(_ value: UInt32) -> Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0x23, 0x26, 0x2A, 0x3C...0x3E, 0x40, 0x5E...0x60, 0x7E, 0xA7: return true
    case 0..<0xA8: return false
    default:
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { return false }
      return columns(of: scalar) == 1
    }
  }

  private static func isCombining(_ value: UInt32) -> Bool {
    guard value >= 0x300, let scalar = Unicode.Scalar(value) else { return false }
    return ScalarKind(scalar) == .nonspacing
  }
}

/// The stretches between newlines; each but the last ends with its newline, and the last may be empty.
private struct Paragraphs: Sequence, IteratorProtocol {
  private let clusters: [SafeText.Cluster]
  private var start: Int? = 0

  init(_ clusters: [SafeText.Cluster]) { self.clusters = clusters }

  mutating func next() -> Range<Int>? {
    guard let from = start else { return nil }
    var end = from
    while end < clusters.count {
      end += 1
      if clusters[end - 1].isNewline {
        start = end
        return from..<end
      }
    }
    start = nil
    return from..<end
  }
}

/// Fills each line with as much as fits.
private struct GreedyFill {
  let clusters: [SafeText.Cluster]
  let breaks: LineBreaks
  let width: Int

  func append(_ paragraph: Range<Int>, to lines: inout [Line]) {
    var open = OpenLine(start: paragraph.lowerBound)
    /// The line as it would be if it ended at the last place where it may.
    var candidate: OpenLine?
    for index in paragraph {
      let cluster = clusters[index]
      if cluster.isNewline { break }
      if index > open.start, breaks[index] { candidate = open }
      if !cluster.isBreakingSpace, open.columns + cluster.width > width, index > open.start {
        if let ended = candidate {
          lines.append(ended.closed)
          open = open.after(ended)
          candidate = nil
        }
        // What is left may still be a word too long for a line of its own.
        if open.columns + cluster.width > width, index > open.start {
          lines.append(open.closed)
          open = OpenLine(start: index)
        }
      }
      open.add(cluster, at: index)
    }
    lines.append(open.closed(at: paragraph.upperBound))
  }
}

/// A line that is still being filled.
private struct OpenLine {
  let start: Int
  /// Just after the last cluster.
  private var end: Int
  /// Just after the last cluster that is not a space.
  private var drawnEnd: Int
  /// Columns of everything, and without the spaces at the end.
  private(set) var columns = 0
  private(set) var drawnColumns = 0

  init(start: Int) {
    self.start = start
    end = start
    drawnEnd = start
  }

  mutating func add(_ cluster: SafeText.Cluster, at index: Int) {
    end = index + 1
    columns += cluster.width
    if !cluster.isBreakingSpace {
      drawnEnd = end
      drawnColumns = columns
    }
  }

  /// What remains of this line when `first`, its beginning, becomes a line of its own.
  func after(_ first: OpenLine) -> OpenLine {
    var rest = OpenLine(start: first.end)
    rest.end = end
    rest.columns = columns - first.columns
    rest.drawnEnd = max(drawnEnd, rest.start)
    rest.drawnColumns = max(0, drawnColumns - first.columns)
    return rest
  }

  var closed: Line { closed(at: end) }

  /// The finished line, consuming all up to `consumedEnd`.
  func closed(at consumedEnd: Int) -> Line {
    Line(clusters: start..<drawnEnd, consumed: start..<consumedEnd, width: drawnColumns)
  }
}

/// The most even way to set one short paragraph.
private struct Balance {
  static let mostLines = 5
  /// Beyond this a paragraph is no card, and comparing all ways to set it would take too long.
  static let mostClusters = 1000

  let clusters: [SafeText.Cluster]
  let breaks: LineBreaks
  let paragraph: Range<Int>

  /// The paragraph in `count` lines of at most `width` columns: first the longest line as short as can be,
  /// then the lines as alike as can be. `nil` when it cannot be done without cutting a word.
  func lines(count: Int, width: Int) -> [Line]? {
    let pieces = unbreakablePieces()
    guard let narrowest = narrowest(pieces, count: count, width: width) else { return nil }
    return mostEven(pieces, count: count, width: narrowest)
  }

  /// What stands between two places where the line may end.
  private struct Piece {
    let range: Range<Int>
    let columns: Int
    /// The spaces at its end, which hang when a line ends here.
    let hanging: Int
  }

  private func unbreakablePieces() -> [Piece] {
    let last = paragraph.last.map { clusters[$0].isNewline ? $0 : $0 + 1 } ?? paragraph.upperBound
    var pieces: [Piece] = []
    var start = paragraph.lowerBound
    var columns = 0
    var hanging = 0
    for index in paragraph.lowerBound..<last {
      if index > start, breaks[index] {
        pieces.append(Piece(range: start..<index, columns: columns, hanging: hanging))
        (start, columns, hanging) = (index, 0, 0)
      }
      columns += clusters[index].width
      hanging = clusters[index].isBreakingSpace ? hanging + clusters[index].width : 0
    }
    if start < last { pieces.append(Piece(range: start..<last, columns: columns, hanging: hanging)) }
    return pieces
  }

  /// The smallest width that still needs only `count` lines: fewer columns never need fewer lines.
  private func narrowest(_ pieces: [Piece], count: Int, width: Int) -> Int? {
    guard var low = pieces.map({ $0.columns - $0.hanging }).max(), low <= width else { return nil }
    var high = width
    guard greedyCount(pieces, width: high) <= count else { return nil }
    while low < high {
      let middle = (low + high) / 2
      if greedyCount(pieces, width: middle) <= count { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func greedyCount(_ pieces: [Piece], width: Int) -> Int {
    var count = 1
    var columns = 0
    for piece in pieces {
      if columns > 0, columns + piece.columns - piece.hanging > width {
        count += 1
        columns = 0
      }
      columns += piece.columns
    }
    return count
  }

  /// Least squares over the room left in each line, the last one included: a short last line costs most.
  private func mostEven(_ pieces: [Piece], count: Int, width: Int) -> [Line]? {
    /// For each number of pieces set so far, the least cost and the start of the line that reaches it.
    var best: [(cost: Int, start: Int)?] = Array(repeating: nil, count: pieces.count + 1)
    best[0] = (0, 0)
    var starts: [[Int]] = []
    for _ in 0..<count {
      var next: [(cost: Int, start: Int)?] = Array(repeating: nil, count: pieces.count + 1)
      for start in pieces.indices {
        guard let before = best[start] else { continue }
        var columns = 0
        for end in start..<pieces.count {
          let line = columns + pieces[end].columns - pieces[end].hanging
          if line > width { break }
          columns += pieces[end].columns
          let cost = before.cost + (width - line) * (width - line)
          if next[end + 1].map({ cost < $0.cost }) ?? true { next[end + 1] = (cost, start) }
        }
      }
      best = next
      starts.append(next.map { $0?.start ?? -1 })
    }
    guard best[pieces.count] != nil else { return nil }
    return lines(pieces, starts: starts)
  }

  /// Follows the chosen starts back from the end.
  private func lines(_ pieces: [Piece], starts: [[Int]]) -> [Line] {
    var end = pieces.count
    var lines: [Line] = []
    for row in starts.reversed() {
      let start = row[end]
      lines.append(line(pieces[start..<end], isLast: end == pieces.count))
      end = start
    }
    return lines.reversed()
  }

  private func line(_ pieces: ArraySlice<Piece>, isLast: Bool) -> Line {
    var open = OpenLine(start: pieces[pieces.startIndex].range.lowerBound)
    for piece in pieces { for index in piece.range { open.add(clusters[index], at: index) } }
    return isLast ? open.closed(at: paragraph.upperBound) : open.closed
  }
}
