// Where the passes over a deck put their faults.

import TomlFile

/// Faults of one file, collected.
struct FaultList {
  let file: String
  private(set) var faults: [DeckFault] = []
  var hasErrors: Bool { faults.contains { $0.severity == .error } }

  init(file: String) { self.file = file }

  mutating func error(_ rule: String, at position: TomlPosition, _ what: String, hint: String) {
    add(.error, rule, position, what, hint)
  }

  mutating func error(_ rule: String, at place: TomlPlace, _ what: String, hint: String) {
    add(.error, rule, place.position, what, hint)
  }

  mutating func warning(_ rule: String, at place: TomlPlace, _ what: String, hint: String) {
    add(.warning, rule, place.position, what, hint)
  }

  mutating func add(_ fault: TomlFault, rule: String) {
    add(.error, rule, TomlPosition(line: fault.line, column: fault.column), fault.what, fault.hint)
  }

  mutating func add(_ fault: DeckFault) { faults.append(fault) }

  private mutating func add(
    _ severity: DeckFault.Severity, _ rule: String, _ position: TomlPosition, _ what: String, _ hint: String
  ) {
    faults.append(
      DeckFault(
        file: file, line: position.line, column: position.column, severity: severity, rule: rule,
        what: SafeText.visible(what), hint: SafeText.visible(hint)))
  }
}
