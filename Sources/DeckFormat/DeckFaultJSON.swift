// Faults for other programs.

extension DeckFault {
  /// Faults as a JSON list, one object a line, its keys in alphabetical order; an empty list is `[]`.
  ///
  /// Keys: column, file, hint, line, rule, severity ("error" or "warning"), what.
  public static func json(_ faults: [DeckFault]) -> String { JSONText.lines(faults.map(\.json)) }

  private var json: String {
    JSONText.object([
      "column": String(column), "file": JSONText.quoted(file), "hint": JSONText.quoted(hint), "line": String(line),
      "rule": JSONText.quoted(rule), "severity": JSONText.quoted(severity.rawValue), "what": JSONText.quoted(what),
    ])
  }
}
