// Covered cards, whether notes are kept, and whether they are let go.

import Testing

@testable import Conversation

struct CoveredAnswerTests {
  /// A session at a covered card.
  private func asked(mayKeep: Bool = false) -> Session {
    var session = Session.begun(path: .everyday, length: .long, mayKeep: mayKeep, seed: 2)
    session.goOn { $0.isCoveredCard }
    return session
  }

  @Test(arguments: Wish.allCases, Wish.allCases)
  func onlyWhatBothWantIsShared(one: Wish, two: Wish) {
    let (left, right) = (Choice.wish(one), Choice.wish(two))
    var session = asked()
    #expect(session.choices == [.wish(.yes), .wish(.maybe), .wish(.notNow)])
    session.pick(left)
    #expect(session.coveredTurn == .right)
    session.pick(right)
    let wanted: [Choice] = [.wish(.yes), .wish(.maybe)]
    let isShared = wanted.contains(left) && wanted.contains(right)
    #expect(session.covered == .answered(isShared: isShared))
    #expect(session.shared == (isShared ? [session.card?.id ?? ""] : []))
    #expect(session.coveredTurn == nil && session.choices.isEmpty)
  }

  @Test func notNowAndPassingOverAreAlike() {
    var kept = asked()
    var passed = asked()
    kept.pickBoth(.wish(.notNow))
    passed.send(.on, .on)
    #expect(kept == passed)
  }

  /// Two picks and what came of them: with Enter alone a covered card is three screens.
  @Test func itTakesThreeScreens() {
    var session = asked()
    let index = session.index
    session.send(.on, .on)
    #expect(session.index == index && session.covered == .answered(isShared: false))
    session.send(.on)
    #expect(session.index == index + 1)
  }

  @Test(arguments: [Event.back, .cover, .contents])
  func interruptedPickStartsOver(event: Event) {
    for choice in [Choice.wish(.yes), .wish(.notNow)] {
      var session = asked()
      let fresh = session
      session.pick(choice)
      session.send(event)
      switch event {
      case .back: #expect(session == fresh)
      case .cover:
        session.pick(.goOn)
        session.send(.back)
        #expect(session.step == fresh.step && session.covered == fresh.covered)
      default:
        session.pick(.part(.close))
        #expect(session.covered == .answering(CoveredPick()))
      }
    }
  }

  @Test func aCoveredListHasNoSelection() {
    var session = asked()
    session.send(.select(2))
    #expect(session.selected == 0)
    session.send(.on, .on)
    #expect(session.covered == .answered(isShared: false), "→ passes over")
  }

  @Test func notesAndTurnsWaitUntilACoveredCardIsAnswered() {
    var session = asked()
    for event in [Event.note, .other] {
      session.send(event)
      #expect(session.reply == .nothingHere && session.layers.isEmpty && session.floor == nil)
    }
  }

  @Test func settingAsideTakesBackWhatWasShared() {
    var session = asked()
    session.pickBoth(.wish(.yes))
    session.menu(.setAside)
    #expect(session.shared.isEmpty)
  }

  // MARK: - Keeping notes

  @Test func notesAreForgottenUnlessTheSettingsAllowKeeping() {
    var session = Session.at(.reflection)
    session.send(.note)
    #expect(session.editor != nil)
    session.send(.edit(.type("words")))
    #expect(session.send(.commitNote).isEmpty)
    #expect(session.notes.map(\.text) == ["words"] && session.isNoted)
  }

  @Test(arguments: [Choice.keepNotes, .forgetNotes], [Choice.keepNotes, .forgetNotes])
  func keepingTakesAKeyFromEachSeatBeforeTheFirstCharacter(left: Choice, right: Choice) {
    var session = Session.at(.reflection, mayKeep: true)
    session.send(.note)
    #expect(session.layer == .keep(CoveredPick()) && session.editor == nil)
    session.pick(left)
    #expect(session.coveredTurn == .right)
    session.pick(right)
    let isKept = left == .keepNotes && right == .keepNotes
    #expect(session.keeping == (isKept ? .keeping : .forgetting) && session.editor != nil)
    session.send(.edit(.type("words")))
    let saved = session.send(.commitNote)
    #expect(saved == (isKept ? [.save(session.notes)] : []))
    session.send(.note)
    #expect(session.editor?.text == "words", "nothing is asked twice")
  }

  @Test func enterForgets() {
    var session = Session.at(.reflection, mayKeep: true)
    session.send(.note, .on, .on)
    #expect(session.keeping == .forgetting)
  }

  @Test(arguments: [Event.cover, .leave, .interrupted, .back, .on, .enough])
  func whatIsTypedIsKeptHoweverTheEditorIsLeft(event: Event) {
    var session = keeping("first")
    session.send(.note, .edit(.type(" second")))
    let effects = session.send(event)
    #expect(session.notes.map(\.text) == ["first second"])
    #expect(effects.first == .save(session.notes))
    #expect(effects.filter { if case .save = $0 { true } else { false } }.count == 1)
  }

  @Test func anEmptiedNoteIsGone() {
    var session = keeping("first")
    session.send(.note, .edit(.killToLineStart))
    #expect(session.send(.commitNote) == [.save([])])
    #expect(session.notes.isEmpty)
  }

  @Test func anUnchangedNoteIsNotSavedAgain() {
    var session = keeping("first")
    session.send(.note)
    #expect(session.send(.commitNote).isEmpty)
  }

  @Test func whatTheDiskRefusedIsTriedAgainAtTheEnd() {
    var session = keeping("first")
    session.send(.saved(false))
    #expect(session.unsaved)
    var left = session
    #expect(left.send(.leave) == [.save(session.notes), .end])
    session.send(.saved(true))
    #expect(session.send(.leave) == [.end])
  }

  @Test(arguments: [Choice.letGo, .keepNotes], [Choice.letGo, .keepNotes])
  func notesAreLetGoOnlyByBoth(left: Choice, right: Choice) {
    var session = keeping("first")
    session.goOn { $0.step == .goodbye }
    session.pick(.lookAtNotes)
    #expect(session.step == .notes && session.coveredTurn == .left)
    let effects = session.pick(left) + session.pick(right)
    let areGone = left == .letGo && right == .letGo
    #expect(effects == (areGone ? [.discard] : []))
    #expect(session.notes.isEmpty == areGone)
    #expect(session.step == .goodbye)
  }

  @Test func whatTheDiskRefusedIsTriedAgainWhenBothKeepIt() {
    var session = keeping("first")
    session.send(.saved(false))
    session.goOn { $0.step == .goodbye }
    session.pick(.lookAtNotes)
    #expect(session.pickBoth(.keepNotes) == [.save(session.notes)])
  }

  @Test func aPickOnKeepingIsForgottenWhenTheQuestionIsLeft() {
    var session = Session.at(.reflection, mayKeep: true)
    session.send(.note)
    session.pick(.keepNotes)
    session.send(.cover, .back, .back, .note)
    #expect(session.layer == .keep(CoveredPick()))
  }

  /// A session whose two chose to keep notes and wrote one.
  private func keeping(_ text: String) -> Session {
    var session = Session.at(.reflection, mayKeep: true)
    session.send(.note)
    session.pickBoth(.keepNotes)
    session.send(.edit(.type(text)), .commitNote)
    return session
  }
}
