// Notes: opened, typed, kept.
//
// Rules: whether notes are kept is settled by both before the first character; what was typed is never
// lost by leaving the editor, however it is left.

extension Session {
  mutating func openNote() -> [Effect] {
    guard !nothingToDo(), coveredTurn == nil, card?.spoken != true else { return nothing() }
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

  /// Opens the editor over what is written with the card; asks before whom the words are for, where they can be
  /// for one alone.
  private mutating func startNote() {
    // Agreements are kept from the close, where there is no card.
    guard card != nil else {
      selected = defaultSelection
      return
    }
    reader = nil
    owner == nil || keeping != .sealed ? edit() : show(.reader)
  }

  /// The words are for one, or for both.
  mutating func write(for reader: Seat?) {
    self.reader = reader
    _ = layers.popLast()
    edit()
  }

  private mutating func edit() {
    guard case .card(let id) = step else { return }
    show(.note(NoteEditor(notes.first { $0.card == id && $0.reader == reader }?.text ?? "")))
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
    case .passphrase(.own(let seat, again: false, _)):
      replaceLayer(.passphrase(.own(seat, again: true, nil)))
      return [.holdPassphrase]
    case .passphrase(.own(_, again: true, _)): return [.comparePassphrases]
    case .passphrase(.open):
      replaceLayer(.passphrase(.opening))
      return [.openVault]
    default: return nothing()
    }
  }

  /// Whether words for a new passphrase can be asked for here.
  public var maySuggest: Bool {
    switch layer {
    case .passphrase(.ask), .passphrase(.own(_, again: false, _)): true
    default: false
    }
  }

  /// Keeps suggested words only as long as the passphrase that they are for is being set.
  mutating func forgetSuggestion() {
    switch layer {
    case .passphrase(let stage) where !ended && stage.holdsSuggestion: if maySuggest { isWeak = false }
    default:
      suggestion = nil
      isWeak = false
    }
  }

  /// How a new vault begins.
  mutating func begin(_ choice: Choice) {
    switch choice {
    case .beginForBoth: replaceLayer(.passphrase(.again))
    case .beginForEach:
      suggestion = nil
      replaceLayer(.passphrase(.own(.left, again: false, nil)))
    default: replaceLayer(.passphrase(.ask(nil)))
    }
  }

  /// A seat's two passphrases were compared.
  private mutating func hearComparison(_ answer: VaultAnswer, of seat: Seat) -> [Effect] {
    guard answer == .same else {
      if answer == .different { replaceLayer(.passphrase(.own(seat, again: false, .different))) }
      return []
    }
    // The words of one are not for the other.
    suggestion = nil
    guard seat == .right else {
      replaceLayer(.passphrase(.own(.right, again: false, nil)))
      return []
    }
    replaceLayer(.passphrase(.working))
    return [.makeVault]
  }

  /// What came of it; nothing, if the two have gone elsewhere meanwhile.
  mutating func hear(_ answer: VaultAnswer) -> [Effect] {
    if answer == .weak {
      isWeak = true
      return []
    }
    if layer == .passphrase(.opening) { return hearOpening(answer) }
    if case .passphrase(.own(let seat, again: true, _)) = layer { return hearComparison(answer, of: seat) }
    guard layer == .passphrase(.working) else { return [] }
    switch answer {
    case .opened:
      keeping = .sealed
      _ = layers.popLast()
      startNote()
      return [.recall]
    case .openedOwn: replaceLayer(.passphrase(.whose))
    case .made, .madeForEach:
      keeping = .sealed
      owner = answer == .made ? nil : .left
      replaceLayer(.passphrase(.ready))
      return [.recall]
    case .unknown: replaceLayer(.passphrase(.begin))
    case .different: replaceLayer(.passphrase(.ask(.different)))
    case .failed(let what): replaceLayer(.passphrase(.ask(.failed(what))))
    case .same, .weak: break
    }
    return []
  }

  /// The vault that was opened belongs to each of the two; this is whose passphrase it was.
  mutating func own(_ seat: Seat) {
    keeping = .sealed
    owner = seat
    write()
  }

  /// From the vault to the note that it was opened or made for.
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

  /// The notes as they are with this text for a card and its reader; none where the text is empty.
  private func notes(with text: String, for id: String) -> [Note] {
    let isThis = { (note: Note) in note.card == id && note.reader == reader }
    var new = notes.filter { !isThis($0) }
    if text.contains(where: { !$0.isWhitespace }) {
      let place = notes.firstIndex(where: isThis) ?? new.count
      new.insert(Note(card: id, text: text, reader: reader), at: place)
    }
    return new
  }
}

extension PassphraseStage {
  /// Whether suggested words are still needed here.
  fileprivate var holdsSuggestion: Bool {
    switch self {
    case .ask, .begin, .again, .own, .working: true
    case .ready, .whose, .open, .opening: false
    }
  }
}
