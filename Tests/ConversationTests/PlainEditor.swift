// The simplest editor there is, and random edits that join and tear characters: what the real one is held against.

@testable import Conversation

/// A text and a caret, made anew at every edit.
struct PlainEditor {
  var text: [Character] = []
  var caret = 0
  var cut = ""

  /// Does what the editor does, but for undo and redo.
  mutating func apply(_ edit: NoteEditor.Edit) {
    switch edit {
    case .type(let new), .paste(let new): replace(caret..<caret, with: clean(new))
    case .newline: replace(caret..<caret, with: "\n")
    case .deleteBackward: replace(max(0, caret - 1)..<caret)
    case .deleteForward: replace(caret..<min(text.count, caret + 1))
    case .deleteWordBackward: kill(wordStart..<caret)
    case .deleteWordForward: kill(caret..<wordEnd)
    case .killToLineStart: kill(lineStart..<caret)
    case .killToLineEnd: kill(caret..<(lineEnd == caret ? min(text.count, caret + 1) : lineEnd))
    case .yank: replace(caret..<caret, with: cut)
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(text.count, caret + 1)
    case .wordLeft: caret = wordStart
    case .wordRight: caret = wordEnd
    case .lineStart: caret = lineStart
    case .lineEnd: caret = lineEnd
    case .textStart: caret = 0
    case .textEnd: caret = text.count
    case .move(let place): caret = max(0, min(text.count, place))
    case .undo, .redo: break
    }
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = String(text[range])
    replace(range)
  }

  /// The whole text is read again; the caret comes behind the character that ends what was put in.
  private mutating func replace(_ range: Range<Int>, with new: String = "") {
    guard !range.isEmpty || !new.isEmpty else { return }
    let head = String(text[..<range.lowerBound]) + new
    text = Array(head + String(text[range.upperBound...]))
    caret = min(head.count, text.count)
  }

  private func clean(_ text: String) -> String {
    var clean = ""
    for character in text { clean.append(character == "\r\n" || character == "\r" ? "\n" : character) }
    return clean
  }

  private var lineStart: Int { caret - text[..<caret].reversed().prefix { $0 != "\n" }.count }
  private var lineEnd: Int { caret + text[caret...].prefix { $0 != "\n" }.count }
  private var wordStart: Int {
    let behind = Array(text[..<caret].reversed())
    let gap = behind.prefix { !isWord($0) }.count
    return caret - gap - behind[gap...].prefix(while: isWord).count
  }
  private var wordEnd: Int {
    let gap = text[caret...].prefix { !isWord($0) }.count
    return caret + gap + text[(caret + gap)...].prefix(while: isWord).count
  }
  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_'’".contains(character)
  }
}

/// Edits by chance.
enum RandomEdit {
  /// Pieces that join what stands around them, and some that do not.
  static let pieces = [
    "a", "warm", "é", "e", "\u{301}", "\u{308}", " ", "\n", "\r\n", "\r", "it's", "👩", "\u{200D}", "👧", "👩‍👩‍👧", "🏽", "👋",
    "\u{1F1E9}", "\u{1F1EA}", "🇫🇷", "🇮🇹🇪🇸", "\u{FE0F}", "❤", "한", "\u{1112}", "\u{1161}", "\u{11AB}", "क", "\u{94D}", "ष", "م",
    "。", "漢字", "\u{200B}", "1", "",
  ]

  /// Any edit, most of them typing.
  static func next(_ random: inout SplitMix64) -> NoteEditor.Edit {
    let piece = pieces.randomElement(using: &random) ?? ""
    let others: [NoteEditor.Edit] = [
      .newline, .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .killToLineEnd, .killToLineStart,
      .yank, .left, .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart, .textEnd,
      .move(to: Int.random(in: -2...40, using: &random)),
    ]
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<5: return .type(piece)
    case 5: return .paste(piece + (pieces.randomElement(using: &random) ?? ""))
    default: return others.randomElement(using: &random) ?? .left
    }
  }
}
