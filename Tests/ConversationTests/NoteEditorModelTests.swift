// The editor against the simplest editor there is, over random edits.

import Testing

@testable import Conversation

struct NoteEditorModelTests {
  @Test(arguments: 0..<150)
  func doesWhatThePlainEditorDoes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var editor = NoteEditor()
    var plain = PlainEditor()
    for place in 0..<200 {
      let edit = RandomEdit.next(&random)
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
      editor.apply(place % 11 == 10 ? .undo : place % 13 == 12 ? .redo : RandomEdit.next(&random))
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

  /// Compared scalar by scalar, because equal strings may differ in how they are written.
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
