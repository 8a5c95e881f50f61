// What a key means at the place where a session is.
//
// Rules: a key means the same everywhere; only while a note is typed do letters type. A key without a
// meaning is `unknown`, so that every such key is answered alike.

import CellGrid
import Conversation
import Settings

/// The event of one key.
/// - Parameter size: the window's size, because moving by rows depends on it.
public func event(for key: Key, in session: Session, _ words: Words, size: Size) -> Event {
  // Most keys mean the same whatever the screen looks like.
  lazy var layout = Layout(page(session, words), size: size, anchor: session.anchor)
  // Where nothing of the page can be seen nothing is done but to cover it.
  guard hasRoom(size) else { return key == .escape ? .cover : .touched }
  if let editor = session.editor { return editing(key, editor, width: layout.measure) }
  if session.isLooking { return looking(key, session) }
  switch key {
  case .pageUp where session.isKeptList: return .page(-1)
  case .pageDown where session.isKeptList: return .page(1)
  case .home where session.isKeptList: return .page(.min / 2)
  case .end where session.isKeptList: return .page(.max / 2)
  case .right, .enter, .newline: return .on
  case .left, .backspace: return .back
  case .up: return step(-1, session, layout)
  case .down: return step(1, session, layout)
  case .pageUp: return scroll(by: -max(1, layout.text.height - 1), layout)
  case .pageDown: return scroll(by: max(1, layout.text.height - 1), layout)
  case .home: return scroll(by: -layout.text.rows.count, layout)
  case .end: return scroll(by: layout.text.rows.count, layout)
  case .tab, .backTab: return .other
  case .escape: return .cover
  case .character(let character): return event(for: character, session)
  case .alt, .control, .delete, .wordLeft, .wordRight: return .unknown
  }
}

/// The event of text that came in one piece: a note takes it, and a line of words to look for. Elsewhere it may be a word
/// of the read-aloud mode, said to a computer that types it; anything else is nothing, and never keys.
public func event(forPaste text: String, in session: Session, _ words: Words) -> Event {
  if session.isLooking {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return .query((session.kept?.query ?? "") + line)
  }
  if session.editor != nil { return .edit(.paste(text)) }
  let isWord = text.contains(where: \.isLetter) && text.allSatisfy { $0.isLetter || $0 == " " }
  return isWord ? event(forLine: text, in: session, words) : .unknown
}

private func event(for character: Character, _ session: Session) -> Event {
  if let digit = character.wholeNumberValue, (0...9).contains(digit) { return event(forDigit: digit, session) }
  switch character.lowercased() {
  case "e": return .easier
  case "m": return .deeper
  case "n": return .note
  case "f": return .favourite
  case "q": return .goodbye
  case "?": return .help
  case "/": return .look
  case " ": return .on
  default: return .unknown
  }
}

/// A digit takes a place of the list: 1 to 9, then 0 for the tenth. Where there is no list, digits stand for
/// the letters, which not every keyboard has.
private func event(forDigit digit: Int, _ session: Session) -> Event {
  let place = digit == 0 ? 9 : digit - 1
  if session.choices.indices.contains(place) {
    return [.leave, .goOn].contains(session.choices[place]) ? .unknown : .choose(place)
  }
  if digit == 0 { return .help }
  let letters: [Event] = [.easier, .deeper, .other, .note, .favourite]
  return session.choices.isEmpty && letters.indices.contains(place) ? letters[place] : .unknown
}

/// ↑ and ↓: first through the text, where some of it is hidden, then through the list.
private func step(_ direction: Int, _ session: Session, _ layout: Layout) -> Event {
  let list = layout.page.list
  let selected = list?.selected
  if direction > 0, let anchor = layout.anchor(movedBy: 1) { return .scroll(to: anchor) }
  if let list, let selected, list.items.indices.contains(selected + direction) { return .select(selected + direction) }
  if direction < 0, let anchor = layout.anchor(movedBy: -1) { return .scroll(to: anchor) }
  return .unknown
}

/// Whole screens at a time: through the text, or else through the list.
private func scroll(by rows: Int, _ layout: Layout) -> Event {
  if let anchor = layout.anchor(movedBy: rows) { return .scroll(to: anchor) }
  guard let list = layout.page.list, let selected = list.selected else { return .unknown }
  let target = min(max(0, selected + rows.signum() * max(1, layout.list.height - 1)), list.items.count - 1)
  return target == selected ? .unknown : .select(target)
}

/// What a key does while words to look for are typed: letters type, the other keys mean what they always do.
private func looking(_ key: Key, _ session: Session) -> Event {
  let query = session.kept?.query ?? ""
  switch key {
  case .character(let character):
    let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    return isControl ? .unknown : .query(query + String(character))
  case .backspace: return query.isEmpty ? .back : .query(String(query.dropLast()))
  case .control("u"): return .query("")
  case .control("w"), .alt("\u{7F}"):
    return .query(String(query.reversed().drop { $0 == " " }.drop { $0 != " " }.reversed()))
  case .right, .enter, .newline: return .on
  case .left: return .back
  case .up where session.selected > 0: return .select(session.selected - 1)
  case .up: return session.kept?.page.startIndex ?? 0 > 0 ? .page(-1) : .unknown
  case .down where session.selected + 1 < session.choices.count: return .select(session.selected + 1)
  case .down: return session.kept.map { $0.page.endIndex < $0.shown.count } ?? false ? .page(1) : .unknown
  case .pageUp: return .page(-1)
  case .pageDown: return .page(1)
  case .home: return .page(.min / 2)
  case .end: return .page(.max / 2)
  case .escape: return .cover
  case .tab, .backTab, .alt, .control, .delete, .wordLeft, .wordRight: return .unknown
  }
}

/// What a key does to a note.
private func editing(_ key: Key, _ editor: NoteEditor, width: Int) -> Event {
  switch key {
  case .enter: .commitNote
  case .escape: .cover
  case .character(let character): .edit(.type(String(character)))
  case .newline: .edit(.newline)
  case .tab: .edit(.type(" "))
  case .backspace: .edit(.deleteBackward)
  case .delete, .control("d"): .edit(.deleteForward)
  case .left, .control("b"): .edit(.left)
  case .right, .control("f"): .edit(.right)
  case .up, .control("p"): .edit(.move(to: EditorLayout.moved(editor, by: -1, width: width) ?? 0))
  case .down, .control("n"):
    .edit(.move(to: EditorLayout.moved(editor, by: 1, width: width) ?? editor.characters.count))
  case .pageUp: .edit(.move(to: EditorLayout.moved(editor, by: -10, width: width) ?? 0))
  case .pageDown: .edit(.move(to: EditorLayout.moved(editor, by: 10, width: width) ?? editor.characters.count))
  case .home, .control("a"): .edit(.lineStart)
  case .end, .control("e"): .edit(.lineEnd)
  case .wordLeft, .alt("b"): .edit(.wordLeft)
  case .wordRight, .alt("f"): .edit(.wordRight)
  case .control("w"), .alt("\u{7F}"): .edit(.deleteWordBackward)
  case .alt("d"): .edit(.deleteWordForward)
  case .control("k"): .edit(.killToLineEnd)
  case .control("u"): .edit(.killToLineStart)
  case .control("y"): .edit(.yank)
  case .control("_"), .alt("u"): .edit(.undo)
  case .alt("r"): .edit(.redo)
  case .alt, .control, .backTab: .unknown
  }
}
