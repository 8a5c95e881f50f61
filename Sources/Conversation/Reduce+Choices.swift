// What happens when something is chosen from a list.

extension Session {
  /// The gentle answer of the covered question that is open: what Enter and → give.
  var gentleAnswer: Choice {
    if case .keep = layer { return .forgetNotes }
    switch step {
    case .talking: return .talking(.gently)
    case .notes: return .keepNotes
    default: return .keepMine
    }
  }

  mutating func take(_ choice: Choice) -> [Effect] {
    if coveredTurn != nil { return takeCovered(choice) }
    switch choice {
    case .ready: advance()
    case .hurt: show(.hurt)
    case .path(let path):
      self.path = path ?? .everyday
      goOn(with: planner.afterPath())
    case .led(let led):
      self.led = led
      goOn(with: planner.talk())
    case .onward: advance()
    case .moreOfThis: return dealMore()
    case .enough: return goToClose()
    case .part(let part): jump(to: part)
    case .card(let id): jump(to: id)
    case .breathe: show(.breathe)
    case .ground: show(.ground(5))
    case .quiet: show(.quiet)
    case .pause: show(.pause(until: (minuteOfDay + Self.pauseMinutes) % (24 * 60)))
    case .contents: show(.contents)
    case .setAside: setAside()
    case .noTouch: stopTouch()
    case .notOkay: hearNotOkay()
    case .oneLeft:
      layers = []
      goOn(with: planner.oneLeftSteps())
    case .goOn: comeBack()
    case .leave: return end()
    case .talking, .wish, .keepMine, .look, .forgetNotes, .keepNotes, .letGo: break
    }
    return []
  }

  // MARK: - Covered answers

  /// One seat's answer to the covered question that is open.
  mutating func takeCovered(_ choice: Choice) -> [Effect] {
    if case .keep(var pick) = layer {
      return decideKeeping(&pick, wantsToKeep: choice == .keepNotes)
    }
    switch step {
    case .talking: pickTalking(choice)
    case .notes: return pickLetGo(choice)
    default: pickWish(choice)
    }
    return []
  }

  private mutating func pickTalking(_ choice: Choice) {
    guard case .talking(let wanted) = choice, let both = talkingPick.pick(wanted.rawValue) else { return }
    talking = Talking(rawValue: both.smaller)
    goOn(with: planner.afterTalking(pathIsKnown: path != nil))
  }

  private mutating func pickWish(_ choice: Choice) {
    switch covered {
    case .answering(var pick):
      let both = pick.pick(Self.rank(of: choice))
      covered = both.map { .looking(CoveredPick(), isShared: $0.larger <= Wish.maybe.rawValue) } ?? .answering(pick)
    case .looking(var pick, let isShared):
      let both = pick.pick(choice == .look ? 0 : 1)
      covered = both.map { .answered(isShared: isShared && $0.larger == 0) } ?? .looking(pick, isShared: isShared)
      if covered == .answered(isShared: true), let id = card?.id, !shared.contains(id) { shared.append(id) }
    case .answered: break
    }
  }

  /// Passing over counts as "not now", so that the two cannot be told apart.
  private static func rank(of choice: Choice) -> Int {
    if case .wish(let wish) = choice { wish.rawValue } else { Wish.notNow.rawValue }
  }

  private mutating func pickLetGo(_ choice: Choice) -> [Effect] {
    guard let both = letGoPick.pick(choice == .letGo ? 1 : 0) else { return [] }
    let letGo = both.smaller == 1
    if letGo {
      notes = []
      keeping = .forgetting
    }
    advance()
    return letGo ? [.discard] : []
  }

  // MARK: - More, and elsewhere

  private mutating func dealMore() -> [Effect] {
    guard case .more(let section) = step else { return nothing() }
    var dealer = dealer
    dealer.aside.formUnion(plannedCards)
    let last = plan[..<index].compactMap { if case .card(let id) = $0 { id } else { nil } }.last
    let cards = dealer.cards(section, count: 2, after: last.flatMap(setup.deck.card))
    guard !cards.isEmpty else { return nothing() }
    var planner = planner
    planner.dealer = dealer
    plan.insert(contentsOf: planner.steps(cards), at: index)
    arrive()
    return []
  }

  var plannedCards: [String] {
    plan.compactMap { if case .card(let id) = $0 { id } else { nil } }
  }

  private mutating func jump(to part: Part) {
    guard let place = outline.first(where: { $0.part == part }) else { return }
    layers = []
    index = place.index
    arrive()
  }

  private mutating func jump(to card: String) {
    layers = []
    if let place = plan.lastIndex(of: .card(card)) {
      index = place
      arrive()
    }
  }

  // MARK: - Coming back from covered words

  /// Takes the cover away. Someone who needed it comes back to a comfort card; the old card is one ← away.
  mutating func comeBack() {
    layers = []
    if let card, !isAlone, !isSoft(card), let comfort = comfortCard() {
      plan.insert(.card(comfort.id), at: index + 1)
      index += 1
      arrive()
    } else {
      selected = defaultSelection
      breathingSince = now
    }
  }

  /// Whether a card is itself one to come back to.
  private func isSoft(_ card: Card) -> Bool {
    [.body, .rest, .breathing, .grounding].contains(card.section) || (card.section == .comfort && card.depth == 1)
  }

  /// A light card of comfort that has not been in this conversation, or else a rest card.
  private func comfortCard() -> Card? {
    guard talking != .rest else { return nil }
    var dealer = dealer
    dealer.aside.formUnion(plannedCards)
    let light = dealer.shuffled(.comfort).first { $0.depth == 1 && $0.side == .any && $0.kind != .choice }
    return light ?? dealer.fitting(.body).first ?? dealer.fitting(.rest).first
  }

  // MARK: - What takes cards away

  private mutating func setAside() {
    if case .card(let id) = step {
      let both = [id, card?.mirror].compactMap(\.self)
      aside.formUnion(both)
      comeBack()
      removeSteps { step in both.contains { step == .card($0) } }
    } else {
      comeBack()
    }
  }

  private mutating func stopTouch() {
    touch = false
    let deck = setup.deck
    comeBack()
    removeSteps { step in
      if case .card(let id) = step { deck.card(id)?.touch ?? false } else { false }
    }
  }

  /// Ends reflection, wishes and appreciation, and says what helps the two now.
  private mutating func hearNotOkay() {
    notOkay = true
    layers = []
    let deck = setup.deck
    let steps = planner.notOkaySteps()
    let comfort = comfortCard().map { [Step.card($0.id)] } ?? []
    plan.insert(contentsOf: steps + comfort, at: index + 1)
    index += 1
    removeSteps { step in
      switch step {
      case .card(let id): deck.card(id).map { Planner.endedByNotOkay.contains($0.section) } ?? false
      case .more(let section): Planner.endedByNotOkay.contains(section)
      default: false
      }
    }
    ensureClose()
    arrive()
  }

  /// A plan that was not dealt to its end yet gets its close.
  private mutating func ensureClose() {
    if plan.last != .goodbye && !plan[index...].contains(.talking) && !plan[index...].contains(.paths) && !plan[index...].contains(.led) {
      plan += planner.close()
    }
  }

  /// Takes steps out, wherever they stand; the current step becomes the next one that stays.
  private mutating func removeSteps(where isGone: (Step) -> Bool) {
    let wasHere = step
    let before = plan[..<index].filter { !isGone($0) }
    let after = plan[index...].filter { !isGone($0) }
    guard before.count + after.count < plan.count else { return }
    plan = before + after
    index = min(before.count, plan.count - 1)
    if step != wasHere { arrive() }
  }
}
