// The table of settings, the file it reads, and the sample that comes from it.

import Testing

@testable import Settings

@Suite struct SettingTests {
  private let choices: [Setting: [String]] = [
    .theme: ["terminal", "ember"], .length: ["10", "25"], .path: ["everyday", "intense"],
  ]

  private func read(_ text: String) -> (SettingsFile, [String]) {
    let (settings, faults) = SettingsFile.read(text, choices: choices)
    return (settings, faults.map { "\($0.line): \($0.what)" })
  }

  @Test func theSampleSetsNothing() {
    let (settings, faults) = read(Setting.sample)
    #expect(settings == SettingsFile() && faults.isEmpty)
  }

  @Test func everyLineOfTheSampleCanBeUsed() {
    let names = Setting.allCases.map(\.rawValue)
    let lines = Setting.sample.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      names.contains { line.hasPrefix("# \($0) = ") } ? line.dropFirst(2) : line
    }
    let (settings, faults) = read(lines.joined(separator: "\n"))
    #expect(faults.isEmpty)
    for setting in Setting.allCases {
      #expect(settings[setting] == setting.example, "\(setting)")
      #expect(lines[(settings.line(of: setting) ?? 1) - 1].hasPrefix(setting.rawValue))
      #expect(!setting.about.isEmpty && setting.about.allSatisfy { $0.count <= 104 }, "\(setting)")
    }
  }

  @Test func aMistakeIsNamedByLineAndCostsOnlyItsSetting() {
    let (settings, faults) = read(
      """
      theme = "nope"
      still = "yes"
      length = 11
      colour = 3
      left_name = "a name that is far too long for a line"
      language = "?"
      right_name = "Kim"
      plain = true
      """)
    #expect(
      faults == [
        "1: theme cannot be “nope”", "2: still should be true or false, and this is text", "3: length cannot be “11”",
        "4: there is no setting “colour”", "5: left_name is too long", "6: “?” is no language tag",
      ])
    #expect(settings.theme == nil && !settings.still && settings.leftName == nil)
    #expect(settings.rightName == "Kim" && settings.plain && settings.line(of: .plain) == 8)
  }

  @Test(arguments: ["theme = ", "\u{0}", "= 3", "[", "theme = \"ember\"\ntheme = \"ember\""])
  func aFileThatIsNoTomlLeavesTheDefaults(text: String) {
    let (settings, faults) = read(text)
    #expect(settings == SettingsFile() && faults.count == 1)
  }

  @Test(arguments: ["", "Jo: 555 0100", "a\"b\\c\n\td\u{7}\u{7F}é👍"])
  func whatIsShownCanBeReadAgain(text: String) throws {
    let (settings, faults) = read("helpline = \(SettingValue.text(text).toml)")
    #expect(faults.isEmpty && settings.helpline == (text.isEmpty ? nil : text))
  }
}

@Suite struct LanguageTests {
  @Test(arguments: [
    ("de", "de"), ("de_DE.UTF-8", "de-de"), ("pt-BR", "pt-br"), ("sr_RS@latin", "sr-rs"), ("zh-Hant-TW", "zh-hant-tw"),
  ])
  func readsTagsAndLocales(name: String, tag: String) { #expect(Language(name)?.tag == tag) }

  @Test(arguments: ["", "C", "C.UTF-8", "POSIX", "../../etc", "de/../x", "d", "e n", "de-éé", "\u{1B}[m"])
  func takesNothingElse(name: String) { #expect(Language(name) == nil) }

  @Test func theFirstVariableThatIsSetDecides() {
    func wanted(_ environment: [String: String]) -> String? { Language.wanted(by: environment)?.language.tag }
    #expect(wanted(["LC_ALL": "nl_NL", "LC_MESSAGES": "de_DE", "LANG": "fr_FR"]) == "nl-nl")
    #expect(wanted(["LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "fr_FR"]) == "de-de")
    #expect(wanted(["LANG": "fr_FR"]) == "fr-fr")
    #expect(wanted(["LC_ALL": "C", "LANG": "fr_FR"]) == nil)
    #expect(wanted([:]) == nil)
  }

  @Test func fitsByItsFirstParts() throws {
    let austrian = try #require(Language("de-AT"))
    #expect(austrian.chain == ["de", "de-at"])
    #expect(["de-AT", "de", "de-CH", "en"].compactMap(Language.init).map(austrian.fit) == [2, 1, 1, 0])
  }
}
