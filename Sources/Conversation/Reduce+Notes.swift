// Notes: opened, typed, kept.
//
// Rules: whether notes are kept is settled by both before the first character; what was typed is never
// lost by leaving the editor, however it is left.

extension Session {
  mutating func openNote() -> [Effect] {
    guard !nothingToDo(), coveredTurn == nil else { return nothing() }
    if keeping == .undecided && setup.mayKeep && !isAlone {
      show(.keep(CoveredPick()))
    } else {
      show(.note(NoteEditor(note?.text ?? "")))
    }
    return []
  }

  /// One seat's answer on whether notes are kept; only two that agree keep them.
  mutating func decideKeeping(_ pick: inout CoveredPick, wantsToKeep: Bool) -> [Effect] {
    let both = pick.pick(wantsToKeep ? 1 : 0)
    _ = layers.popLast()
    if let both {
      keeping = both.smaller == 1 ? .keeping : .forgetting
      show(.note(NoteEditor(note?.text ?? "")))
    } else {
      show(.keep(pick))
    }
    return []
  }

  mutating func change(_ edit: NoteEditor.Edit) -> [Effect] {
    guard case .note(var editor) = layer else { return nothing() }
    editor.apply(edit)
    layers[layers.count - 1] = .note(editor)
    return []
  }

  mutating func commitNote() -> [Effect] {
    guard editor != nil else { return nothing() }
    let effects = saveNote()
    _ = layers.popLast()
    selected = defaultSelection
    return effects
  }

  /// What the disk refused last time, asked for again.
  var secondTry: [Effect] {
    guard unsaved, keeping != .undecided else { return [] }
    return keeping == .keeping ? [.save(notes)] : [.discard]
  }

  /// Puts what the editor holds into the notes.
  /// - Returns: the save, if notes are kept and something changed.
  mutating func saveNote() -> [Effect] {
    guard let editor, case .card(let id) = step else { return [] }
    let text = editor.text
    let old = notes
    notes.removeAll { $0.card == id }
    if text.contains(where: { !$0.isWhitespace }) {
      let place = old.firstIndex { $0.card == id } ?? notes.count
      notes.insert(Note(card: id, text: text), at: place)
    }
    return notes != old && keeping == .keeping ? [.save(notes)] : []
  }
}
