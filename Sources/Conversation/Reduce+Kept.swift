// The browser of what two people kept before.
//
// Rules: it opens behind the passphrase only and makes nothing; what is read in it is gone from the session as
// soon as anything covers or leaves it. Deleting and burning take a key from each seat, export a warning.

extension Session {
  // MARK: - Coming and going

  /// What became of the passphrase that opens what was kept.
  mutating func hearOpening(_ answer: VaultAnswer) -> [Effect] {
    switch answer {
    case .opened, .openedOwn:
      kept = Kept()
      hasOpened = true
      replaceLayer(.kept(.list))
      return [.listKept]
    case .unknown, .made, .madeForEach, .same, .different, .weak: replaceLayer(.passphrase(.open(.unknown)))
    case .failed(let what): replaceLayer(.passphrase(.open(.failed(what))))
    }
    return []
  }

  /// Takes what was kept out of the session where the browser is no longer open.
  mutating func forgetKept() {
    guard kept != nil else { return }
    let isOpen = layers.contains { if case .kept = $0 { true } else { false } }
    guard ended || !isOpen else { return }
    kept = nil
    // At the end the browser may still lie there, without anything to select.
    if isOpen { selected = 0 }
  }

  /// → where the browser has no list.
  mutating func goOnInKept(_ place: KeptPlace) -> [Effect] {
    guard case .told(let outcome) = place else { return nothing() }
    switch outcome {
    case .burnt: closeLayer()
    case .deleted: backToKeptList()
    case .exported, .failed: closeLayer()
    }
    return []
  }

  /// ← in the browser.
  mutating func goBackInKept(_ place: KeptPlace) -> [Effect] {
    switch place {
    case .search: endSearch()
    case .list where kept?.isFiltered ?? false: endSearch()
    case .told(.deleted): backToKeptList()
    default: closeLayer()
    }
    return []
  }

  private mutating func endSearch() {
    kept?.query = ""
    kept?.found = []
    kept?.looking = nil
    kept?.place = 0
    backToKeptList()
  }

  private mutating func backToKeptList() {
    guard layers.contains(.kept(.list)) else { return closeLayer() }
    while layer != .kept(.list) { _ = layers.popLast() }
    selected = keptSelection
    anchor = 0
  }

  // MARK: - Choosing

  mutating func takeKept(_ choice: Choice) -> [Effect] {
    switch choice {
    case .openKept: show(.passphrase(.open(nil)))
    case .keptTalk(let place): return readKept(place)
    case .keptOlder: turnKeptPage(1)
    case .keptNewer: turnKeptPage(-1)
    case .keptLook: openSearch()
    case .keptShowAll: endSearch()
    case .keptEverything: show(.kept(.everything))
    case .keptNext: return readKept((kept?.place ?? 0) + 1)
    case .keptToList: backToKeptList()
    case .keptOne: show(.kept(.one))
    case .keptExport: if let copy { show(.kept(.exporting(copy))) }
    case .keptAfterwards: show(.kept(.afterwards))
    case .lookBack:
      show(.kept(.lookBack))
      kept?.recalling = KeptProgress(done: 0, all: 0)
      return [.lookBack]
    case .keptDelete: show(.kept(.deleting(CoveredPick())))
    case .keptBurn: show(.kept(.burning(CoveredPick())))
    case .keptStaySealed: closeLayer()
    case .keptAs(let form): return exportKept(form)
    default: break
    }
    return []
  }

  private mutating func readKept(_ place: Int) -> [Effect] {
    guard let kept, kept.shown.indices.contains(place) else { return nothing() }
    self.kept?.place = place
    self.kept?.entries = []
    if layer != .kept(.reading) { show(.kept(.reading)) }
    selected = 0
    anchor = 0
    return [.readKept(kept.shown[place].id)]
  }

  private mutating func exportKept(_ form: KeptForm) -> [Effect] {
    guard case .kept(.exporting(let copy)) = layer, kept != nil else { return nothing() }
    replaceLayer(.kept(.writing))
    return [.exportKept(copy, form)]
  }

  /// What a copy would be of at this place.
  private var copy: KeptCopy? {
    switch layer {
    case .agreements: .agreements
    case .kept(.lookBack): .lookBack
    case .kept(.everything): .all
    default: kept?.talk.map { .one($0.id) }
    }
  }

  // MARK: - Pages

  /// So many pages further towards the older ones.
  mutating func turnPages(_ count: Int) -> [Effect] {
    guard isKeptList, turnKeptPage(count) else { return nothing() }
    return []
  }

  @discardableResult
  private mutating func turnKeptPage(_ count: Int) -> Bool {
    guard let kept, !kept.shown.isEmpty else { return false }
    let pages = (kept.shown.count + Kept.pageSize - 1) / Kept.pageSize
    let now = kept.place / Kept.pageSize
    let next = min(max(0, now + min(max(-pages, count), pages)), pages - 1)
    guard next != now else { return false }
    self.kept?.place = next * Kept.pageSize
    selected = 0
    anchor = 0
    return true
  }

  /// Remembers which conversation is selected.
  mutating func selectedInKept() {
    guard isKeptList, case .keptTalk(let place)? = choices.indices.contains(selected) ? choices[selected] : nil
    else { return }
    kept?.place = place
  }

  // MARK: - Looking for words

  mutating func openSearch() {
    kept?.place = 0
    show(.kept(.search))
  }

  /// The words to look for as typed so far.
  mutating func look(for query: String) -> [Effect] {
    guard isLooking, let old = kept?.query else { return nothing() }
    kept?.query = query
    kept?.place = 0
    selected = 0
    guard query.contains(where: { !$0.isWhitespace }) else {
      kept?.query = ""
      kept?.found = []
      kept?.looking = nil
      return []
    }
    guard query != old else { return [] }
    kept?.found = []
    let all = kept?.talks.count ?? 0
    kept?.looking = KeptProgress(done: 0, all: all)
    return kept?.listing == nil ? [.searchKept(query)] : []
  }

  /// The words to look for, typed to their end: back to the list, which shows only what is found.
  mutating func lookAndList(_ query: String) -> [Effect] {
    guard isLooking else { return nothing() }
    let effects = look(for: query)
    _ = layers.popLast()
    selected = 0
    return effects
  }

  // MARK: - What the world says

  mutating func hear(_ news: KeptNews) -> [Effect] {
    guard kept != nil else { return [] }
    switch news {
    case .listed(let talks, let progress, let unreadable):
      let isFirst = kept?.talks.isEmpty ?? true
      let wasAt = choices.indices.contains(selected) ? choices[selected] : nil
      let open = kept?.talk?.id
      kept?.talks = talks
      kept?.listing = progress
      kept?.unreadable = unreadable
      if !isFirst, let place = kept?.shown.firstIndex(where: { $0.id == open }) { kept?.place = place }
      stayInKept()
      if layer == .kept(.list) { selected = isFirst ? 0 : wasAt.flatMap(choices.firstIndex) ?? keptSelection }
      if progress == nil, let query = kept?.query, !query.isEmpty { return [.searchKept(query)] }
    case .found(let talks, let query, let progress):
      guard query == kept?.query else { break }
      kept?.found = talks
      kept?.looking = progress
    case .text(let id, let entries):
      if id == kept?.talk?.id { kept?.entries = entries }
    case .lookedBack(let found, let progress):
      kept?.lookBack = found
      kept?.recalling = layers.contains(.kept(.lookBack)) ? progress : nil
    case .writing(let progress):
      if layers.contains(.kept(.writing)) { kept?.writing = progress }
    case .did(let outcome): hear(outcome)
    }
    return []
  }

  /// Keeps the place inside the list.
  private mutating func stayInKept() {
    guard let kept else { return }
    self.kept?.place = max(0, min(kept.place, kept.shown.count - 1))
  }

  private mutating func hear(_ outcome: KeptOutcome) {
    switch outcome {
    case .exported, .failed:
      kept?.writing = nil
      layers.removeAll { $0 == .kept(.writing) }
      show(.kept(.told(outcome)))
    case .deleted:
      if let id = kept?.talk?.id {
        kept?.talks.removeAll { $0.id == id }
        kept?.found.removeAll { $0.id == id }
      }
      kept?.entries = []
      stayInKept()
      show(.kept(.told(.deleted)))
    case .burnt:
      layers.removeAll(where: \.isOfVault)
      show(.kept(.told(.burnt)))
      kept = nil
      hasOpened = false
      unrecall()
      if keeping == .sealed { keeping = .forgetting }
    }
  }

  // MARK: - Both pick

  /// One seat's answer on letting go of kept notes. Only if both pick it, anything goes.
  mutating func pickKeptAway(_ choice: Choice) -> [Effect] {
    let pick = choice == .letGo ? 1 : 0
    switch layer {
    case .kept(.deleting(var open)):
      guard let both = open.pick(pick) else {
        layers[layers.count - 1] = .kept(.deleting(open))
        return []
      }
      closeLayer()
      return both.smaller == 1 ? (kept?.talk).map { [.deleteKept($0.id)] } ?? [] : []
    case .kept(.burning(var open)):
      guard let both = open.pick(pick) else {
        layers[layers.count - 1] = .kept(.burning(open))
        return []
      }
      closeLayer()
      return both.smaller == 1 ? [.burnKept] : []
    default: return []
    }
  }
}

extension Layer {
  /// Whether the layer shows what only an open vault holds.
  fileprivate var isOfVault: Bool {
    switch self {
    case .kept, .agreements: true
    default: false
    }
  }
}
