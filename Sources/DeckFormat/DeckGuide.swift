// The parts of the authoring guide that come from the code, so that the two cannot drift apart.

/// Markdown for the guide beside the decks.
public enum DeckGuide {
  /// All fields, a table for each place in the file, with a newline at the end.
  public static func fieldReference() -> String {
    let titles: [(DeckField.Place, String)] = [
      (.file, "Above everything else"), (.deck, "In `[deck]`"), (.card, "In each `[[cards]]`"),
    ]
    return titles.map { place, title in
      let rows = DeckFields.fields(place).map { field in
        let standard = field.standard.map { $0 == "none" || $0 == "all" ? $0 : "`\($0)`" } ?? "required"
        return
          "| `\(field.name)` | \(cell(field.type)) | \(cell(field.meaning)) | \(cell(standard)) | `\(cell(field.example))` |"
      }
      return (["### \(title)", "", "| field | type | meaning | default | example |", "|---|---|---|---|---|"] + rows)
        .joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// All rules of the check, as one table with a newline at the end.
  public static func ruleReference() -> String {
    let rows = DeckRules.all.map { "| `\($0.name)` | \($0.severity.rawValue) | \(cell($0.meaning)) |" }
    return (["| rule | fault | what it asks for |", "|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
