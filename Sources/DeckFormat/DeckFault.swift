// What the check of a deck says, and how it says it.
//
// Rules: a fault names file, line and column, says what is wrong and how to mend it, in plain words. Its rule has a
// short name, by which a warning can be answered in the deck.

/// One fault of a deck file.
public struct DeckFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// How grave a fault is.
  public enum Severity: String, Sendable, Comparable {
    /// The deck cannot be used, or would break a promise made to the people who use it.
    case error
    /// The wording or the balance could be better; a deck may answer it with a reason.
    case warning

    /// Errors before warnings.
    public static func < (a: Severity, b: Severity) -> Bool { a == .error && b == .warning }
  }

  /// The file as it was given to the program.
  public var file: String
  /// Line and column from 1; columns count Unicode scalars.
  public var line, column: Int
  /// Error or warning.
  public var severity: Severity
  /// The rule's short name, as `allow = { name = "reason" }` uses it.
  public var rule: String
  /// What is wrong.
  public var what: String
  /// How to mend it.
  public var hint: String

  /// Makes a fault.
  public init(
    file: String, line: Int, column: Int, severity: Severity, rule: String, what: String, hint: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.rule = rule
    self.what = what
    self.hint = hint
  }

  /// Two lines: `file:line:column: error: what` and, indented, `hint: how`.
  public var description: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(what) [\(rule)]\n  hint: \(hint)"
  }

  /// The order of a report: by place, then errors first, then by rule.
  static func isBefore(_ a: DeckFault, _ b: DeckFault) -> Bool {
    if (a.line, a.column) != (b.line, b.column) { return (a.line, a.column) < (b.line, b.column) }
    if a.severity != b.severity { return a.severity < b.severity }
    return (a.rule, a.what) < (b.rule, b.what)
  }
}

/// Why a deck could not be read: its first faults, all of them errors, in the order of the file.
public struct DeckUnreadable: Error, Sendable, CustomStringConvertible {
  /// At least one fault, at most `DeckReader.mostFaults`.
  public let faults: [DeckFault]

  /// The faults one below the other.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
