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
  public mutating func apply(_ edit: Edit) {
    let wasTyping = typing
    typing = false
    switch edit {
    case .type(let text): typing = insert(text, joining: wasTyping) || wasTyping
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

  /// Puts text in at the caret.
  /// - Returns: whether there was any.
  @discardableResult
  private mutating func insert(_ text: String, joining: Bool) -> Bool {
    let new = Self.clean(text)
    guard !new.isEmpty else { return false }
    replace(caret..<caret, with: new, joining: joining)
    return true
  }

  private mutating func delete(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    replace(range, with: "", joining: false)
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = Array(characters[range])
    delete(range)
  }

  /// The one place where the text changes. Scalars that meet anew may join: a mark joins the character
  /// before it, and one half of a flag can pair all the flags behind it differently. So the character
  /// before is looked at again, and those behind up to the first that stays as it is.
  private mutating func replace(_ range: Range<Int>, with new: String, joining: Bool) {
    let start = max(0, range.lowerBound - 1)
    var end = range.upperBound
    let head = String(characters[start..<range.lowerBound]) + new
    var whole = Array(head)
    while end < characters.count {
      let seam = Array(String(whole.suffix(1)) + String(characters[end]))
      if seam.count == min(1, whole.count) + 1, seam.last == characters[end] { break }
      whole = whole.dropLast() + seam
      end += 1
    }
    let change = Change(
      start: start, removed: Array(characters[start..<end]), inserted: whole, caretBefore: caret)
    characters.replaceSubrange(start..<end, with: whole)
    caret = min(start + head.count, characters.count)
    undone = []
    if joining, let last = done.last, let merged = Self.merge(last, change) {
      done[done.count - 1] = merged
    } else {
      done.append(change)
    }
  }

  /// One change for two that follow each other, where the second begins inside what the first put in or
  /// directly at its end; `nil` where they do not meet.
  private static func merge(_ first: Change, _ second: Change) -> Change? {
    let offset = second.start - first.start
    guard offset >= 0, offset <= first.inserted.count else { return nil }
    let overlap = min(second.removed.count, first.inserted.count - offset)
    var inserted = first.inserted
    inserted.replaceSubrange(offset..<(offset + overlap), with: second.inserted)
    return Change(
      start: first.start, removed: first.removed + second.removed[overlap...], inserted: inserted,
      caretBefore: first.caretBefore)
  }

  private mutating func stepBack() {
    if let change = done.popLast() { undone.append(takeBack(change)) }
  }

  private mutating func stepForward() {
    if let change = undone.popLast() { done.append(takeBack(change)) }
  }

  /// Undoes a change.
  /// - Returns: the change that does it again.
  private mutating func takeBack(_ change: Change) -> Change {
    characters.replaceSubrange(change.start..<(change.start + change.inserted.count), with: change.removed)
    defer { caret = min(change.caretBefore, characters.count) }
    return Change(start: change.start, removed: change.inserted, inserted: change.removed, caretBefore: caret)
  }

  /// The line ends `\r\n` and `\r` become `\n`; nothing else is changed.
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
