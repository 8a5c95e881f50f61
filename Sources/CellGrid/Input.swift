// What a person does at the keyboard, free of any terminal library.
//
// Rules: a value says what was meant, not which bytes came; whatever a terminal sends that is not listed
// here is dropped by Terminal, never guessed at.

/// One thing that came from the terminal.
public enum Input: Equatable, Sendable {
  /// A key.
  case key(Key)
  /// Text pasted between the terminal's paste brackets, whole, line ends as `\n`, otherwise unfiltered.
  case paste(String)
  /// The window has this size now.
  case resize(Size)
}

/// One key press.
public enum Key: Equatable, Sendable {
  /// A printing character, as typed; combining characters arrive as keys of their own.
  case character(Character)
  /// The same with Alt (or with Escape before it in one burst).
  case alt(Character)
  /// A letter with Ctrl, in lower case; Enter, Tab, Escape and Backspace have cases of their own.
  case control(Character)
  case enter
  /// Alt-Enter or Ctrl-J: a new line inside a text.
  case newline
  case tab, backTab, escape, backspace, delete
  case left, right, up, down, home, end, pageUp, pageDown
  /// Ctrl or Alt with the arrow.
  case wordLeft, wordRight
}

/// A width and height in character cells.
public struct Size: Equatable, Hashable, Sendable {
  /// Cells side by side.
  public var columns: Int
  /// Cells one below the other.
  public var rows: Int
  /// A size; whoever uses it takes negative numbers as zero.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}
