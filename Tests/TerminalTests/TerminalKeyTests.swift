// What the keys of common terminals send, terminal by terminal.
//
// Rules: the sequences are those of ncurses' terminfo 6.4 (`infocmp -x NAME`) in application mode, which the program
// asks for, and of the terminals' own documents in normal mode and for keys that terminfo does not name; each row says
// which. Every sequence has to mean the same with what its description names and without: a terminal is often called
// something else than it is.

import CellGrid
import Testing

@testable import Terminal

@Suite struct TerminalKeyTests {
  /// A terminal, or several that send the same, and its keys.
  struct Terminals: CustomTestStringConvertible {
    var name: String
    var keys: [(String, Key)]
    var testDescription: String { name }
  }

  private static let normalArrows: [(String, Key)] = [("\u{1B}[A", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left)]
  private static let applicationArrows: [(String, Key)] = [
    ("\u{1B}OA", .up), ("\u{1B}OB", .down), ("\u{1B}OC", .right), ("\u{1B}OD", .left),
  ]
  /// The editing keys of the VT220, which all of them send.
  private static let editing: [(String, Key)] = [("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown)]
  private static let shared: [(String, Key)] = editing + [
    ("\r", .enter), ("\u{1B}", .escape), ("\t", .tab), ("\u{7F}", .backspace), ("\u{3}", .control("c")), ("\n", .newline),
    ("\u{1B}\r", .newline), ("\u{1B}b", .alt("b")),
  ]
  private static let homeByLetter: [(String, Key)] = [
    ("\u{1B}OH", .home), ("\u{1B}OF", .end), ("\u{1B}[H", .home), ("\u{1B}[F", .end),
  ]
  private static let homeByNumber: [(String, Key)] = [("\u{1B}[1~", .home), ("\u{1B}[4~", .end)]
  /// xterm's modifiers: 2 shift, 3 alt, 5 control, 6 both.
  private static let modified: [(String, Key)] = [
    ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;5D", .wordLeft), ("\u{1B}[1;3C", .wordRight), ("\u{1B}[1;3D", .wordLeft),
    ("\u{1B}[1;2A", .up), ("\u{1B}[1;2B", .down), ("\u{1B}[1;2C", .right), ("\u{1B}[1;2D", .left), ("\u{1B}[1;6C", .wordRight),
    ("\u{1B}[3;5~", .delete), ("\u{1B}[1;5H", .home), ("\u{1B}[1;5F", .end), ("\u{1B}[5;2~", .pageUp), ("\u{1B}[6;2~", .pageDown),
  ]
  private static let shiftTab: [(String, Key)] = [("\u{1B}[Z", .backTab)]
  private static let asXterm = normalArrows + applicationArrows + shared + homeByLetter + modified + shiftTab

  static let table: [Terminals] = [
    // terminfo xterm-256color; XTerm Control Sequences, "PC-Style Function Keys" and modifyOtherKeys.
    Terminals(
      name: "xterm", keys: asXterm + [("\u{1B}OM", .enter), ("\u{1B}[27;5;13~", .newline), ("\u{1B}[27;2;13~", .newline)]),
    // terminfo vte-256color, which GNOME Terminal, Xfce Terminal and Tilix are.
    Terminals(name: "VTE", keys: asXterm + [("\u{1B}OM", .enter)]),
    // terminfo konsole-256color; Konsole's default keytab sends ESC O M for Shift-Enter.
    Terminals(name: "Konsole", keys: asXterm + [("\u{1B}OM", .enter)]),
    // terminfo kitty; "Comprehensive keyboard handling in terminals" for CSI u, where a program before left that on.
    Terminals(
      name: "kitty",
      keys: asXterm + [
        ("\u{1B}[27u", .escape), ("\u{1B}[13;2u", .newline), ("\u{1B}[13;3u", .newline), ("\u{1B}[127;5u", .control("w")),
        ("\u{1B}[9;2u", .backTab), ("\u{1B}[99;5u", .control("c")),
      ]),
    // terminfo alacritty.
    Terminals(name: "Alacritty", keys: asXterm + [("\u{1B}OM", .enter)]),
    // terminfo foot+base; foot-ctlseqs(7) for modifyOtherKeys, which a program before may have left on.
    Terminals(name: "foot", keys: asXterm + [("\u{1B}[27;3;13~", .newline), ("\u{1B}[27;2;27~", .escape)]),
    // terminfo linux: normal arrows only, and Alt-Tab for the way back; console_codes(4).
    Terminals(name: "the Linux console", keys: normalArrows + shared + homeByNumber),
    // terminfo tmux-256color and screen-256color: Home and End by number; tmux passes on xterm's modifiers.
    Terminals(
      name: "tmux and screen", keys: normalArrows + applicationArrows + shared + homeByNumber + modified + shiftTab),
    // terminfo putty-256color. PuTTY spells arrows with Control or Shift as the other mode's arrows, so no more can be
    // told from them.
    Terminals(
      name: "PuTTY",
      keys: normalArrows + applicationArrows + shared + homeByNumber + shiftTab
        + [("\u{1B}OM", .enter)]),
    // terminfo rxvt-unicode-256color: small letters and $ for Shift, ^ for Control, @ for both.
    Terminals(
      name: "rxvt",
      keys: normalArrows + shared + shiftTab
        + [
          ("\u{1B}[7~", .home), ("\u{1B}[8~", .end), ("\u{1B}[a", .up), ("\u{1B}[b", .down), ("\u{1B}[c", .right),
          ("\u{1B}[d", .left), ("\u{1B}Oc", .wordRight), ("\u{1B}Od", .wordLeft), ("\u{1B}Oa", .up), ("\u{1B}Ob", .down),
          ("\u{1B}[3^", .delete), ("\u{1B}[7^", .home), ("\u{1B}[8^", .end), ("\u{1B}[3$", .delete), ("\u{1B}[7$", .home),
          ("\u{1B}[8$", .end), ("\u{1B}[5$", .pageUp), ("\u{1B}[6^", .pageDown), ("\u{1B}[3@", .delete),
          ("\u{1B}OM", .enter),
        ]),
  ]

  @Test(arguments: table) func everyKeyMeansWhatIsOnIt(_ terminals: Terminals) {
    for (sequence, key) in terminals.keys {
      #expect(Self.decoded(sequence) == [.key(key)], "\(terminals.name): \(sequence.debugDescription)")
    }
  }

  /// One after the other in one burst, as over a slow line, nothing is lost and nothing is added.
  @Test(arguments: table) func inABurstToo(_ terminals: Terminals) {
    // A lone Escape before another would be Alt.
    let keys = terminals.keys.filter { $0.0 != "\u{1B}" }
    #expect(Self.decoded(keys.map(\.0).joined()) == keys.map { .key($0.1) })
  }

  /// Alt-Tab of the Linux console is named by its description, and is Escape and Tab anywhere else.
  @Test func theConsolesWayBack() {
    #expect(Self.decoded("\u{1B}\t", named: [[0x1B, 0x09]: .backTab]) == [.key(.backTab)])
    #expect(Self.decoded("\u{1B}\t") == [.key(.escape), .key(.tab)])
  }

  private static func decoded(_ text: String, named: [[UInt8]: Key] = [:]) -> [Input] {
    var decoder = InputDecoder(named: named)
    decoder.feed(Array(text.utf8), at: 0)
    var inputs: [Input] = []
    while true {
      if let input = decoder.next() { inputs.append(input) } else if decoder.deadline == nil { return inputs } else if let input = decoder.expire() {
        inputs.append(input)
      }
    }
  }
}
