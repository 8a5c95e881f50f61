// Cells to ncurses: a look for each role, and what may go into one cell.
//
// Rules: only what ncurses and we agree on reaches the terminal: the base's width by glibc is the cell's, what
// follows takes no room and is no format or control character. Everything else is a placeholder of the same
// width. Text is checked here a second time on purpose: no frame, however made, can drive the terminal.

import CNcurses
import CellGrid
import Glibc

/// Paints cells with the looks of a theme.
struct Brush {
  /// Attributes and colour pair of one role.
  private struct Look {
    var attributes: attr_t = 0
    var pair: Int32 = 0

    /// These scalars, which end with zero, in this look.
    func cell(_ scalars: [wchar_t]) -> cchar_t { curses_cell(scalars, attributes, pair) }
  }

  /// The two colours of a pair. A list of a few is searched one by one: a dictionary costs the start more than it saves.
  private struct Inks: Equatable {
    var foreground: Int32
    var background: Int32
  }

  /// How many colours there are to choose from.
  private enum Depth { case none, eight, sixteen, indexed, direct }

  private let looks: [Look]
  /// A space in each look: cells are copies of it with another scalar.
  private let spaces: [cchar_t]
  private let isUnicode: Bool
  private let placeholder: wchar_t
  private var scalars = [wchar_t](repeating: 0, count: Int(curses_cell_capacity()) + 1)
  /// The cells of a row on their way to ncurses.
  private var run: [cchar_t] = []

  /// Sets up the colours; `newterm` has been called.
  init(theme: Theme, isUnicode: Bool) {
    self.isUnicode = isUnicode
    placeholder = isUnicode ? 0xFFFD : 0x3F
    let depth = Brush.startColours()
    let theme = depth == .none ? Theme.mono : theme
    var pairs: [Inks] = []
    var looks = Role.allCases.map { role in Brush.look(theme.style(role), depth, &pairs) }
    // Cells are put as they are, also where they have no colour of their own on a coloured ground.
    let ground = looks[Int(Role.text.rawValue)].pair
    for index in looks.indices where looks[index].pair == 0 { looks[index].pair = ground }
    self.looks = looks
    spaces = looks.map { $0.cell([0x20, 0]) }
  }

  private static func startColours() -> Depth {
    guard has_colors(), start_color() == OK else { return .none }
    use_default_colors()
    let count = curses_colors()
    if curses_direct_color(), count > 256 { return .direct }
    return count >= 256 ? .indexed : count >= 16 ? .sixteen : count >= 8 ? .eight : .none
  }

  private static func look(_ style: Style, _ depth: Depth, _ pairs: inout [Inks]) -> Look {
    let plain = plain(style, depth)
    var look = Look()
    if plain.bold { look.attributes |= curses_bold() }
    if plain.dim { look.attributes |= curses_dim() }
    if style.underline { look.attributes |= curses_underline() }
    if style.reverse { look.attributes |= curses_reverse() }
    let inks = Inks(foreground: plain.foreground, background: plain.background)
    if depth == .none || inks == Inks(foreground: -1, background: -1) { return look }
    if let place = pairs.firstIndex(of: inks) {
      look.pair = Int32(place + 1)
    } else {
      let pair = Int32(pairs.count + 1)
      guard init_extended_pair(pair, inks.foreground, inks.background) == OK else { return look }
      pairs.append(inks)
      look.pair = pair
    }
    return look
  }

  /// What a style comes to at a depth; a colour is ncurses' number of it, -1 for the terminal's own.
  private struct Plain {
    var foreground: Int32
    var background: Int32
    var bold: Bool
    var dim: Bool
  }

  private static func plain(_ style: Style, _ depth: Depth) -> Plain {
    let isOfPalette = style.foreground?.isFromPalette == true && style.background == nil
    if depth == .eight || depth == .direct && isOfPalette {
      let eight = style.inEightColours
      return Plain(
        foreground: Int32(eight.foreground ?? -1), background: Int32(eight.background ?? -1), bold: eight.bold,
        dim: eight.dim)
    }
    return Plain(
      foreground: number(style.foreground, depth), background: number(style.background, depth),
      bold: style.bold && !brightens(style, depth), dim: style.dim)
  }

  /// Whether bold would turn dark ink on a light ground into a brighter colour: many terminals do that to the
  /// first eight.
  private static func brightens(_ style: Style, _ depth: Depth) -> Bool {
    guard depth == .sixteen, let ink = style.foreground, let ground = style.background else { return false }
    return ink.ansi16 < 8 && ground.ansi16 >= 7
  }

  private static func number(_ colour: Color?, _ depth: Depth) -> Int32 {
    guard let colour else { return -1 }
    switch depth {
    case .none: return -1
    case .direct: return Int32(colour.red) << 16 | Int32(colour.green) << 8 | Int32(colour.blue)
    case .indexed where !colour.isFromPalette: return Int32(colour.xterm256)
    case .indexed, .sixteen, .eight: return Int32(colour.ansi16)
    }
  }

  /// Erased cells look like the theme's ordinary text.
  func paintBackground() {
    let look = looks[Int(Role.text.rawValue)]
    // Attributes such as bold or underline are for text.
    curses_background(0, look.pair)
  }

  /// Erased cells look like the terminal's own.
  func clearBackground() { curses_background(0, 0) }

  /// Writes the cells of one row that stand in `columns`.
  mutating func paint(_ cells: ArraySlice<Cell>, row: Int, columns: Range<Int>) {
    run.removeAll(keepingCapacity: true)
    let start = cells.startIndex
    var column = columns.lowerBound
    while column < columns.upperBound {
      let isWide = start + column + 1 < cells.endIndex && cells[start + column + 1].glyph.isEmpty
      let width = isWide ? 2 : 1
      add(cells[start + column], width: width, room: columns.upperBound - column)
      column += width
    }
    curses_put(Int32(row), Int32(columns.lowerBound), run, Int32(run.count))
  }

  /// Adds one cell to the run; where it cannot be drawn, a placeholder of the same width. A wide cell that is cut in
  /// half would move to the next row.
  private mutating func add(_ cell: Cell, width: Int, room: Int) {
    let role = Int(cell.role.rawValue)
    if width == 1, let only = cell.glyph.only, (0x20..<0x7F).contains(only) {
      // Nearly every cell.
      run.append(curses_cell_like(spaces[role], wchar_t(only)))
    } else if width <= room, fill(cell.glyph, width: width) {
      run.append(looks[role].cell(scalars))
    } else {
      run.append(curses_cell_like(spaces[role], cell.glyph.isEmpty ? 0x20 : placeholder))
      if width == 2, room > 1 { run.append(spaces[role]) }
    }
  }

  /// Puts a glyph into `scalars`; false if it cannot stand in a cell of this width.
  private mutating func fill(_ glyph: Glyph, width: Int) -> Bool {
    var count = 0
    for scalar in glyph.scalars {
      guard count + 1 < scalars.count else { return false }
      let value = wchar_t(bitPattern: scalar.value)
      if value < 0x7F {
        guard value >= 0x20, count == 0, width == 1 else { return false }
      } else {
        guard isUnicode, curses_width(value) == (count == 0 ? Int32(width) : 0) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
          return false
        default: break
        }
      }
      scalars[count] = value
      count += 1
    }
    scalars[count] = 0
    return count > 0
  }

  /// Whether terminals may give a cell of these another width than we do: clusters of several scalars, the planes of
  /// emoji, and what is one column wide except where a terminal is set to two, as East Asian encodings had it.
  func mayDisagree(_ cells: ArraySlice<Cell>) -> Bool {
    guard isUnicode else { return false }
    return cells.contains { cell in
      if let only = cell.glyph.only { only >= 0xA1 && !(0x2E80..<0xE000).contains(only) } else { !cell.glyph.isEmpty }
    }
  }
}
