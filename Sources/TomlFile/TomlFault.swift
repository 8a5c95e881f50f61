// What is wrong with a TOML file, where, and what helps.
//
// Rule: a fault is plain words for the person who wrote the file; `what` says what happened, `hint` what to do.

/// A place in a file as people count: lines and columns from 1, columns in Unicode scalars.
public struct TomlPosition: Sendable, Hashable, Comparable {
  /// The line, from 1. Lines end at LF or CRLF.
  public let line: Int
  /// The column in Unicode scalars, from 1. A byte order mark at the start of a file is not counted.
  public let column: Int

  /// Makes a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Orders by line, then by column.
  public static func < (a: TomlPosition, b: TomlPosition) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A file that is not TOML, or a value that is not of the type that was asked for.
public struct TomlFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line and the column of the fault, from 1.
  public let line, column: Int
  /// What is wrong, in one plain sentence without a full stop.
  public let what: String
  /// What the writer of the file can do about it.
  public let hint: String

  /// Makes a fault at a position. Controls in `what`, which may quote a key of the file, become visible marks, and
  /// a long text is cut, so that a message never drives a terminal or fills it.
  public init(_ position: TomlPosition, _ what: String, hint: String) {
    line = position.line
    column = position.column
    self.what = Self.visible(what)
    self.hint = Self.visible(hint)
  }

  private static func visible(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(400) {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: view.append("\u{FFFD}")
      case .format where scalar != "\u{200D}": view.append("\u{FFFD}")
      default: view.append(scalar)
      }
    }
    return String(view)
  }

  /// The fault in one line: `line:column: what (hint)`.
  public var description: String { "\(line):\(column): \(what) (\(hint))" }
}
