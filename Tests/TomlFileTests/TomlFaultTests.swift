// Faults: what is wrong, at the place where a person would look.

import Testing

@testable import TomlFile

private func fault(_ text: String) -> TomlFault? {
  do {
    _ = try TomlDocument(parsing: text)
    return nil
  } catch { return error }
}

private func at(_ text: String) -> [Int] { fault(text).map { [$0.line, $0.column] } ?? [] }

@Suite struct TomlFaultTests {
  @Test func curlyQuote() {
    let found = fault("a = 1\ntext = “Hello”\n")
    #expect(found.map { [$0.line, $0.column] } == [2, 8])
    #expect(found?.what.contains("curly quote “") == true)
    #expect(found?.hint.contains("straight quote") == true)
    #expect(fault("text = \"“Hello”, she’d said\"") == nil)
    #expect(fault("a = [‘x’]")?.what.contains("curly") == true)
    #expect(fault("a = \"x”\n”")?.what.contains("not closed") == true)
  }

  @Test func places() {
    #expect(at("a = \"x\nb = 1") == [1, 5])
    #expect(at("a = \"\"\"x\nb = 1") == [1, 5])
    #expect(at("a = 1\nb =\nc = 2") == [2, 4])
    #expect(at("a = hello") == [1, 5])
    #expect(at("a = \"x\" y") == [1, 9])
    #expect(at("[deck\na = 1") == [1, 6])
    #expect(at("a = [1, 2") == [1, 5])
    #expect(at("a = { b = 1") == [1, 5])
    #expect(at("just words") == [1, 6])
    #expect(at("a = 1\na.b = 2") == [2, 1])
    #expect(
      fault("a = 1\n\n 'a' = 2").map { "\($0.line):\($0.column) \($0.what)" }
        == "3:2 a stands here twice, first in line 1")
    #expect(at("[t]\na.b = 1\na.b = 2") == [3, 3])
    #expect(at("\u{FEFF}a = ?") == [1, 5])
  }

  @Test(arguments: [
    ("a = 1\na = 2", 2), ("[a]\n[a]", 2), ("x = 1\na = 2024-13-45", 2), ("a = 00", 1), ("a = 0xZ", 1),
    ("a = \"\\q\"", 1),
    ("a = {b = 1}\n[a]\nc = 1", 2), ("é = 1", 1), ("a = 1\u{1}", 1), ("a = 99999999999999999999", 1),
  ])
  func theJudgeRefuses(text: String, line: Int) {
    #expect(fault(text)?.line == line)
  }

  /// toml++'s columns are ours: Unicode scalars from 1, a byte order mark not counted.
  @Test func theJudgesColumns() {
    #expect(at("k = \"ż\u{301}\"\nl = \"żółw\\q\"") == [2, 11])
    #expect(at("\u{FEFF}k = \"a\"\r\nl = \"😀\\q\"") == [2, 8])
  }

  @Test func bytes() throws {
    #expect(throws: TomlFault.self) { try TomlDocument(parsing: [0x61, 0x20, 0x3D, 0x20, 0x22, 0xFF, 0x22]) }
    do {
      _ = try TomlDocument(parsing: Array("ab\né = \"".utf8) + [0xC3, 0x28])
    } catch {
      #expect([error.line, error.column] == [2, 6])
      #expect(error.what.contains("UTF-8"))
    }
    #expect(at("a = \"x\u{0}y\"") == [1, 7])
    #expect(at("a = \"x\\u0000y\"") == [1, 7])
    #expect(fault("a = \"x\\\\u0000y\"") == nil)
  }

  @Test func types() throws {
    let file = try TomlDocument(parsing: "a = 1\nb = \"x\"\nc = [1]\nd = true\n[e]\n[[f]]")
    func hint(_ body: () throws(TomlFault) -> Void) -> String? {
      do { try body() } catch { return error.description }
      return nil
    }
    #expect(
      hint { () throws(TomlFault) in _ = try file.root.string("a") }
        == "1:5: a should be text, and this is a whole number (write \"…\" in straight quotes)")
    #expect(
      hint { () throws(TomlFault) in _ = try file.root.integer("b") }
        == "2:5: b should be a whole number, and this is text (write 120, without quotes)")
    #expect(
      hint { () throws(TomlFault) in _ = try file.root.strings("c") }
        == "3:6: c should be a list of texts, and this is a whole number (write [\"…\", \"…\"])")
    #expect(hint { () throws(TomlFault) in _ = try file.root.bool("b") }?.hasPrefix("2:5") == true)
    #expect(hint { () throws(TomlFault) in _ = try file.tables("e") }?.hasPrefix("5:1") == true)
    #expect(hint { () throws(TomlFault) in _ = try file.table("f") }?.hasPrefix("6:1") == true)
    #expect(try file.root.string("none") == nil)
    #expect(try file.tables("none").isEmpty)
  }

  /// A hostile file meets a limit before it meets a recursive parser.
  @Test func depthAndLength() {
    let dots = String(repeating: "a.", count: 400_000) + "a = 1"
    #expect(fault(dots)?.what.contains("too many parts") == true)
    #expect(fault("[" + String(repeating: "a.", count: 400_000) + "a]")?.what.contains("too many parts") == true)
    #expect(fault("a = " + String(repeating: "[", count: 500_000))?.what.contains("nested") == true)
    #expect(fault("a = " + String(repeating: "{a=", count: 300_000))?.what.contains("nested") == true)
    #expect(fault(String(repeating: "k", count: 1_000_000) + " = 1")?.what.contains("too long") == true)
    #expect(fault("a = 1\n\"\\u001b[31m\" = 1\n\"\\u001b[31m\".x = 1")?.what.unicodeScalars.contains("\u{1B}") == false)
  }

  @Test func manyHeaders() {
    let headers = (0..<60_000).map { "[t\($0)]" }.joined(separator: "\n")
    #expect(fault(headers) == nil)
    let tables = String(repeating: "[[c]]\n", count: 60_000)
    #expect(fault(tables) == nil)
  }

  @Test func textBytesAndValueAgree() throws {
    #expect(fault("") == nil)
    #expect(fault("\n\n# only a comment") == nil)
    #expect(fault("a = ''\n'quoted key' = \"\"\n\"\" = 1") == nil)
  }
}
