// A file as the nodes that toml++ has made of it: at run time, in its memory until the last table of it is gone; or when
// the program was built.
//
// Rule: nothing is made of a text before somebody asks for it.

import CToml

/// The nodes of one file. They are never changed, so every thread may read them.
final class TomlNodes: @unchecked Sendable {
  let source: TomlSource
  private let file: OpaquePointer
  private let tree: toml_tree

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
    file = read
    tree = toml_tree_of(read)
    // From here on `deinit` gives the memory back.
    if tree.count == 0 { throw Self.fault(of: read, in: source) }
  }

  /// Takes nodes that are part of the program; nil where memory is out.
  init?(packed nodes: StaticString, texts: StaticString) {
    let start = UnsafeRawPointer(nodes.utf8Start).assumingMemoryBound(to: CChar.self)
    let text = UnsafeRawPointer(texts.utf8Start).assumingMemoryBound(to: CChar.self)
    guard let file = toml_unpack(start, nodes.utf8CodeUnitCount, text) else { return nil }
    source = TomlSource([])
    self.file = file
    tree = toml_tree_of(file)
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

  /// The places among the nodes of what a table or list holds, in the order of the file.
  func children(of index: Int) -> Range<Int> {
    let first = Int(tree.nodes[index].first)
    return first..<(first + Int(tree.nodes[index].count))
  }

  /// The place among the nodes of a table's value.
  func find(_ key: String, in table: Int) -> Int? {
    var key = key
    return key.withUTF8 { find($0[...], in: table) }
  }

  /// The text at a path of plain keys with dots between them; nil where there is none.
  func text(at path: String) -> String? {
    var path = path
    let found = path.withUTF8 { bytes in
      var index: Int? = 0
      var start = 0
      while let table = index, start <= bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
        index = find(bytes[start..<end], in: table)
        start = end + 1
      }
      return index
    }
    guard let found, tree.nodes[found].kind == TOML_TEXT else { return nil }
    return text(tree.nodes[found].text, tree.nodes[found].text_length)
  }

  private func find(_ key: Slice<UnsafeBufferPointer<UInt8>>, in table: Int) -> Int? {
    let found = UnsafeBufferPointer(rebasing: key).withMemoryRebound(to: CChar.self) { key in
      withUnsafePointer(to: tree) { toml_find($0, table, key.baseAddress, key.count) }
    }
    return found == 0 ? nil : found
  }

  /// The key of a node, and where it stands.
  func key(_ index: Int) -> Located<String> {
    let node = tree.nodes[index]
    return Located(value: text(node.key, node.key_length), place: place(node.key_place))
  }

  /// Where a node's value starts.
  func place(_ index: Int) -> TomlPlace { place(tree.nodes[index].place) }

  private func place(_ place: toml_place) -> TomlPlace {
    TomlPlace(source: source, position: TomlPosition(line: Int(place.line), column: Int(place.column)))
  }

  /// The value of a node.
  func value(_ index: Int) -> TomlValue {
    let node = tree.nodes[index]
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

  private func text(_ start: UnsafePointer<CChar>?, _ length: UInt32) -> String {
    UnsafeBufferPointer(start: start, count: Int(length)).withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
  }
}
