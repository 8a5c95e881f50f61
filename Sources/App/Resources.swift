// The files that come inside the binary.

import CResources
import Conversation
import DeckFormat
import Settings

/// The bundled words, decks and guides.
public enum Resources {
  /// The program's own words in English.
  static func englishWords() -> Words { Words(BundledWords(bytes("words/en.toml") ?? [])) }

  /// The bundled words in a language by its tag in lower case; `nil` where there are none.
  static func words(_ tag: String) -> BundledWords? { bytes("words/\(tag).toml").map(BundledWords.init) }

  /// The text of the English words, to begin a translation with.
  static var englishText: String { text("words/en.toml") }

  /// The tags of the languages that there are bundled words for.
  static var wordsTags: [String] {
    paths.compactMap { path in
      path.hasPrefix("words/") && path.hasSuffix(".toml") ? String(path.dropFirst(6).dropLast(5)) : nil
    }
  }

  /// The bundled deck's bytes, and the name under which faults in it are told.
  public static var bundledDeck: (bytes: [UInt8], file: String) {
    (bytes("decks/aftercare.toml") ?? [], "aftercare.toml")
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
  static var paths: [String] { all.map { String(cString: $0.path) } }

  private static var all: [resource] {
    var all: [resource] = []
    while let next = resource_at(all.count) { all.append(next.pointee) }
    return all
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    all.first { String(cString: $0.path) == path }.map { Array(UnsafeBufferPointer(start: $0.bytes, count: $0.length)) }
  }

  private static func text(_ path: String) -> String { String(decoding: bytes(path) ?? [], as: UTF8.self) }
}
