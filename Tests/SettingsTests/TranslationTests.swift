// The words files that come with the program, and the check that holds translations to them.

import Foundation
import Testing
import TomlFile

@testable import Settings

@Suite struct TranslationTests {
  private static let folder = root.appending(path: "Resources/words")
  static let tags = try! FileManager.default.contentsOfDirectory(atPath: folder.path())
    .filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }

  private static func text(_ tag: String) throws -> String {
    try String(contentsOf: folder.appending(path: "\(tag).toml"), encoding: .utf8)
  }

  private func english() throws -> Words { try Words(parsing: Self.text("en")) }

  @Test func englishIsComplete() throws {
    #expect(try english().missing.isEmpty)
    #expect(Self.tags.contains("en"))
  }

  @Test(arguments: tags) func everyLanguageIsComplete(tag: String) throws {
    let text = try Self.text(tag)
    #expect(Words.check(text, against: try english()).map(\.description) == [])
    #expect(try Words(parsing: text, over: english()).language == tag)
  }

  @Test(arguments: tags) func everyLanguageIsSaidAlikeOneByOne(tag: String) throws {
    let text = try Self.text(tag)
    let bundled = try Words(BundledWords(TomlDocument(parsing: text)))
    let parsed = try Words(parsing: text)
    #expect(bundled.language == parsed.language && bundled.missing == parsed.missing)
    for phrase in Phrase.allCases { #expect(bundled[phrase] == parsed[phrase], "\(phrase.rawValue)") }
  }

  @Test func whatIsSaidLaterLiesOverWhatIsBundled() throws {
    var words = try Words(BundledWords(TomlDocument(parsing: "[card]\nyes = \"Yes\"\nmaybe = \"Maybe\"\n")))
    words.say(.cardYes, as: "Aye")
    #expect(words[.cardYes] == "Aye" && words[.cardMaybe] == "Maybe")
    let over = try Words(BundledWords(TomlDocument(parsing: "language = \"de\"\n[card]\nyes = \"Ja\"\n")), over: words)
    #expect(over.language == "de" && over[.cardYes] == "Ja" && over[.cardMaybe] == "Maybe")
  }

  /// Lines of a script need a word for each thing that can be said, and no two alike.
  @Test(arguments: tags) func whatIsTypedInLinesIsToldApart(tag: String) throws {
    let words = try Words(parsing: Self.text(tag), over: english())
    let said: [Phrase] = [
      .plainBack, .plainEasier, .plainMore, .plainOther, .plainNote, .plainFavourite, .plainRest, .plainWhere,
      .plainEnough, .plainHelp, .plainLeave,
    ]
    #expect(Set(said.map { words[$0].lowercased() }).count == said.count)
    for phrase in said { #expect(words[phrase] == words[phrase].lowercased() && Int(words[phrase]) == nil) }
  }

  @Test func theCheckNamesWhatATranslatorMissed() throws {
    let faults = Words.check(
      """
      language = "xx"
      format = 1
      [card]
      speaks = "{nam} speaks, {other} listens"
      yes = 3
      cards = "no such phrase"
      [time]
      hours = "one,two"
      half = "half past"
      """, against: try english())
    let told = faults.map { "\($0.line): \($0.what)" }
    #expect(told.contains("4: speaks needs the same {braces} as the English"))
    #expect(told.contains("5: yes should be text, and this is a whole number"))
    #expect(told.contains("6: there is no phrase “cards”"))
    #expect(told.contains("8: hours needs twelve words"))
    #expect(told.contains("9: a time needs its hour"))
    #expect(told.contains("3: card.maybe has no words"))
    #expect(told.contains("1: welcome.greeting has no words"))
  }

  @Test func whatIsMissingOrBrokenIsSaidInTheLanguageBeneath() throws {
    let english = try english()
    let (words, faults) = Words.read("language = \"xx\"\n[card]\nyes = \"Jes\"\nmaybe = 4\n", over: english)
    #expect(words.language == "xx" && words[.cardYes] == "Jes" && words[.cardMaybe] == english[.cardMaybe])
    #expect(words[.welcomeGreeting] == english[.welcomeGreeting])
    #expect(faults.map(\.line) == [4])
    let (broken, why) = Words.read("[[[", over: english)
    #expect(broken[.cardYes] == english[.cardYes] && why.count == 1)
  }
}
