// What happens when something is chosen from a list.

extension Session {
  /// The gentle answer of the covered question that is open: what Enter and → give.
  var gentleAnswer: Choice {
    if case .keep = layer { return .forgetNotes }
    if case .kept = layer { return .keepNotes }
    if case .agreements = layer { return .leaveIt }
    switch step {
    case .stillTrue: return .askEachTime
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
    case .onward: layer == nil ? advance() : closeLayer()
    case .ago(let ago): goOn(with: planner.checkIn(ago))
    case .checkIn: beginCheckIn()
    case .calendar:
      selected = defaultSelection
      return [.makeCalendar]
    case .moreOfThis: return dealMore()
    case .enough: return goToClose()
    case .part(let part): jump(to: part)
    case .card(let id): deal(id)
    case .favourites: show(.favourites)
    case .keepAgreements, .agreementShared, .agreementWrite, .agreementList, .agreement, .leaveIt, .askBoth, .withdraw,
      .makeNo:
      return takeAgreement(choice)
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
    case .beginForBoth, .beginForEach, .typeAgain: begin(choice)
    case .whose(let seat):
      own(seat)
      return [.recall]
    case .reader(let seat): write(for: seat)
    case .write: write()
    case .showRecovery: return [.tellRecovery(nil)]
    case .showRecoveryOf(let seat): return [.tellRecovery(seat)]
    case .leave: return end()
    case .openKept, .keptTalk, .keptOlder, .keptNewer, .keptLook, .keptShowAll, .keptEverything, .keptNext, .keptToList,
      .keptOne, .keptExport, .keptDelete, .keptBurn, .keptStaySealed, .keptAs, .keptAfterwards, .lookBack:
      return takeKept(choice)
    case .talking, .wish, .keepMine, .look, .forgetNotes, .sealNotes, .keepNotes, .letGo, .agreeYes, .stillYes,
      .askEachTime, .noLonger:
      break
    }
    return []
  }

  // MARK: - Covered answers

  /// One seat's answer to the covered question that is open.
  mutating func takeCovered(_ choice: Choice) -> [Effect] {
    if case .keep(var pick) = layer {
      return decideKeeping(&pick, choice)
    }
    if case .kept = layer { return pickKeptAway(choice) }
    if case .agreements = layer { return pickAgreement(choice) }
    switch step {
    case .stillTrue: return pickStillTrue(choice)
    case .talking: pickTalking(choice)
    case .notes: return pickLetGo(choice)
    default: pickWish(choice)
    }
    return []
  }

  private mutating func pickTalking(_ choice: Choice) {
    guard case .talking(let wanted) = choice, let both = talkingPick.pick(wanted.rawValue) else { return }
    talking = Talking(rawValue: both.smaller)
    if talking == .rest { removeSteps { _, card in card?.asksSomething ?? false } }
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
    let effects = letGo ? [.discard] : secondTry
    advance()
    return effects
  }

  // MARK: - More, and elsewhere

  private mutating func dealMore() -> [Effect] {
    guard case .more(let section) = step else { return nothing() }
    var dealer = dealer
    dealer.aside.formUnion(plannedCards)
    let cards = dealer.cards(
      section, count: 2, after: plan[..<index].last(where: isTalk).flatMap(cardOf),
      before: plan[index...].first(where: isTalk).flatMap(cardOf))
    guard !cards.isEmpty else {
      selected = defaultSelection
      return nothing()
    }
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

  /// To a card of the plan; a favourite that is in none is dealt here, with the card that belongs to it.
  private mutating func deal(_ id: String) {
    layers = []
    if let place = plan.lastIndex(of: .card(id)) {
      index = place
    } else {
      plan.insert(contentsOf: planner.steps(favouriteCards(id)), at: index)
    }
    arrive()
  }

  // MARK: - Coming back from covered words

  /// Takes the cover away. Someone who needed it comes back to a comfort card; the old card is one ← away.
  mutating func comeBack() {
    layers = []
    if let card, !isAlone, !card.isSoft, leadToComfort() {
      index += 1
      arrive()
    } else {
      selected = defaultSelection
      anchor = 0
      breathingSince = now
    }
  }

  /// Sees to it that the next step is one to come back to; an earlier way back serves again.
  private mutating func leadToComfort() -> Bool {
    if plan.indices.contains(index + 1), cardOf(plan[index + 1])?.isSoft ?? false { return true }
    guard let comfort = comfortCard() else { return false }
    plan.insert(.card(comfort.id), at: index + 1)
    return true
  }

  /// A light card of comfort that has not been in this conversation, or else one about the body, or a rest.
  private func comfortCard() -> Card? {
    guard talking != .rest else { return nil }
    var unmet = dealer
    unmet.aside.formUnion(plannedCards)
    return unmet.singles(.comfort).first(where: \.isSoft)
      ?? dealer.singles(.body).first(where: \.isSoft) ?? dealer.singles(.rest).first(where: \.isSoft)
  }

  // MARK: - What takes cards away

  private mutating func setAside() {
    guard let card else { return comeBack() }
    let both = withTwins([card])
    aside.formUnion(both)
    comeBack()
    removeCards(both)
  }

  private mutating func stopTouch() {
    touch = false
    comeBack()
    removeCards(withTwins(setup.deck.cards.filter(\.touch)))
  }

  /// The ids of cards and of their mirrors.
  private func withTwins(_ cards: [Card]) -> Set<String> {
    Set(cards.flatMap { [$0.id, setup.deck.twins(in: $0.section)[$0.id]].compactMap(\.self) })
  }

  private mutating func removeCards(_ ids: Set<String>) {
    shared.removeAll(where: ids.contains)
    removeSteps { _, card in card.map { ids.contains($0.id) } ?? false }
  }

  /// Ends reflection, wishes and appreciation, and says what helps the two now.
  private mutating func hearNotOkay() {
    notOkay = true
    layers = []
    let comfort = comfortCard().map { [Step.card($0.id)] } ?? []
    let heard = plannedCards
    let steps = planner.notOkaySteps().filter { step in !heard.contains { step == .card($0) } }
    // A question that is still open decides what follows, and goodbye is the last: they wait for this.
    if ![.talking, .paths, .led, .ago, .goodbye].contains(step) { index += 1 }
    plan.insert(contentsOf: steps + comfort, at: index)
    let ended = Planner.endedByNotOkay
    let deck = setup.deck
    shared.removeAll { id in deck.card(id).map { ended.contains($0.section) } ?? true }
    removeSteps { step, card in
      if case .more(let section) = step { return ended.contains(section) }
      return card.map { ended.contains($0.section) } ?? false
    }
    arrive()
  }

  /// Takes steps out, wherever they stand, and with them a deepest card that would meet another; the
  /// current step becomes the next one that stays and has something to show.
  private mutating func removeSteps(where isGone: (Step, Card?) -> Bool) {
    var kept: [Step] = []
    var place = 0
    var wasDeepest = false
    for (old, step) in plan.enumerated() {
      if old == index { place = kept.count }
      let card = cardOf(step)
      let isDeepest = card?.depth == 4
      if isGone(step, card) || (isDeepest && wasDeepest) { continue }
      if isTalk(step) { wasDeepest = isDeepest }
      kept.append(step)
    }
    guard kept.count < plan.count else { return }
    let wasHere = step
    plan = kept
    index = min(place, plan.count - 1)
    index = plan[index...].firstIndex { !isEmpty($0) } ?? plan.count - 1
    if step != wasHere { arrive() }
  }

  /// The card that a step shows.
  func cardOf(_ step: Step) -> Card? {
    if case .card(let id) = step { setup.deck.card(id) } else { nil }
  }

  /// Whether a step is a card of the talk.
  func isTalk(_ step: Step) -> Bool {
    cardOf(step).map { Section.talk.contains($0.section) } ?? false
  }
}

extension Card {
  /// Whether the card is one to come back to after the words were covered: light, and asking for no touch.
  fileprivate var isSoft: Bool {
    switch section {
    case .body, .rest, .breathing, .grounding: !touch
    case .comfort: depth == 1 && side == .any && kind != .choice && !touch
    default: false
    }
  }
}
