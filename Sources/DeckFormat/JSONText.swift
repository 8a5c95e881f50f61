// JSON for other programs, by hand: two kinds of values are all that is needed.
//
// Rules: keys stand in alphabetical order, so that the same things always give the same bytes; what could drive a
// terminal is escaped.

/// JSON text (RFC 8259).
public enum JSONText {
  /// A string (section 7). Controls and whatever could drive a terminal are escaped too.
  public static func quoted(_ text: String) -> String {
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

  /// An object on one line; the values are JSON already.
  public static func object(_ fields: [String: String]) -> String {
    let sorted = fields.sorted { $0.key < $1.key }
    return "{" + sorted.map { "\(quoted($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
  }

  /// A list on one line; the values are JSON already.
  public static func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }

  /// A list with one value a line; an empty list is `[]`.
  public static func lines(_ values: [String]) -> String {
    values.isEmpty ? "[]" : "[\n" + values.map { "  " + $0 }.joined(separator: ",\n") + "\n]"
  }
}
