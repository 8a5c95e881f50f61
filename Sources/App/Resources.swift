// The files that come inside the binary.

import CResources
import Conversation
import DeckFormat
import Settings
import TomlFile

/// The bundled words, decks and guides.
public enum Resources {
  /// The program's own words in English. A broken file would be a fault of the build, which the tests catch.
  static func englishWords() -> Words {
    do {
      return try Words(bundled: text("words/en.toml"))
    } catch {
      preconditionFailure("the bundled words cannot be read: \(error.line)")
    }
  }

  /// The text of the bundled words in a language by its tag in lower case; `nil` where there are none.
  static func wordsText(_ tag: String) -> String? { bytes("words/\(tag).toml").map { String(decoding: $0, as: UTF8.self) } }

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
