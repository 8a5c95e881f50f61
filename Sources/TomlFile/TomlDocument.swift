// TOML files as values with their places.
//
// Rules: toml++ reads every file, past our explainer, which holds the limits and finds common mistakes in plain words. What
// comes with the program was read when it was built, and judged by the tests. Only this module imports CToml.

import CToml

/// A TOML file that was read whole.
public struct TomlDocument: Sendable {
  let nodes: TomlNodes

  /// Reads a file's bytes; a byte order mark is passed over.
  /// - Throws: the first fault: bytes that are not UTF-8, a NUL, a limit of `TomlExplainer`, or a fault of syntax.
  public init(parsing bytes: [UInt8]) throws(TomlFault) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let source = TomlSource(hasMark ? Array(bytes.dropFirst(3)) : bytes)
    guard String(validating: source.bytes, as: UTF8.self) != nil else { throw Self.badBytes(source) }
    if let nul = source.bytes.firstIndex(of: 0) {
      throw TomlFault(source.position(of: nul), "the file holds the character NUL", hint: "take it out")
    }
    try TomlExplainer.check(source)
    nodes = try TomlNodes(source)
  }

  /// A file that was read when the program was built. It knows no places; nil where memory is out.
  public init?(packed nodes: StaticString, texts: StaticString) {
    guard let nodes = TomlNodes(packed: nodes, texts: texts) else { return nil }
    self.nodes = nodes
  }

  /// Reads a file's text.
  /// - Throws: the first fault of syntax.
  public init(parsing text: String) throws(TomlFault) {
    try self.init(parsing: Array(text.utf8))
  }

  /// The table that keys above the first header belong to; it holds all others.
  public var root: TomlTable { TomlTable(file: nodes, index: 0) }

  /// The text at a path of plain keys with dots between them, as in `card.yes`; nil where there is none.
  public func text(at path: String) -> String? { nodes.text(at: path) }

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
