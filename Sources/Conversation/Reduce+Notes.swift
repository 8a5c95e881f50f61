// Notes: opened, typed, kept.
//
// Rules: whether notes are kept is settled by both before the first character; what was typed is never
// lost by leaving the editor, however it is left.

extension Session {
  mutating func openNote() -> [Effect] {
    guard !nothingToDo(), coveredTurn == nil else { return nothing() }
    if keeping == .undecided && (setup.mayKeep || setup.maySeal) && !isAlone {
      show(.keep(CoveredPick()))
    } else {
      startNote()
    }
    return []
  }

  /// One seat's answer on whether notes are kept. The gentler wins: not at all before sealed, sealed before
  /// plain text.
  mutating func decideKeeping(_ pick: inout CoveredPick, _ choice: Choice) -> [Effect] {
    let kinds: [Choice] = [.forgetNotes, .sealNotes, .keepNotes]
    let both = pick.pick(kinds.firstIndex(of: choice) ?? 0)
    _ = layers.popLast()
    guard let both else {
      show(.keep(pick))
      return []
    }
    switch kinds[both.smaller] {
    case .sealNotes where hasOpened:
      show(.passphrase(.working))
      return [.useOpened]
    case .sealNotes: show(.passphrase(.ask(nil)))
    case .keepNotes:
      keeping = .keeping
      startNote()
      return [.openPlain]
    default:
      keeping = .forgetting
      startNote()
    }
    return []
  }

  /// Opens the editor over what is written with the card.
  private mutating func startNote() {
    // Agreements are kept from the close, where there is no card.
    guard card != nil else {
      selected = defaultSelection
      return
    }
    show(.note(NoteEditor(note?.text ?? "")))
  }

  // MARK: - The passphrase

  mutating func enterSecret() -> [Effect] {
    switch layer {
    case .passphrase(.ask):
      replaceLayer(.passphrase(.working))
      return [.openVault]
    case .passphrase(.again):
      replaceLayer(.passphrase(.working))
      return [.makeVault]
    case .passphrase(.open):
      replaceLayer(.passphrase(.opening))
      return [.openVault]
    default: return nothing()
    }
  }

  /// Whether words for a new passphrase can be asked for here.
  public var maySuggest: Bool { if case .passphrase(.ask) = layer { true } else { false } }

  /// Keeps suggested words only as long as a passphrase is being set.
  mutating func forgetSuggestion() {
    switch layer {
    case .passphrase(.ask) where !ended, .passphrase(.again) where !ended, .passphrase(.working) where !ended: break
    default: suggestion = nil
    }
  }

  /// What came of it; nothing, if the two have gone elsewhere meanwhile.
  mutating func hear(_ answer: VaultAnswer) -> [Effect] {
    if layer == .passphrase(.opening) { return hearOpening(answer) }
    guard layer == .passphrase(.working) else { return [] }
    switch answer {
    case .opened:
      keeping = .sealed
      _ = layers.popLast()
      startNote()
      return [.recall]
    case .made:
      keeping = .sealed
      replaceLayer(.passphrase(.ready))
      return [.recall]
    case .unknown: replaceLayer(.passphrase(.again))
    case .different: replaceLayer(.passphrase(.ask(.different)))
    case .failed(let what): replaceLayer(.passphrase(.ask(.failed(what))))
    }
    return []
  }

  /// From the new vault to the note that it was made for.
  mutating func write() {
    _ = layers.popLast()
    startNote()
  }

  mutating func change(_ edit: NoteEditor.Edit) -> [Effect] {
    guard let wrap = editorLayer, var editor else { return nothing() }
    let length = editor.characters.count
    // The only copy left: a long note is changed where it is.
    layers[layers.count - 1] = .quiet
    editor.apply(edit)
    layers[layers.count - 1] = wrap(editor)
    guard keeping.isKept, case .note = layer else { return [] }
    undrafted += abs(editor.characters.count - length)
    return undrafted >= Self.draftLength ? draft() : []
  }

  /// How the layer on top holds an editor, where it does.
  private var editorLayer: ((NoteEditor) -> Layer)? {
    switch layer {
    case .note: { .note($0) }
    case .agreements(.writing): { .agreements(.writing($0)) }
    default: nil
    }
  }

  mutating func commitNote() -> [Effect] {
    guard editor != nil else { return nothing() }
    if case .agreements = layer {
      commitAgreement()
      return []
    }
    let effects = saveNote()
    _ = layers.popLast()
    selected = defaultSelection
    return effects
  }

  /// What the disk refused last time, asked for again.
  var secondTry: [Effect] {
    guard unsaved, keeping != .undecided else { return [] }
    return keeping.isKept ? [.save(notes)] : [.discard]
  }

  /// Puts what the editor holds into the notes.
  /// - Returns: the save, if notes are kept and something changed.
  mutating func saveNote() -> [Effect] {
    guard let editor = openEditor, case .card(let id) = step else { return [] }
    let new = notes(with: editor.text, for: id)
    let isNew = new != notes || hasDraft
    notes = new
    undrafted = 0
    hasDraft = false
    return isNew && keeping.isKept ? [.save(notes)] : []
  }

  /// A draft of what is being typed, so that a crash costs a few words at most.
  mutating func draft() -> [Effect] {
    undrafted = 0
    guard let editor = openEditor, case .card(let id) = step, keeping.isKept else { return [] }
    hasDraft = true
    return [.draft(notes(with: editor.text, for: id))]
  }

  /// The note being typed, also while something else is shown over it.
  private var openEditor: NoteEditor? {
    layers.lazy.compactMap { if case .note(let editor) = $0 { editor } else { nil } }.first
  }

  /// The notes as they are with this text for a card; none where the text is empty.
  private func notes(with text: String, for id: String) -> [Note] {
    var new = notes.filter { $0.card != id }
    if text.contains(where: { !$0.isWhitespace }) {
      let place = notes.firstIndex { $0.card == id } ?? new.count
      new.insert(Note(card: id, text: text), at: place)
    }
    return new
  }
}
