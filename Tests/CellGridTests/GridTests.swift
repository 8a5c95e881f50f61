// Grids: writing, clipping, wide clusters, snapshots and the ASCII form.

import Testing

@testable import CellGrid

private func grid(_ columns: Int, _ rows: Int = 1) -> Grid { Grid(Size(columns: columns, rows: rows)) }

@Suite struct GridTests {
  @Test("Text is written cell by cell and its columns are returned")
  func write() {
    var grid = grid(8, 2)
    #expect(grid.write(SafeText("Hi 中"), row: 1, column: 1, role: .words) == 5)
    #expect(grid.text(row: 0) == "")
    #expect(grid.text(row: 1) == " Hi 中")
    #expect(grid[1, 4] == Cell("中", .words))
    #expect(grid[1, 5] == Cell("", .words))
    #expect(grid[1, 6] == Cell())
  }

  @Test("What falls outside is cut off, and a wide cluster is never halved")
  func clipping() {
    var right = grid(4)
    #expect(right.write(SafeText("abc中d"), row: 0, column: 0, role: .text) == 4)
    #expect(right.text(row: 0) == "abc")
    var left = grid(4)
    #expect(left.write(SafeText("中ab"), row: 0, column: -1, role: .keys) == 4)
    #expect(left.text(row: 0) == " ab")
    #expect(left[0, 0].role == .keys)
    var limited = grid(9)
    #expect(limited.write(SafeText("中文字"), row: 0, column: 1, role: .text, maxColumns: 5) == 5)
    #expect(limited.text(row: 0) == " 中文")
    #expect(limited.write(SafeText("x"), row: 0, column: 0, role: .text, maxColumns: 0) == 0)
    for (row, column) in [(1, 0), (-1, 0), (0, 9)] {
      #expect(limited.write(SafeText("x"), row: row, column: column, role: .text) == 0)
    }
    var empty = Grid(Size(columns: -3, rows: -1))
    #expect(empty.write(SafeText("x"), row: 0, column: 0, role: .text) == 0)
  }

  @Test("A far place outside does not overflow")
  func farAway() {
    var grid = grid(4)
    #expect(grid.write(SafeText("x"), row: 0, column: 2, role: .text, maxColumns: .max) == 1)
    #expect(grid.write(SafeText("x"), row: 0, column: .min, role: .text) == 1)
    #expect(grid.write(SafeText("x"), row: 0, column: .max, role: .text) == 0)
  }

  @Test("Only the clusters asked for are written, newlines are not")
  func range() {
    var grid = grid(8)
    #expect(grid.write(SafeText("ab\ncd"), clusters: 1..<4, row: 0, column: 0, role: .text) == 2)
    #expect(grid.text(row: 0) == "bc")
    #expect(grid.write(SafeText("ab"), clusters: 1..<9, row: 0, column: 0, role: .text) == 1)
  }

  @Test("Writing over half of a wide cluster blanks the other half")
  func overwriting() {
    var grid = grid(4)
    grid.write(SafeText("中文"), row: 0, column: 0, role: .text)
    grid.write(SafeText("ab"), row: 0, column: 1, role: .text)
    #expect(grid.text(row: 0) == " ab")
    grid.write(SafeText("中文"), row: 0, column: 0, role: .text)
    grid.fill(rows: -1..<5, columns: 1..<2, role: .chosen)
    #expect(grid.cells.map(\.text) == [" ", " ", "文", ""])
  }

  @Test("A syllable's spacing parts have cells of their own")
  func syllables() {
    var grid = grid(4)
    #expect(grid.write(SafeText("क्या"), row: 0, column: 0, role: .text) == 3)
    #expect(grid.cells.map(\.text) == ["क्", "य", "ा", " "])
  }

  @Test("Snapshots show the text and the roles")
  func snapshots() {
    var grid = grid(7, 2)
    grid.write(SafeText("Hello"), row: 0, column: 0, role: .words)
    #expect(grid.snapshot == "|Hello  |  words 5, text 2\n|       |")
    let frame = Frame(grid: grid, cursor: Position(row: 0, column: 5))
    #expect(frame.snapshot == grid.snapshot + "\ncursor: row 0, column 5")
  }

  @Test("The ASCII form has likenesses of the same width, and question marks")
  func ascii() {
    var grid = grid(24)
    grid.write(SafeText("→ on · “no” — it’s… 中é●│"), row: 0, column: 0, role: .cue)
    let frame = Frame(grid: grid).asciiOnly()
    #expect(frame.grid.text(row: 0) == "> on . \"no\" - it's. ??e*")
    #expect(frame.grid.cells.allSatisfy { $0.text.utf8.count == 1 && $0.role == .cue })
  }

  @Test("In ASCII a letter stands without its marks", arguments: [
    ("Zoë", "Zoe"), ("Zoe\u{308}", "Zoe"), ("Großmütter", "Grosmutter"), ("Ngọc Điệp", "Ngoc Diep"), ("A\u{337}\u{322}l", "Al"),
    ("한", "??"), ("я", "?"), ("Ａ", "??"), ("👩\u{200D}👩", "?"), ("لا", "??"),
  ])
  func letters(_ text: String, _ wanted: String) {
    var grid = grid(24)
    grid.write(SafeText(text), row: 0, column: 0, role: .cue)
    #expect(Frame(grid: grid).asciiOnly().grid.text(row: 0).prefix(wanted.count) == wanted)
  }
}
