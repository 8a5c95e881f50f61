// A page of headed lists as a file for other programs: the look back, the agreements.
//
// Rules: as for records (see Export): pure, and nothing that a person typed can turn into structure.

/// A heading, what stands under it, and a sentence that belongs to it.
public struct ExportSection: Sendable {
  public var heading: String
  /// Each with the words that it answers, if there are any.
  public var lines: [(prompt: String?, text: String)]
  public var after: String?
  public init(heading: String, lines: [(prompt: String?, text: String)], after: String? = nil) {
    self.heading = heading
    self.lines = lines
    self.after = after
  }
}

extension Export {
  /// The sections as CommonMark, or as text for people.
  public static func markdown(_ sections: [ExportSection]) -> String {
    text(sections) { section in
      var lines = ["# " + literal(oneLine(section.heading))]
      for line in section.lines {
        lines.append("")
        if let prompt = line.prompt { lines += ["**" + literal(oneLine(prompt)) + "**", ""] }
        lines += split(line.text).enumerated().map { ($0 == 0 ? "- " : "  ") + literal($1) }
      }
      return lines + (section.after.map { ["", literal(oneLine($0))] } ?? [])
    }
  }

  public static func plain(_ sections: [ExportSection]) -> String {
    text(sections) { section in
      var lines = [oneLine(section.heading)]
      for line in section.lines {
        if let prompt = line.prompt { lines += ["", oneLine(prompt)] }
        lines += split(line.text).map { $0.isEmpty ? "" : "  " + $0 }
      }
      return lines + (section.after.map { ["", oneLine($0)] } ?? [])
    }
  }

  private static func text(_ sections: [ExportSection], _ each: (ExportSection) -> [String]) -> String {
    sections.map { each($0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }
}
