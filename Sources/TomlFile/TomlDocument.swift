// TOML files as values with their places.
//
// Rules: TOMLKit judges every file from outside; our scanner, which walks first, keeps the limits and the places. What
// comes inside the binary was judged by the tests. Nothing is looked up by line and column until someone asks, so a
// sound file pays nothing for them. Only this module imports TOMLKit.

import TOMLKit

/// A TOML file that was read whole.
public struct TomlDocument: Sendable {
  let tree: TomlTree

  /// Reads a file's bytes; a byte order mark is passed over.
  /// - Throws: the first fault: bytes that are not UTF-8, a NUL, a limit of `TomlScanner`, or a fault of syntax.
  public init(parsing bytes: [UInt8]) throws(TomlFault) {
    try self.init(bytes, isJudged: false)
  }

  /// Reads a file that comes inside the binary. TOMLKit does not judge it once more at every start: the tests let it.
  /// - Throws: what `init(parsing:)` does, save the faults of syntax that only TOMLKit finds.
  public init(bundled bytes: [UInt8]) throws(TomlFault) {
    try self.init(bytes, isJudged: true)
  }

  private init(_ bytes: [UInt8], isJudged: Bool) throws(TomlFault) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let source = TomlSource(hasMark ? Array(bytes.dropFirst(3)) : bytes)
    guard let text = String(validating: source.bytes, as: UTF8.self) else { throw Self.badBytes(source) }
    if let nul = source.bytes.firstIndex(of: 0) {
      throw TomlFault(source.position(of: nul), "the file holds the character NUL", hint: "take it out")
    }
    tree = try TomlScanner.scan(source)
    if !isJudged { try Self.judge(text) }
  }

  /// Reads a file's text.
  /// - Throws: the first fault of syntax.
  public init(parsing text: String) throws(TomlFault) {
    try self.init(parsing: Array(text.utf8))
  }

  /// The table that keys above the first header belong to; it holds all others.
  public var root: TomlTable { TomlTable(tree: tree, index: 0) }

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

  /// Asks TOMLKit whether the text is TOML, and translates its answer.
  private static func judge(_ text: String) throws(TomlFault) {
    do {
      _ = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let begin = error.source.begin
      let position = TomlPosition(line: max(begin.line, 1), column: max(begin.column, 1))
      throw TomlFault(position, "this is not TOML: \(error.description)", hint: "compare it with the lines around it")
    } catch {
      throw TomlFault(
        TomlPosition(line: 1, column: 1), "this is not TOML", hint: "start from a new deck or settings file")
    }
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
