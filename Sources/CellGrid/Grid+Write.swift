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
    var at = column
    for cluster in text.clusters[range] where !cluster.isNewline {
      if at >= end { break }
      put(cluster, row: row, column: at, end: end, role: role)
      at = min(end, at + cluster.width)
    }
    return at - column
  }

  /// Fills a rectangle with spaces in `role`; what lies outside the grid is ignored.
  public mutating func fill(rows: Range<Int>, columns: Range<Int>, role: Role) {
    let columns = columns.clamped(to: 0..<size.columns)
    for row in rows.clamped(to: 0..<size.rows) where !columns.isEmpty {
      detach(row: row, columns: columns)
      for column in columns { self[row, column] = Cell(" ", role) }
    }
  }

  /// Puts one cluster at `column`, or spaces on those of its columns that are left when it does not fit.
  private mutating func put(_ cluster: SafeText.Cluster, row: Int, column: Int, end: Int, role: Role) {
    // Nearly every cluster: one column, and no half of a wide one beneath it or beside it.
    if cluster.width == 1, !cluster.isComposite, (0..<end).contains(column), !self[row, column].text.isEmpty,
      column + 1 == size.columns || !self[row, column + 1].text.isEmpty
    {
      self[row, column] = Cell(cluster.drawn, role)
      return
    }
    let wanted = column..<(column + cluster.width)
    let visible = wanted.clamped(to: 0..<end)
    if visible.isEmpty { return }
    detach(row: row, columns: visible)
    if visible != wanted {
      for column in visible { self[row, column] = Cell(" ", role) }
      return
    }
    guard cluster.isComposite else { return set(cluster.drawn, row: row, columns: wanted, role: role) }
    var at = column
    for piece in cluster.pieces {
      set(piece.text, row: row, columns: at..<(at + piece.width), role: role)
      at += piece.width
    }
  }

  private mutating func set(_ text: String, row: Int, columns: Range<Int>, role: Role) {
    self[row, columns.lowerBound] = Cell(text, role)
    for column in columns.dropFirst() { self[row, column] = Cell("", role) }
  }

  /// Blanks the halves of wide clusters that would be left over at both ends of `columns`.
  private mutating func detach(row: Int, columns: Range<Int>) {
    if self[row, columns.lowerBound].text.isEmpty, columns.lowerBound > 0 {
      self[row, columns.lowerBound - 1].text = " "
    }
    if columns.upperBound < size.columns, self[row, columns.upperBound].text.isEmpty {
      self[row, columns.upperBound].text = " "
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

extension Frame {
  /// The grid's `snapshot`, and where the cursor stands if it is shown.
  public var snapshot: String {
    guard let cursor else { return grid.snapshot }
    return grid.snapshot + "\ncursor: row \(cursor.row), column \(cursor.column)"
  }
}
