// Writing text into a grid, and reading a grid back as text.
//
// Rules: a cluster is written whole or not at all; where one does not fit, its columns are spaces. Writing
// over half of a wide cluster blanks the other half, so that no cell depends on one that is gone.

extension Grid {
  /// Writes `text`, or only the clusters in `range`, from `column` on to the right; newlines are skipped.
  ///
  /// Rows and columns count from zero and may lie outside: what falls outside the grid, or beyond
  /// `maxColumns` columns from `column`, is cut off. Clusters that `text` does not have are ignored.
  /// - Returns: the columns used, counted from `column`, at most up to the edge or `maxColumns`.
  @discardableResult
  public mutating func write(
    _ text: SafeText, clusters range: Range<Int>? = nil, row: Int, column: Int, role: Role,
    maxColumns: Int? = nil
  ) -> Int {
    let limit = column.addingReportingOverflow(max(0, maxColumns ?? 0))
    let isLimited = maxColumns != nil && !limit.overflow
    let end = isLimited ? min(size.columns, limit.partialValue) : size.columns
    guard (0..<size.rows).contains(row), column < end, end > 0 else { return 0 }
    let range = (range ?? text.clusters.indices).clamped(to: text.clusters.indices)
    return withRow(row) { cells, content in
      var writer = RowWriter(cells: cells, role: role, content: content)
      defer { content = writer.content }
      return writer.write(text, range, from: column, to: end)
    }
  }

  /// Fills a rectangle with spaces in `role`; what lies outside the grid is ignored.
  public mutating func fill(rows: Range<Int>, columns: Range<Int>, role: Role) {
    let columns = columns.clamped(to: 0..<size.columns)
    for row in rows.clamped(to: 0..<size.rows) where !columns.isEmpty {
      withRow(row) { cells, content in
        RowWriter(cells: cells, role: role, content: content).blank(columns)
        content = max(content, .plain)
      }
    }
  }

  /// The text of one row, without the spaces at its end; empty for a row outside the grid.
  public func text(row: Int) -> String {
    var text = rawText(row: row)
    while text.last == " " { text.removeLast() }
    return text
  }

  private func rawText(row: Int) -> String {
    guard (0..<size.rows).contains(row) else { return "" }
    return (0..<size.columns).reduce(into: "") { $0 += self[row, $1].text }
  }

  /// The roles of one row from left to right, as runs of equal roles with their lengths in columns; empty for
  /// a row outside the grid.
  public func roles(row: Int) -> [(role: Role, columns: Int)] {
    guard (0..<size.rows).contains(row) else { return [] }
    var runs: [(role: Role, columns: Int)] = []
    for column in 0..<size.columns {
      let role = self[row, column].role
      if runs.last?.role == role { runs[runs.count - 1].columns += 1 } else { runs.append((role, 1)) }
    }
    return runs
  }

  /// The grid as lines to compare in tests: each row between bars, then the lengths of its roles, such as
  /// `|Hello |  words 5, text 1`. A row that is all in the role `text` goes without.
  public var snapshot: String {
    (0..<size.rows).map { row in
      let runs = roles(row: row)
      let roles = runs.map { "\($0.role) \($0.columns)" }.joined(separator: ", ")
      let isPlain = runs.allSatisfy { $0.role == .text }
      return "|\(rawText(row: row))|" + (isPlain ? "" : "  \(roles)")
    }.joined(separator: "\n")
  }
}

/// Writes into the cells of one row.
private struct RowWriter {
  let cells: UnsafeMutableBufferPointer<Cell>
  let role: Role
  private(set) var content: RowContent

  init(cells: UnsafeMutableBufferPointer<Cell>, role: Role, content: RowContent) {
    (self.cells, self.role, self.content) = (cells, role, content)
  }

  /// - Returns: the columns used.
  mutating func write(_ text: SafeText, _ range: Range<Int>, from start: Int, to end: Int) -> Int {
    var column = start
    content = max(content, .plain)
    for index in range {
      let cluster = text.clusters[index]
      if column >= end { break }
      if cluster.isNewline { continue }
      if cluster.isPlain, isFree(column) {
        cells[column] = Cell(cluster.glyph, role)
        // Some terminals are set to two columns for most of what is not ASCII.
        if cluster.glyph.only ?? 0 >= 0xA1 { content = .odd }
      } else {
        content = .odd
        put(text.pieces(of: index), at: column..<(column + cluster.width), end: end)
      }
      column = min(end, column + cluster.width)
    }
    return column - start
  }

  /// Whether a cell is there, and no half of a wide cluster in it or beside it.
  private func isFree(_ column: Int) -> Bool {
    column >= 0 && !cells[column].glyph.isEmpty && (column + 1 == cells.count || !cells[column + 1].glyph.isEmpty)
  }

  /// Puts the pieces of a cluster, or spaces on those of its columns that are left when it does not fit.
  private func put(_ pieces: [SafeText.Piece], at wanted: Range<Int>, end: Int) {
    let visible = wanted.clamped(to: 0..<end)
    if visible.isEmpty { return }
    blank(visible)
    guard visible == wanted else { return }
    var column = wanted.lowerBound
    for piece in pieces {
      cells[column] = Cell(piece.glyph, role)
      if piece.width == 2 { cells[column + 1] = Cell(.none, role) }
      column += piece.width
    }
  }

  /// Spaces; the halves of wide clusters that would be left over at both ends become spaces too.
  func blank(_ columns: Range<Int>) {
    if cells[columns.lowerBound].glyph.isEmpty, columns.lowerBound > 0 {
      cells[columns.lowerBound - 1].glyph = .space
    }
    if columns.upperBound < cells.count, cells[columns.upperBound].glyph.isEmpty {
      cells[columns.upperBound].glyph = .space
    }
    for column in columns { cells[column] = Cell(.space, role) }
  }
}

extension Frame {
  /// The grid's `snapshot`, and where the cursor stands if it is shown.
  public var snapshot: String {
    guard let cursor else { return grid.snapshot }
    return grid.snapshot + "\ncursor: row \(cursor.row), column \(cursor.column)"
  }
}
