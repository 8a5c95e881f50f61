// The one function that changes a conversation.
//
// Rules: total (every event is answered at every place), and silent about who did what. A key that has
// nothing to offer gets the one fixed reply, whatever the cause.

/// Carries one event into a session.
/// - Returns: what the session asks of the world, in order.
public func reduce(_ session: inout Session, _ event: Event) -> [Effect] {
  if case .clock(let now, let minuteOfDay) = event {
    return session.tick(now, minuteOfDay)
  }
  guard !session.ended else { return [] }
  return session.handOver(event) { $0.receive($1) }
}

extension Session {
  /// Takes what no handover keeps back.
  fileprivate mutating func receive(_ event: Event) -> [Effect] {
    if case .saved(let succeeded) = event {
      unsaved = !succeeded
      return []
    }
    if case .deck(let deck) = event {
      lay(deck)
      return []
    }
    if case .kept(let news) = event { return hear(news) }
    if case .recalled(let recalled) = event {
      recall(recalled)
      return []
    }
    lastInput = now
    reply = nil
    let effects = take(event)
    forgetKept()
    forgetSuggestion()
    return effects
  }

  /// Time passes; after ten minutes without a key the words are covered.
  fileprivate mutating func tick(_ now: Milliseconds, _ minuteOfDay: Int) -> [Effect] {
    self.now = now
    self.minuteOfDay = minuteOfDay
    if lastInput == 0 { lastInput = now }
    if breathingSince == 0 { breathingSince = now }
    if undrafted > 0, now - lastInput >= Self.draftRest { return draft() }
    guard now - lastInput >= Self.idleCover, !ended, layer == .breathe || !isCovered else { return [] }
    let effects = saveNote()
    keepUnplaced()
    layers = []
    show(.quiet)
    forgetKept()
    forgetSuggestion()
    return effects
  }

  /// Lays a deck on the table; nothing was dealt from the one before, because the first card comes later.
  fileprivate mutating func lay(_ deck: Deck) {
    setup.deck = deck
  }

  fileprivate mutating func take(_ event: Event) -> [Effect] {
    keepUnplaced()
    if layer == .help, event.isNamedByHelp { closeLayer() }
    switch event {
    case .leave, .interrupted: return end()
    case .cover: return openMenu()
    case .enough: return saveNote() + goToClose()
    case .edit(let edit): return change(edit)
    case .commitNote: return commitNote()
    case .scroll(let place): anchor = max(0, place)
    case .select(let place): return select(place)
    case .choose(let place): return choices.indices.contains(place) ? take(choices[place]) : nothing()
    case .on: return goOn()
    case .back: return goBack()
    case .easier: return changeForm(by: -1)
    case .deeper: return changeForm(by: 1)
    case .other: return passFloor()
    case .favourite: return toggleFavourite()
    case .note: return openNote()
    case .help: return editor == nil ? open(.help) : nothing()
    case .contents: return openWayOut(.contents)
    case .goodbye: return sayGoodbye()
    case .trouble(let what): show(.trouble(what))
    case .secret: return enterSecret()
    case .suggest: return maySuggest ? [.suggestPassphrase] : nothing()
    case .suggestion(let words): if maySuggest { suggestion = words }
    case .vault(let answer): return hear(answer)
    case .recovery(let text): show(.recovery(text))
    case .unfinished(let texts): show(.unfinished(texts))
    case .calendar(let outcome): hear(outcome)
    case .page(let count): return turnPages(count)
    case .look: layer == .kept(.list) && !(kept?.talks.isEmpty ?? true) ? openSearch() : (reply = .nothingHere)
    case .query(let words): return look(for: words)
    case .search(let words): return lookAndList(words)
    case .agreed(let entry): hear(agreed: entry)
    case .notAgreed(let what): show(.kept(.told(.failed(what))))
    case .unknown: return nothing()
    case .clock, .saved, .deck, .kept, .recalled, .stirred, .touched: break
    }
    return []
  }

  /// A covered list has no selection, because it could show what someone is about to pick.
  private mutating func select(_ place: Int) -> [Effect] {
    guard coveredTurn == nil, !choices.isEmpty else { return nothing() }
    selected = min(max(0, place), choices.count - 1)
    selectedInKept()
    return []
  }

  // MARK: - Going on and back

  private mutating func goOn() -> [Effect] {
    if coveredTurn != nil { return takeCovered(gentleAnswer) }
    let choices = choices
    if !choices.isEmpty { return take(choices[min(selected, choices.count - 1)]) }
    switch layer {
    case .help, .trouble, .recovery, .unfinished: closeLayer()
    case .ground(let count): count > 1 ? replaceLayer(.ground(count - 1)) : comeBack()
    case .breathe, .quiet, .pause: comeBack()
    case .note: return commitNote()
    case .kept(let place): return goOnInKept(place)
    case .agreements(let place): return goOnInAgreements(place)
    case .passphrase(.ask), .passphrase(.again), .passphrase(.own), .passphrase(.open): closeLayer()
    case .calendar:
      closeLayer()
      advance()
    case .menu, .hurt, .goodbye, .contents, .favourites, .keep, .passphrase, .reader: break
    case nil:
      guard index + 1 < plan.count else { return end() }
      advance()
    }
    return []
  }

  private mutating func goBack() -> [Effect] {
    switch layer {
    case .menu: comeBack()
    case .breathe, .ground, .quiet, .pause:
      layers = []
      show(.menu)
    case .note: return commitNote()
    case .kept(let place): return goBackInKept(place)
    case .agreements(let place): return goBackInAgreements(place)
    case .some: closeLayer()
    case nil:
      if rewindCovered() { return [] }
      guard let previous = plan[..<index].lastIndex(where: { !isEmpty($0) }) else { return nothing() }
      index = previous
      arrive()
    }
    return []
  }

  /// Starts a covered question over when it is under way.
  private mutating func rewindCovered() -> Bool {
    guard coveredTurn == .right || (isCoveredCard && coveredTurn != nil && covered != .answering(CoveredPick())) else {
      return false
    }
    resetCovered()
    return true
  }

  private mutating func resetCovered() {
    talkingPick.reset()
    letGoPick.reset()
    stillTruePick.reset()
    covered = .answering(CoveredPick())
  }

  /// To the next step that has something to show.
  mutating func advance() {
    index = plan[(index + 1)...].firstIndex { !isEmpty($0) } ?? plan.count - 1
    arrive()
  }

  /// What is fresh at every step.
  mutating func arrive() {
    form = 0
    floor = nil
    anchor = 0
    resetCovered()
    breathingSince = now
    if case .card(let id) = step, shared.contains(id) { covered = .answered(isShared: true) }
    selected = defaultSelection
  }

  /// Keeps the steps up to here, puts new ones behind them and goes to the first of these.
  mutating func goOn(with steps: [Step]) {
    plan = plan[...index] + steps
    removeRepeatedSubjects()
    advance()
  }

  // MARK: - Layers

  /// Goes elsewhere by what is opened here, also from a page that lies over a note: what was typed is put away first.
  private mutating func openWayOut(_ layer: Layer) -> [Effect] {
    editor == nil ? saveNote() + open(layer) : nothing()
  }

  private mutating func open(_ layer: Layer) -> [Effect] {
    guard self.layer != layer else { return nothing() }
    // Whatever is asked for meanwhile ends the waiting for a vault.
    if isOpening { _ = layers.popLast() }
    show(layer)
    return []
  }

  mutating func closeLayer() {
    _ = layers.popLast()
    selected = defaultSelection
    anchor = 0
  }

  mutating func replaceLayer(_ layer: Layer) {
    _ = layers.popLast()
    show(layer)
  }

  /// Puts a layer over everything; one that is open already comes to the top instead. A vault that is
  /// being opened is not waited for under another layer, because its answer would come to nobody.
  mutating func show(_ layer: Layer) {
    if isOpening || self.layer == .kept(.writing) { _ = layers.popLast() }
    if let place = layers.firstIndex(of: layer) { layers.removeSubrange(place...) }
    layers.append(layer)
    selected = defaultSelection
    anchor = 0
    breathingSince = now
  }

  private mutating func openMenu() -> [Effect] {
    let effects = saveNote()
    layers = []
    show(.menu)
    return effects
  }

  // MARK: - Small things on a card

  func nothingToDo() -> Bool { card == nil || layer != nil }

  mutating func nothing() -> [Effect] {
    reply = .nothingHere
    return []
  }

  private mutating func changeForm(by change: Int) -> [Effect] {
    guard !nothingToDo() else { return nothing() }
    guard forms.contains(form + change) else { return nothing() }
    form += change
    anchor = 0
    return []
  }

  private mutating func passFloor() -> [Effect] {
    guard !nothingToDo(), !isAlone, coveredTurn == nil, card?.invitesWords == true else { return nothing() }
    floor = floor?.other ?? .left
    return []
  }

  private mutating func toggleFavourite() -> [Effect] {
    guard !nothingToDo(), let id = card?.id else { return nothing() }
    if let place = favourites.firstIndex(of: id) {
      favourites.remove(at: place)
    } else {
      favourites.append(id)
    }
    reply = .favourite(favourites.contains(id))
    return []
  }

  // MARK: - Endings

  private mutating func sayGoodbye() -> [Effect] {
    if layer == .goodbye || layer == .menu || (layer == nil && isAtAnEnd) { return end() }
    return openWayOut(.goodbye)
  }

  /// Whether nothing is lost by leaving here: before the talk has begun, and at its end.
  private var isAtAnEnd: Bool { [.welcome, .welcomeAlone, .goodbye].contains(step) }

  /// Straight to an ending, from wherever this is: enough has one kind word, the longer one what tomorrow needs too.
  mutating func goToClose(_ ending: (Planner) -> [Step] = { $0.enough() }) -> [Effect] {
    layers = []
    if step == .goodbye {
      selected = defaultSelection
      anchor = 0
    } else if notOkay || part == .close {
      goOn(with: [.goodbye])
    } else if isAlone {
      goOn(with: plan[...index].contains(.professional) ? [.goodbye] : planner.aloneClose())
    } else {
      goOn(with: ending(planner))
    }
    return []
  }

  /// Ends the conversation, with what was being typed put away first.
  mutating func end() -> [Effect] {
    let saves = saveNote()
    ended = true
    return (saves.isEmpty ? secondTry : saves) + remembering + [.end]
  }
}

extension Event {
  /// Whether this is a key that the page of keys names for what lies beneath it: pressed there, it does just that.
  fileprivate var isNamedByHelp: Bool {
    switch self {
    case .easier, .deeper, .other, .favourite, .note: true
    default: false
    }
  }
}
