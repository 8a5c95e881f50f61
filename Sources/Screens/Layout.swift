// Where a page's words stand on a screen.
//
// Rules: one narrow measure, centred; the heading above, the keys below, the words between them, never
// wider than the measure. Where there is little room the blank rows go first, then the margins above and below;
// only then the text scrolls, and says so; the list stays in sight.

import CellGrid
import Settings

/// The smallest window that a conversation is drawn in.
public let smallestSize = Size(columns: 40, rows: 12)

/// A row of text in its place.
struct Row {
  var text: SafeText
  var clusters: Range<Int>
  var role: Role
  /// Where the row begins in all of the page's text; rises from row to row.
  var offset = 0
  /// Columns left free before it, and what stands in them: the key of a list's item.
  var indent = 0
  var label = ""

  /// A row without words.
  static func free(_ offset: Int) -> Row { Row(text: SafeText(""), clusters: 0..<0, role: .text, offset: offset) }
}

/// Rows of which as many are shown as there is room for; where some are hidden, one row beneath says so.
struct Window {
  var rows: [Row] = []
  var top = 0
  /// How many rows are shown, and the first of them.
  private(set) var height = 0
  private(set) var first = 0

  var hidesAbove: Bool { first > 0 }
  var hidesBelow: Bool { first + height < rows.count }
  /// The rows of the screen that it takes, the one that says there is more included.
  var used: Int { height + (height < rows.count ? 1 : 0) }
  var visible: ArraySlice<Row> { rows[first..<(first + height)] }

  /// Takes at most this many rows of the screen.
  mutating func fit(_ room: Int) { height = rows.count <= room ? rows.count : max(0, room - 1) }

  /// Shows the rows from this one on, or the last ones.
  mutating func show(from row: Int) { first = max(0, min(row, rows.count - max(1, height))) }
}

/// A page fitted to a size.
struct Layout {
  let page: Page
  let size: Size
  let measure: Int
  let left: Int
  private(set) var text = Window()
  private(set) var list = Window()
  private(set) var notice = Window()
  /// Where a note is typed.
  private(set) var editorTop = 0
  private(set) var editorHeight = 0
  private let isLow: Bool
  let headingRow: Int
  /// How many rows a row of a note takes.
  var editorStep: Int { page.isLarge ? 2 : 1 }
  let keysRow: Int
  /// The rows between the heading and the notice.
  private let body: Range<Int>

  init(_ page: Page, size: Size, anchor: Int) {
    self.init(page, size: size, anchor: anchor, isLow: size.rows < 16)
    if !isLow, size.rows < 24, hidesSomething {
      let dense = Layout(page, size: size, anchor: anchor, isLow: true)
      if !dense.hidesSomething { self = dense }
    }
    // What is asked of one who covers the keys is read before a key is pressed: seen whole, it may stand closer.
    if page.isLarge, page.isCovered, hidesSomething {
      var close = page
      close.isLarge = false
      let whole = Layout(close, size: size, anchor: anchor)
      if !whole.hidesSomething { self = whole }
    }
  }

  /// - Parameter isLow: whether the margins above and below are left out.
  private init(_ page: Page, size: Size, anchor: Int, isLow: Bool) {
    self.page = page
    self.size = size
    self.isLow = isLow
    measure = max(1, min(60, size.columns - (size.columns < 50 ? 2 : 8)))
    left = max(0, (size.columns - measure) / 2)
    headingRow = isLow ? 0 : 1
    keysRow = size.rows - (isLow ? 1 : 2)
    if let words = page.notice { notice.rows = Self.rows(SafeText(words), page.noticeRole, measure) }
    notice.fit(2)
    notice.top = keysRow - max(1, notice.height) - (isLow ? 0 : 1)
    let start = isLow ? (page.heading.isEmpty ? 0 : 1) : page.heading.isEmpty ? 1 : 3
    body = start..<max(start + 1, notice.top - (isLow ? 0 : 1))
    page.editor == nil ? placeTextAndList(anchor) : placeEditor()
  }

  /// Whether some of the words can only be seen by scrolling.
  private var hidesSomething: Bool { text.height < text.rows.count || list.height < list.rows.count }

  private mutating func placeTextAndList(_ anchor: Int) {
    list.rows = listRows
    let hasList = !list.rows.isEmpty
    let room = body.count - list.rows.count
    let paragraphs = paragraphs(breath: 1)
    let fitting = Spacing.allCases.first { textRows($0, paragraphs).count + $0.gap(hasList) <= room }
    let spacing = fitting ?? (hasList ? .tight : .airy)
    text.rows = textRows(spacing, paragraphs)
    let gap = spacing.gap(hasList)
    // A covered list, where nothing is selected, cannot be moved through.
    list.fit(body.count - gap - min(text.rows.count, page.list?.selected == nil ? 2 : 4))
    text.fit(body.count - gap - list.used)
    text.top = top(forRows: text.used + gap + list.used)
    list.top = text.top + text.used + gap
    text.show(from: text.rows.lastIndex { $0.offset <= anchor } ?? 0)
    showSelected()
  }

  /// Scrolls the list so that all of the selected item is in sight.
  private mutating func showSelected() {
    guard let selected = page.list?.selected else { return }
    let item = list.rows.indices.filter { list.rows[$0].offset == selected }
    guard let first = item.first, let last = item.last else { return }
    list.show(from: min(first, last - list.height + 1))
  }

  /// What is there to read beside a note leaves at least three rows to write in.
  private mutating func placeEditor() {
    let room = max(1, body.count - 5)
    let paragraphs = paragraphs(breath: 1)
    let fitting = Spacing.allCases.first { textRows($0, paragraphs).count <= room }
    text.rows = textRows(isLow ? .tight : fitting ?? .tight, paragraphs)
    if text.rows.count > room {
      text.rows = text.rows.prefix(room - 1) + [Row(text: SafeText("…"), clusters: 0..<1, role: .cue)]
    }
    text.fit(text.rows.count)
    text.top = body.lowerBound
    editorTop = text.top + text.height + 1
    editorHeight = max(1, body.upperBound - 1 - editorTop)
  }

  /// The first row of so many: about a quarter down, where eyes rest.
  private func top(forRows used: Int) -> Int {
    let ideal = isLow ? body.lowerBound : size.rows / 4
    return max(body.lowerBound, min(ideal, body.upperBound - used))
  }

  /// The anchor that shows the text `count` rows further down (up, if negative); `nil` where it cannot move.
  func anchor(movedBy count: Int) -> Int? {
    var moved = text
    moved.show(from: text.first + count)
    return moved.first == text.first ? nil : text.rows[moved.first].offset
  }
}

// MARK: - Rows

extension Layout {
  /// Where blank rows stand: between all paragraphs, after the most important ones, nowhere.
  private enum Spacing: CaseIterable {
    case airy, close, tight

    func gap(_ hasList: Bool) -> Int { hasList && self != .tight ? 1 : 0 }
  }

  private typealias Paragraph = (rows: [Row], role: Role)

  /// What is there to read, broken into rows, with a breathing shape of this half height.
  private func paragraphs(breath half: Int) -> [Paragraph] { page.blocks.map { rows(of: $0, breath: half) } }

  /// All rows of the text; a breathing shape takes what room is left.
  private func textRows(_ spacing: Spacing, _ paragraphs: [Paragraph]) -> [Row] {
    let rows = Self.spaced(paragraphs, spacing, isLarge: page.isLarge)
    guard page.hasBreath else { return rows }
    let half = min(4, 1 + max(0, body.count - rows.count) / 2)
    return Self.spaced(self.paragraphs(breath: half), spacing, isLarge: page.isLarge)
  }

  private static func spaced(_ paragraphs: [Paragraph], _ spacing: Spacing, isLarge: Bool) -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(paragraphs.reduce(0) { $0 + 2 * $1.rows.count + 1 })
    var last: Role?
    var start = 0
    for (new, role) in paragraphs {
      guard let end = new.last else { continue }
      if let last, spacing == .airy || spacing == .close && last == .words && role != .words {
        rows.append(Row.free(start - 2))
      }
      if isLarge, !rows.isEmpty { rows.append(Row.free(start - 1)) }
      for var row in new {
        row.offset += start
        rows.append(row)
      }
      start += max(end.offset, end.text.clusters.count) * (isLarge ? 2 : 1) + 3
      last = role
    }
    return rows
  }

  private func rows(of block: Block, breath half: Int) -> Paragraph {
    switch block {
    case .spoken: ([], .text)
    case .breath(let size, let word): (Breath.rows(size: size, word: word, measure: measure, half: half), .words)
    case .text(let string, let role), .drawn(let string, let role):
      (spread(Self.rows(SafeText(string), role, measure)), role)
    }
  }

  /// The rows with a free one between all of them, where print is large. Offsets stay apart from each other.
  private func spread(_ rows: [Row]) -> [Row] {
    guard page.isLarge else { return rows }
    return rows.flatMap { row in
      var row = row
      row.offset *= 2
      return row.offset == 0 ? [row] : [Row.free(row.offset - 1), row]
    }
  }

  /// The list, spread where print is large; one without a selection cannot be scrolled, so it has to fit.
  private var listRows: [Row] {
    guard let list = page.list else { return [] }
    let rows = Self.rows(of: list, measure: measure)
    guard page.isLarge, list.selected != nil || rows.count * 2 + 3 <= body.count else { return rows }
    return rows.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [Row.free(-1), $0.element] }
  }

  /// A paragraph; what belongs to the right seat stands at the right.
  private static func rows(_ text: SafeText, _ role: Role, _ measure: Int) -> [Row] {
    let lines = role == .typed ? text.lines(width: measure) : text.balancedLines(width: measure)
    return lines.map { line in
      Row(
        text: text, clusters: line.clusters, role: role, offset: line.consumed.lowerBound,
        indent: role == .right ? max(0, measure - line.width) : 0)
    }
  }

  /// A list's items, each under its own first word; the offset of a row is its item's place.
  private static func rows(of list: List, measure: Int) -> [Row] {
    let widest = list.labels.map { SafeText($0).width() }.max() ?? 0
    let indent = min(widest + 4, measure - 1)
    return list.items.enumerated().flatMap { place, item in
      let isChosen = place == list.selected
      let text = SafeText(item)
      return text.lines(width: measure - indent).enumerated().map { number, line in
        let label = number == 0 ? "\(isChosen ? "›" : " ") \(list.labels[place])" : ""
        return Row(
          text: text, clusters: line.clusters, role: isChosen ? .chosen : .text, offset: place, indent: indent,
          label: label)
      }
    }
  }
}
