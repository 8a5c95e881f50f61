// The bundled deck and the authors' guide, held to the rules that they teach.

import Conversation
import Foundation
import Testing

@testable import DeckFormat

@Suite struct BundledDeckTests {
  static let decks = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Resources/decks")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: decks.appendingPathComponent(name)))
  }

  @Test func thePublishedDecksAreClean() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.decks.path).filter { $0.hasSuffix(".toml") }
    #expect(!files.isEmpty)
    for file in files {
      #expect(DeckCheck.check(try Self.bytes(file), file: file).map(\.description) == [])
    }
  }

  @Test func everySectionHasWhatAConversationNeeds() throws {
    let deck = try DeckReader.read(Self.bytes("aftercare.toml"), file: "aftercare.toml").get()
    for section in Section.talk {
      #expect(deck.cards.filter { $0.section == section }.count >= 30)
    }
    for section in Section.allCases {
      #expect(deck.cards.contains { $0.section == section }, "\(section)")
    }
    for path in Path.allCases where path != .alone {
      #expect(deck.cards.filter { $0.paths.contains(path) }.count >= 8, "\(path)")
    }
  }

  @Test(arguments: ["fields", "rules"]) func theGuideTellsWhatTheReaderKnows(_ part: String) throws {
    let guide = String(decoding: try Self.bytes("AUTHORING.md"), as: UTF8.self)
    let reference = part == "fields" ? DeckGuide.fieldReference() : DeckGuide.ruleReference()
    let start = try #require(guide.range(of: "<!-- \(part) -->\n"))
    let end = try #require(guide.range(of: "<!-- /\(part) -->"))
    let told = guide[start.upperBound..<end.lowerBound]
    if told.trimmingCharacters(in: .newlines) != reference.trimmingCharacters(in: .newlines) {
      Issue.record("the \(part) of AUTHORING.md differ from the program's; the text to put there:\n\(reference)")
    }
  }
}
