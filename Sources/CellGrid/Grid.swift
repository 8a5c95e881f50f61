// A rectangle of cells.

/// A rectangle of cells, row by row.
public struct Grid: Equatable, Sendable {
  public let size: Size
  public private(set) var cells: [Cell]

  /// An empty grid: spaces in the role `text`.
  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: max(0, size.columns) * max(0, size.rows))
  }

  /// The cell at `row` and `column`, both from zero and inside the grid.
  public subscript(row: Int, column: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }
}
