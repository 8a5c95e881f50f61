// Widths against glibc's wcwidth and against Unicode's EastAsianWidth.txt.

import Glibc
import Testing

@testable import CellGrid

@Suite struct WidthTests {
  @Test("What is let through has the width that wcwidth gives")
  func agreesWithWcwidth() throws {
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    let wcwidth = try glibcWidth()
    var wrong: [String] = []
    for scalar in everyScalar {
      guard let width = columns(of: scalar) else { continue }
      let expected = Int(wcwidth(wchar_t(scalar.value)))
      if width != expected { wrong.append("U+\(String(scalar.value, radix: 16)): \(width), not \(expected)") }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
  }

  /// Glibc's function, which its headers hide from Swift behind `_XOPEN_SOURCE`.
  private func glibcWidth() throws -> @convention(c) (wchar_t) -> CInt {
    unsafeBitCast(try #require(dlsym(nil, "wcwidth")), to: (@convention(c) (wchar_t) -> CInt).self)
  }

  @Test("Wide and full-width characters are two columns, all others one or none")
  func agreesWithEastAsianWidth() throws {
    var counts: [String: Int] = [:]
    var wrong: [String] = []
    let wide = try wideScalars()
    for scalar in everyScalar {
      guard let width = columns(of: scalar) else { continue }
      let expected = wide.contains(scalar.value) ? 2 : 1
      if width == expected || (width == 0 && expected == 1) { continue }
      guard let rule = exception(scalar, width: width) else {
        wrong.append("U+\(String(scalar.value, radix: 16)): \(width)")
        continue
      }
      counts[rule, default: 0] += 1
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
    #expect(counts == ["wide combining marks take no column": 7])
  }

  private func exception(_ scalar: Unicode.Scalar, width: Int) -> String? {
    if width == 0, [.nonspacingMark].contains(scalar.properties.generalCategory) {
      return "wide combining marks take no column"
    }
    return nil
  }

  private func wideScalars() throws -> Set<UInt32> {
    var wide: Set<UInt32> = []
    for line in try UnicodeData.lines(of: "EastAsianWidth.txt") {
      let fields = line.split(separator: ";").map { UnicodeData.trimmed($0) }
      guard fields[1] == "W" || fields[1] == "F" else { continue }
      let ends = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
      wide.formUnion(ends[0]...ends[ends.count - 1])
    }
    return wide
  }

  @Test("Ambiguous characters are one column", arguments: ["α", "─", "…", "●", "“", "°", "→"] as [Character])
  func ambiguous(_ character: Character) {
    #expect(columns(of: character.unicodeScalars.first!) == 1)
  }

  @Test("What terminals disagree on or must not get has no width",
    arguments: [0x1F3FB, 0x1F1E6, 0x4DC0, 0x3248, 0x200D, 0xFE0F, 0x202E, 0x1B, 0xAD, 0xE000, 0x10FFFF, 0x1160] as [UInt32])
  func noWidth(_ value: UInt32) {
    #expect(columns(of: Unicode.Scalar(value)!) == nil)
  }

  @Test("Of all characters of Unicode 14 only named groups are not drawn as they are")
  func coverage() {
    var refused: [String: Int] = [:]
    for scalar in everyScalar {
      let kind = ScalarKind(scalar)
      guard kind == .unsupported || kind == .dangerous, let age = scalar.properties.age, age.major <= 14,
        scalar.properties.generalCategory != .privateUse, scalar.properties.generalCategory != .unassigned,
        scalar.properties.generalCategory != .surrogate
      else { continue }
      refused[group(scalar), default: 0] += 1
    }
    #expect(refused == [
      "controls": 65, "format": 161, "line and paragraph separators": 2, "default ignorable": 7,
      "skin tones": 5, "regional indicators": 26, "circled numbers on squares": 8, "hexagrams": 64,
    ], "\(refused)")
  }

  private func group(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control: return "controls"
    case .format: return "format"
    case .lineSeparator, .paragraphSeparator: return "line and paragraph separators"
    default: break
    }
    if scalar.properties.isDefaultIgnorableCodePoint { return "default ignorable" }
    switch scalar.value {
    case 0x1F3FB...0x1F3FF: return "skin tones"
    case 0x1F1E6...0x1F1FF: return "regional indicators"
    case 0x3248...0x324F: return "circled numbers on squares"
    case 0x4DC0...0x4DFF: return "hexagrams"
    default: return "other U+\(String(scalar.value, radix: 16))"
    }
  }
}
