// Which language a person wants, and which of several fits it.
//
// Rules: tags are compared without regard to case, from the whole tag to its first part; a locale that names
// no language (C, POSIX) wants none.

/// A language by its BCP 47 tag.
public struct Language: Sendable, Hashable {
  /// The tag's parts in lower case: `["pt", "br"]`.
  private let parts: [String]

  /// A language from a tag (`pt-BR`) or from the name of a locale (`pt_BR.UTF-8`); `nil` for anything else.
  public init?(_ name: String) {
    let tag = name.prefix { $0 != "." && $0 != "@" }
    let parts = tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).map { $0.lowercased() }
    guard let first = parts.first, (2...3).contains(first.count), tag.utf8.count <= 35,
      first.allSatisfy({ $0.isASCII && $0.isLetter }),
      parts.allSatisfy({ $0.count <= 8 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
    else { return nil }
    self.parts = parts
  }

  /// The language that the locale asks for: the first of LC_ALL, LC_MESSAGES and LANG that is set decides.
  public static func wanted(by environment: [String: String]) -> (language: Language, variable: String)? {
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment[variable], !value.isEmpty else { continue }
      return Language(value).map { ($0, variable) }
    }
    return nil
  }

  /// The tag in lower case.
  public var tag: String { parts.joined(separator: "-") }

  /// The tags that fit, the most general first: `pt`, `pt-br`.
  public var chain: [String] { parts.indices.map { parts[...$0].joined(separator: "-") } }

  /// How well something in another language fits, from 0, not at all.
  public func fit(_ other: Language) -> Int {
    guard other.parts.first == parts.first else { return 0 }
    return zip(parts, other.parts).prefix { $0 == $1 }.count
  }
}
