// Records as files for other programs: Markdown, plain text and JSON.
//
// Rules: pure functions; whoever writes the result warns first, because it is no longer sealed. Names of sections
// come from outside, in the language of the people. What a person typed cannot turn into structure: in Markdown it
// stands as a quotation of literal lines, in plain text behind two spaces, in JSON as a string (RFC 8259).

/// The forms that kept notes can be exported in.
public enum Export: String, Sendable, CaseIterable {
  /// CommonMark.
  case markdown
  /// Text for people.
  case plain
  /// One object with a list of records, for programs; keys in a fixed order.
  case json

  /// The records in this form, in the order given. `sectionName` names a section for people; `unproven` is what is said
  /// of a record that nothing proves to be theirs.
  public func text(
    _ records: [Record], unproven: String = "", sectionName: (String) -> String = { $0 }
  ) -> String {
    func mark(_ record: Record) -> [String] { record.isProven || unproven.isEmpty ? [] : ["", unproven] }
    return switch self {
    case .markdown: records.map { Self.markdown($0, mark($0).map(Self.literal), sectionName) }.joined(separator: "\n")
    case .plain: records.map { Self.plain($0, mark($0), sectionName) }.joined(separator: "\n")
    case .json: Self.json(records)
    }
  }

  private static func markdown(_ record: Record, _ mark: [String], _ sectionName: (String) -> String) -> String {
    var lines = ["# " + literal(record.created.text)] + mark
    var section: String?
    for entry in record.entries {
      if entry.section != section { lines += ["", "## " + literal(oneLine(sectionName(entry.section)))] }
      section = entry.section
      if !entry.prompt.isEmpty { lines += ["", "**" + literal(oneLine(entry.prompt)) + "**"] }
      lines.append("")
      // A backslash at a line's end keeps the line break.
      let words = split(entry.text).map { $0.isEmpty ? ">" : "> " + literal($0) }
      for (index, line) in words.enumerated() {
        let next = index + 1 < words.count ? words[index + 1] : ">"
        lines.append(line == ">" || next == ">" ? line : line + "\\")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func plain(_ record: Record, _ mark: [String], _ sectionName: (String) -> String) -> String {
    var lines = [record.created.text] + mark
    var section: String?
    for entry in record.entries {
      if entry.section != section { lines += ["", oneLine(sectionName(entry.section))] }
      section = entry.section
      lines.append("")
      if !entry.prompt.isEmpty { lines.append(oneLine(entry.prompt)) }
      lines += split(entry.text).map { $0.isEmpty ? "" : "  " + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func json(_ records: [Record]) -> String {
    let list = records.map { record in
      let entries = record.entries.map { entry in
        "        {\"section\": \(quoted(entry.section)), \"prompt\": \(quoted(entry.prompt)), "
          + "\"text\": \(quoted(entry.text))" + (entry.card.isEmpty ? "}" : ", \"card\": \(quoted(entry.card))}")
      }
      return """
            {
              "id": \(quoted(record.id.text)),
              "revision": \(record.revision),
              "created": \(record.created.seconds),
              "offsetMinutes": \(record.created.offset),
              "finished": \(record.finished),\(record.isPrivate ? "\n      \"isPrivate\": true," : "")\(record.isProven ? "" : "\n      \"isProven\": false,")
              "entries": [\(entries.isEmpty ? "" : "\n" + entries.joined(separator: ",\n") + "\n      ")]
            }
        """
    }
    let body = list.isEmpty ? "" : "\n" + list.joined(separator: ",\n") + "\n  "
    return "{\n  \"version\": 1,\n  \"records\": [\(body)]\n}\n"
  }

  /// A JSON string; everything that could drive a terminal is written as `\u` and four digits.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if PlainText.isHidden(scalar) {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The lines of a text, without characters that could drive a terminal.
  static func split(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      var shown = String.UnicodeScalarView()
      for scalar in Substring(line).unicodeScalars where scalar != "\r" {
        shown.append(scalar == "\t" ? " " : PlainText.isHidden(scalar) ? "\u{FFFD}" : scalar)
      }
      return String(shown)
    }
  }

  static func oneLine(_ text: String) -> String { split(text).joined(separator: " ") }

  /// CommonMark, "Backslash escapes": punctuation that could mean something is escaped, and so are the marks that
  /// begin a list, wherever a line begins with them. Blanks at a line's ends become ones that mean nothing.
  static func literal(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(line.unicodeScalars)
    let first = scalars.firstIndex { $0 != " " } ?? scalars.count
    let last = scalars.lastIndex { $0 != " " } ?? -1
    let number = scalars[first...].prefix { ("0"..."9").contains($0) }.endIndex
    for (index, scalar) in scalars.enumerated() {
      if scalar == " ", index < first || index > last {
        result.append("\u{A0}")
        continue
      }
      let beginsList = index == first && "+-=".unicodeScalars.contains(scalar)
      let endsNumber = index == number && index > first && ".)".unicodeScalars.contains(scalar)
      if beginsList || endsNumber || "\\`*_[]<>#|~&".unicodeScalars.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}
