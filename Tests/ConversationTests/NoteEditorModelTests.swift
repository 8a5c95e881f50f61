// The editor against the simplest editor there is, over random edits.

import Testing

@testable import Conversation

/// A text and a caret, made anew at every edit.
private struct PlainEditor {
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

struct NoteEditorModelTests {
  /// Pieces that join what stands around them, and some that do not.
  private static let pieces = [
    "a", "warm", "é", "e", "\u{301}", "\u{308}", " ", "\n", "\r\n", "\r", "it's", "👩", "\u{200D}", "👧", "👩‍👩‍👧", "🏽", "👋",
    "\u{1F1E9}", "\u{1F1EA}", "🇫🇷", "🇮🇹🇪🇸", "\u{FE0F}", "❤", "한", "\u{1112}", "\u{1161}", "\u{11AB}", "क", "\u{94D}", "ष", "م",
    "。", "漢字", "\u{200B}", "1", "",
  ]

  @Test(arguments: 0..<150)
  func doesWhatThePlainEditorDoes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var editor = NoteEditor()
    var plain = PlainEditor()
    for place in 0..<200 {
      let edit = Self.edit(&random)
      editor.apply(edit)
      plain.apply(edit)
      guard scalars(editor.text) == scalars(String(plain.text)), editor.characters.count == plain.text.count,
        editor.caret == plain.caret
      else {
        Issue.record("\(place): \(edit) gave \(editor.text.debugDescription) at \(editor.caret), not \(String(plain.text).debugDescription) at \(plain.caret)")
        return
      }
    }
  }

  @Test(arguments: 0..<150)
  func undoAndRedoLeadThroughEveryText(seed: UInt64) {
    var random = SplitMix64(seed: seed &+ 1000)
    let original = "Warm 🇩🇪🇫🇷 é\nwords"
    var editor = NoteEditor(original)
    for place in 0..<120 {
      editor.apply(place % 11 == 10 ? .undo : place % 13 == 12 ? .redo : Self.edit(&random))
    }
    let final = scalars(editor.text)
    var texts = [final]
    for _ in 0..<200 {
      editor.apply(.undo)
      texts.append(scalars(editor.text))
    }
    #expect(texts.last == scalars(original))
    #expect(editor.characters.count == Array(original).count)
    for _ in 0..<200 { editor.apply(.redo) }
    #expect(scalars(editor.text) == final)
    #expect(editor.characters.count == Array(editor.text).count)
    #expect((0...editor.characters.count).contains(editor.caret))
  }

  private static func edit(_ random: inout SplitMix64) -> NoteEditor.Edit {
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

  /// Compared scalar by scalar, because equal strings may differ in how they are written.
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
