// A screen as a value: what Screens renders, what tests compare, what Terminal draws.

/// What a piece of the screen is, so that one theme can say how all such pieces look.
///
/// Rules: a screen names roles and never colours; what a role means is also said in words or by place.
public enum Role: UInt8, CaseIterable, Sendable {
  /// Ordinary text.
  case text
  /// The card's own words: the brightest thing on the screen.
  case words
  /// The name of the section or screen.
  case heading
  /// The cue for the one who listens, and other quiet advice.
  case cue
  /// The key line at the bottom: the quietest text.
  case keys
  /// The chosen line of a list.
  case chosen
  /// Something that needs reading now: pain, "not saved yet".
  case notice
  /// The left seat's and the right seat's own colour, for the side that has the floor.
  case left, right
  /// The four sections' hues.
  case comfort, reflection, boundaries, wishes
  /// What a person typed.
  case typed
  /// What is drawn and not written: the breathing shape, the bar at the side of the one who speaks.
  case breath
}

/// One character cell.
public struct Cell: Equatable, Sendable {
  /// The words of the glyph; the role is in the highest byte of the second, which the glyph leaves free.
  private var words: (low: UInt64, high: UInt64)
  private static let roleShift: UInt64 = 56

  /// A cell; without arguments a space in the role `text`.
  public init(_ glyph: Glyph = .space, _ role: Role = .text) {
    words = (glyph.low, glyph.high | UInt64(role.rawValue) << Cell.roleShift)
  }
  /// A cell that draws `text`, which should be one safe cluster.
  public init(_ text: String, _ role: Role = .text) { self.init(Glyph(text), role) }

  /// One safe grapheme cluster, ready to draw; empty where the cluster to the left is two cells wide. Of a
  /// cluster with several spacing parts (Devanagari, Thai) each part has a cell of its own.
  public var glyph: Glyph {
    get { Glyph(low: words.low, high: words.high & (1 << Cell.roleShift - 1)) }
    set { self = Cell(newValue, role) }
  }
  /// What the cell is part of.
  public var role: Role { Role(rawValue: UInt8(truncatingIfNeeded: words.high >> Cell.roleShift)) ?? .text }
  /// What is drawn, as a string.
  public var text: String { glyph.text }

  /// Cells are equal where they draw the same in the same role.
  public static func == (a: Cell, b: Cell) -> Bool { a.words == b.words }
}

/// One whole screen.
public struct Frame: Equatable, Sendable {
  /// What is drawn.
  public var grid: Grid
  /// Where the terminal's cursor is shown, from zero; `nil` hides it.
  public var cursor: Position?
  /// Where a hidden cursor stands: braille lines and screen readers follow it.
  public var focus = Position(row: 0, column: 0)
  /// A frame, without a cursor unless one is given.
  public init(grid: Grid, cursor: Position? = nil) {
    self.grid = grid
    self.cursor = cursor
  }
}

/// A cell's place, from zero at the top left.
public struct Position: Equatable, Hashable, Sendable {
  /// From zero at the top.
  public var row: Int
  /// From zero at the left, in cells.
  public var column: Int
  /// A place; it need not lie inside any grid.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
