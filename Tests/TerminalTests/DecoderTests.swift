// Bytes to keys, without a terminal: the table of sequences, their pieces, pastes, and rubbish.

import CellGrid
import Testing

@testable import Terminal

/// All that comes of `bytes` when they arrive at once and nothing follows.
private func decode(_ bytes: [UInt8], named: [[UInt8]: Key] = [:], mouse: Bool = false) -> [Input] {
  var decoder = InputDecoder(named: named, mouse: mouse)
  decoder.feed(bytes, at: 0)
  return drain(&decoder)
}

private func drain(_ decoder: inout InputDecoder) -> [Input] {
  var inputs: [Input] = []
  while true {
    if let input = decoder.next() { inputs.append(input) } else if decoder.deadline == nil { return inputs } else {
      if let input = decoder.expire() { inputs.append(input) }
    }
  }
}

private func keys(_ text: String, mouse: Bool = false) -> [Input] { decode(Array(text.utf8), mouse: mouse) }

@Suite struct Keys {
  static let table: [(String, [Key])] = [
    ("a", [.character("a")]), ("é", [.character("é")]), ("漢", [.character("漢")]), ("🙂", [.character("🙂")]),
    (" ", [.character(" ")]), ("e\u{301}", [.character("e"), .character("\u{301}")]),
    ("\r", [.enter]), ("\n", [.newline]), ("\t", [.tab]), ("\u{8}", [.backspace]), ("\u{7F}", [.backspace]),
    ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\u{1}", [.control("a")]),
    ("\u{1C}", [.control("\\")]), ("\u{1F}", [.control("_")]), ("\u{0}", []),
    ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}\u{3}", [.escape, .control("c")]),
    ("\u{1B}\u{1B}[C", [.escape, .right]),
    ("\u{1B}b", [.alt("b")]), ("\u{1B}é", [.alt("é")]), ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]),
    ("\u{1B}]", [.alt("]")]), ("\u{1B}P", [.alt("P")]), ("\u{1B}Px", [.alt("P"), .character("x")]),
    ("\u{1B}\r", [.newline]), ("\u{1B}\n", [.newline]), ("\u{1B}\u{7F}", [.control("w")]),
    ("\u{1B}[A", [.up]), ("\u{1B}[B", [.down]), ("\u{1B}[C", [.right]), ("\u{1B}[D", [.left]),
    ("\u{1B}OA", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}OC", [.right]), ("\u{1B}OD", [.left]),
    ("\u{1B}[1;5C", [.wordRight]), ("\u{1B}[1;5D", [.wordLeft]), ("\u{1B}[1;3C", [.wordRight]),
    ("\u{1B}[1;3D", [.wordLeft]), ("\u{1B}[1;2C", [.right]), ("\u{1B}[1;2D", [.left]), ("\u{1B}[1;5A", [.up]),
    ("\u{1B}O5C", [.wordRight]), ("\u{1B}O5D", [.wordLeft]), ("\u{1B}Oc", [.wordRight]), ("\u{1B}Od", [.wordLeft]),
    ("\u{1B}[c", [.right]), ("\u{1B}[d", [.left]),
    ("\u{1B}[H", [.home]), ("\u{1B}[F", [.end]), ("\u{1B}OH", [.home]), ("\u{1B}OF", [.end]),
    ("\u{1B}[1~", [.home]), ("\u{1B}[4~", [.end]), ("\u{1B}[7~", [.home]), ("\u{1B}[8~", [.end]),
    ("\u{1B}[3~", [.delete]), ("\u{1B}[3;5~", [.delete]), ("\u{1B}[5~", [.pageUp]), ("\u{1B}[6~", [.pageDown]),
    ("\u{1B}[Z", [.backTab]), ("\u{1B}OM", [.enter]), ("\u{1B}Oq", [.character("1")]), ("\u{1B}Oy", [.character("9")]),
    ("\u{1B}Ok", [.character("+")]), ("\u{1B}Oj", [.character("*")]),
    ("\u{1B}[13;3u", [.newline]), ("\u{1B}[27;3;13~", [.newline]), ("\u{1B}[27u", [.escape]),
    ("\u{1B}[99;5u", [.control("c")]), ("\u{1B}[97;3u", [.alt("a")]),
    // Known to us as nothing: dropped whole.
    ("\u{1B}[2~", []), ("\u{1B}[15~", []), ("\u{1B}OP", []), ("\u{1B}[[A", []), ("\u{1B}[I", []), ("\u{1B}[201~", []),
    ("\u{1B}[?1;2c", []), ("\u{1B}[>0;276;0c", []), ("\u{1B}[24;80R", [])
  ]

  @Test(arguments: table) func known(_ sequence: String, _ expected: [Key]) {
    #expect(keys(sequence) == expected.map(Input.key))
    // Followed by something else in the same burst, nothing changes, except after a lone Escape.
    if sequence.unicodeScalars.count > 2 || !sequence.hasPrefix("\u{1B}"), sequence != "\u{1B}Px" {
      #expect(keys(sequence + "\u{1}") == (expected + [.control("a")]).map(Input.key))
    }
  }

  @Test(arguments: table) func byteByByte(_ sequence: String, _ expected: [Key]) {
    var decoder = InputDecoder()
    var found: [Input] = []
    for byte in sequence.utf8 {
      decoder.feed([byte], at: 0)
      while let input = decoder.next() { found.append(input) }
    }
    found += drain(&decoder)
    #expect(found == expected.map(Input.key))
  }

  @Test func anEscapeWaitsOnlyAMoment() {
    var decoder = InputDecoder()
    decoder.feed([0x1B], at: 1000)
    #expect(decoder.next() == nil)
    #expect(decoder.deadline == 1025)
    #expect(decoder.expire() == .key(.escape))
    #expect(decoder.deadline == nil)
    decoder.feed(Array("[C".utf8), at: 1030)
    #expect(decoder.next() == .key(.character("[")))
  }

  @Test func theTerminalsOwnNamesCount() {
    let named: [[UInt8]: Key] = [Array("\u{1B}A".utf8): .up, Array("\u{1B}[9zz".utf8): .home, [0x08]: .left]
    #expect(decode(Array("\u{1B}A".utf8), named: named) == [.key(.up)])
    #expect(decode(Array("\u{1B}[9zz!".utf8), named: named) == [.key(.home), .key(.character("!"))])
    // Control bytes keep their meaning whatever the description says.
    #expect(decode([0x08], named: named) == [.key(.backspace)])
  }

  @Test func mouseReportsNeverType() {
    let reports = [
      "\u{1B}[<0;10;10M", "\u{1B}[<0;10;10m", "\u{1B}[<999999999999999999;1;1M", "\u{1B}[<;;M", "\u{1B}[<M",
      "\u{1B}[<64;1;1;1;1;1M", "\u{1B}[<-1;5M", "\u{1B}[M !!", "\u{1B}[32;10;10M",
    ]
    for report in reports {
      #expect(keys(report).allSatisfy { $0 == .key(.up) }, "\(report.debugDescription)")
      #expect(keys(report + "\r", mouse: true).last == .key(.enter), "\(report.debugDescription)")
    }
    #expect(keys("\u{1B}[<64;10;10M\u{1B}[<65;10;10M", mouse: true) == [.key(.up), .key(.down)])
    #expect(keys("\u{1B}[<64;10;10M").isEmpty)
    #expect(decode([0x1B, 0x5B, 0x4D, 0x20, 0xFF, 0xFE, 0x61]) == [.key(.character("a"))])
  }

  @Test func invalidBytesAreDropped() {
    let rubbish: [[UInt8]] = [
      [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0x9B, 0x41],
      [0xC2, 0x9B], [0xF0, 0x9F],
    ]
    for bytes in rubbish {
      let inputs = decode(bytes + [0x0D])
      #expect(inputs.last == .key(.enter))
      #expect(inputs.count <= 2)
    }
    #expect(decode([0xE2, 0x82, 0x61]) == [.key(.character("a"))])
  }

  @Test func answersOfTheTerminalAreDropped() {
    #expect(keys("\u{1B}]11;rgb:1c1c/1515/1212\u{7}a") == [.key(.character("a"))])
    #expect(keys("\u{1B}]11;rgb:1c1c/1515/1212\u{1B}\\a") == [.key(.character("a"))])
    #expect(keys("\u{1B}P>|term 1.0\u{1B}\\a") == [.key(.character("a"))])
    #expect(keys("\u{1B}]4;unfinished") == [])
  }

  @Test func sequencesThatNeverEnd() {
    #expect(keys("\u{1B}[" + String(repeating: "1", count: 10_000)).allSatisfy { $0 == .key(.character("1")) })
    #expect(keys("\u{1B}[12\u{1B}[C") == [.key(.right)])
    #expect(keys("\u{1B}[12\r") == [.key(.enter)])
  }

  @Test func randomBytesAreSurvived() {
    var generator = SplitMix(state: 7)
    for _ in 0..<300 {
      var decoder = InputDecoder(mouse: true)
      for _ in 0..<8 {
        decoder.feed((0..<100).map { _ in generator.byte() }, at: 0)
        for _ in 0..<200 { guard decoder.next() != nil else { break } }
      }
      decoder.feed(Array("\u{1B}[201~".utf8), at: 0)
      _ = drain(&decoder)
      decoder.feed([0x0D], at: 0)
      #expect(drain(&decoder) == [.key(.enter)])
    }
  }
}

/// A small fixed generator, so that failures can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
  /// Any byte, control bytes and brackets more often than others.
  mutating func byte() -> UInt8 {
    let value = next()
    let liked: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x7E, 0x4D, 0x30, 0x32, 0x0D]
    return value % 3 == 0 ? liked[Int(value >> 8) % liked.count] : UInt8(truncatingIfNeeded: value >> 16)
  }
}

@Suite struct Pastes {
  private let start = "\u{1B}[200~"
  private let end = "\u{1B}[201~"

  @Test func everythingInsideIsText() {
    #expect(
      keys(start + "a\rb\r\nc\nd\t\u{3}\u{1A}\u{1B}[C\u{1B}e" + end + "x")
        == [.paste("a\nb\nc\nd\t\u{3}\u{1A}\u{1B}[C\u{1B}e"), .key(.character("x"))])
    #expect(keys(start + end + "x") == [.key(.character("x"))])
    #expect(decode(Array(start.utf8) + [0x61, 0xFF, 0x62] + Array(end.utf8)) == [.paste("a\u{FFFD}b")])
  }

  @Test func anEndInsidePressesNoKeys() {
    #expect(keys(start + "one" + end + "q\r" + end + "x") == [.paste("one" + end + "q\n"), .key(.character("x"))])
    #expect(keys(start + "one" + end + start + "two" + end) == [.paste("one"), .paste("two")])
    #expect(keys(start + "one" + start + "two" + end) == [.paste("one" + start + "two")])
  }

  @Test func anUnfinishedOneEndsInSilence() {
    var decoder = InputDecoder()
    decoder.feed(Array((start + "half \u{1B}[20").utf8), at: 100)
    #expect(decoder.next() == nil)
    #expect(decoder.deadline == 600)
    decoder.feed(Array("!".utf8), at: 400)
    #expect(decoder.next() == nil)
    #expect(decoder.deadline == 900)
    #expect(decoder.expire() == .paste("half \u{1B}[20!"))
    decoder.feed(Array((end + "a").utf8), at: 1000)
    #expect(decoder.next() == .key(.character("a")))
  }

  @Test func bracketsInPieces() {
    var decoder = InputDecoder()
    var found: [Input] = []
    for byte in (start + "a\r\nb" + end + "c").utf8 {
      decoder.feed([byte], at: 0)
      while let input = decoder.next() { found.append(input) }
    }
    #expect(found == [.paste("a\nb"), .key(.character("c"))])
  }

  @Test func anEndlessOneComesInPieces() {
    var decoder = InputDecoder()
    let block = Array(String(repeating: "é\r\n", count: 1 << 14).utf8)
    var total = 0
    var pieces = 0
    decoder.feed(Array(start.utf8), at: 0)
    for _ in 0..<100 {
      decoder.feed(block, at: 0)
      while case .paste(let text) = decoder.next() {
        #expect(!text.unicodeScalars.contains("\u{FFFD}"))
        total += text.utf8.count
        pieces += 1
      }
    }
    if case .paste(let text) = decoder.expire() { total += text.utf8.count }
    #expect(pieces >= 1)
    #expect(total == 100 * (1 << 14) * 3)
  }
}
