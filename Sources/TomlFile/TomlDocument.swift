// TOML files as values with their places.
//
// Rules: toml++ reads every file. What comes from outside goes past our explainer first, which holds the limits and finds
// common mistakes in plain words; what comes inside the binary was judged by the tests. Only this module imports CToml.

import CToml

/// A TOML file that was read whole.
public struct TomlDocument: Sendable {
  let file: TomlNodes

  /// Reads a file's bytes; a byte order mark is passed over.
  /// - Throws: the first fault: bytes that are not UTF-8, a NUL, a limit of `TomlExplainer`, or a fault of syntax.
  public init(parsing bytes: [UInt8]) throws(TomlFault) {
    try self.init(bytes, isJudged: false)
  }

  /// Reads a file that comes inside the binary; it is not held to the limits at every start, because the tests do that.
  /// - Throws: what `init(parsing:)` does, in fewer words.
  public init(bundled bytes: [UInt8]) throws(TomlFault) {
    try self.init(bytes, isJudged: true)
  }

  private init(_ bytes: [UInt8], isJudged: Bool) throws(TomlFault) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let source = TomlSource(hasMark ? Array(bytes.dropFirst(3)) : bytes)
    if !isJudged {
      guard String(validating: source.bytes, as: UTF8.self) != nil else { throw Self.badBytes(source) }
      if let nul = source.bytes.firstIndex(of: 0) {
        throw TomlFault(source.position(of: nul), "the file holds the character NUL", hint: "take it out")
      }
      try TomlExplainer.check(source)
    }
    file = try TomlNodes(source)
  }

  /// Reads a file's text.
  /// - Throws: the first fault of syntax.
  public init(parsing text: String) throws(TomlFault) {
    try self.init(parsing: Array(text.utf8))
  }

  /// The table that keys above the first header belong to; it holds all others.
  public var root: TomlTable { TomlTable(file: file, index: 0) }

  /// The table `[name]`; nil where there is none.
  /// - Throws: where the name holds something other than a table.
  public func table(_ name: String) throws(TomlFault) -> TomlTable? {
    try root.table(name)
  }

  /// The tables `[[name]]` in the order of the file; none where there are none.
  /// - Throws: where the name holds something other than a list of tables.
  public func tables(_ name: String) throws(TomlFault) -> [TomlTable] {
    try root.tables(name)
  }

  /// Where the first bytes stand that are not UTF-8.
  private static func badBytes(_ source: TomlSource) -> TomlFault {
    var decoder = UTF8()
    var iterator = source.bytes.makeIterator()
    var line = 1
    var column = 1
    scan: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue("\n"): (line, column) = (line + 1, 1)
      case .scalarValue: column += 1
      case .emptyInput, .error: break scan
      }
    }
    return TomlFault(
      TomlPosition(line: line, column: column), "the file is not UTF-8 here",
      hint: "save the file again with the encoding UTF-8")
  }
}
