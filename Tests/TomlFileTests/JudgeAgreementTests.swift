// Our reader of TOML against another, TOMLKit: what one refuses the other refuses, and both read the same values.

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
    "f = [1979-05-27, 07:32:00.999, 1979-05-27T07:32:00Z, 1979-05-27t00:32:00.5-07:00]",
    "g = [0o17, 0b1_0, 0xdead_BEEF, -0, +9_1]", "g.h = [1e5, -2.5E-3, 6.02_2e+23, -inf, +nan]", "[a.b]", "[b]", "b.e.f = 1",
    "[n.x]", "u.v = 1", "[e]", "h = \"\"\"\\  \n  x\"\"\"",
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
    #expect(sound > 300)
  }

  /// Values alone, most of them wrong in one place.
  @Test(arguments: [
    "00", "01", "-01", "+0", "1_", "_1", "1__0", "1_0", "0x", "0xg", "0x_1", "0x1_", "-0x1", "+0b1", "0b2", "0o8", "0X1",
    "0xDEADBEEF", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "0x7FFFFFFFFFFFFFFF", "0x8000000000000000", "1.", ".1", "1.e1", "1e", "1e+", "1e1.0", "1e01", "01.5", "1_0.0_1",
    "1._0", "1_.0", "--1", "+-1", "+", "-", "inf", "+inf", "-inf", "infinity", "nan", "-nan", "Inf", "true", "True", "tru",
    "truee", "false", "1979-05-27", "1979-5-27", "1979-13-01", "1979-00-01", "1979-02-29", "1980-02-29", "1900-02-29",
    "2000-02-29", "1979-04-31", "1979-05-27T07:32:00", "1979-05-27 07:32:00", "1979-05-27  07:32:00", "1979-05-27T",
    "1979-05-27T07:32", "1979-05-27T07:32:60", "1979-05-27T24:00:00", "1979-05-27T07:60:00", "1979-05-27T07:32:00.",
    "1979-05-27T07:32:00.123456", "1979-05-27T07:32:00+01:00", "1979-05-27T07:32:00+1:00", "1979-05-27T07:32:00+24:00",
    "1979-05-27T07:32:00-07:60", "1979-05-27T07:32:00Z", "1979-05-27T07:32:00z1", "07:32:00", "07:32:00.5", "7:32:00",
    "07:32:00Z", "07:3:00", "1979-05-27Z", "1979-05-27x", "1 2", "1\t", #""\e""#, #""\x41""#, #""\ud800""#,
    #""\U00110000""#, #""\U0010FFFF""#, #""\ ""#, "\"a\u{7F}\"", "\"\u{1F}\"", "\"\t\"", "'\u{8}'", "''''a'''", "'''a''''",
    "'''a'''''", "'''a''''''", #""""a\ b""""#, "\"\"\"a\\\n\n b\"\"\"", "\"\"\"a\rb\"\"\"", "[1,]", "[,]", "[1,,2]", "[1 2]",
    "{a = 1,}", "{a = 1, a = 2}", "{a.b = 1, a.c = 2}", "{a = {b = 1}, a.c = 2}", "{\na = 1}", "{}", "{,}", "{a = 1 b = 2}",
    "[{a = 1}, 2]", "1 # \u{1}", "1 # \u{7F}", "1 # \t\u{E9}", "1\r", "1\r\n", "\r",
  ])
  func valuesAlone(value: String) { compare("k = \(value)") }

  /// Which tables may be added to, and by what. (TOMLKit ends the program at a header such as [.a].)
  @Test(arguments: [
    "[a]\n[a]", "[a.b]\n[a]", "[a.b]\n[a]\n[a]", "[a.b.c]\n[a.b]\n[a]", "[a]\nb.c = 1\n[a.b]", "[a]\nb.c = 1\n[a.b.d]",
    "[a]\nb.c = 1\n[a.b.c]", "[[a]]\n[a]", "[a]\n[[a]]", "[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]", "[[a]]\n[a.b]\n[[a]]\n[a.b]",
    "[a.b]\n[[a]]", "a = []\n[[a]]", "a = {}\n[a]", "a = {}\na.b = 1", "a.b = 1\na.c = 2", "a.b = 1\n[a]", "a = 1\n[a.b]",
    "[a.b.c]\nz = 9\n[a]\nb.c.t = 1", "[a.b.c]\n[a]\nb.x = 1", "[[a]]\n[b]\n[[a]]", "[[a.b]]\n[a]\nb.c = 1", "[[a]]\na.b = 1",
    "a = [{b = 1}]\n[a.c]", "a = [{b = 1}]\n[[a]]", "[]", "[a.]", "[a..b]", "[ a . b ]", "[a] b = 1", "[a]]", "[[a]",
    "[ [a]]", "[[a] ]", "[\"a\"]\n['a']", "\"\" = 1\n'' = 2", "a b = 1", "a = 1 b = 2", "= 1", "a =\n1", "a", "a.", "a.b",
    "'''a''' = 1", "3.14 = 1\n3.15 = 2", "-_9 = 1", "a\u{7F} = 1", "a\r\n= 1", "\u{FEFF}\u{FEFF}a = 1",
  ])
  func tables(text: String) { compare(text) }

  private func compare(_ text: String) {
    let judged = try? TOMLTable(string: text)
    let ours = try? TomlDocument(parsing: text)
    #expect((judged == nil) == (ours == nil))
    if let judged, let ours { #expect(shape(judged) == shape(ours.root)) }
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
