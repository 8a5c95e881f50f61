// Something was not okay, the close, goodbye, and one person alone.

import Testing

@testable import Conversation

struct EndingTests {
  // MARK: - Something was not okay

  /// At the very beginning, at an open question, in the middle of any road, and at goodbye.
  private static let places: [Session] = [
    .begun(), .at(.reflection, path: .intense, length: .long), .at(.close),
    { var session = Session.begun(); session.send(.on); return session }(),
    { var session = Session.begun(.rest); session.goOn { $0.step == .goodbye }; return session }(),
  ]

  @Test(arguments: places.indices) func notOkayIsOneScreenForBothAndNothingOfTheEveningFollows(place: Int) {
    for answer in [Choice.space, .company, .stopHere] {
      var session = Self.places[place]
      session.menu(.notOkay)
      #expect(session.notOkay && session.step == .notOkay)
      #expect(session.choices == [.space, .company, .stopHere])
      #expect(session.plannedCards.isEmpty, "no way leads back either")
      session.pick(answer)
      let steps = session.stepsToTheEnd()
      #expect(steps.last == .goodbye)
      let talk = answer == .company && Self.places[place].talking != .rest ? ["believe", "need-ask", "outside"] : answer == .company ? ["believe", "outside"] : []
      #expect(steps.dropLast() == (answer == .space ? [.quiet] : talk.map { .card($0) }))
    }
  }

  @Test func enoughAfterNotOkayIsGoodbye() {
    var session = Session.at(.reflection)
    session.menu(.notOkay)
    session.send(.enough)
    #expect(session.step == .goodbye && session.choices.isEmpty)
  }

  @Test func notOkayClearsSharedWishes() {
    var session = Session.new(path: .everyday, length: .long, seed: 2)
    session.send(.on)
    session.pickBoth(.talking(.freely))
    session.goOn { $0.isCoveredCard }
    session.pickBoth(.wish(.yes))
    #expect(session.shared.count == 1)
    session.menu(.notOkay)
    #expect(session.shared.isEmpty)
  }

  // MARK: - The close

  @Test(arguments: Length.allCases)
  func closeIsShortHoweverLongTheTalk(length: Length) {
    for seed in 0..<40 {
      var session = Session.begun(path: .first, length: length, seed: UInt64(seed))
      let isClose = { (step: Step) in
        [.appreciation, .close].contains(session.cardOf(step)?.section) || step == .goodbye
      }
      let close = session.stepsToTheEnd().filter(isClose)
      #expect(close.count <= (length == .short ? 4 : 5) && close.count > 2, "\(close)")
    }
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
    return session.stepsToTheEnd()
  }

  // MARK: - Leaving

  @Test func goodbyeAndGoodbyeAgainLeaves() {
    var session = Session.at(.reflection)
    #expect(session.send(.goodbye).isEmpty && session.layer == .goodbye)
    #expect(session.send(.goodbye) == [.end] && session.ended)
  }

  /// Enter means the same on both goodbyes; the ending is a choice.
  @Test func enterLeavesOnBothGoodbyes() {
    var session = Session.at(.reflection)
    session.send(.goodbye)
    #expect(session.choices == [.leave, .ending, .goOn])
    var left = session
    #expect(left.send(.on) == [.end])
    session.pick(.ending)
    #expect(session.part == .close && session.layers.isEmpty)
    session.goOn { $0.step == .goodbye }
    #expect(session.send(.on) == [.end])
  }

  @Test func goodbyeOnTheFirstScreenJustLeaves() {
    for path in [Path?.none, .alone] {
      var session = Session.new(path: path)
      #expect(session.send(.goodbye) == [.end])
    }
  }

  /// What was agreed, the notes and a reminder stand on one screen, each only where there is something.
  @Test func theOffersStandOnTheLastScreen() {
    var session = Session.at(.close)
    session.goOn { $0.step == .goodbye }
    #expect(session.choices == [.leave, .lookAtReminder])
    var noted = Session.at(.reflection, maySeal: true)
    noted.send(.note)
    noted.pickBoth(.forgetNotes)
    noted.send(.edit(.type("words")), .commitNote)
    noted.goOn { $0.step == .goodbye }
    #expect(noted.choices == [.leave, .lookAtNotes, .lookAtReminder])
    noted.pick(.lookAtNotes)
    #expect(noted.step == .notes)
    noted.send(.on)
    #expect(noted.step == .goodbye)
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
        .welcomeAlone, .need, .breathe, .card("one-body"), .card("one-word-ask"), .card("one-message"), .card("one-help"),
        .quiet, .goodbye,
      ], "Enter is rest")
  }

  /// A few cards of one's own for each need, in the deck's order, with what a body needs to know among them.
  @Test(arguments: Need.allCases) func aloneIsByNeed(need: Need) {
    var cards = Need.allCases.flatMap { need in
      (1...3).map { Card(id: "\(need)\($0)", section: .alone, text: "A.", easier: "A.", paths: [.alone], needs: [need]) }
    }
    cards += (1...4).map { Card(id: "any\($0)", section: .alone, text: "A.", easier: "A.", paths: [.alone]) }
    cards.append(Card(id: "facts", section: .alone, text: "F.", easier: "F.", paths: [.alone], isAlways: true))
    var session = Session.new(.of(cards), path: .alone)
    session.send(.on)
    #expect(session.choices.count == Need.allCases.count)
    session.pick(.need(need))
    let own = (1...3).map { "\(need)\($0)" }
    let place = switch need { case .rest, .hurts: 0; case .tooFar: 1; case .low, .led, .write: 2 }
    #expect(session.plannedCards == own.prefix(place) + ["facts"] + own.dropFirst(place), "never last")
    guard need != .rest else { return #expect(session.stepsToTheEnd().suffix(2) == [.quiet, .goodbye]) }
    session.goOn { $0.step == .more(after: .alone) }
    #expect(session.choices == [.enough, .moreOfThis])
    session.pick(.moreOfThis)
    let more = Array(session.plannedCards.suffix(3))
    #expect(more.allSatisfy { $0.hasPrefix("any") } && more == more.sorted() && Set(more).count == 3)
    session.goOn { $0.step == .more(after: .alone) }
    session.send(.on)
    #expect(session.stepsToTheEnd() == [.goodbye], "a doctor was named before")
  }

  @Test func aloneNothingIsAskedOfTwo() {
    var session = Session.new(path: .alone, mayKeep: true)
    session.send(.on)
    session.pick(.need(.write))
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
