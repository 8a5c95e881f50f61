// Agreements and the look back as files and lines: Markdown, plain text, JSON.

import CellGrid
import Conversation
import DeckFormat
import Screens
import Settings
import Vault

enum AgreementForms {
  /// The list with its sentence, in a form.
  /// - Parameter isWhole: whether every entry could be read; if not, the list says so.
  static func text(_ agreements: [Agreement], isWhole: Bool, _ form: Export, _ words: Words) -> String {
    var section = section(words.agreementSection(agreements))
    if !isWhole { section.after = words[.agreementsUnsure] + " " + (section.after ?? "") }
    return switch form {
    case .markdown: Export.markdown([section])
    case .plain: Export.plain([section])
    case .json: json(agreements, isWhole, words)
    }
  }

  /// The look back, which people read: JSON is none of its forms.
  static func text(lookBack sections: [LookBackSection], _ form: Export) -> String {
    form == .markdown ? Export.markdown(sections.map(section)) : Export.plain(sections.map(section))
  }

  private static func section(_ section: LookBackSection) -> ExportSection {
    ExportSection(heading: section.heading, lines: section.lines.map { ($0.prompt, $0.text) }, after: section.after)
  }

  /// For programs. Keys: agreements (each with card, where it is one, isProven, where it is not,
  /// state and words), isWhole (false while something
  /// cannot be read: then no state is yes), sentence, version.
  private static func json(_ agreements: [Agreement], _ isWhole: Bool, _ words: Words) -> String {
    let list = agreements.map { agreement in
      var fields = ["state": JSONText.quoted("\(agreement.state)"), "words": JSONText.quoted(agreement.words)]
      if !agreement.isProven { fields["isProven"] = "false" }
      if case .card(let card) = agreement.topic { fields["card"] = JSONText.quoted(card) }
      return JSONText.object(fields)
    }
    let fields = [
      "agreements": JSONText.list(list), "isWhole": String(isWhole), "sentence": JSONText.quoted(words[.sharedReason]), "version": "1",
    ]
    return JSONText.object(fields) + "\n"
  }
}
