// Esc and what it offers; ten idle minutes.

import Testing

@testable import Conversation

struct CoverTests {
  @Test func wordsAreCoveredFromEverywhere() {
    let places: [Session] = [
      .new(), .begun(), .at(.reflection), with(.at(.reflection), .note), with(.at(.reflection), .help),
      with(.at(.reflection), .contents), with(.at(.reflection), .goodbye), with(.at(.reflection, mayKeep: true), .note),
    ]
    for place in places {
      var session = place
      session.send(.cover)
      #expect(session.isCovered && session.layers == [.menu])
    }
  }

  @Test func escapeKeepsWhatIsBeingTyped() {
    var session = Session.at(.reflection)
    session.send(.note, .edit(.type("warm")), .cover)
    #expect(session.notes.map(\.text) == ["warm"])
    #expect(session.editor == nil)
  }

  @Test func comingBackLeadsToComfortAndTheOldCardIsOneBack() {
    var session = Session.at(.reflection)
    let old = session.step
    session.send(.cover)
    session.pick(.goOn)
    #expect(session.card?.section == .comfort && session.card?.depth == 1)
    #expect(session.card?.touch == false && session.layers.isEmpty)
    session.send(.back)
    #expect(session.step == old)
  }

  @Test func comingBackOftenDoesNotFillThePlan() {
    var session = Session.at(.reflection)
    let count = session.plan.count
    for _ in 0..<30 {
      session.send(.cover, .back, .back)
    }
    #expect(session.plan.count == count + 1)
  }

  @Test(arguments: [Choice.breathe, .quiet, .pause])
  func calmPlacesGoOnToComfortAndBackToTheMenu(choice: Choice) {
    var session = Session.at(.reflection)
    session.menu(choice)
    #expect(session.isCovered)
    var back = session
    back.send(.back)
    #expect(back.layers == [.menu])
    session.send(.on)
    #expect(session.layers.isEmpty && session.card?.section == .comfort)
  }

  @Test func groundingCountsDownFromFive() {
    var session = Session.at(.reflection)
    session.menu(.ground)
    for count in [5, 4, 3, 2, 1] {
      #expect(session.layer == .ground(count) && session.isCovered)
      session.send(.on)
    }
    #expect(session.layers.isEmpty)
  }

  @Test(arguments: [(600, 620), (1430, 10), (1420, 0)])
  func breakTellsWhenItEndsAlsoOverMidnight(now: Int, back: Int) {
    var session = Session.at(.reflection)
    session.send(.clock(1000, minuteOfDay: now))
    session.menu(.pause)
    #expect(session.layer == .pause(until: back))
  }

  @Test func idleMinutesCoverTheWordsAndKeepTheNote() {
    var session = Session.at(.reflection)
    session.send(.clock(1000, minuteOfDay: 0), .note, .edit(.type("kept")))
    session.send(.clock(1000 + Session.idleCover - 1, minuteOfDay: 9))
    #expect(session.editor != nil)
    #expect(session.nextWake == 1000 + Session.idleCover)
    session.send(.clock(1000 + Session.idleCover, minuteOfDay: 10))
    #expect(session.layers == [.quiet] && session.notes.map(\.text) == ["kept"])
    #expect(session.nextWake == nil)
  }

  @Test func breathingEndsInQuietWhenNobodyIsThere() {
    var session = Session.at(.reflection)
    session.send(.clock(5000, minuteOfDay: 0))
    session.menu(.breathe)
    #expect(session.nextWake == 5100)
    session.send(.clock(5000 + Session.idleCover, minuteOfDay: 10))
    #expect(session.layers == [.quiet] && session.nextWake == nil)
  }

  @Test func cardsSetAsideNeverComeAgain() {
    var session = Session.at(.comfort, path: .intense)
    session.goOn { $0.card?.id == "c-led" || $0.card?.id == "c-fol" }
    session.menu(.setAside)
    #expect(!session.plannedCards.contains("c-led") && !session.plannedCards.contains("c-fol"))
    #expect(session.card?.section == .comfort)
    for _ in 0..<12 {
      session.goOn { if case .more = $0.step { true } else { false } }
      session.send(.choose(1))
      if session.reply == .nothingHere { session.send(.on) }
    }
    #expect(!session.plannedCards.contains("c-led") && !session.plannedCards.contains("c-fol"))
  }

  @Test func settingAsideLandsOnSomethingToShow() {
    var session = Session.begun(.rest)
    session.goOn { $0.card != nil }
    let card = session.step
    session.menu(.setAside)
    #expect(session.layers.isEmpty && !session.plan.contains(card) && session.step == .quiet)
  }

  @Test func noTouchRemovesItsCardsAndTheirMirrors() {
    var cards = Deck.rich.cards
    if let place = cards.firstIndex(where: { $0.id == "r-began" }) { cards[place].touch = true }
    var session = Session.new(.of(cards), path: .everyday, length: .long)
    session.send(.on)
    session.pickBoth(.talking(.freely))
    session.menu(.noTouch)
    #expect(session.reply == .noTouch && !session.touch, "one line that tells nothing about who")
    let left = session.plannedDeck
    #expect(left.allSatisfy { !$0.touch && $0.id != "r-came" })
  }

  @Test func aCardTakenOutDoesNotLetTwoDeepestMeet() {
    let cards = [
      Card(id: "tender", section: .reflection, depth: 4, text: "A", easier: "A"),
      Card(id: "hold", section: .boundaries, text: "B", easier: "B", touch: true),
      Card(id: "deep", section: .wishes, depth: 4, text: "C", easier: "C"),
    ]
    var session = Session.new(.of(cards), path: .everyday)
    session.send(.on)
    session.pickBoth(.talking(.freely))
    #expect(session.plannedCards == ["tender", "hold", "deep"])
    session.menu(.noTouch)
    #expect(session.plannedCards == ["tender"])
  }

  @Test func oneWhoIsLeftGetsAShortWayOfTheirOwn() {
    var session = Session.at(.reflection)
    let old = session.step
    session.menu(.oneLeft)
    #expect(session.step == .oneLeft && session.isAlone)
    var back = session
    back.send(.back)
    #expect(back.step == old && !back.isAlone, "a slip is one ← from being undone")
    let steps = session.stepsToTheEnd()
    #expect(steps == [.oneLeft, .breathe, .card("one-body"), .card("one-word-ask"), .goodbye])
  }

  @Test func bothAreHereAfterAll() {
    var session = Session.at(.reflection)
    let before = session
    session.menu(.oneLeft)
    #expect(session.choices == [.onward, .bothHere])
    session.pick(.bothHere)
    #expect(session.plan == before.plan && session.index == before.index && !session.isAlone)
    // What was taken out meanwhile stays out.
    session.menu(.oneLeft)
    session.send(.back)
    session.menu(.noTouch)
    session.goOn { $0.step == .oneLeft }
    session.pick(.bothHere)
    #expect(session.plannedDeck.allSatisfy { !$0.touch })
  }

  /// Nothing is offered that makes no sense where it was opened.
  @Test func theMenuFitsItsPlace() {
    var welcome = Session.new()
    welcome.send(.cover)
    #expect(welcome.choices == [.breathe, .ground, .quiet, .pause, .notOkay, .leave, .goOn])
    var card = Session.at(.reflection)
    card.send(.cover)
    #expect(
      card.choices == [
        .breathe, .ground, .quiet, .pause, .setAside, .noTouch, .notOkay, .oneLeft, .contents, .enough, .leave, .goOn,
      ])
  }

  @Test func enoughForOneWhoIsLeftIsNotTheEndingForTwo() {
    var session = Session.at(.reflection)
    session.menu(.oneLeft)
    session.send(.enough)
    #expect(session.stepsToTheEnd() == [.professional, .goodbye])
  }

  @Test func restStaysWithoutQuestionsWhateverIsChosen() {
    for choice in [Choice.notOkay, .oneLeft, .setAside, .noTouch, .enough, .goOn] {
      var session = Session.begun(.rest, hasHelpline: true)
      session.goOn { $0.card != nil }
      session.menu(choice)
      session.goOn {
        #expect($0.card?.hasQuestionMark != true && $0.card?.kind != .choice)
        return false
      }
      #expect(session.ended)
    }
  }

  private func with(_ session: Session, _ event: Event) -> Session {
    var session = session
    session.send(event)
    return session
  }
}
