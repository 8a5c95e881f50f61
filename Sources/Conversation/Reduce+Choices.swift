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
    default: return .wish(.notNow)
    }
  }

  mutating func take(_ choice: Choice) -> [Effect] {
    if coveredTurn != nil { return takeCovered(choice) }
    switch choice {
    case .ready: advance()
    case .hurt: show(.hurt)
    case .path(let path): take(path ?? .everyday)
    case .need(let need): goOn(with: planner.after(need))
    case .fullLookLater: advance()
    case .fullLookNow: lookBackFully()
    case .space: goOn(with: [.quiet, .goodbye])
    case .company: goOn(with: planner.company() + [.goodbye])
    case .stopHere: goOn(with: [.goodbye])
    case .bothHere: comeTogether()
    case .ending: return goToClose { $0.close() }
    case .tomorrowWords: lookAt(planner.tomorrow())
    case .lookAtAgreements: lookAt([.agreements])
    case .lookAtNotes: lookAt([.notes])
    case .lookAtReminder: lookAt([.later])
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
    case .oneLeft: goOnAlone()
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
    case .talking, .wish, .forgetNotes, .sealNotes, .keepNotes, .letGo, .agreeYes, .stillYes,
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
    guard case .answering(var pick) = covered else { return }
    let both = pick.pick(Self.rank(of: choice))
    covered = both.map { .answered(isShared: $0.larger <= Wish.maybe.rawValue) } ?? .answering(pick)
    if covered == .answered(isShared: true), let id = card?.id, !shared.contains(id) { shared.append(id) }
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
    if section == .alone { return dealMoreAlone() }
    var dealer = dealer
    dealer.isLight = path == .intense && !plan[..<index].contains(.fullLook)
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
    removeRepeatedSubjects()
    arrive()
    return []
  }

  private mutating func dealMoreAlone() -> [Effect] {
    let more = planner.moreAlone(without: Set(plannedCards))
    guard !more.isEmpty else {
      selected = defaultSelection
      return nothing()
    }
    plan.insert(contentsOf: more, at: index)
    arrive()
    return []
  }

  /// The path is known, also where somebody said at the start that something hurts; then the talk begins.
  private mutating func take(_ path: Path) {
    let isAtStart = layer == .hurt
    layers = []
    self.path = path
    isAtStart ? advance() : goOn(with: planner.afterPath(met: Set(plan[...index].compactMap { cardOf($0)?.id })))
  }

  /// The full look back comes now, between this question and what follows it.
  private mutating func lookBackFully() {
    var planner = planner
    planner.dealer.aside.formUnion(plannedCards)
    let steps = planner.fullLook(
      after: plan[..<index].last(where: isTalk).flatMap(cardOf), before: plan[index...].first(where: isTalk).flatMap(cardOf))
    plan.insert(contentsOf: steps, at: index + 1)
    removeRepeatedSubjects()
    advance()
  }

  /// From the last screen to something that leads back to it.
  private mutating func lookAt(_ steps: [Step]) {
    plan.insert(contentsOf: steps, at: index)
    removeRepeatedSubjects()
    arrive()
  }

  private mutating func goOnAlone() {
    // Said once more after ←, the way of before is still the one to come back to.
    if !plan.contains(.oneLeft) { awayFrom = Away(plan: plan, index: index) }
    layers = []
    goOn(with: planner.oneLeftSteps())
  }

  /// Nobody has left after all: the way is as it was, without what was taken out of it meanwhile.
  private mutating func comeTogether() {
    guard let away = awayFrom else { return }
    plan = away.plan
    index = away.index
    awayFrom = nil
    arrive()
    removeCards(aside)
    if !touch { removeCards(withTwins(setup.deck.cards.filter(\.touch))) }
  }

  /// Takes out of what is to come the subjects that came in before them.
  mutating func removeRepeatedSubjects() {
    var met: [String: Set<String>] = [:]
    var gone: Set<String> = []
    for card in plan.compactMap(cardOf) {
      guard let subject = card.subject else { continue }
      if met[subject, default: withTwins([card])].contains(card.id) {
        met[subject] = withTwins([card])
      } else {
        gone.formUnion(withTwins([card]))
      }
    }
    removeSteps { _, card in card.map { gone.contains($0.id) } ?? false }
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
      removeRepeatedSubjects()
    }
    arrive()
  }

  // MARK: - Coming back from covered words

  /// Takes the cover away. Someone who needed it comes back to a comfort card; the old card is one ← away.
  mutating func comeBack() {
    layers = []
    if let card, !isAlone, !notOkay, !card.isSoft, leadToComfort() {
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
    unmet.close(subjectsOf: plan.compactMap(cardOf))
    return unmet.singles(.comfort).first(where: \.isSoft)
      ?? dealer.singles(.body).first(where: isSoftHere) ?? dealer.singles(.rest).first(where: isSoftHere)
  }

  /// Whether a card that may have been met is one to come back to, and no other of the plan has its subject.
  private func isSoftHere(_ card: Card) -> Bool {
    card.isSoft && !plan.compactMap(cardOf).contains { $0.subject != nil && $0.subject == card.subject && $0.id != card.id }
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
    reply = .noTouch
  }

  /// The ids of cards and of their mirrors.
  private func withTwins(_ cards: [Card]) -> Set<String> {
    Set(cards.flatMap { [$0.id, setup.deck.twins(in: $0.section)[$0.id]].compactMap(\.self) })
  }

  private mutating func removeCards(_ ids: Set<String>) {
    shared.removeAll(where: ids.contains)
    removeSteps { _, card in card.map { ids.contains($0.id) } ?? false }
  }

  /// Ends the evening as it was planned, what was met included, and says what helps the two now: nothing of it follows
  /// by itself, and no way leads back into it.
  private mutating func hearNotOkay() {
    notOkay = true
    layers = []
    shared = []
    plan = [plan[0], .notOkay, .goodbye]
    index = 1
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
