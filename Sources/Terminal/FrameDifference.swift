// What changes on the screen from one grid to the next.
//
// Rules: pure; both grids have one size. Most rows of a calm screen are empty before and after, and are not looked at.

import CellGrid

/// The cells to paint so that one grid becomes another.
struct FrameDifference {
  /// The rows that change, from the top, each with the columns between the first and the last that do. All columns
  /// where a cell of the row is two columns wide, because its halves change together.
  let rows: [(row: Int, columns: Range<Int>)]
  /// Whether a row has moved upwards. ncurses would let the terminal scroll then, and where there is no alternate
  /// screen, or it is switched off, the lines that leave at the top would stay in the scrollback. It finds them by
  /// the first scalar of each cell, and does not where rows are painted anew.
  let movesUp: Bool

  init(from old: Grid, to new: Grid) {
    let contents = zip(old.contents, new.contents).map(max)
    (rows, movesUp) = old.cells.withUnsafeBufferPointer { oldCells in
      new.cells.withUnsafeBufferPointer { newCells in
        let pair = Pair(old: oldCells, new: newCells, width: new.size.columns)
        var rows: [(row: Int, columns: Range<Int>)] = []
        rows.reserveCapacity(contents.count)
        for (row, content) in contents.enumerated() where content != .blank {
          if let columns = pair.changed(row, mayBeWide: content == .odd) { rows.append((row, columns)) }
        }
        return (rows, pair.movesUp(rows.map(\.row)))
      }
    }
  }

  /// The cells of both grids, row after row.
  private struct Pair {
    let old, new: UnsafeBufferPointer<Cell>
    let width: Int

    /// The columns to paint in a row; `nil` where it stays as it is.
    func changed(_ row: Int, mayBeWide: Bool) -> Range<Int>? {
      let start = row * width
      guard let first = (0..<width).first(where: { old[start + $0] != new[start + $0] }) else { return nil }
      let isWide = mayBeWide && (0..<width).contains { new[start + $0].glyph.isEmpty || old[start + $0].glyph.isEmpty }
      if isWide { return 0..<width }
      var end = width
      while old[start + end - 1] == new[start + end - 1] { end -= 1 }
      return first..<end
    }

    /// Whether one of these rows of the new grid stood further down in the old one.
    func movesUp(_ rows: [Int]) -> Bool {
      // Rows begin with the same margin; comparing where the words begin first saves nearly all of the work.
      let oldMargins = rows.map { margin(old, $0) }
      let newMargins = rows.map { margin(new, $0) }
      return rows.indices.contains { to in
        rows.indices.contains { from in
          from > to && oldMargins[from] == newMargins[to] && looksAlike(rows[from], rows[to])
        }
      }
    }

    private func margin(_ cells: UnsafeBufferPointer<Cell>, _ row: Int) -> Int {
      (0..<width).first { cells[row * width + $0].glyph != .space } ?? width
    }

    private func looksAlike(_ from: Int, _ to: Int) -> Bool {
      (0..<width).allSatisfy {
        old[from * width + $0].glyph.first == new[to * width + $0].glyph.first
      }
    }
  }
}
