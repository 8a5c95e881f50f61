// Places: every header, key and value is found where a person would point, whatever surrounds it.

import Testing

@testable import TomlFile

private func document(_ text: String) throws -> TomlDocument { try TomlDocument(parsing: text) }

private func place(_ located: Located<String>?) -> [Int] { located.map { [$0.line, $0.column] } ?? [] }

@Suite struct LocatorTests {
  @Test func headersKeysAndValues() throws {
    let file = try document(
      """
      # a "comment" with [brackets] = "and quotes"
      format = 1
      [deck]
        name = "a"  # "b"

      [[cards]]
      text = "same"
      [[cards]]
      text = "same"
      easier   =   'same'
      """)
    #expect(try file.table("deck")?.line == 3)
    let cards = try file.tables("cards")
    #expect(cards.map(\.line) == [6, 8])
    #expect(cards.map(\.column) == [1, 1])
    #expect(place(try cards[0].string("text")) == [7, 8])
    #expect(place(try cards[1].string("text")) == [9, 8])
    #expect(place(try cards[1].string("easier")) == [10, 14])
    #expect(cards[1].keys.map(\.value) == ["text", "easier"])
    #expect(cards[1].keys.map(\.line) == [9, 10])
    #expect(place(try file.table("deck")?.string("name")) == [4, 10])
  }

  @Test func columnsCountScalars() throws {
    let file = try document("key = [\"żółw\", \"e\u{301}👩‍👩‍👧\", \"x\"]")
    let texts = try #require(try file.root.strings("key"))
    #expect(texts.map(\.column) == [8, 16, 27])
    #expect(texts[1].place(ofScalar: 2).column == 19)
  }

  @Test func escapes() throws {
    let file = try document(#"k = "a\n\u00e9\"\U0001F600z\\""#)
    let text = try #require(try file.root.string("k"))
    #expect(text.value == "a\né\"😀z\\")
    #expect((0...7).map { text.place(ofScalar: $0).column } == [6, 7, 9, 15, 17, 27, 28, 30])
  }

  @Test(arguments: ["\n", "\r\n"])
  func multilineStrings(newline: String) throws {
    let lines = [
      "k = \"\"\"", "one", "two \\", "    three \"quoted\"\"\"\"", "l = '''", "raw \\n", "end'''", "m = \"\"\"x\"\"\"",
    ]
    let file = try document(lines.joined(separator: newline))
    let text = try #require(try file.root.string("k"))
    #expect(text.value == "one\ntwo three \"quoted\"")
    #expect(text.place(ofScalar: 0).position == TomlPosition(line: 2, column: 1))
    #expect(text.place(ofScalar: 4).position == TomlPosition(line: 3, column: 1))
    #expect(text.place(ofScalar: 8).position == TomlPosition(line: 4, column: 5))
    #expect(text.place(ofScalar: 999).position == TomlPosition(line: 4, column: 19))
    let raw = try #require(try file.root.string("l"))
    #expect(raw.value == "raw \\n\nend")
    #expect(raw.place(ofScalar: 7).position == TomlPosition(line: 7, column: 1))
    #expect(try file.root.string("m")?.value == "x")
  }

  @Test func dottedKeysAndInlineTables() throws {
    let file = try document(
      """
      a.b . "c d" = "x"
      t = { p = "q", r = { s = 'u' }, list = [ [1, 2], [] ] }
      [x.y]
      z = true
      [x]
      w = "last"
      """)
    let inner = try #require(try file.table("a")?.table("b"))
    #expect(place(try inner.string("c d")) == [1, 15])
    let inline = try #require(try file.table("t"))
    #expect([inline.line, inline.column] == [2, 5])
    #expect(place(try inline.table("r")?.string("s")) == [2, 26])
    #expect(try file.table("x")?.table("y")?.bool("z")?.value == true)
    #expect(try file.table("x")?.line == 5)
  }

  @Test func listsOverLines() throws {
    let file = try document("k = [ # \"no\"\n  \"a\", # ]\n  \"b\",\n]\nn = \"c\"")
    #expect(try file.root.strings("k")?.map(\.line) == [2, 3])
    #expect(place(try file.root.string("n")) == [5, 5])
  }

  @Test func byteOrderMark() throws {
    let file = try TomlDocument(parsing: [0xEF, 0xBB, 0xBF] + Array("k = \"v\"\r\nl = \"w\"".utf8))
    #expect(place(try file.root.string("k")) == [1, 5])
    #expect(place(try file.root.string("l")) == [2, 5])
  }

  @Test func tablesInsideListTables() throws {
    let file = try document("[[c]]\n[c.allow]\na = \"x\"\n[[c]]\n[[c.d]]\n[[c.d]]\nb = 1")
    let tables = try file.tables("c")
    #expect(place(try tables[0].table("allow")?.string("a")) == [3, 5])
    #expect(try tables[1].tables("d").map(\.line) == [5, 6])
  }

  @Test func numbers() throws {
    let file = try document(
      "a = 1_000\nb = 0xFF\nc = -3\nd = +4\ne = 0b101\nf = 0o17\ng = 1.5\nh = 1e3\ni = 1979-05-27 07:32:00\nj = inf")
    let root = file.root
    let numbers = try ["a", "b", "c", "d", "e", "f"].map { key throws(TomlFault) in try root.integer(key)?.value }
    #expect(numbers == [1000, 255, -3, 4, 5, 15])
    #expect(["g", "h", "i", "j"].map { root.value($0)?.kind } == [.decimal, .decimal, .date, .decimal])
  }
}
