// Text on its way to the screen: the sanitiser, line breaking and the editor.
//
// Rules: what must be true is the tests' own; the first byte of an input is the width or the column.

import Conversation

func sanitiserProblem(_ input: [UInt8]) -> String? {
  TextProblems.ofCleaning(input.textAfterFirst, column: Int(input.first ?? 0) % 18 - 5)
}

func linesProblem(_ input: [UInt8]) -> String? {
  TextProblems.ofBreaking(input.textAfterFirst, width: Int(input.first ?? 0) % 90 - 1)
}

/// Edits, each a byte and for some the text behind it, done by the editor and by the simplest editor there is.
/// Afterwards undo must lead to the text of the beginning, and redo back.
func editorProblem(_ input: [UInt8]) -> String? {
  var editor = NoteEditor()
  var plain = PlainEditor()
  var count = 0
  for edit in edits(input) {
    editor.apply(edit)
    plain.apply(edit)
    count += 1
    if !sameScalars(editor.text, String(plain.text)) { return "edit \(count), \(edit): another text" }
    if editor.caret != plain.caret { return "edit \(count), \(edit): another caret" }
    if editor.characters.count != plain.text.count { return "edit \(count), \(edit): a torn character" }
  }
  let final = editor.text
  for _ in 0..<count { editor.apply(.undo) }
  if !editor.text.isEmpty { return "undo does not lead to the beginning" }
  for _ in 0..<count { editor.apply(.redo) }
  return sameScalars(editor.text, final) ? nil : "redo does not lead to the end"
}

private func edits(_ input: [UInt8]) -> [NoteEditor.Edit] {
  var edits: [NoteEditor.Edit] = []
  var rest = input[...]
  while let byte = rest.popFirst() {
    let plain: [NoteEditor.Edit] = [
      .newline, .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .killToLineEnd,
      .killToLineStart, .yank, .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart, .textEnd,
    ]
    if plain.indices.contains(Int(byte)) { edits.append(plain[Int(byte)]); continue }
    if byte < 0x20 { edits.append(.move(to: Int(rest.popFirst() ?? 0) - 2)); continue }
    // Text up to the next command; the upper half of the range pastes.
    let text = [byte] + rest.prefix { $0 >= 0x20 }
    rest = rest.dropFirst(text.count - 1)
    edits.append(text.count % 5 == 4 ? .paste(String(decoding: text, as: UTF8.self)) : .type(String(decoding: text, as: UTF8.self)))
  }
  return edits
}

private func sameScalars(_ one: String, _ other: String) -> Bool {
  one.unicodeScalars.elementsEqual(other.unicodeScalars)
}
