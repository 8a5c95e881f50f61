// The files that come inside the binary, read when it was built.

import Conversation
import DeckFormat
import Settings
import Shipped
import TomlFile

/// The bundled words, decks and guides.
public enum Resources {
  /// The program's own words in English; that they are there is held by the tests.
  static func englishWords() -> Words {
    guard let english = words("en") else { preconditionFailure("the English words are not there") }
    return Words(english)
  }

  /// The bundled words in a language by its tag in lower case; `nil` where there are none.
  static func words(_ tag: String) -> BundledWords? { document("words/\(tag).toml").map(BundledWords.init) }

  /// The text of the English words, to begin a translation with.
  static var englishText: String { text("words/en.toml") }

  /// The tags of the languages that there are bundled words for.
  static var wordsTags: [String] {
    paths.compactMap { path in
      path.hasPrefix("words/") && path.hasSuffix(".toml") ? String(path.dropFirst(6).dropLast(5)) : nil
    }
  }

  /// The bundled deck's file, and the name under which faults in it are told.
  static var bundledDeck: (document: TomlDocument, file: String)? {
    document("decks/aftercare.toml").map { ($0, "aftercare.toml") }
  }

  /// How decks are written, as Markdown.
  public static var authoringGuide: String { text("decks/AUTHORING.md") }

  /// How words are translated, as Markdown.
  public static var translatingGuide: String { text("words/TRANSLATING.md") }

  /// The words that a suggested passphrase is drawn from.
  public static var passphraseWords: [String] {
    text("words/passphrase.txt").split(separator: "\n").map(String.init)
  }

  /// The paths of all bundled files, as in Resources/.
  static var paths: [String] { ShippedFile.all.map { "\($0.path)" } }

  private static func file(_ path: String) -> ShippedFile? {
    ShippedFile.all.first { file in file.path.withUTF8Buffer { $0.elementsEqual(path.utf8) } }
  }

  /// What a TOML file holds; `nil` where there is no such file.
  static func document(_ path: String) -> TomlDocument? {
    guard let file = file(path), file.nodes.utf8CodeUnitCount > 0 else { return nil }
    return TomlDocument(packed: file.nodes, texts: file.texts)
  }

  /// The text of a file; empty where there is none.
  static func text(_ path: String) -> String { file(path).map { "\($0.text)" } ?? "" }
}
