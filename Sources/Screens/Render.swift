// A session as a screen: a page, laid out, drawn into a grid.

import CellGrid
import Conversation
import Settings

/// Whether a window has room for a page; where it has not, only what it needs is said.
public func hasRoom(_ size: Size) -> Bool { size.columns >= smallestSize.columns && size.rows >= smallestSize.rows }

/// The whole screen of a session at a size.
/// - Parameters:
///   - size: any size; below `smallestSize` the screen only says what it needs.
public func render(_ session: Session, _ words: Words, size: Size) -> Frame {
  guard hasRoom(size) else { return tooSmall(words, size) }
  let layout = Layout(page(session, words), size: size, anchor: session.anchor)
  var painter = Painter(layout: layout, words: words)
  painter.paint()
  return painter.frame
}

private func tooSmall(_ words: Words, _ size: Size) -> Frame {
  var grid = Grid(size)
  let values = ["columns": String(smallestSize.columns), "rows": String(smallestSize.rows)]
  let text = SafeText(words(.smallLine, values))
  for (row, line) in text.balancedLines(width: size.columns).enumerated() {
    grid.write(text, clusters: line.clusters, row: row, column: 0, role: .text)
  }
  return Frame(grid: grid)
}

/// Draws one layout.
private struct Painter {
  let layout: Layout
  let words: Words
  var frame: Frame

  init(layout: Layout, words: Words) {
    self.layout = layout
    self.words = words
    frame = Frame(grid: Grid(layout.size))
  }

  mutating func paint() {
    paintHeading()
    paint(layout.text)
    paintFloor()
    paint(layout.list)
    paint(layout.notice)
    paintEditor()
    paintKeys()
    frame.focus = focus
  }

  /// Where the page is at: in the text that is typed, on the chosen line, or else on the first word.
  private var focus: Position {
    if let cursor = frame.cursor { return cursor }
    if let row = layout.list.visible.firstIndex(where: { $0.role == .chosen }) {
      return Position(row: layout.list.top + row - layout.list.first, column: layout.left)
    }
    let rows = layout.text.visible.indices.lazy.map { layout.text.top + $0 - layout.text.first }
    return rows.compactMap(firstLetter).first ?? firstLetter(layout.headingRow) ?? Position(row: layout.headingRow, column: layout.left)
  }

  /// Where the first word of a row begins; a shape holds none.
  private func firstLetter(_ row: Int) -> Position? {
    guard (0..<layout.size.rows).contains(row) else { return nil }
    var start: Int?
    for column in 0..<layout.size.columns {
      let text = frame.grid[row, column].text
      if text == " " { start = nil } else if start == nil { start = column }
      if let start, text.contains(where: { $0.isLetter || $0.isNumber }) { return Position(row: row, column: start) }
    }
    return nil
  }

  private mutating func paintHeading() {
    let page = layout.page
    let heading = SafeText(page.heading)
    write(heading, row: layout.headingRow, role: page.headingRole)
    let shape = SafeText(Self.line(page.shape.map { $0 ? "●" : "○" }, " "))
    let indent = layout.measure - shape.width()
    if indent > heading.width() + 1 { write(shape, row: layout.headingRow, indent: indent, role: .keys) }
  }

  private mutating func paint(_ window: Window) {
    for (place, row) in window.visible.enumerated() {
      let at = window.top + place
      if row.role == .chosen {
        let end = layout.left + row.indent + row.text.width(of: row.clusters)
        frame.grid.fill(rows: at..<(at + 1), columns: layout.left..<end, role: .chosen)
      }
      write(SafeText(row.label), row: at, role: row.role)
      write(row.text, clusters: row.clusters, row: at, indent: row.indent, role: row.role)
    }
    mark(above: window.hidesAbove, below: window.hidesBelow, row: window.top + window.height)
  }

  /// A soft bar at the side of the one who speaks, from the card's first word to the line that says so.
  private mutating func paintFloor() {
    let rows = layout.text.rows
    guard let said = rows.lastIndex(where: { [.left, .right].contains($0.role) }) else { return }
    // In a narrow window it would touch the words; there their place alone tells.
    guard layout.left > 2 else { return }
    let role = rows[said].role
    let column = role == .left ? layout.left - 2 : layout.left + layout.measure + 1
    for row in layout.text.visible.indices where row <= said {
      let bar = SafeText(role == .left ? "▌" : "▐")
      frame.grid.write(bar, row: layout.text.top + row - layout.text.first, column: column, role: .breath)
    }
  }

  /// Says at the right that there is more to read.
  private mutating func mark(above: Bool, below: Bool, row: Int) {
    guard above || below else { return }
    let marks = (above ? ["↑ " + words[.scrollAbove]] : []) + (below ? ["↓ " + words[.scrollBelow]] : [])
    let text = SafeText(Self.line(marks, "   "))
    write(text, row: row, indent: max(0, layout.measure - text.width()), role: .keys)
  }

  private mutating func paintEditor() {
    guard let editor = layout.page.editor else { return }
    let step = layout.editorStep
    let text = EditorLayout(editor, width: layout.measure, height: (layout.editorHeight + step - 1) / step)
    for (place, row) in text.rows.enumerated() {
      write(row.text, clusters: row.clusters, row: layout.editorTop + place * step, role: .typed)
    }
    frame.cursor = Position(row: layout.editorTop + text.caret.row * step, column: layout.left + text.caret.column)
    mark(above: text.hidesAbove, below: text.hidesBelow, row: layout.editorTop + (text.rows.count - 1) * step + 1)
  }

  /// As many keys as there is room for; Esc is the last to go.
  private mutating func paintKeys() {
    let gap = SafeText(layout.measure < 50 ? "  " : "    ")
    var hints = layout.page.keys.map { (text: SafeText(words[$0.key] + " " + words[$0.says]), spare: $0.spare) }
    while hints.count > 1, hints.reduce(-gap.width(), { $0 + $1.text.width() + gap.width() }) > layout.measure,
      let spare = hints.indices.max(by: { hints[$0].spare < hints[$1].spare })
    {
      hints.remove(at: spare)
    }
    var indent = 0
    for hint in hints {
      if indent > 0 { indent += write(gap, row: layout.keysRow, indent: indent, role: .keys) }
      indent += write(hint.text, row: layout.keysRow, indent: indent, role: .keys)
    }
  }

  /// Parts on one line. The library's `joined` looks its types up while it runs, and the first screen would wait for that.
  private static func line(_ parts: [String], _ separator: String) -> String {
    var line = ""
    for part in parts { line += line.isEmpty ? part : separator + part }
    return line
  }

  @discardableResult
  private mutating func write(
    _ text: SafeText, clusters: Range<Int>? = nil, row: Int, indent: Int = 0, role: Role
  ) -> Int {
    frame.grid.write(
      text, clusters: clusters, row: row, column: layout.left + indent, role: role,
      maxColumns: layout.measure - indent)
  }
}
