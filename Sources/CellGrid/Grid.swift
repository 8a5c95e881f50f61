// A rectangle of cells.

/// A rectangle of cells, row by row.
public struct Grid: Equatable, Sendable {
  /// Columns and rows, neither below zero.
  public let size: Size
  /// All cells, row after row from the top, each row from the left.
  public private(set) var cells: [Cell]

  /// An empty grid: spaces in `role`. Negative sizes count as zero.
  public init(_ size: Size, role: Role = .text) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: Cell(" ", role), count: self.size.columns * self.size.rows)
  }

  /// The cell at `row` and `column`, both from zero and inside the grid.
  public subscript(row: Int, column: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }
}
