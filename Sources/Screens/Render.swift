// A session as a screen: a page, laid out, drawn into a grid.

import CellGrid
import Conversation
import Settings

/// The whole screen of a session at a size.
/// - Parameters:
///   - size: any size; below `smallestSize` the screen only says what it needs.
public func render(_ session: Session, _ words: Words, size: Size) -> Frame {
  guard size.columns >= smallestSize.columns, size.rows >= smallestSize.rows else { return tooSmall(words, size) }
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
    paintText()
    paintList()
    paintEditor()
    if let notice = layout.page.notice { write(notice, row: layout.noticeRow, role: .notice) }
    paintKeys()
  }

  private mutating func paintHeading() {
    let page = layout.page
    let row = layout.headingRow
    write(page.heading, row: row, role: page.headingRole)
    let shape = page.shape.map { $0 ? "●" : "○" }.joined(separator: " ")
    write(shape, row: row, column: layout.left + layout.measure - page.shape.count * 2 + 1, role: .keys)
  }

  private mutating func paintText() {
    for (place, row) in layout.rows.dropFirst(layout.firstRow).prefix(layout.textHeight).enumerated() {
      let indent = row.isCentred ? (layout.measure - row.text.width(of: row.clusters)) / 2 : 0
      frame.grid.write(
        row.text, clusters: row.clusters, row: layout.top + place, column: layout.left + max(0, indent), role: row.role,
        maxColumns: layout.measure)
    }
    guard layout.page.editor == nil else { return }
    if layout.hidesAbove { mark(.scrollAbove, row: layout.top - 1) }
    if layout.hidesBelow { mark(.scrollBelow, row: layout.top + layout.textHeight) }
  }

  /// Says at the right that there is more to read.
  private mutating func mark(_ phrase: Phrase, row: Int) {
    let text = SafeText("\(phrase == .scrollAbove ? "↑" : "↓") \(words[phrase])")
    let column = layout.left + layout.measure - text.width()
    frame.grid.write(text, row: row, column: max(layout.left, column), role: .keys)
  }

  private mutating func paintList() {
    guard let list = layout.page.list, layout.listHeight > 0 else { return }
    let selected = list.selected ?? 0
    let first = min(max(0, selected - layout.listHeight + 1), max(0, list.items.count - layout.listHeight))
    for place in first..<min(list.items.count, first + layout.listHeight) {
      let isChosen = place == list.selected
      let line = "\(isChosen ? "›" : " ") \(list.labels[place])  \(list.items[place])"
      write(line, row: layout.listTop + place - first, role: isChosen ? .chosen : .text)
    }
    if first > 0 { mark(.scrollAbove, row: layout.listTop - 1) }
    if first + layout.listHeight < list.items.count { mark(.scrollBelow, row: layout.listTop + layout.listHeight) }
  }

  private mutating func paintEditor() {
    guard let editor = layout.page.editor else { return }
    let text = EditorLayout(editor, width: layout.measure, height: layout.editorHeight)
    for (place, row) in text.rows.enumerated() {
      frame.grid.write(
        row.text, clusters: row.clusters, row: layout.editorTop + place, column: layout.left, role: .typed,
        maxColumns: layout.measure)
    }
    frame.cursor = Position(row: layout.editorTop + text.caret.row, column: layout.left + text.caret.column)
    if text.hidesAbove { mark(.scrollAbove, row: layout.editorTop - 1) }
    if text.hidesBelow { mark(.scrollBelow, row: layout.editorTop + text.rows.count) }
  }

  private mutating func paintKeys() {
    var hints = layout.page.keys
    var line = text(of: hints)
    while SafeText(line).width() > layout.measure,
      let spare = hints.indices.max(by: { hints[$0].spare < hints[$1].spare }), hints.count > 1
    {
      hints.remove(at: spare)
      line = text(of: hints)
    }
    write(line, row: layout.keysRow, role: .keys)
  }

  private func text(of hints: [Hint]) -> String {
    hints.map { "\(words[$0.key]) \(words[$0.says])" }.joined(separator: layout.measure < 50 ? "  " : "    ")
  }

  private mutating func write(_ string: String, row: Int, column: Int? = nil, role: Role) {
    let start = column ?? layout.left
    frame.grid.write(
      SafeText(string), row: row, column: start, role: role, maxColumns: layout.left + layout.measure - start)
  }
}
