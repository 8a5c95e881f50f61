// A rectangle of cells.

/// What the cells of a row are at the most.
public enum RowContent: UInt8, Comparable, Sendable {
  /// Nothing but spaces in the role `text`.
  case blank
  /// One scalar in each cell, one column wide, on which terminals agree.
  case plain
  /// Anything.
  case odd

  /// From the least to the most.
  public static func < (a: RowContent, b: RowContent) -> Bool { a.rawValue < b.rawValue }
}

/// A rectangle of cells, row by row.
public struct Grid: Equatable, Sendable {
  /// Columns and rows, neither below zero.
  public let size: Size
  /// All cells, row after row from the top, each row from the left.
  public private(set) var cells: [Cell]
  /// For each row, what is known of its cells without looking at them.
  public private(set) var contents: [RowContent]

  /// An empty grid: spaces in `role`. Negative sizes count as zero.
  public init(_ size: Size, role: Role = .text) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    let count = self.size.columns * self.size.rows
    cells = Array(repeating: Cell(.space, role), count: count)
    contents = Array(repeating: role == .text ? .blank : .plain, count: self.size.rows)
  }

  /// Grids are equal where they look equal, however they came to it.
  public static func == (a: Grid, b: Grid) -> Bool { a.size == b.size && a.cells == b.cells }

  /// The cell at `row` and `column`, both from zero and inside the grid.
  public subscript(row: Int, column: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set {
      cells[row * size.columns + column] = newValue
      contents[row] = .odd
    }
  }

  /// Lets `body` write into the cells of a row, which is inside the grid; it may raise what is known of them.
  mutating func withRow<Result>(
    _ row: Int, _ body: (UnsafeMutableBufferPointer<Cell>, inout RowContent) -> Result
  ) -> Result {
    let range = row * size.columns..<(row + 1) * size.columns
    return cells.withUnsafeMutableBufferPointer {
      body(UnsafeMutableBufferPointer(rebasing: $0[range]), &contents[row])
    }
  }
}
