// Where a page's words stand on a screen.
//
// Rules: one narrow measure, centred; the heading above, the keys below, the words between them, never
// wider than the measure. What does not fit is scrolled to and says so. The list stays in sight.

import CellGrid
import Settings

/// The smallest window that a conversation is drawn in.
public let smallestSize = Size(columns: 40, rows: 12)

/// A page fitted to a size.
struct Layout {
  /// A line of text in its place.
  struct Row {
    var text: SafeText
    var clusters: Range<Int>
    var role: Role
    /// Where the row's first character stands in all of the page's text.
    var offset: Int
    var isCentred = false
  }

  let size: Size
  let measure: Int
  let left: Int
  /// All rows of the text, those above and below the window included, and the first that is shown.
  let rows: [Row]
  let firstRow: Int
  /// How many rows of text, and of the list, can be seen.
  let textHeight: Int
  let listHeight: Int
  let top: Int
  let page: Page

  /// The line that the heading, the notice and the keys stand on.
  var headingRow: Int { isLow ? 0 : 1 }
  var noticeRow: Int { size.rows - (isLow ? 2 : 4) }
  var keysRow: Int { size.rows - (isLow ? 1 : 2) }
  private var isLow: Bool { size.rows < 16 }

  init(_ page: Page, size: Size, anchor: Int) {
    self.page = page
    self.size = size
    measure = max(1, min(60, size.columns - (size.columns < 50 ? 2 : 8)))
    left = (size.columns - measure) / 2
    let isLow = size.rows < 16
    let bodyTop = isLow ? 1 : 3
    let bodyHeight = max(1, size.rows - (isLow ? 2 : 5) - bodyTop)
    let tight = isLow && page.list != nil || size.rows < 12
    rows = Self.rows(of: page, measure: measure, height: bodyHeight, tight: tight)
    let wanted = page.list?.items.count ?? 0
    let gap = wanted > 0 && !tight ? 1 : 0
    if rows.count + gap + wanted <= bodyHeight {
      textHeight = rows.count
      listHeight = wanted
    } else {
      let forText = min(rows.count, max(bodyHeight - wanted - gap, min(3, bodyHeight / 2)))
      textHeight = page.editor == nil ? max(wanted == 0 ? bodyHeight : forText, 0) : min(rows.count, bodyHeight / 3)
      listHeight = max(0, min(wanted, bodyHeight - textHeight - gap))
    }
    let used = textHeight + (listHeight > 0 ? listHeight + gap : 0)
    let ideal = isLow ? bodyTop : max(bodyTop, size.rows / 4)
    let isTyping = page.editor != nil
    top = max(bodyTop, min(isTyping ? bodyTop : ideal, bodyTop + bodyHeight - used))
    let lastFirst = max(0, rows.count - textHeight)
    firstRow = min(rows.lastIndex { $0.offset <= anchor } ?? 0, lastFirst)
  }

  /// The list's first row.
  var listTop: Int { top + textHeight + (listGap ? 1 : 0) }
  private var listGap: Bool { !(isLow && page.list != nil || size.rows < 12) }

  /// Where a note is typed.
  var editorTop: Int { top + textHeight + (isLow ? 0 : 1) }
  var editorHeight: Int { max(1, noticeRow - editorTop) }

  /// Whether text is hidden above or below.
  var hidesAbove: Bool { firstRow > 0 }
  var hidesBelow: Bool { firstRow + textHeight < rows.count }

  /// The anchor that shows the text `count` rows further down (up, if negative); `nil` where it cannot move.
  func anchor(movedBy count: Int) -> Int? {
    let target = min(max(0, firstRow + count), max(0, rows.count - textHeight))
    return target == firstRow ? nil : rows[target].offset
  }

  // MARK: - Rows

  private static func rows(of page: Page, measure: Int, height: Int, tight: Bool) -> [Row] {
    var rows: [Row] = []
    var offset = 0
    for block in page.blocks {
      let new = rowsOf(block, measure: measure, height: height, offset: &offset)
      guard !new.isEmpty else { continue }
      if !rows.isEmpty && !tight { rows.append(blank(offset)) }
      rows += new
    }
    return rows
  }

  private static func rowsOf(_ block: Block, measure: Int, height: Int, offset: inout Int) -> [Row] {
    switch block {
    case .spoken: return []
    case .breath(let size, let word): return Breath.rows(size: size, word: word, measure: measure, height: height)
    case .text(let string, let role):
      let text = SafeText(string)
      let start = offset
      offset += text.clusters.count + 1
      let lines = role == .words ? text.balancedLines(width: measure) : text.lines(width: measure)
      return lines.map { Row(text: text, clusters: $0.clusters, role: role, offset: start + $0.consumed.lowerBound) }
    }
  }

  private static func blank(_ offset: Int) -> Row {
    Row(text: SafeText(""), clusters: 0..<0, role: .text, offset: offset)
  }
}
