// Check-ins after a day and after three, and the calendar file that may remind of them.

import Testing

@testable import Conversation

struct LaterTests {
  /// A check-in after its welcome and how much talking is right.
  private func checkIn(_ talking: Talking = .freely, touch: Bool = true, hasHelpline: Bool = false) -> Session {
    var session = Session(Setup(deck: .rich, touch: touch, hasHelpline: hasHelpline, isCheckIn: true))
    session.send(.on)
    session.pickBoth(.talking(talking))
    return session
  }

  /// The steps to the end; the kind word that warms it left out.
  private func withoutThanks(_ session: Session) -> [Step] {
    var session = session
    let steps = session.stepsToTheEnd()
    let thanks = steps.filter { session.cardOf($0)?.section == .appreciation }
    #expect(thanks.count == 1 && thanks[0] == steps.dropLast().last, "it ends on warmth")
    return steps.filter { !thanks.contains($0) }
  }

  private func alone() -> Session { Session(Setup(deck: .rich, path: .alone, isCheckIn: true)) }

  // MARK: - Two people

  @Test func itBeginsAsAlwaysThenAsksHowLongAgo() {
    let session = Session(Setup(deck: .rich, isCheckIn: true))
    #expect(session.step == .welcome && session.choices == Session.new().choices)
    let asked = checkIn()
    #expect(asked.step == .ago)
    #expect(asked.choices == [.ago(.day), .ago(.threeDays), .ago(nil)])
    #expect(asked.selected == 2, "→ is rather not say")
  }

  @Test(arguments: [
    (Ago?.some(.day), ["day1-ask", "day2", "day3-ask", "day4", "day5-ask"]),
    (.some(.threeDays), ["three1-ask", "three2"]), (nil, ["day1-ask", "day2", "day3-ask", "day4", "day5-ask"]),
  ])
  func theCardsComeInTheDecksOrder(ago: Ago?, cards: [String]) {
    var session = checkIn()
    session.pick(.ago(ago))
    #expect(Array(session.plannedCards.dropLast()) == cards)
    #expect(withoutThanks(session) == cards.map { .card($0) } + [.lowMood, .goodbye])
  }

  @Test func gentlyIsShorterAndHasTheWayIn() {
    var session = checkIn(.gently)
    session.pick(.ago(.day))
    let cards = session.plannedCards.dropLast()
    #expect(cards.count == 4 && cards.first == "day1-ask" && cards.last == "day5-ask" && cards.sorted() == Array(cards))
    #expect(session.cardText == "day1-ask?" && session.wayIn == "easy day1-ask?")
  }

  @Test(arguments: [Talking.freely, .gently]) func neverOneOfTheDeepest(talking: Talking) {
    for ago in Ago.allCases {
      var session = checkIn(talking)
      session.pick(.ago(ago))
      #expect(session.plannedDeck.allSatisfy { $0.depth < 4 })
    }
  }

  @Test func restIsRestWithoutAQuestion() {
    var session = checkIn(.rest)
    #expect(!session.plan.contains(.ago))
    #expect(session.plannedDeck.allSatisfy { !$0.hasQuestionMark })
    let steps = session.stepsToTheEnd()
    #expect(steps.first == .strength && Array(steps.suffix(2)) == [.tomorrow, .goodbye])
  }

  @Test func touchRuleHolds() {
    var without = checkIn(touch: false)
    without.pick(.ago(.day))
    #expect(!without.plannedCards.contains("day4"))
    var session = checkIn()
    session.pick(.ago(.day))
    session.menu(.noTouch)
    #expect(!session.plannedCards.contains("day4") && session.plan.last == .goodbye)
  }

  @Test func anotherAnswerDealsAgain() {
    var session = checkIn()
    session.pick(.ago(.day))
    session.send(.back)
    #expect(session.step == .ago)
    session.pick(.ago(.threeDays))
    #expect(session.plannedCards.dropLast() == ["three1-ask", "three2"])
  }

  @Test func enoughLeadsToItsOwnClose() {
    for place in [checkIn(), { var session = checkIn(); session.pick(.ago(.day)); return session }()] {
      var session = place
      session.send(.enough)
      let steps = session.stepsToTheEnd()
      #expect(steps.count == 2 && session.cardOf(steps[0])?.section == .appreciation)
    }
  }

  @Test func notesAndSharedAnswersComeAtTheClose() {
    var session = checkIn()
    session.pick(.ago(.day))
    session.send(.note, .edit(.type("words")), .commitNote)
    session.goOn { $0.step == .goodbye }
    #expect(session.choices == [.leave, .lookAtNotes])
  }

  @Test func notOkayEndsTheLookingBack() {
    var session = checkIn(hasHelpline: true)
    session.pick(.ago(.day))
    session.menu(.notOkay)
    let steps = session.stepsToTheEnd()
    #expect(steps == [.notOkay, .quiet, .goodbye])
    #expect(!session.plannedCards.contains("day2"))
    var before = checkIn()
    before.menu(.notOkay)
    let later = before.stepsToTheEnd()
    #expect(later == [.notOkay, .quiet, .goodbye])
  }

  @Test func aDeckWithoutItsCardsStillHasAnEnding() {
    var session = Session(Setup(deck: .of([]), isCheckIn: true))
    session.send(.on)
    session.pickBoth(.talking(.freely))
    #expect(session.stepsToTheEnd() == [.ago, .lowMood, .goodbye])
  }

  // MARK: - Alone

  @Test func aloneNothingIsCovered() {
    var session = alone()
    var covered = false
    var steps: [Step] = []
    session.goOn {
      covered = covered || $0.coveredTurn != nil
      if steps.last != $0.step { steps.append($0.step) }
      return false
    }
    #expect(!covered)
    #expect(steps == [.welcomeAlone, .ago, .card("day1-ask"), .card("day-one"), .professional, .goodbye])
  }

  @Test func theDeckIsReadAfterTheFirstScreen() {
    var session = Session(Setup(deck: .of([]), path: .alone, isCheckIn: true))
    session.send(.deck(.rich))
    #expect(session.plan == [.welcomeAlone, .ago])
    session.goOn { $0.step == .ago }
    session.pick(.ago(.threeDays))
    #expect(session.plannedCards == ["three1-ask"])
  }

  @Test func aloneEnoughLeadsToTheClose() {
    var session = alone()
    session.send(.enough)
    #expect(session.stepsToTheEnd() == [.professional, .goodbye])
  }

  // MARK: - From what was kept

  @Test func theBrowserOffersOne() {
    var session = Session.new(maySeal: true)
    #expect(!session.choices.contains(.checkIn), "only behind the passphrase")
    session.pick(.openKept)
    session.send(.secret, .vault(.opened))
    session.send(.kept(.listed([], nil, unreadable: 0)))
    session.pick(.keptAfterwards)
    #expect(session.choices.last == .checkIn)
    session.pick(.checkIn)
    #expect(session.layers.isEmpty && session.kept == nil && session.hasOpened)
    #expect(session.step == .talking)
    session.pickBoth(.talking(.gently))
    #expect(session.step == .ago)
    session.send(.on)
    #expect(session.card?.section == .afterOneDay)
  }

  // MARK: - A calendar file

  @Test func itIsOfferedAtTheFullCloseAndAloneOnly() {
    func offered(_ session: Session) -> Bool {
      var session = session
      session.goOn { $0.step == .goodbye }
      return session.choices.contains(.lookAtReminder)
    }
    #expect(offered(.begun(.freely, path: .everyday)) && offered(.begun(.gently, path: .intense)))
    #expect(offered(.new(path: .alone)))
    #expect(!offered(.begun(.rest)) && !offered(checkIn()) && !offered(alone()))
    var notOkay = Session.begun(path: .everyday)
    notOkay.menu(.notOkay)
    #expect(!offered(notOkay))
    // Said only when the close had already begun.
    var late = Session.at(.close)
    late.menu(.notOkay)
    #expect(!offered(late))
  }

  @Test func onIsGoingOn() {
    var session = Session.at(.close)
    session.goOn { $0.step == .goodbye }
    session.pick(.lookAtReminder)
    #expect(session.choices == [.onward, .calendar] && session.selected == 0)
    #expect(session.send(.on).isEmpty)
    #expect(session.step == .goodbye)
  }

  @Test(arguments: [CalendarOutcome.written("/home/x/reminder.ics"), .failed("full")])
  func whatCameOfItIsTold(outcome: CalendarOutcome) {
    var session = Session.at(.close)
    session.goOn { $0.step == .goodbye }
    session.pick(.lookAtReminder)
    #expect(session.pick(.calendar) == [.makeCalendar])
    session.send(.calendar(outcome))
    #expect(session.layer == .calendar(outcome))
    var back = session
    back.send(.back)
    #expect(back.step == .later && back.layers.isEmpty)
    session.send(.on)
    #expect(session.step == .goodbye && session.layers.isEmpty)
  }

  @Test func anAnswerToNobodyIsNotShown() {
    var session = Session.at(.comfort)
    session.send(.calendar(.written("/x")))
    #expect(session.layers.isEmpty)
  }
}
