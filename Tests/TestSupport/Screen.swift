// The screen that a person would see, after libvterm.
//
// Rules: reads only; knows nothing of the program that draws. A cluster of several scalars that libvterm spreads
// over cells is to be looked for in the bytes.

import CVterm

/// One cell of the screen.
public struct ScreenCell: Equatable {
  /// What stands in it; empty in the right half of a wide one.
  public var text: String
  public var bold: Bool
  public var underline: Bool
  public var reverse: Bool
  /// Red, green and blue as 0xRRGGBB; `nil` for the terminal's own colour.
  public var foreground: UInt32?
  public var background: UInt32?
}

/// A terminal's screen, fed with the bytes that a program writes.
final class Screen {
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  private(set) var cursorIsVisible = true
  private(set) var isAlternate = false
  /// Lines that have left the screen upwards, oldest first.
  private(set) var scrollback: [String] = []

  init(columns: Int, rows: Int) {
    // libvterm 0.1.4 crashes at a wide character where there is one column.
    terminal = vterm_new(Int32(max(1, rows)), Int32(max(2, columns)))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    Screen.callbacks.withUnsafePointer {
      vterm_screen_set_callbacks(screen, $0, Unmanaged.passUnretained(self).toOpaque())
    }
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  /// An empty screen of another size in the same state. libvterm 0.1.4 crashes at some changes of size, and
  /// terminals differ in what they keep.
  func resized(columns: Int, rows: Int) -> Screen {
    let new = Screen(columns: columns, rows: rows)
    if isAlternate { new.write(Array("\u{1B}[?1049h".utf8)) }
    if !cursorIsVisible { new.write(Array("\u{1B}[?25l".utf8)) }
    new.scrollback = scrollback
    return new
  }

  func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { raw in
      _ = vterm_input_write(terminal, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
    vterm_screen_flush_damage(screen)
  }

  var size: (columns: Int, rows: Int) {
    var rows: Int32 = 0
    var columns: Int32 = 0
    vterm_get_size(terminal, &rows, &columns)
    return (Int(columns), Int(rows))
  }

  var cursor: (row: Int, column: Int) {
    var position = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &position)
    return (Int(position.row), Int(position.col))
  }

  func cell(row: Int, column: Int) -> ScreenCell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    return ScreenCell(
      text: Screen.text(cell), bold: cell.attrs.bold != 0, underline: cell.attrs.underline != 0,
      reverse: cell.attrs.reverse != 0, foreground: colour(cell.fg, VTERM_COLOR_DEFAULT_FG),
      background: colour(cell.bg, VTERM_COLOR_DEFAULT_BG))
  }

  /// The rows from the top, without trailing spaces.
  var rows: [String] {
    let (columns, rows) = size
    return (0..<rows).map { row in
      Screen.trimmed((0..<columns).map { cell(row: row, column: $0).text }.joined())
    }
  }

  private func colour(_ colour: VTermColor, _ own: VTermColorType) -> UInt32? {
    if UInt32(colour.type) & UInt32(own.rawValue) != 0 { return nil }
    var colour = colour
    vterm_screen_convert_color_to_rgb(screen, &colour)
    return UInt32(colour.rgb.red) << 16 | UInt32(colour.rgb.green) << 8 | UInt32(colour.rgb.blue)
  }

  private static func text(_ cell: VTermScreenCell) -> String {
    if cell.chars.0 == UInt32.max { return "" }
    let values = [cell.chars.0, cell.chars.1, cell.chars.2, cell.chars.3, cell.chars.4, cell.chars.5]
    let scalars = values.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
    return scalars.isEmpty ? " " : String(String.UnicodeScalarView(scalars))
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The callbacks' table lives as long as the program, because libvterm keeps its address.
  private struct Callbacks: @unchecked Sendable {
    let table: UnsafeMutablePointer<VTermScreenCallbacks>
    func withUnsafePointer(_ body: (UnsafePointer<VTermScreenCallbacks>) -> Void) { body(table) }
  }

  private static let callbacks: Callbacks = {
    let table = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)
    var callbacks = VTermScreenCallbacks()
    callbacks.settermprop = { property, value, user in
      let screen = Unmanaged<Screen>.fromOpaque(user!).takeUnretainedValue()
      switch property {
      case VTERM_PROP_CURSORVISIBLE: screen.cursorIsVisible = value!.pointee.boolean != 0
      case VTERM_PROP_ALTSCREEN: screen.isAlternate = value!.pointee.boolean != 0
      default: break
      }
      return 1
    }
    callbacks.sb_pushline = { count, cells, user in
      let screen = Unmanaged<Screen>.fromOpaque(user!).takeUnretainedValue()
      let line = (0..<Int(count)).map { Screen.text(cells![$0]) }.joined()
      screen.scrollback.append(Screen.trimmed(line))
      return 1
    }
    table.initialize(to: callbacks)
    return Callbacks(table: table)
  }()
}
