// The files that come with the program, as constants: the build makes them of Resources/ (Plugins/CompileResources).
//
// Rule: nothing but what was made when the program was built; nothing is read, and no text is copied.

/// One file of Resources/.
public struct ShippedFile: Sendable {
  /// Its path in Resources/, such as `words/en.toml`.
  public let path: StaticString
  /// Its text.
  public let text: StaticString
  /// What a TOML file holds, packed as `TomlDocument` reads it; empty where the file is of another kind.
  public let nodes, texts: StaticString

  /// All files, in the order of their paths.
  public static var all: [ShippedFile] { made }
}
