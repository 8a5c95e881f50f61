// Notes behind a passphrase, and drafts of what is being typed.

import Testing

@testable import Conversation

struct SealedNoteTests {
  @Test(arguments: [Choice.forgetNotes, .sealNotes, .keepNotes], [Choice.forgetNotes, .sealNotes, .keepNotes])
  func theGentlerWayOfKeepingWins(left: Choice, right: Choice) {
    var session = Session.at(.reflection, mayKeep: true, maySeal: true)
    session.send(.note)
    let effects = session.pick(left) + session.pick(right)
    let answers = [left, right]
    if answers.contains(.forgetNotes) {
      #expect(session.keeping == .forgetting && session.editor != nil && effects.isEmpty)
    } else if answers.contains(.sealNotes) {
      #expect(session.keeping == .undecided && session.layer == .passphrase(.ask(nil)) && effects.isEmpty)
    } else {
      #expect(session.keeping == .keeping && session.editor != nil && effects == [.openPlain])
    }
  }

  @Test func aKnownPassphraseOpensTheNote() {
    var session = asked()
    #expect(session.wantsSecret)
    #expect(session.send(.secret) == [.openVault])
    #expect(session.isWorking && !session.wantsSecret)
    session.send(.vault(.opened))
    #expect(session.keeping == .sealed && session.editor != nil)
    session.send(.edit(.type("words")))
    #expect(session.send(.commitNote) == [.save(session.notes)])
  }

  @Test func anUnknownPassphraseTypedAgainMakesAVault() {
    var session = asked()
    session.send(.secret, .vault(.unknown))
    #expect(session.layer == .passphrase(.begin) && session.needsSecret && !session.wantsSecret)
    session.pick(.beginForBoth)
    #expect(session.layer == .passphrase(.again))
    #expect(session.send(.secret) == [.makeVault])
    session.send(.vault(.made))
    #expect(session.layer == .passphrase(.ready) && session.keeping == .sealed)
    #expect(session.owner == nil && session.choices == [.write, .showRecovery])
    #expect(session.pick(.showRecovery) == [.tellRecovery(nil)])
    session.send(.recovery("KEY"))
    #expect(session.layer == .recovery("KEY"))
    session.send(.on)
    #expect(session.layer == .passphrase(.ready))
    session.pick(.write)
    #expect(session.editor != nil)
  }

  @Test(arguments: [(VaultAnswer.different, PassphraseProblem.different), (.failed("full"), .failed("full"))])
  func whatWentWrongIsSaidAndAskedAgain(answer: VaultAnswer, problem: PassphraseProblem) {
    var session = asked()
    session.send(.secret, .vault(answer))
    #expect(session.layer == .passphrase(.ask(problem)) && session.keeping == .undecided)
  }

  @Test(arguments: [Event.on, .back])
  func noPassphraseLeadsBackToTheCard(event: Event) {
    var session = asked()
    let card = session.step
    session.send(event)
    #expect(session.layers.isEmpty && session.step == card && session.keeping == .undecided)
  }

  @Test(arguments: [Event.cover, .help, .contents, .goodbye, .back])
  func anAnswerThatComesTooLateChangesNothing(event: Event) {
    var session = asked()
    session.send(.secret, event)
    #expect(!session.isWorking)
    let left = session
    session.send(.vault(.opened))
    #expect(session.layers == left.layers && session.keeping == .undecided)
    if event == .goodbye { session.send(.back) }
    #expect(session.goOn { $0.step == .goodbye }, "nobody waits for it for ever")
  }

  /// One sentence, where it is still easy to choose another; it stands in nobody's way and goes with the question.
  @Test func aWeakPassphraseIsSaidOnce() {
    var session = asked()
    session.send(.secret, .vault(.weak), .vault(.unknown))
    #expect(session.layer == .passphrase(.begin) && session.isWeak && session.choices.contains(.beginForBoth))
    session.pick(.typeAgain)
    #expect(session.layer == .passphrase(.ask(nil)) && !session.isWeak)
    session.send(.secret, .vault(.unknown))
    #expect(!session.isWeak)
    session.pick(.beginForEach)
    session.send(.secret, .vault(.weak))
    #expect(session.isWeak && session.layer == .passphrase(.own(.left, again: true, nil)))
    session.send(.secret, .vault(.same))
    #expect(!session.isWeak, "the right one's is another")
    session.send(.secret, .vault(.weak), .cover)
    #expect(!session.isWeak)
  }

  // MARK: - Suggested words

  @Test func wordsAreSuggestedAndShownUntilTheyWereTypedTwice() {
    var session = asked()
    #expect(session.maySuggest && session.send(.suggest) == [.suggestPassphrase])
    session.send(.suggestion("moss river"))
    #expect(session.suggestion == "moss river" && session.wantsSecret)
    session.send(.secret, .vault(.unknown))
    session.pick(.beginForBoth)
    #expect(session.suggestion == "moss river" && !session.maySuggest, "still there to be typed again")
    session.send(.secret, .vault(.different))
    #expect(session.suggestion == "moss river" && session.maySuggest)
    session.send(.secret, .vault(.unknown))
    session.pick(.beginForBoth)
    session.send(.secret, .vault(.made))
    #expect(session.suggestion == nil)
  }

  @Test(arguments: [Event.cover, .back, .on, .goodbye, .contents, .leave, .interrupted])
  func suggestedWordsLeaveWithTheQuestion(event: Event) {
    var session = asked()
    session.send(.suggest, .suggestion("moss river"), event)
    #expect(session.suggestion == nil)
  }

  @Test func suggestedWordsAreCoveredAfterTenMinutes() {
    var session = asked()
    session.send(.clock(1000, minuteOfDay: 0), .suggest, .suggestion("moss river"))
    session.send(.clock(1000 + Session.idleCover, minuteOfDay: 10))
    #expect(session.suggestion == nil && session.layers == [.quiet])
  }

  @Test func nothingIsSuggestedWhereNothingNewIsMade() {
    var session = Session(Setup(deck: .rich, maySeal: true))
    session.pick(.openKept)
    #expect(session.layer == .passphrase(.open(nil)))
    #expect(!session.maySuggest && session.send(.suggest).isEmpty && session.reply == .nothingHere)
    session.send(.suggestion("moss river"))
    #expect(session.suggestion == nil)
  }

  // MARK: - Drafts

  @Test func aRestInTypingDraftsWhatIsThere() {
    var session = sealed()
    session.send(.clock(10_000, minuteOfDay: 0), .edit(.type("warm")))
    #expect(session.nextWake == 10_000 + Session.draftRest)
    #expect(session.send(.clock(10_000 + Session.draftRest - 1, minuteOfDay: 0)).isEmpty)
    let effects = session.send(.clock(10_000 + Session.draftRest, minuteOfDay: 0))
    #expect(effects == [.draft([Note(card: session.card?.id ?? "", text: "warm")])])
    #expect(session.notes.isEmpty, "a draft is not a note yet")
    #expect(session.send(.clock(30_000, minuteOfDay: 0)).isEmpty)
    #expect(session.send(.commitNote) == [.save(session.notes)])
  }

  @Test func longTypingIsDraftedWithoutARest() {
    var session = sealed()
    let effects = (0..<Session.draftLength).flatMap { _ in session.send(.edit(.type("a"))) }
    #expect(effects.count == 1)
  }

  @Test func takingBackADraftedNoteIsSavedToo() {
    var session = sealed()
    session.send(.clock(1000, minuteOfDay: 0), .edit(.type("a")), .clock(99_999, minuteOfDay: 1))
    session.send(.edit(.undo))
    #expect(session.send(.commitNote) == [.save([])])
  }

  @Test func notesThatAreForgottenAreNeverDrafted() {
    var session = Session.at(.reflection, mayKeep: true)
    session.send(.note, .on, .on)
    let effects = (0..<500).flatMap { _ in session.send(.edit(.type("a"))) }
    session.send(.clock(1000, minuteOfDay: 0))
    #expect(effects.isEmpty && session.send(.clock(99_999, minuteOfDay: 1)).isEmpty)
  }

  @Test(arguments: [Event.cover, .leave, .enough, .contents, .goodbye])
  func whatIsTypedIsKeptAlsoUnderSomethingElse(event: Event) {
    var session = sealed()
    session.send(.edit(.type("words")), .unfinished(["an older note"]))
    #expect(session.editor == nil)
    let effects = session.send(event)
    #expect(session.notes.map(\.text) == ["words"] && effects.first == .save(session.notes))
  }

  /// The page over the note has more under it: what goes elsewhere from there takes the note along.
  @Test(arguments: [[Event.goodbye, .choose(1)], [.contents, .choose(0)]])
  func nothingTypedIsLeftBehindUnderAPage(events: [Event]) {
    var session = sealed()
    session.send(.edit(.type("words")), .unfinished(["an older note"]))
    for event in events { session.send(event) }
    #expect(session.layers.isEmpty && session.notes.map(\.text) == ["words"])
    session.send(.clock(10_000, minuteOfDay: 0))
    #expect(session.nextWake == session.now + Session.idleCover)
  }

  @Test func idleCoverComesAfterTheDraft() {
    var session = sealed()
    session.send(.clock(10_000, minuteOfDay: 0), .edit(.type("a")), .unfinished(["older"]))
    let late = 10_000 + Session.idleCover
    #expect(session.send(.clock(late, minuteOfDay: 10)) == [.draft([Note(card: session.card?.id ?? "", text: "a")])])
    #expect(session.send(.clock(late, minuteOfDay: 10)) == [.save(session.notes)])
    #expect(session.layers == [.quiet] && session.nextWake == nil)
  }

  /// A session that asks for a passphrase.
  private func asked() -> Session {
    var session = Session.at(.reflection, maySeal: true)
    session.send(.note)
    session.pickBoth(.sealNotes)
    return session
  }

  /// A session with an open note that is sealed.
  private func sealed() -> Session {
    var session = asked()
    session.send(.secret, .vault(.opened))
    return session
  }
}
