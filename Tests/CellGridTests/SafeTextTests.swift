// Safe text: what is drawn for hostile, odd and ordinary strings.

import Testing

@testable import CellGrid

private func drawn(_ source: String) -> [String] {
  let text = SafeText(source)
  return text.clusters.indices.map { text.drawn($0..<($0 + 1)) }
}
private func widths(_ source: String) -> [Int] { SafeText(source).clusters.map(\.width) }

@Suite struct SafeTextTests {
  @Test("What pages draw is a cluster of its own, unless something joins it", arguments: [
    "● ● ○", "→ on    ← back    ↑ ↓ choose", "›", "a●b", "●\u{301} ○", "→\u{FE0F} x", " ●\u{200D}○", "\r\n●\r\n", "é● ●é", "●●○ ",
    " \u{301}●", "中● 中",
  ])
  func ofEveryPage(_ text: String) {
    let clusters = SafeText(text).clusters
    #expect(clusters.count == text.count)
    for ((cluster, drawn), character) in zip(zip(clusters, drawn(text)), text) where "●○→←↑↓›".contains(character) {
      #expect(drawn == String(character) && cluster.width == 1)
    }
  }

  @Test("C0 controls and DEL become control pictures")
  func controlPictures() {
    #expect(drawn("a\u{1B}[31m\u{7}\u{7F}\0") == ["a", "␛", "[", "3", "1", "m", "␇", "␡", "␀"])
    #expect(drawn("a\rb") == ["a", "␍", "b"])
  }

  @Test("C1, bidirectional, invisible, private and unassigned characters become marks",
    arguments: [0x80, 0x85, 0x9B, 0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E,
      0x2060, 0x2066, 0x2069, 0x115F, 0x3164, 0xFEFF, 0xFFF9, 0xFFFD, 0xFFFE, 0xE000, 0xF8FF, 0xE0001, 0xF0000,
      0x10FFFF] as [UInt32])
  func marks(_ value: UInt32) {
    let character = Character(Unicode.Scalar(value)!)
    #expect(drawn("a\n\(character)").last == "\u{FFFD}")
    #expect(SafeText.spoken("a\n\(character)") == "a\n\u{FFFD}")
  }

  @Test("Invalid UTF-8 and lone surrogates arrive as marks")
  func invalid() {
    #expect(drawn(String(decoding: [0x61, 0xFF, 0x62], as: UTF8.self)) == ["a", "\u{FFFD}", "b"])
    #expect(drawn(String(decoding: [0x61, 0xD800] as [UInt16], as: UTF16.self)) == ["a", "\u{FFFD}"])
  }

  @Test("Newlines are clusters that are not drawn; a tab is a space")
  func newlines() {
    let text = SafeText("a\r\nb\n\tc")
    #expect(text.clusters.map(\.isNewline) == [false, true, false, true, false, false])
    #expect(text.clusters.map(\.width) == [1, 0, 1, 0, 1, 1])
    #expect(text.drawn() == "ab c")
    #expect(text.width() == 4)
    #expect(text.width(of: 0..<2) == 1)
  }

  @Test("Combining marks stay on their base; a lone one stands on a dotted circle")
  func combining() {
    #expect(drawn("e\u{301}x") == ["e\u{301}", "x"])
    #expect(widths("e\u{301}x") == [1, 1])
    #expect(drawn("\u{301}") == ["◌\u{301}"])
    #expect(drawn("\n\u{301}\u{302}") == ["", "◌\u{301}\u{302}"])
    #expect(drawn("か\u{3099}") == ["か\u{3099}"])
    #expect(widths("か\u{3099}") == [2])
  }

  @Test("Piled-up marks are cut to what a cell holds")
  func zalgo() {
    let text = SafeText("a" + String(repeating: "\u{301}", count: 500))
    #expect(text.drawn().unicodeScalars.count == SafeText.scalarsPerCell)
    #expect(text.clusters[0].width == 1)
  }

  @Test("Emoji of one scalar are drawn, also without their variation selector")
  func simpleEmoji() {
    #expect(drawn("🙂") == ["🙂"])
    #expect(widths("🙂") == [2])
    #expect(drawn("❤\u{FE0F}") == ["❤"])
    #expect(widths("❤\u{FE0F}") == [1])
    #expect(drawn("☀\u{FE0E}1\u{FE0F}") == ["☀", "1"])
  }

  @Test("Emoji of several scalars show a placeholder",
    arguments: ["👩‍❤️‍👩", "👍🏽", "🇫🇷", "1️⃣", "#⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "🇫", "🏽", "🩷"])
  func placeholders(_ emoji: String) {
    #expect(drawn(emoji) == [SafeText.placeholder])
    #expect(widths(emoji) == [1])
    #expect(SafeText.spoken(emoji) == emoji)
  }

  @Test("Invisible characters inside a cluster leave a mark beside it")
  func hiddenInside() {
    #expect(drawn("a\u{200D}b") == ["a\u{FFFD}", "b"])
    #expect(drawn("a\u{E0041}\u{E0042}") == ["a\u{FFFD}"])
    #expect(widths("a\u{200D}b") == [2, 1])
    #expect(drawn("\u{FE0F}") == ["\u{FFFD}"])
    #expect(drawn("e\u{301}\u{200C}\u{34F}") == ["e\u{301}\u{FFFD}"])
    #expect(SafeText.spoken("a\u{200D}b a\u{E0041}") == "a\u{FFFD}b a\u{FFFD}")
    #expect(SafeText.spoken("🙂\u{200D}b") == "🙂\u{FFFD}b")
    #expect(SafeText.spoken("🙂\u{E0041}") == "🙂\u{FFFD}")
  }

  @Test("Joiners that spelling needs are not marked")
  func spelling() {
    #expect(SafeText("می\u{200C}خواهم").drawn() == "میخواهم")
    #expect(SafeText.spoken("می\u{200C}خواهم") == "می\u{200C}خواهم")
    #expect(!SafeText("ක්\u{200D}ෂ").drawn().contains("\u{FFFD}"))
  }

  @Test("Syllables are as wide as their spacing parts")
  func syllables() {
    #expect(SafeText("का").width() == 2)
    #expect(SafeText("กำ").width() == 2)
    #expect(SafeText("क्या").width() == 3)
    #expect(SafeText("한").width() == 2)
    #expect(SafeText("\u{1112}\u{1161}\u{11AB}").width() == 2)
    #expect(SafeText("क" + String(repeating: "ा", count: 9)).drawn() == SafeText.placeholder)
    #expect(SafeText("क्या").clusters.indices.flatMap { SafeText("क्या").pieces(of: $0).map(\.glyph.text) } == ["क्", "य", "ा"])
  }

  @Test("Spoken text keeps everything harmless")
  func spoken() {
    #expect(SafeText.spoken("Hello,\tyou\r\ntwo \u{1B}[2J\u{7F}\r") == "Hello, you\ntwo ␛[2J␡␍")
    #expect(SafeText.spoken("é ❤️ 한 “quoted” 中文 עברית") == "é ❤️ 한 “quoted” 中文 עברית")
  }

  @Test("A cluster for each character, however the ASCII and other stretches meet")
  func boundaries() {
    for source in ["", "a", "\r", "\r\n", "\né", "é\r\n", "é\r\né", "é\r\r\n\n", "\u{600}12", "a\u{301}\r\n\u{301}b",
      "\r\u{301}", "x\ré", "é\n", "\u{600}\r\n"] {
      #expect(SafeText(source).clusters.count == source.count, "\(source.debugDescription)")
    }
  }

  @Test("Swift's segmentation agrees with GraphemeBreakTest but for the cases named")
  func graphemes() throws {
    let cases = try UnicodeData.breakCases(of: "auxiliary/GraphemeBreakTest.txt")
    #expect(cases.count > 600)
    var failed: [String] = []
    for test in cases {
      let text = String(String.UnicodeScalarView(test.scalars))
      var breaks = Array(repeating: false, count: test.scalars.count + 1)
      var at = 0
      for character in text {
        breaks[at] = true
        at += character.unicodeScalars.count
      }
      breaks[at] = true
      if breaks != test.breaks { failed.append(test.line) }
      #expect(SafeText(text).clusters.count == text.count, "\(test.line)")
    }
    #expect(failed == graphemeExceptions)
  }

  /// U+2701 is not an emoji but is Extended_Pictographic, so that GB11 joins it; Swift joins emoji only.
  private let graphemeExceptions = ["÷ 2701 × 200D × 2701 ÷"]

  @Test("Every emoji of Unicode's list is one or two columns, and spoken whole")
  func emojiList() throws {
    for line in try UnicodeData.lines(of: "emoji/emoji-test.txt") {
      let emoji = String(String.UnicodeScalarView(
        line.prefix { $0 != ";" }.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }))
      #expect(SafeText.spoken(emoji) == emoji)
      let text = SafeText(emoji)
      #expect(text.clusters.count == 1 && (1...2).contains(text.width()), "\(line)")
    }
  }
}
