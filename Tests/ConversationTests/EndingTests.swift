// Something was not okay, the close, goodbye, and one person alone.

import Testing

@testable import Conversation

struct EndingTests {
  // MARK: - Something was not okay

  @Test func notOkayEndsReflectionWishesAndThanks() {
    var session = Session.at(.reflection, path: .intense, length: .long)
    session.menu(.notOkay)
    #expect(session.notOkay && session.step == .notOkay)
    let ended: Set<Section> = [.reflection, .wishes, .appreciation]
    #expect(session.plannedDeck.allSatisfy { !ended.contains($0.section) })
    #expect(!session.plan.contains(.more(after: .reflection)) && !session.plan.contains(.more(after: .wishes)))
    let steps = session.stepsToTheEnd()
    #expect(Array(steps.prefix(4)) == [.notOkay, .card("believe"), .card("need-ask"), .card("outside")])
    #expect(steps.last == .goodbye)
  }

  @Test func helplineComesOnlyWhereThereIsOne() {
    var with = Session.begun(path: .everyday, hasHelpline: true)
    with.menu(.notOkay)
    #expect(with.stepsToTheEnd().contains(.helpline))
    var without = Session.begun(path: .everyday)
    without.menu(.notOkay)
    #expect(!without.stepsToTheEnd().contains(.helpline))
  }

  @Test func notOkayBeforeThePathStillDealsATalkWithoutWhatEnded() {
    var session = Session.begun()
    session.menu(.notOkay)
    let steps = session.stepsToTheEnd()
    #expect(steps.contains(.paths))
    #expect(!steps.contains(.more(after: .reflection)) && steps.contains(.more(after: .boundaries)))
  }

  @Test func notOkayAtAnOpenQuestionIsHeardFirstAndLosesNothing() {
    var session = Session.begun()
    session.send(.on)
    #expect(session.step == .paths)
    session.menu(.notOkay)
    let steps = session.stepsToTheEnd()
    #expect(steps.first == .notOkay && steps.contains(.paths) && steps.contains(.card("asleep")))
  }

  @Test func notOkayAtGoodbyeIsHeardAndGoodbyeComesAfterIt() {
    var session = Session.begun(.rest)
    session.goOn { $0.step == .goodbye }
    session.menu(.notOkay)
    let steps = session.stepsToTheEnd()
    #expect(steps.first == .notOkay && steps.last == .goodbye)
  }

  @Test func notOkayClearsSharedWishesAndFavourites() {
    var session = Session.new(path: .everyday, length: .long, seed: 2)
    session.send(.on)
    session.pickBoth(.talking(.freely))
    session.goOn { $0.card?.section == .wishes && $0.isCoveredCard }
    session.send(.favourite)
    session.pickBoth(.wish(.yes))
    session.pickBoth(.look)
    #expect(session.shared.count == 1)
    session.menu(.notOkay)
    #expect(session.shared.isEmpty)
    session.send(.contents)
    #expect(session.choices.allSatisfy { if case .card = $0 { false } else { true } })
  }

  @Test func notOkayTwiceDoesNotRepeatItsCards() {
    var session = Session.at(.reflection)
    session.menu(.notOkay)
    session.menu(.notOkay)
    #expect(session.plannedCards.filter { $0 == "believe" }.count == 1)
  }

  // MARK: - The close

  @Test(arguments: Length.allCases)
  func closeIsTheSameHoweverLongTheTalk(length: Length) {
    var session = Session.begun(path: .first, length: length)
    let steps = session.stepsToTheEnd()
    #expect(
      Array(steps.suffix(6)) == [.card("tomorrow-ask"), .card("writes-ask"), .card("know"), .card("asleep"), .later, .goodbye])
  }

  @Test func thanksAreOfferedExceptAfterRestAndNotOkay() {
    func thanks(_ talking: Talking, notOkay: Bool) -> Bool {
      var session = Session.begun(talking, path: .everyday)
      if notOkay { session.menu(.notOkay) }
      session.goOn { $0.card?.section == .appreciation }
      return !session.ended
    }
    #expect(thanks(.freely, notOkay: false) && thanks(.gently, notOkay: false))
    #expect(!thanks(.rest, notOkay: false) && !thanks(.gently, notOkay: true))
  }

  @Test func restHasAWholeEndingOfItsOwn() {
    var session = Session.begun(.rest)
    let steps = session.stepsToTheEnd()
    #expect(steps.first == .strength)
    #expect(Array(steps.suffix(3)) == [.quiet, .tomorrow, .goodbye])
  }

  @Test func sharedWishesAreShownAtTheCloseOnlyWhenThereAreAny() {
    #expect(!closing(.wish(.notNow)).contains(.shared))
    #expect(closing(.wish(.maybe)).contains(.shared))
  }

  private func closing(_ answer: Choice) -> [Step] {
    var session = Session.begun(path: .everyday, length: .long, seed: 2)
    session.goOn { $0.isCoveredCard }
    session.pickBoth(answer)
    session.pickBoth(.look)
    return session.stepsToTheEnd()
  }

  // MARK: - Leaving

  @Test func goodbyeAndGoodbyeAgainLeaves() {
    var session = Session.at(.reflection)
    #expect(session.send(.goodbye).isEmpty && session.layer == .goodbye)
    #expect(session.send(.goodbye) == [.end] && session.ended)
  }

  @Test func goodbyeAndOnIsTheLongerEnding() {
    var session = Session.at(.reflection)
    session.send(.goodbye, .on)
    #expect(session.part == .close && session.layers.isEmpty)
    #expect(session.stepsToTheEnd().last == .goodbye)
  }

  @Test func goodbyeTakenBackOverACoverStaysCovered() {
    var session = Session.at(.reflection)
    session.menu(.breathe)
    session.send(.goodbye, .back)
    #expect(session.isCovered)
  }

  @Test func leavingIsLeaving() {
    for place in [Session.new(), .begun(), .at(.reflection), .at(.close)] {
      var leave = place
      #expect(leave.send(.leave) == [.end] && leave.ended)
      var menu = place
      menu.send(.cover)
      #expect(menu.send(.goodbye) == [.end])
      var chosen = place
      #expect(chosen.menu(.leave) == [.end])
    }
  }

  @Test func nothingHappensAfterTheEnd() {
    var session = Session.at(.reflection)
    session.send(.leave)
    let ended = session
    #expect(session.send(.on, .back, .cover, .goodbye, .enough, .interrupted, .saved(false)).isEmpty)
    #expect(session == ended)
    #expect(session.nextWake == nil)
  }

  // MARK: - Alone

  @Test func aloneIsWholeInItself() {
    var session = Session.new(path: .alone)
    #expect(session.step == .welcomeAlone)
    let steps = session.stepsToTheEnd()
    #expect(
      steps == [
        .welcomeAlone, .breathe, .card("one-body"), .card("one-word-ask"), .card("one-message"), .card("one-help"),
        .professional, .later, .goodbye,
      ])
  }

  @Test func aloneNothingIsAskedOfTwo() {
    var session = Session.new(path: .alone, mayKeep: true)
    session.goOn { $0.card?.id == "one-word-ask" }
    #expect(!session.isCoveredCard && session.coveredTurn == nil)
    session.send(.other)
    #expect(session.floor == nil && session.reply == .nothingHere)
    session.send(.note)
    #expect(session.editor != nil)
    session.send(.cover)
    #expect(session.choices == [.breathe, .ground, .quiet, .contents, .enough, .leave, .goOn])
    session.pick(.enough)
    #expect(session.step == .professional)
  }
}
