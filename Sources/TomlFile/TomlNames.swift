// Where the names of a file stand: asked only where one stands twice.

/// The names of tables and keys, in the order of the file.
struct TomlNames {
  /// One part of a dotted name.
  struct Part {
    let text: String
    let offset: Int
  }

  /// What a whole name stands for.
  private enum Kind { case value, table, list }

  private struct Sighting {
    let path: [String]
    let parts: [Part]
    let kind: Kind
  }

  private var sightings: [Sighting] = []
  /// The table that keys belong to now.
  private var scope: [String] = []
  /// How many tables each `[[list]]` has so far.
  private var lists: [[String]: Int] = [:]

  /// A table's header.
  mutating func open(_ parts: [Part], isList: Bool) {
    let parent = parts.dropLast().reduce([]) { newest($0 + [$1.text]) }
    let path = parent + parts.suffix(1).map(\.text)
    if isList { lists[path, default: 0] += 1 }
    if !isList || lists[path] == 1 { sightings.append(Sighting(path: path, parts: parts, kind: isList ? .list : .table)) }
    scope = newest(path)
  }

  /// A key with a value.
  mutating func add(_ parts: [Part]) {
    sightings.append(Sighting(path: scope + parts.map(\.text), parts: parts, kind: .value))
  }

  /// A table in braces begins; what it returns goes to `leave`.
  mutating func enter(_ offset: Int) -> [String] {
    defer { scope.append("{\(offset)") }
    return scope
  }

  /// A table in braces is over.
  mutating func leave(to outside: [String]) { scope = outside }

  /// The path of a list's newest table; any other path itself.
  private func newest(_ path: [String]) -> [String] { lists[path].map { path + ["[\($0)"] } ?? path }

  /// What is wrong with the last name before an offset: it stands there already, or as something else.
  func clash(before offset: Int, in source: TomlSource) -> TomlFault? {
    guard let last = sightings.lastIndex(where: { $0.parts[0].offset <= offset }) else { return nil }
    let found = sightings[last]
    for earlier in sightings[..<last] where found.path.starts(with: earlier.path) {
      let depth = found.path.count - earlier.path.count
      guard depth < found.parts.count else { continue }
      let part = found.parts[found.parts.count - 1 - depth]
      let place = source.position(of: part.offset)
      if depth == 0, found.kind != .list, earlier.kind != .list {
        let line = source.position(of: earlier.parts[earlier.parts.count - 1].offset).line
        return TomlFault(
          place, "\(part.text) stands here twice, first in line \(line)",
          hint: "take one out; in a list each entry begins with its own [[name]]")
      }
      if depth == 0 {
        return TomlFault(
          place, "\"\(part.text)\" is already something else, so [[\(part.text)]] cannot follow",
          hint: "use the same brackets everywhere, or another name")
      }
      if earlier.kind == .value {
        return TomlFault(
          place, "\"\(part.text)\" is already a value, so it cannot be a table as well",
          hint: "give one of the two another name")
      }
    }
    return nil
  }
}
