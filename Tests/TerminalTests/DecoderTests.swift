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
    ("\u{1B}b", [.alt("b")]), ("\u{1B}é", [.alt("é")]),
    // The beginnings of what a terminal says of itself are never keys.
    ("\u{1B}[", []), ("\u{1B}O", []), ("\u{1B}]", []), ("\u{1B}P", []), ("\u{1B}Px", []), ("\u{1B}_G", []),
    ("\u{1B}^", []), ("\u{1B}X1", []),
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
    // kitty: letting go, holding, Shift and Caps Lock on any scalar, other layouts, the text that is typed, the keypad.
    ("\u{1B}[49;1:3u", []), ("\u{1B}[13;1:3u", []), ("\u{1B}[1;1:3C", []), ("\u{1B}[3;1:3~", []), ("\u{1B}[49;1:1u", [.character("1")]),
    ("\u{1B}[97;2u", [.character("A")]), ("\u{1B}[228;2u", [.character("Ä")]), ("\u{1B}[1103;2u", [.character("Я")]),
    ("\u{1B}[97;65u", [.character("A")]), ("\u{1B}[97;66u", [.character("a")]), ("\u{1B}[49;65u", [.character("1")]),
    ("\u{1B}[49:33;2u", [.character("!")]), ("\u{1B}[97:65;2;65u", [.character("A")]), ("\u{1B}[228;129u", [.character("ä")]),
    ("\u{1B}[28450u", [.character("漢")]), ("\u{1B}[1089::99;5u", [.control("c")]), ("\u{1B}[91;5u", [.escape]),
    ("\u{1B}[0;;228u", [.character("ä")]), ("\u{1B}[57414u", [.enter]), ("\u{1B}[57414;129u", [.enter]), ("\u{1B}[57400u", [.character("1")]),
    ("\u{1B}[57417u", [.left]), ("\u{1B}[57418u", [.right]), ("\u{1B}[57419u", [.up]), ("\u{1B}[57420u", [.down]),
    ("\u{1B}[57421u", [.pageUp]), ("\u{1B}[57423u", [.home]), ("\u{1B}[57441;2u", []), ("\u{1B}[57358u", []),
    ("\u{1B}[1;129C", [.right]), ("\u{1B}[27;2;65~", [.character("A")]), ("\u{1B}[27;5;99~", [.control("c")]), ("\u{1B}[113;9u", [.alt("q")]),
    // Windows' console: a key down and let go, Ctrl-C, Alt, AltGr, a character in two halves.
    ("\u{1B}[13;28;13;1;0;1_", [.enter]), ("\u{1B}[13;28;13;0;0;1_", []), ("\u{1B}[67;46;3;1;8;1_", [.control("c")]),
    ("\u{1B}[49;2;49;1;0;1_", [.character("1")]), ("\u{1B}[16;42;0;1;16;1_", []), ("\u{1B}[39;77;0;1;256;1_", [.right]),
    ("\u{1B}[37;75;0;1;264;1_", [.wordLeft]), ("\u{1B}[27;1;27;1;0;1_", [.escape]), ("\u{1B}[81;16;64;1;9;1_", [.character("@")]),
    ("\u{1B}[66;48;98;1;2;1_", [.alt("b")]), ("\u{1B}[0;0;55357;1;0;1_\u{1B}[0;0;56898;1;0;1_", [.character("🙂")]),
    ("\u{1B}[0;0;56898;1;0;1_", []),
    // Known to us as nothing: dropped whole.
    ("\u{1B}[2~", []), ("\u{1B}[15~", []), ("\u{1B}OP", []), ("\u{1B}[[A", []), ("\u{1B}[I", []), ("\u{1B}[201~", []),
    ("\u{1B}[?1;2c", []), ("\u{1B}[>0;276;0c", []), ("\u{1B}[24;80R", [])
  ]

  @Test(arguments: table) func known(_ sequence: String, _ expected: [Key]) {
    #expect(keys(sequence) == expected.map(Input.key))
    // Followed by something else in the same burst, nothing changes, except after a lone Escape.
    if sequence.unicodeScalars.count > 3 || !sequence.hasPrefix("\u{1B}") {
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
    // A bracket by itself is a person's; one with more in the same piece is the rest of a sequence.
    decoder.feed(Array("[".utf8), at: 1030)
    #expect(decoder.next() == .key(.character("[")))
  }

  /// What terminals say of themselves, from whatever was asked of them before.
  static let reports = [
    "\u{1B}]11;rgb:1c1c/1515/1212\u{7}", "\u{1B}]11;rgb:1c1c/1515/1212\u{1B}\\", "\u{1B}]lzsh 3\u{1B}\\", "\u{1B}]L1\u{1B}\\",
    "\u{1B}]52;c;MQ==\u{7}", "\u{1B}P>|term 1.0\u{1B}\\", "\u{1B}P1$r1 q\u{1B}\\", "\u{1B}P1+r544e=31\u{1B}\\",
    "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}_Gi=1,p=2;ENOENT:no\u{1B}\\", "\u{1B}Xsos 12\u{1B}\\", "\u{1B}^pm 2\u{1B}\\",
    "\u{9D}11;rgb:1/2/3\u{9C}", "\u{90}1$r1 q\u{9C}", "\u{9F}Gi=1;OK\u{1B}\\", "\u{9B}12;40R",
    "\u{1B}[12;40R", "\u{1B}[1;2R", "\u{1B}[?1;2c", "\u{1B}[>41;390;0c", "\u{1B}[=1;1c", "\u{1B}[0n", "\u{1B}[?997;1n",
    "\u{1B}[8;24;80t", "\u{1B}[48;24;80;480;800t", "\u{1B}[?1u", "\u{1B}[?2004;1$y", "\u{1B}[I", "\u{1B}[O", "\u{1B}[>4;2m",
    "\u{1B}[<0;10;11M", "\u{1B}[<0;10;11m", "\u{1B}[M 12", "\u{1B}[32;10;11M", "\u{1B}[2;4x", "\u{1B}[1;1;1;1;1*y",
    "\u{1B}[49;1:3u", "\u{1B}[13;1:3u", "\u{1B}[1;1:3B", "\u{1B}[50;3;50;0;0;1_",
  ]

  @Test(arguments: reports) func reportsPressNothing(_ report: String) {
    #expect(keys(report).isEmpty)
    #expect(keys(report + "1") == [.key(.character("1"))])
  }

  /// Torn at any place, and the rest comes a second later.
  @Test(arguments: reports, [30, 120, 500, 1200] as [Milliseconds]) func tornReportsPressNothing(_ report: String, _ pause: Milliseconds) {
    let all = Array(report.utf8)
    for place in 1..<all.count {
      // A rest of one byte after a lone Escape cannot be told from a key.
      if place == all.count - 1, all[place - 1] == 0x1B, all.count == 2 { continue }
      var found: [Input] = []
      var decoder = InputDecoder()
      decoder.feed(all[..<place], at: 0)
      while let input = decoder.next() { found.append(input) }
      while let due = decoder.deadline, due <= pause { if let input = decoder.expire() { found.append(input) } }
      decoder.feed(all[place...], at: pause)
      found += drain(&decoder)
      // An Escape that comes alone covers the words, which answers nothing.
      #expect(found.allSatisfy { $0 == .key(.escape) }, "torn after \(place)")
      decoder.feed([0x31], at: pause + 2000)
      #expect(drain(&decoder) == [.key(.character("1"))], "torn after \(place)")
    }
  }

  @Test func aStringThatNeverEndsLetsPeopleGoOn() {
    var decoder = InputDecoder()
    decoder.feed(Array("\u{1B}Phello".utf8), at: 0)
    #expect(decoder.next() == nil)
    #expect(decoder.deadline == InputDecoder.sequenceWait)
    #expect(decoder.expire() == nil && decoder.deadline == nil)
    decoder.feed(Array("a".utf8), at: 2000)
    #expect(decoder.next() == .key(.character("a")))
    // Ctrl-C and Escape need not wait for it.
    #expect(keys("\u{1B}Phello\u{3}") == [.key(.control("c"))])
    #expect(keys("\u{1B}]0;hello\u{1B}") == [.key(.escape)])
    #expect(keys("\u{1B}_hello\u{1B}[C") == [.key(.right)])
  }

  @Test func aPasteOfAPassphraseComesAsItsCharacters() {
    var decoder = InputDecoder()
    decoder.splitsPastes = true
    decoder.feed(Array("\u{1B}[200~né 1\r\u{1B}[Cx\u{3}\u{1B}[201~\r".utf8), at: 0)
    #expect(drain(&decoder) == (["n", "é", " ", "1", "x"].map { .key(.character($0)) }) + [.key(.enter)])
    decoder.feed(Array("\u{1B}[200~half\r".utf8), at: 100)
    #expect(drain(&decoder).count == 4)
    decoder.feed([0x0D], at: 3000)
    #expect(drain(&decoder) == [.key(.enter)], "a paste that never ends is over at last")
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
    #expect(keys("\u{1B}[" + String(repeating: "1", count: 10_000)).isEmpty)
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

  private func gathered(_ gathering: InputDecoder.Gathering, _ pieces: [(String, Milliseconds)]) -> [Input] {
    var decoder = InputDecoder()
    decoder.gathers = gathering
    var found: [Input] = []
    for (piece, time) in pieces {
      decoder.feed(Array(piece.utf8), at: time)
      found += drain(&decoder)
    }
    return found
  }

  /// Without brackets: lines in one piece are text, an Enter at the end of a line is a key.
  @Test func linesInOnePieceAreAPaste() {
    #expect(gathered(.text, [("first\rsecond, é\rthird", 0)]) == [.paste("first\nsecond, é\nthird")])
    #expect(gathered(.text, [("a\r\nb\r", 0)]) == [.paste("a\nb\n")])
    #expect(gathered(.text, [("first\rsec", 0), ("ond\r", 20), ("\r", 40)]) == [.paste("first\nsec"), .paste("ond\n"), .key(.enter)])
    #expect(gathered(.text, [("first\rsec", 0), ("q", 200)]) == [.paste("first\nsec"), .key(.character("q"))])
    #expect(gathered(.text, [("ok\r", 0)]) == [.key(.character("o")), .key(.character("k")), .key(.enter)])
    #expect(gathered(.text, [("a\r\u{3}b", 0)]).contains(.key(.control("c"))), "what holds other keys is keys")
    #expect(gathered(.text, [("\u{1B}[Ca\rb", 0)]).first == .key(.right))
    #expect(gathered(.keys, [("a\rb", 0)]).count == 3)
  }

  /// A word said to the computer comes in one piece; keys come one by one, a held one again and again.
  @Test func lettersInOnePieceAreAWord() {
    #expect(gathered(.words, [("enough", 0)]) == [.paste("enough")])
    #expect(gathered(.words, [("quick question", 0)]) == [.paste("quick question")])
    #expect(gathered(.words, [("genug für heute", 0)]) == [.paste("genug für heute")])
    #expect(gathered(.words, [("qq", 0)]).count == 2)
    #expect(gathered(.words, [("eeee", 0)]).count == 4)
    #expect(gathered(.words, [("1 2 3", 0)]).count == 5)
    #expect(gathered(.words, [("ab\r", 0)]).count == 3)
    #expect(gathered(.words, [("n", 0), ("q", 1), ("m", 2)]).count == 3)
  }

  @Test func anUnfinishedOneEndsInSilence() {
    var decoder = InputDecoder()
    decoder.feed(Array((start + "half \u{1B}[20").utf8), at: 100)
    #expect(decoder.next() == nil)
    #expect(decoder.deadline == 100 + InputDecoder.pasteWait)
    decoder.feed(Array("!".utf8), at: 400)
    #expect(decoder.next() == nil)
    #expect(decoder.deadline == 400 + InputDecoder.pasteWait)
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
