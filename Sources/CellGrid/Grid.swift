// A rectangle of cells.

/// A rectangle of cells, row by row.
public struct Grid: Equatable, Sendable {
  /// Columns and rows, neither below zero.
  public let size: Size
  /// All cells, row after row from the top, each row from the left.
  public private(set) var cells: [Cell]
  /// For each row, whether anything was put there; where not, it is spaces in the role `text`.
  public private(set) var isWritten: [Bool]

  /// An empty grid: spaces in `role`. Negative sizes count as zero.
  public init(_ size: Size, role: Role = .text) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    let count = self.size.columns * self.size.rows
    // Every frame begins here; this way the compiler sees that a space needs no retaining.
    cells = Array(unsafeUninitializedCapacity: count) { cells, initialized in
      cells.initialize(repeating: Cell(" ", role))
      initialized = count
    }
    isWritten = Array(repeating: role != .text, count: self.size.rows)
  }

  /// Grids are equal where they look equal, however they came to it.
  public static func == (a: Grid, b: Grid) -> Bool { a.size == b.size && a.cells == b.cells }

  /// The cell at `row` and `column`, both from zero and inside the grid.
  public subscript(row: Int, column: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set {
      cells[row * size.columns + column] = newValue
      isWritten[row] = true
    }
  }
}
