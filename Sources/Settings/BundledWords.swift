// Words that come inside the binary: looked up where they are said.
//
// Rule: a start says a few dozen of some hundreds of phrases, and each screen a dozen, so no text is made beforehand.

import TomlFile

/// The words of one bundled file.
public struct BundledWords: Sendable {
  private let document: TomlDocument

  /// The words of a file.
  public init(_ document: TomlDocument) { self.document = document }

  /// The language that the file says it is in, a BCP 47 tag.
  public var language: String? { document.text(at: "language") }

  /// The words of a phrase; `nil` where the file has none.
  subscript(phrase: Phrase) -> String? { document.text(at: phrase.rawValue) }
}
