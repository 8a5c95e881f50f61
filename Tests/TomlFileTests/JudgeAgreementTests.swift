// Two readers of one file could differ: here TOMLKit's values are compared with ours, over files of all shapes.

import TOMLKit
import Testing

@testable import TomlFile

/// A value as text, the keys of tables sorted, from either reader.
private func shape(_ value: TomlFile.TomlValue) -> String {
  switch value {
  case .text(let text): "\"\(text.value)\""
  case .integer(let number): "\(number.value)"
  case .bool(let bool): "\(bool.value)"
  case .list(let values, _): "[" + values.map(shape).joined(separator: ",") + "]"
  case .table(let table): shape(table)
  case .tables(let tables, _): "[" + tables.map(shape).joined(separator: ",") + "]"
  case .other: "other"
  }
}

private func shape(_ table: TomlFile.TomlTable) -> String {
  "{"
    + table.entries.sorted { $0.key.value < $1.key.value }.map { "\($0.key.value):\(shape($0.value))" }.joined(
      separator: ",") + "}"
}

private func shape(_ value: TOMLValueConvertible) -> String {
  switch value.type {
  case .string: "\"\(value.string ?? "")\""
  case .int: "\(value.int ?? 0)"
  case .bool: "\(value.bool ?? false)"
  case .array:
    "[" + (value.array.map { array in (0..<array.count).map { shape(array[$0]) } } ?? []).joined(separator: ",") + "]"
  case .table: shape(value.table ?? TOMLTable())
  default: "other"
  }
}

private func shape(_ table: TOMLTable) -> String {
  "{" + table.keys.sorted().map { key in "\(key):\(table[key].map(shape) ?? "")" }.joined(separator: ",") + "}"
}

@Suite struct JudgeAgreementTests {
  private static let pieces = [
    "a = 1", "b.c = \"x\"", "b.d = 'y\\n'", "e = \"\"\"\nf\n  g \\\n   h\"\"\"", "i = '''\r\nj\r\nk'''",
    "l = [1, 2, 3]",
    "m = [ \"a\" , # c\n \"b\", ]", "n = { o = 1, p.q = \"r\" }", "[s]", "[s.t]", "[[u]]", "[[u.v]]", "w = true",
    "x = 1.5",
    "y = \"\\t\\\\\\\"\\u00e9\"", "z = \"\"\"\"q\"\" \"\"\"\"\"", "\"k l\" = []", "'m.n' = {}", "[u.x]", "k = 0xAF",
    "d = 1979-05-27 07:32:00",
    "# \"", "", "  ind = 1  # x", "e\u{301} = 1", "bad", "q = \"é👩‍👩‍👧\"", "r = [[1], ['a', \"b\"], {c = 1}]",
  ]

  @Test func valuesAgree() throws {
    var random = Small(state: 7)
    var sound = 0
    for _ in 0..<3000 {
      let count = Int(random.next() % 9) + 1
      let text = (0..<count).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }
        .joined(separator: random.next() % 3 == 0 ? "\r\n" : "\n")
      let judged = try? TOMLTable(string: text)
      let ours = try? TomlDocument(parsing: text)
      #expect((judged == nil) == (ours == nil), "\(text)")
      if let judged, let ours {
        sound += 1
        #expect(shape(judged) == shape(ours.root), "\(text)")
      }
    }
    #expect(sound > 500)
  }
}

/// A small generator with a fixed start, so that a failure comes again (G. Marsaglia 2003, Xorshift RNGs).
struct Small {
  var state: UInt64
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
