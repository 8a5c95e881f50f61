// What comes inside the program is what stands in Resources/, read as everything else is read.

import DeckFormat
import Foundation
import Shipped
import Testing
import TomlFile

@testable import App

private let resources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Resources")

/// A value as text, keys in the order of the file.
private func shape(_ value: TomlValue) -> String {
  switch value {
  case .text(let text): "\(text.value.debugDescription)"
  case .integer(let number): "\(number.value)"
  case .bool(let bool): "\(bool.value)"
  case .list(let values, _): "[\(values.map(shape))]"
  case .table(let table): shape(table)
  case .tables(let tables, _): "[[\(tables.map(shape))]]"
  case .other(let kind, _): "\(kind)"
  }
}

private func shape(_ table: TomlTable) -> String {
  let entries: [String] = table.entries.map { "\($0.key.value) = \(shape($0.value))" }
  return "{\(entries)}"
}

@Suite struct ShippedTests {
  private static let paths = (try? FileManager.default.subpathsOfDirectory(atPath: resources.path()))?
    .filter { $0.contains("/") }.sorted() ?? []

  @Test func everyFileIsThere() {
    #expect(Self.paths.contains("words/en.toml") && Self.paths.contains("decks/aftercare.toml"))
    #expect(Resources.paths == Self.paths)
  }

  @Test(arguments: paths) func theTextIsTheFiles(path: String) throws {
    #expect(Resources.text(path) == (try String(contentsOf: resources.appending(path: path), encoding: .utf8)))
  }

  @Test(arguments: paths.filter { $0.hasSuffix(".toml") }) func whatItHoldsIsWhatAReaderFinds(path: String) throws {
    let shipped = try #require(Resources.document(path))
    let read = try TomlDocument(parsing: String(contentsOf: resources.appending(path: path), encoding: .utf8))
    #expect(shape(shipped.root) == shape(read.root))
    for key in read.root.keys { #expect(shipped.root.value(key.value) != nil) }
    #expect(Resources.document("words/none.toml") == nil && Resources.document("decks/AUTHORING.md") == nil)
  }

  @Test func theDeckIsWhatItsFileSays() throws {
    let bytes = Array(try Data(contentsOf: resources.appending(path: "decks/aftercare.toml")))
    guard case .success(let deck) = DeckReader.read(bytes, file: "aftercare.toml") else {
      Issue.record("the bundled deck has faults")
      return
    }
    #expect(DeckShelf.bundledDeck == deck)
  }
}
