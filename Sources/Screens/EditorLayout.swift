// Where the characters of a note stand while it is typed.
//
// Rules: only the lines that can be seen are broken into rows, and of a very long line only the stretches that
// can be seen, so that a note of any length is drawn at once; the caret is always in sight.

import CellGrid
import Conversation

/// The rows of a note around its caret.
struct EditorLayout {
  /// One row of one line of the note.
  struct Row {
    var text: SafeText
    /// What is drawn, and all that belongs to the row, its line end included.
    var clusters: Range<Int>
    var count: Int
    /// The note's character that the row begins with.
    var start: Int
  }

  private(set) var rows: [Row] = []
  /// The caret's row, and its column.
  private(set) var caret = Position(row: 0, column: 0)
  private(set) var hidesAbove = false
  private(set) var hidesBelow = false
  private let width: Int
  private let characters: [Character]

  /// - Parameters:
  ///   - width: columns, of which the last is kept free for the caret.
  ///   - height: rows that can be seen, at least 1.
  init(_ editor: NoteEditor, width: Int, height: Int) {
    self.width = max(2, width - 1)
    characters = editor.characters
    let start = Self.stretch(of: editor)
    rows = paragraph(from: start)
    let row = rows.lastIndex { $0.start <= editor.caret } ?? 0
    caret = Position(row: row, column: column(of: editor.caret, in: rows[row]))
    fill(start: start, height: height)
  }

  /// Adds lines above and below the caret's until the height is used, then cuts to it.
  private mutating func fill(start: Int, height: Int) {
    var above = start
    while above > 0, caret.row < height {
      let begin = stretch(before: above)
      let new = paragraph(from: begin)
      rows.insert(contentsOf: new, at: 0)
      caret.row += new.count
      above = begin
    }
    while rows.count < caret.row + height, let next = nextLine { rows += paragraph(from: next) }
    let first = min(max(0, caret.row - height * 2 / 3), max(0, rows.count - height))
    let end = min(rows.count, first + height)
    hidesAbove = above > 0 || first > 0
    hidesBelow = end < rows.count || nextLine != nil
    rows = Array(rows[first..<end])
    caret.row -= first
  }

  /// A line that is longer than this begins a new row at every so many characters.
  static let longest = 4000

  /// Where the stretch of the caret's line begins that the caret stands in.
  private static func stretch(of editor: NoteEditor) -> Int {
    let start = editor.lineStart
    let isAtEnd = editor.caret == editor.characters.count || editor.characters[editor.caret] == "\n"
    let place = editor.caret - start - (isAtEnd ? 1 : 0)
    return start + max(0, place) / longest * longest
  }

  /// Where the stretch begins that ends just before a character.
  private func stretch(before end: Int) -> Int {
    guard characters[end - 1] == "\n" else { return end - Self.longest }
    let start = (characters[..<(end - 1)].lastIndex(of: "\n") ?? -1) + 1
    return start + max(0, end - 2 - start) / Self.longest * Self.longest
  }

  /// Where the stretch begins that follows the last row.
  private var nextLine: Int? {
    guard let last = rows.last, last.count > 0 else { return nil }
    let next = last.start + last.count
    return next < characters.count || characters[next - 1] == "\n" ? next : nil
  }

  /// The character to move to for one row up or down; `nil` at the first and the last row.
  static func moved(_ editor: NoteEditor, by rows: Int, width: Int) -> Int? {
    let layout = EditorLayout(editor, width: width, height: 2 * abs(rows) + 3)
    let row = layout.caret.row + rows
    guard layout.rows.indices.contains(row) else { return nil }
    return layout.character(nearest: layout.caret.column, in: layout.rows[row])
  }

  /// The rows of the stretch of the note that begins at a character, its line end included.
  private func paragraph(from start: Int) -> [Row] {
    let stretch = characters[start...].prefix(Self.longest)
    let end = stretch.firstIndex(of: "\n") ?? stretch.endIndex
    let text = SafeText(String(characters[start..<end]))
    var rows = text.lines(width: width).map { line in
      Row(text: text, clusters: line.clusters, count: line.consumed.count, start: start + line.consumed.lowerBound)
    }
    if end < characters.count, characters[end] == "\n" { rows[rows.count - 1].count += 1 }
    return rows
  }

  private func column(of character: Int, in row: Row) -> Int {
    let first = row.clusters.lowerBound
    let place = min(first + character - row.start, row.text.clusters.count)
    return min(width, place > first ? row.text.width(of: first..<place) : 0)
  }

  private func character(nearest column: Int, in row: Row) -> Int {
    let first = row.clusters.lowerBound
    var used = 0
    for place in row.clusters {
      used += row.text.clusters[place].width
      if used > column { return row.start + place - first }
    }
    return row.start + row.clusters.count
  }
}
