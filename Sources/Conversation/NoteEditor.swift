// The text of a note while it is typed.
//
// Rules: positions count characters (grapheme clusters), so that no motion or deletion ever tears one;
// every change can be undone; nothing here knows how wide the screen is (moving by screen rows is a move
// to a position that Screens works out).

/// A multi-line text with a caret, undo and a place for what was cut.
public struct NoteEditor: Sendable, Hashable {
  /// The text, a character each; line ends are `\n`.
  public private(set) var characters: [Character] = []
  /// The caret's place, from 0 (before the first character) to `characters.count`.
  public private(set) var caret = 0
  private var undone: [Change] = []
  private var done: [Change] = []
  private var cut: [Character] = []
  private var typing = false

  /// One replacement, enough to take it back.
  private struct Change: Sendable, Hashable {
    var start: Int
    var removed: [Character]
    var inserted: [Character]
    var caretBefore: Int
  }

  /// An editor over a text, with the caret at its end.
  public init(_ text: String = "") {
    characters = Array(Self.clean(text))
    caret = characters.count
  }

  /// The text as it would be kept.
  public var text: String { String(characters) }

  /// What can be done to the text.
  public enum Edit: Sendable, Hashable {
    /// Text from the keyboard; a run of it is undone at once.
    case type(String)
    /// Text from the clipboard, undone as one.
    case paste(String)
    case newline
    case deleteBackward, deleteForward, deleteWordBackward, deleteWordForward
    /// To the end, or to the start, of the line; kept for `yank`.
    case killToLineEnd, killToLineStart
    case yank, undo, redo
    case left, right, wordLeft, wordRight, lineStart, lineEnd, textStart, textEnd
    /// To a position worked out from the screen; clamped to the text.
    case move(to: Int)
  }

  /// Does one thing to the text.
  /// - Returns: whether anything changed, the caret's place included.
  @discardableResult
  public mutating func apply(_ edit: Edit) -> Bool {
    let before = (caret, characters.count, done.count, undone.count)
    let wasTyping = typing
    typing = false
    switch edit {
    case .type(let text): insert(text, joining: wasTyping); typing = true
    case .paste(let text): insert(text, joining: false)
    case .newline: insert("\n", joining: false)
    case .deleteBackward: delete(max(0, caret - 1)..<caret)
    case .deleteForward: delete(caret..<min(characters.count, caret + 1))
    case .deleteWordBackward: kill(wordStart..<caret)
    case .deleteWordForward: kill(caret..<wordEnd)
    case .killToLineEnd: kill(caret..<(lineEnd == caret ? min(characters.count, caret + 1) : lineEnd))
    case .killToLineStart: kill(lineStart..<caret)
    case .yank: insert(String(cut), joining: false)
    case .undo: stepBack()
    case .redo: stepForward()
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(characters.count, caret + 1)
    case .wordLeft: caret = wordStart
    case .wordRight: caret = wordEnd
    case .lineStart: caret = lineStart
    case .lineEnd: caret = lineEnd
    case .textStart: caret = 0
    case .textEnd: caret = characters.count
    case .move(let place): caret = min(max(0, place), characters.count)
    }
    return before != (caret, characters.count, done.count, undone.count)
  }

  /// The start of the caret's line.
  public var lineStart: Int {
    (characters[..<caret].lastIndex(of: "\n") ?? -1) + 1
  }

  /// The end of the caret's line, before its line end.
  public var lineEnd: Int {
    characters[caret...].firstIndex(of: "\n") ?? characters.count
  }

  private var wordStart: Int {
    var place = caret
    while place > 0, !characters[place - 1].isWordPart { place -= 1 }
    while place > 0, characters[place - 1].isWordPart { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = caret
    while place < characters.count, !characters[place].isWordPart { place += 1 }
    while place < characters.count, characters[place].isWordPart { place += 1 }
    return place
  }

  // MARK: - Changes

  /// Puts text in at the caret. The characters on both sides are looked at again, because a combining
  /// mark joins the one before it.
  private mutating func insert(_ text: String, joining: Bool) {
    let new = Self.clean(text)
    guard !new.isEmpty else { return }
    let start = max(0, caret - 1)
    let end = min(characters.count, caret + 1)
    let head = String(characters[start..<caret])
    let after = caret < end ? String(characters[caret..<end]) : ""
    let whole = Array(head + new + after)
    let caretAfter = Array(head + new).count
    replace(start..<end, with: whole, caret: start + min(caretAfter, whole.count), joining: joining)
  }

  private mutating func delete(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = max(0, range.lowerBound - 1)
    let end = min(characters.count, range.upperBound + 1)
    let head = String(characters[start..<range.lowerBound])
    let rest = Array(head + String(characters[range.upperBound..<end]))
    replace(start..<end, with: rest, caret: start + Array(head).count, joining: false)
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = Array(characters[range])
    delete(range)
  }

  /// The one place where the text changes.
  private mutating func replace(_ range: Range<Int>, with new: [Character], caret place: Int, joining: Bool) {
    let change = Change(start: range.lowerBound, removed: Array(characters[range]), inserted: new, caretBefore: caret)
    characters.replaceSubrange(range, with: new)
    caret = min(place, characters.count)
    undone = []
    if joining, let last = done.last, let merged = Self.merge(last, change) {
      done[done.count - 1] = merged
    } else {
      done.append(change)
    }
  }

  /// One change for two that follow each other, where the second lies inside what the first put in or
  /// directly at its end; `nil` where they do not meet.
  private static func merge(_ first: Change, _ second: Change) -> Change? {
    let overlap = first.start + first.inserted.count - second.start
    guard second.start >= first.start, overlap >= 0, second.removed.count >= overlap else { return nil }
    return Change(
      start: first.start, removed: first.removed + second.removed[overlap...],
      inserted: first.inserted.dropLast(overlap) + second.inserted, caretBefore: first.caretBefore)
  }

  private mutating func stepBack() {
    guard let change = done.popLast() else { return }
    characters.replaceSubrange(change.start..<(change.start + change.inserted.count), with: change.removed)
    let caretNow = caret
    caret = min(change.caretBefore, characters.count)
    undone.append(
      Change(start: change.start, removed: change.inserted, inserted: change.removed, caretBefore: caretNow))
  }

  private mutating func stepForward() {
    guard let change = undone.popLast() else { return }
    characters.replaceSubrange(change.start..<(change.start + change.inserted.count), with: change.removed)
    let caretNow = caret
    caret = min(change.caretBefore, characters.count)
    done.append(
      Change(start: change.start, removed: change.inserted, inserted: change.removed, caretBefore: caretNow))
  }

  /// Line ends of every kind become `\n`; nothing else is changed.
  private static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\r" }) else { return text }
    var cleaned = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\r" { cleaned.append("\n") } else if !(scalar == "\n" && afterReturn) { cleaned.append(scalar) }
      afterReturn = scalar == "\r"
    }
    return String(cleaned)
  }
}

extension Character {
  /// Whether word motions stay inside at this character.
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "'" || self == "’" }
}
