// Two readers of one file could differ: here the values of Python's are compared with ours, over files of all shapes.

import Foundation
import Testing

@testable import TomlFile

/// A value as text, the keys of tables sorted, from either reader.
private func shape(_ value: TomlValue) -> String {
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

private func shape(_ table: TomlTable) -> String {
  "{"
    + table.entries.sorted { $0.key.value < $1.key.value }.map { "\($0.key.value):\(shape($0.value))" }.joined(
      separator: ",") + "}"
}

/// What Python's reader, which shares nothing with ours, makes of texts: their shapes, nil for what is not TOML.
private func judged(_ texts: [String]) throws -> [String?] {
  let folder = FileManager.default.temporaryDirectory.appending(path: "toml-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let (asked, told) = (folder.appending(path: "asked.json"), folder.appending(path: "told.json"))
  try JSONEncoder().encode(texts).write(to: asked)
  let judge = Process()
  judge.executableURL = URL(filePath: "/usr/bin/python3")
  judge.arguments = ["-c", judgeScript, asked.path(), told.path()]
  try judge.run()
  judge.waitUntilExit()
  return try JSONDecoder().decode([String?].self, from: Data(contentsOf: told))
}

private let judgeScript = """
  import json, sys, tomllib
  def shape(value):
      if isinstance(value, bool): return str(value).lower()
      if isinstance(value, str): return '"' + value + '"'
      if isinstance(value, int): return str(value)
      if isinstance(value, list): return '[' + ','.join(map(shape, value)) + ']'
      # In the order of scalars, as strings without composed letters are compared here.
      if isinstance(value, dict): return '{' + ','.join(k + ':' + shape(value[k]) for k in sorted(value)) + '}'
      return 'other'
  def read(text):
      try: return shape(tomllib.loads(text))
      except (tomllib.TOMLDecodeError, ValueError): return None
  json.dump([read(text) for text in json.load(open(sys.argv[1]))], open(sys.argv[2], 'w'))
  """

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
    let texts = (0..<3000).map { _ in
      let count = Int(random.next() % 9) + 1
      return (0..<count).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }
        .joined(separator: random.next() % 3 == 0 ? "\r\n" : "\n")
    }
    let judged = try judged(texts)
    #expect(judged.compactMap(\.self).count > 500)
    for (text, judged) in zip(texts, judged) {
      let ours = (try? TomlDocument(parsing: text)).map { shape($0.root) }
      #expect(ours == judged, "\(text)")
    }
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
