// The program's own words: complete, used, and said as one kind person would.

import DeckFormat
import Foundation
import Settings
import Testing
import TomlFile

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
private let file = root.appending(path: "Resources/words/en.toml")

private func english() throws -> Words { try Words(parsing: String(contentsOf: file, encoding: .utf8)) }

@Suite struct WordsTests {
  @Test func theFileHasExactlyThePhrases() throws {
    let root = try TomlDocument(parsing: String(contentsOf: file, encoding: .utf8)).root
    var found: Set<String> = []
    for entry in root.entries where !["format", "language"].contains(entry.key.value) {
      let table = try #require(try root.table(entry.key.value))
      for key in table.keys {
        found.insert("\(entry.key.value).\(key.value)")
        #expect(try table.string(key.value)?.value.isEmpty == false)
      }
    }
    let wanted = Set(Phrase.allCases.map(\.rawValue))
    #expect(wanted.subtracting(found).sorted() == [], "phrases without words")
    #expect(found.subtracting(wanted).sorted() == [], "words without a phrase")
    #expect(try english().missing.isEmpty)
  }

  @Test func theCheckForTranslatorsPasses() throws {
    #expect(Words.check(try String(contentsOf: file, encoding: .utf8), against: try english()) == [])
  }

  /// The tables of messages to whoever types commands: they name files and flags.
  private static let technical: Set<String> = ["error", "store", "file", "command"]

  private func isTechnical(_ phrase: Phrase) -> Bool { Self.technical.contains(String(phrase.rawValue.prefix { $0 != "." })) }

  /// Every phrase is said somewhere.
  @Test func everyPhraseIsUsed() throws {
    let sources = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "Sources").path())
      .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("Phrase.swift") }
      .map { try String(contentsOf: root.appending(path: "Sources/\($0)"), encoding: .utf8) }.joined()
    let names = Set(sources.split { !$0.isLetter && !$0.isNumber && $0 != "." }.flatMap { $0.split(separator: ".") })
    for phrase in Phrase.allCases {
      #expect(names.contains("\(phrase)"), "\(phrase) is said nowhere")
    }
  }

  /// Each {brace} is one that the program fills in where it says the phrase.
  @Test func bracesMatchTheirUse() throws {
    let words = try english()
    let filled: [Phrase: Set<String>] = [
      .talkingLeft: ["name"], .talkingRight: ["name"], .cardSpeaks: ["name", "other"], .cardListener: ["cue"],
      .cardPickLeft: ["name"], .cardPickRight: ["name"], 
      .notesPickLeft: ["name"], .notesPickRight: ["name"], .pauseBack: ["time"], .contentsHere: ["part"],
      .smallLine: ["columns", "rows"], .plainPromptChoices: ["number"], .plainPromptCovered: ["answer", "name"],
      .plainChoice: ["number", "what"], .keptDate: ["day", "month", "year", "hour", "minute"],
      .keptShare: ["done", "all"], .keptLooking: ["words"], .keptWith: ["words"],
      .agreementsIsYes: ["words"], .agreementsIsAsk: ["words"], .agreementsIsNo: ["words"],
      .passphraseOwn: ["name"], .passphraseOwnAgain: ["name"], .passphraseShowOf: ["name"], .notesSealedFor: ["name"],
      .readerOne: ["name"], .plainPickLeft: ["name"], .plainPickRight: ["name"],
    ]
    for phrase in Phrase.allCases where !isTechnical(phrase) && !phrase.rawValue.hasPrefix("time.") {
      #expect(braces(in: words[phrase]) == filled[phrase] ?? [], "\(phrase.rawValue)")
    }
    for phrase in Phrase.allCases where phrase.rawValue.hasPrefix("time.") && phrase != .timeHours {
      #expect(braces(in: words[phrase]).count == 1 && braces(in: words[phrase]).isSubset(of: ["hour", "next"]))
    }
  }

  private func braces(in text: String) -> Set<String> {
    Set(text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) })
  }

  @Test(arguments: Phrase.allCases)
  func isSaidKindly(phrase: Phrase) throws {
    let text = try english()[phrase]
    // A fixed sentence that stands under everything both agreed to.
    guard phrase != .sharedReason else {
      #expect(text == "A yes here is a reason to ask, never permission. Either of you may change it at any time.")
      return
    }
    // Technical messages, and the name of a file, read as they must.
    guard !isTechnical(phrase), phrase != .welcomePlain else { return }
    let faults = Wording.check(text).filter { !allowed(phrase, $0.rule) }
    #expect(faults.isEmpty, "\(phrase.rawValue): \(text)\n\(faults.map { "\($0.rule): \($0.what)" })")
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    #expect(words.isDisjoint(with: ["he", "she", "husband", "wife", "always", "never", "should"]), "\(text)")
    #expect(!text.lowercased().contains("why did you"))
    #expect(!text.contains("!"), "nothing is shouted")
    #expect(!text.contains("  ") && text.first != " " && text.last != " ")
  }

  private func allowed(_ phrase: Phrase, _ rule: String) -> Bool {
    // Where pain and danger are told, the plain names of things are long words.
    rule == "reading-grade" && [.hurtNow, .hurtProtection].contains(phrase)
  }
}
