// A file that toml++ has read, as nodes that stay in its memory until the last table of it is gone.
//
// Rule: nothing is made of a text before somebody asks for it.

import CToml

/// The nodes of one file. They are never changed, so every thread may read them.
final class TomlNodes: @unchecked Sendable {
  let source: TomlSource
  private let file: OpaquePointer
  private let nodes: UnsafePointer<toml_node>

  /// Reads a file.
  /// - Throws: its first fault.
  init(_ source: TomlSource) throws(TomlFault) {
    self.source = source
    let read = source.bytes.withUnsafeBytes { bytes in
      toml_read(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard let read else {
      throw TomlFault(TomlPosition(line: 1, column: 1), "there is too little memory to read this", hint: "try again")
    }
    guard let nodes = toml_nodes(read) else {
      defer { toml_free(read) }
      throw Self.fault(of: read, in: source)
    }
    file = read
    self.nodes = nodes
  }

  deinit { toml_free(file) }

  /// What toml++ found wrong, in our words where we have some.
  private static func fault(of file: OpaquePointer, in source: TomlSource) -> TomlFault {
    var place = toml_place()
    let said = toml_fault(file, &place).map { String(cString: $0) } ?? ""
    let position = TomlPosition(line: Int(place.line), column: Int(place.column))
    if said.contains("cannot redefine"),
      let clash = TomlExplainer.names(source).clash(before: source.offset(of: position), in: source) {
      return clash
    }
    return TomlFault(position, "this is not TOML: \(said)", hint: "compare it with the lines around it")
  }

  subscript(index: Int) -> toml_node { nodes[index] }

  /// The places among the nodes of what a table or list holds, in the order of the file.
  func children(of index: Int) -> Range<Int> { nodes[index].first..<(nodes[index].first + nodes[index].count) }

  /// The place among the nodes of a table's value.
  func find(_ key: String, in table: Int) -> Int? {
    var key = key
    let found = key.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { toml_find(file, table, $0.baseAddress, $0.count) }
    }
    return found == 0 ? nil : found
  }

  /// The key of a node, and where it stands.
  func key(_ index: Int) -> Located<String> {
    let node = nodes[index]
    return Located(value: text(node.key, node.key_length), place: place(node.key_place))
  }

  /// Where a node's value starts.
  func place(_ index: Int) -> TomlPlace { place(nodes[index].place) }

  private func place(_ place: toml_place) -> TomlPlace {
    TomlPlace(source: source, position: TomlPosition(line: Int(place.line), column: Int(place.column)))
  }

  /// The value of a node.
  func value(_ index: Int) -> TomlValue {
    let node = nodes[index]
    let place = place(node.place)
    switch node.kind {
    case TOML_TABLE: return .table(TomlTable(file: self, index: index))
    case TOML_LIST: return .list(children(of: index).map(value), place)
    case TOML_TABLES: return .tables(children(of: index).map { TomlTable(file: self, index: $0) }, place)
    case TOML_TEXT: return .text(Located(value: text(node.text, node.text_length), place: place))
    case TOML_INTEGER: return .integer(Located(value: Int(node.integer), place: place))
    case TOML_BOOL: return .bool(Located(value: node.integer != 0, place: place))
    case TOML_DECIMAL: return .other(.decimal, place)
    default: return .other(.date, place)
    }
  }

  private func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
    UnsafeBufferPointer(start: start, count: length).withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
  }
}
