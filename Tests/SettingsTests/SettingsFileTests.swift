// The settings file: each setting, and mistakes that cost only themselves.

import Testing
import TomlFile

@testable import Settings

private func read(_ text: String) -> (SettingsFile, [String]) {
  let (settings, faults) = SettingsFile.read(text, choices: [.theme: ["ember", "paper"], .length: ["10", "25", "45"], .yesLasts: ["30", "90"]])
  return (settings, faults.map { "\($0.line):\($0.column): \($0.what)" })
}

@Suite struct SettingsFileTests {
  @Test(arguments: ["", "\n", "# nothing\n", "\u{FEFF}", "theme = \"\"\n", "left_name = \"\"", "helpline = \"\"", "right_name = \" \\t\""])
  func nothingIsTheDefaults(text: String) {
    let (settings, faults) = read(text)
    #expect(faults.isEmpty)
    for setting in Setting.allCases { #expect(settings[setting] == nil) }
    #expect(!settings.plain && !settings.still && !settings.plainTextNotes && settings.theme == nil)
  }

  @Test func eachSettingIsRead() {
    let (settings, faults) = read(
      """
      theme = "ember"
      language = "pt-BR"
      plain = true
      still = true
      large = true
      ascii = true
      left_name = "Zoë"
      right_name = "静"
      length = 25
      path = "first"
      also = ["ours", "/a/b.toml"]
      helpline = "Jo: 555"
      plain_text_notes = true
      yes_lasts = 90
      hjkl = true
      mouse = true
      """)
    #expect(faults.isEmpty)
    for (number, setting) in Setting.allCases.enumerated() {
      #expect(settings[setting] != nil, "\(setting)")
      #expect(settings.line(of: setting) == number + 1)
    }
    #expect(settings.plain && settings.still && settings.plainTextNotes)
    #expect(settings.theme == "ember" && settings.leftName == "Zoë" && settings.rightName == "静")
    #expect(settings.helpline == "Jo: 555" && settings[.length] == .number(25))
    #expect(settings[.also] == .texts(["ours", "/a/b.toml"]))
  }

  /// Each setting with a value of another type: named with its place, and the rest is used.
  @Test(arguments: Setting.allCases)
  func aWrongTypeCostsOnlyItself(setting: Setting) {
    for value in ["[1]", "1.5", "{ a = 1 }", "1979-05-27"] {
      let other = setting == .still ? "plain" : "still"
      let (settings, faults) = read("\(setting.rawValue) = \(value)\n\(other) = true\n")
      #expect(faults.count == 1 && faults.first?.hasPrefix("1:") == true, "\(faults)")
      #expect(settings[setting] == nil)
      #expect(settings.still || settings.plain)
    }
  }

  @Test func mistakesAreNamedWithTheirPlace() {
    let (settings, faults) = read(
      "still = true\nplian = true\n  theme = \"green\"\nlength = 11\nleft_name = \"\(String(repeating: "x", count: 25))\"\n"
        + "right_name = \"a\\nb\"\nlanguage = \"12\"\nmouse = \"yes\"\n")
    #expect(settings.still)
    #expect(faults.map { String($0.prefix { $0 != " " }) } == ["2:1:", "3:11:", "4:10:", "5:13:", "6:14:", "7:12:", "8:9:"])
  }

  @Test func aBrokenFileNeverStopsAStart() {
    for text in ["still = true\nplain =", "= 1", "[a", "still = true\nstill = false", "\"\"\"", "a.b = 1", "\u{0}"] {
      let (settings, faults) = SettingsFile.read(text)
      #expect(!faults.isEmpty, "\(text)")
      #expect(settings[.plain] == nil)
    }
    #expect(SettingsFile.read("still = true\nplain =\n").faults.first?.line == 2)
  }

  /// Each of these costs its own line, also with the line ends of other systems; what is around it holds.
  @Test(arguments: [
    "large = True", "length =", "right_name = \"Kim", "= 1", "path = intense", "left_name = \"Sam\" \"Sam\"", "still = true", "[a",
  ])
  func aLineThatIsNoTomlCostsOnlyItself(line: String) {
    for end in ["\n", "\r\n"] {
      let (settings, faults) = read(["still = true", line, "left_name = \"Zoë\"", "plian = 1"].joined(separator: end))
      #expect(settings.still && settings.leftName == "Zoë")
      #expect(faults.first?.hasPrefix("2:") == true, "\(faults)")
      #expect(faults.contains { $0.hasPrefix("4:") }, "\(faults)")
    }
  }

  @Test func aFileThatIsSomethingElseIsReadAsAnEmptyOne() {
    let (settings, faults) = SettingsFile.read(String(repeating: "no settings\n", count: 100) + "still = true\n")
    #expect(!settings.still && faults.count == 16)
  }

  @Test func hintsNameWhatHelps() {
    let (_, faults) = SettingsFile.read("plian = true")
    for setting in Setting.allCases { #expect(faults.first?.hint.contains(setting.rawValue) == true) }
    for setting in Setting.allCases { #expect(!setting.about.isEmpty) }
  }

  /// The sample sets nothing as it is, and is right when every line of it is used.
  @Test func theSampleIsRight() {
    #expect(read(Setting.sample).1.isEmpty)
    let used = Setting.sample.split(separator: "\n").filter { line in
      Setting.allCases.contains { line.hasPrefix("# \($0.rawValue) = ") }
    }
    #expect(used.count == Setting.allCases.count)
    let (settings, faults) = read(used.map { $0.dropFirst(2) }.joined(separator: "\n"))
    #expect(faults.isEmpty)
    for setting in Setting.allCases { #expect(settings[setting] == setting.example) }
  }

  @Test func everyTextComesBackAsWritten() {
    for text in ["plain", "\"quoted\" \\ back", "tab\tand\nline", "\u{1}\u{7F}", "静かな夜 👍 ë"] {
      #expect(SettingsFile.read("helpline = \(SettingValue.text(text).toml)").settings.helpline == text)
    }
  }
}

@Suite struct LanguageTests {
  @Test func whatALanguageLacksIsSaidInTheOneBeneath() throws {
    let beneath = try Words(parsing: "language = \"en\"\n[welcome]\ngreeting = \"Hello\"\ncare = \"Water\"\n")
    let words = try Words(parsing: "language = \"de\"\n[welcome]\ngreeting = \"Hallo\"\n", over: beneath)
    #expect(words.language == "de")
    #expect(words[.welcomeGreeting] == "Hallo")
    #expect(words[.welcomeCare] == "Water")
    #expect(words[.welcomeSafe] == "welcome.safe")
  }

  @Test func bracesAreFilledOnce() throws {
    let words = try Words(parsing: "[card]\nspeaks = \"{name} to {other}: {what}\"\n")
    #expect(words(.cardSpeaks, ["name": "Sam", "other": "Kim"]) == "Sam to Kim: {what}")
    #expect(words(.cardSpeaks, ["name": "{other}", "other": "{name}"]) == "{other} to {name}: {what}")
  }

  @Test func aFileIsHeldToTheEnglish() throws {
    let english = try Words(parsing: "language = \"en\"\n[pause]\nback = \"At {time}\"\n[time]\nhours = \"a\"\n")
    let faults = Words.check("language = \"de\"\n[pause]\nback = \"Um {zeit}\"\nlost = \"x\"\n[menue]\n", against: english)
    let places = faults.map { "\($0.line):\($0.column)" }
    #expect(places.contains("3:8") && places.contains("4:1") && places.contains("5:2"), "\(faults)")
  }

  @Test(arguments: [
    (["LC_ALL": "de_DE.UTF-8", "LANG": "fr_FR"], "de-de"), (["LC_MESSAGES": "pt_BR@x", "LANG": "en"], "pt-br"),
    (["LANG": "C.UTF-8"], nil), (["LC_ALL": "C", "LANG": "de"], nil), (["LC_ALL": "", "LANG": "de"], "de"), ([:], nil),
  ])
  func theLocaleDecides(environment: [String: String], tag: String?) {
    #expect(Language.wanted(by: environment)?.language.tag == tag)
  }
}
