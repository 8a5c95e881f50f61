// Settings and languages as a person meets them: the commands, and what a start makes of them.

import Foundation
import TestSupport
import Testing

@Suite struct Choices {
  private func run(
    _ arguments: [String], _ home: TemporaryFolder, _ changes: [String: String?] = [:], input: String = ""
  ) throws -> RunResult {
    try runToEnd(program, arguments, environment: environment(of: home, changes), input: input)
  }

  private let settings = ".config/aftercare/settings.toml"

  @Test func aFileIsBegunAndNeverWrittenOver() throws {
    let home = TemporaryFolder()
    #expect(try run(["config", "--new"], home).ending == .exited(0))
    let tree = home.tree
    #expect(tree[settings]?.mode == 0o600 && tree[".config/aftercare"]?.mode == 0o700 && tree[".config"]?.mode == 0o700)
    home.write(settings, "still = true\n")
    let again = try run(["config", "--new"], home)
    #expect(again.ending == .exited(2) && again.errorText.contains("is there already"))
    #expect(home.tree[settings]?.text == "still = true\n")
  }

  @Test func whatHoldsIsShownWithItsOrigin() throws {
    let home = TemporaryFolder()
    home.write(settings, "# mine\ntheme = \"paper\"\nlarge = true\nplain = true\nlength = 7\n")
    let shown = try run(["--theme", "ember", "--no-large", "config"], home, ["LANG": "xx_AT.UTF-8"])
    #expect(shown.ending == .exited(0))
    for line in [
      "# Your settings: \(home.path(settings))", "theme = \"ember\"  # asked for with --theme",
      "large = false  # asked for with --no-large", "plain = true  # line 4 of the file",
      "language = \"xx-at\"  # from LANG", "length = 10  # the default", "# helpline is not set",
    ] { #expect(shown.text.contains(line + "\n"), "\(shown.text)") }
    #expect(shown.errorText.contains("settings.toml:5:10: length cannot be “7”"))
  }

  @Test func aThemeOfOnesOwnStandsBeforeNoColor() throws {
    let home = TemporaryFolder()
    let theme = { (arguments: [String], changes: [String: String?]) in
      try run(arguments + ["config"], home, changes).text.split(separator: "\n").first { $0.hasPrefix("theme") }.map(String.init)
    }
    #expect(try theme([], ["NO_COLOR": "1"]) == "theme = \"mono\"  # from NO_COLOR")
    #expect(try theme([], ["NO_COLOR": ""]) == "theme = \"terminal\"  # the default")
    #expect(try theme(["--theme", "ember"], ["NO_COLOR": "1"]) == "theme = \"ember\"  # asked for with --theme")
  }

  @Test func theLanguageIsThePersonsAndEnglishFillsTheGaps() throws {
    let home = TemporaryFolder()
    home.write(".local/share/aftercare/words/nl.toml", "language = \"nl\"\n[welcome]\ngreeting = \"Hallo, jullie twee.\"\ncare = 3\n")
    for (arguments, changes) in [
      (["--lang", "nl"], [:]), ([], ["LC_ALL": "nl_NL.UTF-8"]), ([], ["LC_MESSAGES": "nl_BE", "LANG": "de_DE"]),
    ] as [([String], [String: String?])] {
      let told = try run(["--plain"] + arguments, home, changes)
      #expect(told.ending == .exited(0))
      #expect(told.text.contains("Hallo, jullie twee.\nFirst: water, warmth"), "\(told.text)")
      #expect(told.errorText.contains("nl.toml:4:8: care should be text"))
    }
    let german = try run(["--plain"], home, ["LANG": "de_DE.UTF-8"])
    #expect(german.text.contains("Hallo, ihr zwei.") && german.errors.isEmpty)
    #expect(try run(["--plain", "--lang", "xx"], home).text.contains("Hello, you two."))
  }

  @Test func theDeckIsOfThePersonsLanguageIfThereIsOne() throws {
    let home = TemporaryFolder()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let deck = try String(contentsOf: root.appending(path: "Resources/decks/aftercare.toml"), encoding: .utf8)
      .replacing("language = \"en\"", with: "language = \"nl\"", maxReplacements: 1).replacing("text = \"", with: "text = \"Lijf. ").replacing("easier = \"", with: "easier = \"Lijf. ")
    home.write(".local/share/aftercare/decks/mijn.toml", deck)
    let input = String(repeating: "\n", count: 60)
    let told = { (language: String) in
      try run(["--plain", "--path", "everyday", "--length", "45", "--lang", language], home, input: input).text
    }
    #expect(try told("nl").contains("Lijf. "))
    #expect(try !told("en").contains("Lijf. "))
  }

  @Test func aTranslationIsBegunAndChecked() throws {
    let home = TemporaryFolder()
    let file = home.path("nl.toml")
    #expect(try run(["language", "new", file], home).ending == .exited(0))
    #expect(try run(["language", "check", file], home).ending == .exited(0))
    #expect(try run(["language", "new", file], home).ending == .exited(2))
    home.write("nl.toml", home.tree["nl.toml"]!.text.replacing("ready = ", with: "redy = "))
    let checked = try run(["language", "check", file], home)
    #expect(checked.ending == .exited(1))
    #expect(checked.text.contains("there is no phrase “redy”") && checked.text.contains("welcome.ready has no words"))
    #expect(try run(["language", "check", home.path("none.toml")], home).ending == .exited(2))
    #expect(try run(["language", "guide"], home).text.hasPrefix("# Translating"))
  }

  @Test func lettersAndTheWheelMoveOnlyBySetting() throws {
    let couple = try Couple(settings: "hjkl = true\nmouse = true\n")
    try couple.press("j", "› 2")
    try couple.press("k", "› 1")
    try couple.press("\u{1B}[<65;5;5M", "› 2")
    try couple.press("\u{1B}[<64;5;5M", "› 1")
    try couple.press("l", "goes first")
    try couple.press("h", "Hello, you two")
    let other = try Couple()
    try other.press("j", "nothing here")
    #expect(other.text.contains("› 1"))
  }

  @Test func largePrintLeavesAFreeLine() throws {
    let couple = try Couple(["--large"], columns: 40, rows: 12)
    let rows = couple.session.rows
    #expect(rows[0].contains("Hello") && rows[1].isEmpty && rows[2].contains("First"))
    try couple.press(Key.down, "above")
  }
}
