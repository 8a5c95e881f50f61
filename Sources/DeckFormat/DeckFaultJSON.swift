// Faults for other programs.

extension DeckFault {
  /// Faults as a JSON list, one object a line, its keys in alphabetical order; an empty list is `[]`.
  ///
  /// Keys: column, file, hint, line, rule, severity ("error" or "warning"), what.
  public static func json(_ faults: [DeckFault]) -> String {
    if faults.isEmpty { return "[]" }
    return "[\n" + faults.map { "  " + $0.json }.joined(separator: ",\n") + "\n]"
  }

  private var json: String {
    let fields = [
      ("column", String(column)), ("file", Self.quoted(file)), ("hint", Self.quoted(hint)), ("line", String(line)),
      ("rule", Self.quoted(rule)), ("severity", Self.quoted(severity.rawValue)), ("what", Self.quoted(what)),
    ]
    return "{" + fields.map { "\(Self.quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// A JSON string (RFC 8259, section 7). Controls and whatever could drive a terminal are escaped too.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where SafeText.isUnsafe(scalar) || scalar.value < 0x20:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
