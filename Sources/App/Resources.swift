// The files that come inside the binary.

import CResources
import Conversation
import DeckFormat
import Settings

/// The bundled words, decks and guide.
public enum Resources {
  /// The program's own words in English. A broken file would be a fault of the build, which the tests catch.
  static func englishWords() -> Words {
    do {
      return try Words(parsing: text(resource_words_en))
    } catch {
      preconditionFailure("the bundled words cannot be read: \(error.line)")
    }
  }

  /// The bundled deck's bytes, and the name under which faults in it are told.
  public static var bundledDeck: (bytes: [UInt8], file: String) {
    (bytes(resource_deck_aftercare), "aftercare.toml")
  }

  /// How decks are written, as Markdown.
  public static var authoringGuide: String { text(resource_authoring) }

  private static func bytes(_ resource: resource) -> [UInt8] {
    Array(UnsafeBufferPointer(start: resource.bytes, count: resource.length))
  }

  private static func text(_ resource: resource) -> String {
    String(decoding: UnsafeBufferPointer(start: resource.bytes, count: resource.length), as: UTF8.self)
  }
}
