// The settings: the one table that the file's reader, `aftercare config` and the commented sample are made from.
//
// Rules: a new setting is one case and its row here; names never change once people have them in their files.

/// One setting; its raw value is its name in the file.
public enum Setting: String, CaseIterable, Sendable {
  case theme, language
  case plain, still, large, ascii
  case leftName = "left_name"
  case rightName = "right_name"
  case length, path, also, helpline
  case plainTextNotes = "plain_text_notes"
  case yesLasts = "yes_lasts"
  case hjkl, mouse
}

/// What a setting is set to.
public enum SettingValue: Sendable, Hashable {
  case flag(Bool)
  case number(Int)
  case text(String)
  case texts([String])

  /// The value as it is written in the file.
  public var toml: String {
    switch self {
    case .flag(let flag): String(flag)
    case .number(let number): String(number)
    case .text(let text): Self.quoted(text)
    case .texts(let texts): "[" + texts.map(Self.quoted).joined(separator: ", ") + "]"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Setting {
  /// What may stand in a setting.
  enum Form {
    case flag
    /// One of the choices that the program hands in.
    case choice, numberChoice
    /// Text of at most so many characters, on one line or on several.
    case line(most: Int)
    case text(most: Int)
    /// A list of texts, at most so many.
    case texts(most: Int)
    /// A language tag.
    case tag
  }

  /// One row of the table.
  private struct Row {
    /// What it does, for the person who sets it; a line each.
    var about: [String]
    /// What stands in the sample.
    var example: SettingValue
    /// What holds where nobody says anything; `nil` is explained in `about`.
    var standard: SettingValue?
    var form: Form
  }

  private var row: Row {
    func flag(_ about: String..., example: Bool = true) -> Row {
      Row(about: about, example: .flag(example), standard: .flag(false), form: .flag)
    }
    switch self {
    case .theme:
      return Row(
        about: [
          "The colours. terminal uses your terminal's own; ember is warm and dark, paper is light,",
          "contrast is as plain to see as can be, mono has no colours at all.",
        ], example: .text("ember"), standard: .text("terminal"), form: .choice)
    case .language:
      return Row(
        about: ["The language of the program's words, and of the cards where there is a deck. Without it, the system's."],
        example: .text("en"), standard: nil, form: .tag)
    case .plain: return flag("Always the read-aloud mode: lines in place of screens.")
    case .still: return flag("Nothing moves, not even the breathing.")
    case .large: return flag("Large print: a free line between all lines.")
    case .ascii: return flag("Draw with plain ASCII characters only.")
    case .leftName, .rightName:
      return Row(
        about: [
          self == .leftName
            ? "What the person at the left is called, at most 24 characters. Without it: Left."
            : "What the person at the right is called. Without it: Right."
        ], example: .text(self == .leftName ? "Sam" : "Kim"), standard: nil, form: .line(most: 24))
    case .length:
      return Row(
        about: ["For how many minutes a talk is planned: 10, 25 or 45."], example: .number(25), standard: .number(10),
        form: .numberChoice)
    case .path:
      return Row(
        about: ["What kind of time it usually is: everyday, first, intense, apart or hurt. Without it, you are asked."],
        example: .text("everyday"), standard: nil, form: .choice)
    case .also:
      return Row(
        about: ["Your own decks, by name or file, whose cards come beside the bundled ones; at most 16."],
        example: .texts(["our-deck"]), standard: nil, form: .texts(most: 16))
    case .helpline:
      return Row(
        about: ["Whom to call when something was not okay; shown exactly so."],
        example: .text("Our friend Jo: 555 0100. The night line: 555 0199."), standard: nil, form: .text(most: 1000))
    case .plainTextNotes:
      return flag(
        "Ask, before the first note, whether notes are kept as plain text that anyone who can use your",
        "account can read. They are kept only if you both say so.")
    case .yesLasts:
      return Row(
        about: [
          "For how many days a yes on your list of agreements lasts: 30, 90, 180 or 365. After that it is",
          "shown as \"ask first\", until you both say that it is still true.",
        ], example: .number(90), standard: .number(180), form: .numberChoice)
    case .hjkl: return flag("h, j, k and l move like ←, ↓, ↑ and →.")
    case .mouse: return flag("The mouse wheel scrolls. Selecting text with the mouse then needs Shift.")
    }
  }

  var form: Form { row.form }
  /// What it does, a line each.
  public var about: [String] { row.about }
  /// What holds where nobody says anything.
  public var standard: SettingValue? { row.standard }
  var example: SettingValue { row.example }

  /// A settings file to begin with: every setting explained, none of them set.
  public static var sample: String {
    let head = """
      # The settings of Aftercare. Every line is optional.
      # To use one, take away the # and the space at its start.
      # See what holds now with: aftercare config

      """
    let rows = allCases.map { setting in
      setting.about.map { "# \($0)\n" }.joined() + "# \(setting.rawValue) = \(setting.example.toml)\n"
    }
    return head + "\n" + rows.joined(separator: "\n")
  }
}
