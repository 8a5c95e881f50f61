// Where private files may live: the XDG Base Directory Specification, read from an environment handed in.
//
// Rules: nothing is guessed. Without a full path there is an error, never the current folder and never a
// shared one such as /tmp. The specification lets a program ignore a relative XDG path; here it is an error,
// because someone who set it wanted the notes in a place of their own.

/// The folders under which the program's own folders are made.
public struct HomeFolders: Equatable, Sendable {
  /// `XDG_DATA_HOME`, else `HOME/.local/share`.
  public let data: String
  /// `XDG_CONFIG_HOME`, else `HOME/.config`.
  public let config: String

  /// Both folders, or the first thing that is wrong with the environment.
  public init(environment: [String: String]) throws(StoreError) {
    data = try Self.data(environment)
    config = try Self.config(environment)
  }

  /// The data home alone: a broken configuration home must not stand in its way.
  public static func data(_ environment: [String: String]) throws(StoreError) -> String {
    try folder("XDG_DATA_HOME", else: "/.local/share", environment)
  }

  /// The configuration home alone.
  public static func config(_ environment: [String: String]) throws(StoreError) -> String {
    try folder("XDG_CONFIG_HOME", else: "/.config", environment)
  }

  private static func folder(
    _ variable: String, else below: String, _ environment: [String: String]
  ) throws(StoreError) -> String {
    if let path = try fullPath(variable, environment) { return path }
    guard let home = try fullPath("HOME", environment) else { throw .noHome(variable: "HOME") }
    return home == "/" ? below : home + below
  }

  /// The variable's path without closing slashes; `nil` when it is unset or empty.
  private static func fullPath(
    _ variable: String, _ environment: [String: String]
  ) throws(StoreError) -> String? {
    guard var path = environment[variable], !path.isEmpty else { return nil }
    guard path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(0) else {
      throw .relativeHome(variable: variable)
    }
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}
