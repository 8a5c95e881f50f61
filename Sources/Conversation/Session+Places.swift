// The lists of each place, and the parts that the plan falls into.

extension Session {
  /// What can be chosen at the current place, in the order shown.
  public var choices: [Choice] {
    if let layer { return choices(of: layer) }
    switch step {
    case .welcome: return [.ready, .hurt] + (setup.maySeal ? [.openKept] : [])
    case .talking: return [.talking(.freely), .talking(.gently), .talking(.rest)]
    case .paths: return [.path(.everyday), .path(.first), .path(.intense), .path(.hurt), .path(nil)]
    case .need: return Self.needs.map { .need($0) }
    case .fullLook: return [.fullLookLater, .fullLookNow, .enough]
    case .notOkay: return [.space, .company, .stopHere]
    case .oneLeft: return [.onward, .bothHere]
    case .goodbye: return goodbyeChoices
    case .led: return [.led(.one), .led(.both), .led(.neither), .led(.unsaid)]
    case .ago: return [.ago(.day), .ago(.threeDays), .ago(nil)]
    case .later: return [.onward, .calendar]
    case .more(.alone): return [.enough, .moreOfThis]
    case .more: return [.onward, .moreOfThis] + (dealableFavourites.isEmpty ? [] : [.favourites]) + [.enough]
    case .stillTrue where !due.isEmpty: return [.stillYes, .askEachTime, .noLonger]
    case .agreements: return closingAgreements
    case .notes where keeping.isKept: return [.keepNotes, .letGo]
    case .card where isCoveredCard: return coveredChoices
    case .card, .welcomeAlone, .strength, .breathe, .quiet, .tomorrow, .professional, .shared, .notes, .stillTrue,
      .lowMood:
      return []
    }
  }

  /// What one person alone may need, in the order in which it is asked.
  static let needs: [Need] = [.rest, .hurts, .low, .led, .tooFar, .write]

  /// Leaving comes first; then what can be looked at before, each only where there is something.
  private var goodbyeChoices: [Choice] {
    let offers: [Choice] =
      (canTalkOfTomorrow ? [.tomorrowWords] : []) + (canCloseWithAgreements ? [.lookAtAgreements] : [])
      + (notes.isEmpty ? [] : [.lookAtNotes]) + (canBeReminded ? [.lookAtReminder] : [])
    return offers.isEmpty ? [] : [.leave] + offers
  }

  /// Whether two people had enough before they came to what tomorrow needs.
  private var canTalkOfTomorrow: Bool {
    !isAlone && !notOkay && !isCheckIn && talking != .rest && talking != nil
      && !plan.contains { cardOf($0)?.section == .close } && !planner.tomorrow().isEmpty
  }

  private var canBeReminded: Bool { !notOkay && talking != .rest && !isCheckIn && !plan.contains(.oneLeft) }

  /// What the menu of Esc offers: nothing that makes no sense where it was opened.
  private var menuChoices: [Choice] {
    let rest: [Choice] = [.breathe, .ground, .quiet]
    if isAlone { return rest + [.contents, .enough, .leave, .goOn] }
    let hasBegun = talking != nil
    return rest + [.pause] + (card == nil ? [] : [.setAside]) + (hasBegun ? [.noTouch] : []) + [.notOkay]
      + (hasBegun ? [.oneLeft, .contents, .enough] : []) + [.leave, .goOn]
  }

  private var closingAgreements: [Choice] {
    guard agreed != nil else { return [.onward, .keepAgreements] }
    return [.onward] + (unoffered.isEmpty ? [] : [.agreementShared]) + [.agreementWrite]
      + (agreements.isEmpty ? [] : [.agreementList])
  }

  private func choices(of layer: Layer) -> [Choice] {
    switch layer {
    case .menu: menuChoices
    case .hurt: [.path(.hurt), .onward]
    case .goodbye: [.leave, .ending, .goOn]
    case .contents: outline.map { .part($0.part) } + favourites.filter { plan.contains(.card($0)) }.map { .card($0) }
    case .favourites: dealableFavourites.map { .card($0) }
    case .keep:
      [.forgetNotes] + (setup.maySeal ? [.sealNotes] : []) + (setup.mayKeep && step != .agreements ? [.keepNotes] : [])
    case .passphrase(.begin): [.beginForBoth, .beginForEach, .typeAgain]
    case .passphrase(.whose): [.whose(.left), .whose(.right)]
    case .passphrase(.ready):
      owner == nil ? [.write, .showRecovery] : [.write, .showRecoveryOf(.left), .showRecoveryOf(.right)]
    case .reader: [.reader(nil), .reader(.left), .reader(.right)]
    case .kept(let place): choices(of: place)
    case .agreements(let place): choices(of: place)
    case .passphrase, .recovery, .unfinished, .help, .trouble, .breathe, .ground, .quiet, .pause, .note, .calendar: []
    }
  }

  private var coveredChoices: [Choice] {
    switch covered {
    case .answering: [.wish(.yes), .wish(.maybe), .wish(.notNow)]
    case .answered: []
    }
  }

  /// The place that a list begins at: its gentle default.
  var defaultSelection: Int {
    switch layer {
    case .contents: return outline.lastIndex { $0.index <= index } ?? 0
    case .kept: return keptSelection
    case .some: return 0
    case nil: break
    }
    switch step {
    // What was chosen before; going back to look changes nothing. A usual time is planned as what was not said.
    case .paths: return choices.firstIndex(of: .path(path == .everyday ? nil : path)) ?? choices.count - 1
    case .led: return choices.firstIndex(of: .led(led)) ?? choices.count - 1
    case .ago: return choices.count - 1
    default: return 0
    }
  }

  /// The favourites that can be dealt at the end of a section: those that fit and are not in the plan yet.
  var dealableFavourites: [String] {
    guard case .more = step else { return [] }
    return favourites.filter { !plan.contains(.card($0)) && !favouriteCards($0).isEmpty }
  }

  /// A favourite with the card that belongs to it; nothing where it does not fit here.
  func favouriteCards(_ id: String) -> [Card] {
    guard let card = setup.deck.card(id), card.mirror != id else { return [] }
    let cards = [card] + [card.mirror.flatMap(setup.deck.card)].compactMap(\.self)
    let dealer = dealer
    guard cards.allSatisfy(dealer.fits), cards.allSatisfy(isForTalk), cards.count == (card.mirror == nil ? 1 : 2) else {
      return []
    }
    let isNextToDeepest = [plan[..<index].last(where: isTalk), plan[index...].first(where: isTalk)]
      .contains { $0.flatMap(cardOf)?.depth == 4 }
    return isNextToDeepest && cards.contains { $0.depth == 4 } ? [] : cards
  }

  /// Whether a card belongs to the talk or its thanks, and nothing that was said ended its section.
  private func isForTalk(_ card: Card) -> Bool {
    (Section.talk.contains(card.section) || card.section == .appreciation)
  }

  /// The parts of the plan with the place of the first step of each.
  public var outline: [(part: Part, index: Int)] {
    var outline: [(part: Part, index: Int)] = []
    outline.reserveCapacity(Part.allCases.count)
    for (index, step) in plan.enumerated() where !isEmpty(step) {
      if let part = part(of: step), !outline.contains(where: { $0.part == part }) {
        outline.append((part, index))
      }
    }
    return outline
  }

  /// The part that the current step belongs to.
  public var part: Part {
    for place in plan[...index].reversed() {
      if let part = part(of: place) { return part }
    }
    return .opening
  }

  /// The part that a step belongs to; `nil` for a step that belongs to whatever part it stands in.
  private func part(of step: Step) -> Part? {
    switch step {
    case .welcome, .welcomeAlone, .talking, .paths, .need, .led, .ago: .opening
    case .more(let section): part(of: section)
    case .card(let id): setup.deck.section(of: id).flatMap(part)
    case .strength: .rest
    case .tomorrow, .shared, .agreements, .notes, .professional, .lowMood, .later, .goodbye: .close
    case .stillTrue, .fullLook: .boundaries
    case .breathe, .quiet, .notOkay, .oneLeft: nil
    }
  }

  private func part(of section: Section) -> Part? {
    switch section {
    case .arrive, .body: .opening
    case .comfort: .comfort
    case .reflection: .reflection
    case .boundaries: .boundaries
    case .wishes: .wishes
    case .appreciation, .close: .close
    case .afterOneDay, .afterThreeDays: .lookBack
    case .rest, .grounding, .breathing, .notOkay, .alone: nil
    }
  }

  /// Whether a step has nothing to show now and is passed by.
  func isEmpty(_ step: Step) -> Bool {
    switch step {
    case .shared: shared.isEmpty
    case .notes: notes.isEmpty
    case .stillTrue: due.isEmpty || isAlone || notOkay || talking == .rest
    case .agreements: !canCloseWithAgreements
    case .welcome, .welcomeAlone, .talking, .card, .paths, .need, .led, .more, .fullLook, .strength, .breathe, .quiet,
      .tomorrow, .notOkay, .oneLeft, .professional, .ago, .lowMood, .later, .goodbye:
      false
    }
  }
}
