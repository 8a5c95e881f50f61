// A language's words for every screen, and for the read-aloud mode.
//
// Rules: what a language lacks is said in the language beneath it (English), never left out; {braces} are
// filled in here and nowhere else. Bundled files are read as far as they are said, others whole.

import TomlFile

/// The program's own words in one language.
public struct Words: Sendable {
  /// A BCP 47 tag.
  public let language: String
  /// Each lies over those before it.
  private var layers: [Layer] = []

  private enum Layer: Sendable {
    case bundled(BundledWords)
    /// By the phrases' names, because a file has names.
    case said([String: String])

    subscript(phrase: Phrase) -> String? {
      switch self {
      case .bundled(let words): words[phrase]
      case .said(let words): words[phrase.rawValue]
      }
    }
  }

  /// Words from a words file.
  /// - Parameters:
  ///   - text: the file's text, TOML.
  ///   - beneath: the words for what the file lacks.
  /// - Throws: the first fault that keeps the file from being read.
  public init(parsing text: String, over beneath: Words? = nil) throws(TomlFault) {
    let (words, faults) = Self.read(text, over: beneath)
    if let fault = faults.first { throw fault }
    self = words
  }

  /// Words that come inside the binary, which the tests have read with the other initialiser.
  /// - Parameter beneath: the words for what the file lacks.
  public init(_ bundled: BundledWords, over beneath: Words? = nil) {
    self.init(language: bundled.language ?? "en", over: beneath)
    layers.append(.bundled(bundled))
  }

  /// The words of another language, to be said in this one; without any, none.
  init(language: String, over beneath: Words? = nil) {
    self.language = language
    layers = beneath?.layers ?? []
  }

  /// Words made by changing each phrase of others; for tests of a language that does not exist yet.
  public init(changing words: Words, language: String, _ change: (Phrase, String) -> String) {
    self.init(language: language)
    for phrase in Phrase.allCases { if let text = words.said(phrase) { say(phrase, as: change(phrase, text)) } }
  }

  /// The phrases that have no words.
  public var missing: [Phrase] { Phrase.allCases.filter { said($0) == nil } }

  /// Says a phrase in words of the two people's own: a name, a number to call.
  public mutating func say(_ phrase: Phrase, as words: String) {
    var texts: [String: String] = [:]
    if case .said(let before)? = layers.last {
      texts = before
      layers.removeLast()
    }
    texts[phrase.rawValue] = words
    layers.append(.said(texts))
  }

  private func said(_ phrase: Phrase) -> String? {
    for layer in layers.reversed() { if let text = layer[phrase] { return text } }
    return nil
  }

  /// The words of a phrase; its name, where a language is broken enough to lack it.
  public subscript(phrase: Phrase) -> String { said(phrase) ?? phrase.rawValue }

  /// The words of a phrase with its {braces} filled in.
  public func callAsFunction(_ phrase: Phrase, _ values: [String: String]) -> String {
    var filled = ""
    var rest = self[phrase][...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      // As a String: adding a Substring looks types up while the program runs.
      filled += String(rest[..<open])
      filled += values[String(rest[open..<close].dropFirst())] ?? String(rest[open...close])
      rest = rest[close...].dropFirst()
    }
    return filled + String(rest)
  }
}

extension Phrase {
  /// The table and the key in a words file.
  var parts: (table: String, key: String) {
    let dot = rawValue.firstIndex(of: ".") ?? rawValue.endIndex
    return (String(rawValue[..<dot]), String(rawValue[dot...].dropFirst()))
  }
}
