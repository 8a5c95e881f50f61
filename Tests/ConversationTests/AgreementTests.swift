// Agreements, memory and favourites as the session sees them.

import Testing

@testable import Conversation

@Suite struct AgreementTests {
  private static let old = AgreementEntry(id: "old", day: 0, topic: .card("slow"), words: "Slow first", answer: .yes)
  private static let fresh = AgreementEntry(id: "new", day: 500, topic: .words("tea"), words: "Tea", answer: .yes)

  /// In a conversation whose vault was opened at the start.
  private static func begun(_ talking: Talking = .freely, _ recalled: Recalled? = nil) -> Session {
    var session = Session(Setup(deck: .rich, path: .everyday, maySeal: true, seed: 1))
    session.pick(.openKept)
    session.send(.secret, .vault(.opened), .kept(.listed([], nil, unreadable: 0)))
    session.send(.recalled(recalled ?? Recalled(today: 500, entries: [old, fresh])), .back)
    session.send(.on)
    session.pickBoth(.talking(talking))
    return session
  }

  private static func atClose(_ talking: Talking = .freely) -> Session {
    var session = begun(talking)
    session.send(.enough)
    session.goOn { $0.step == .goodbye }
    if session.choices.contains(.lookAtAgreements) { session.pick(.lookAtAgreements) }
    return session
  }

  // MARK: - Still true?

  /// A no may lie in what cannot be read: no yes is shown as one, and nobody is asked whether it is still true.
  @Test func whileANoMayLieUnreadNoYesIsAYes() {
    let whole = Self.begun(.freely, Recalled(today: 500, entries: [Self.old, Self.fresh]))
    #expect(whole.agreements.contains { $0.state == .yes } && !whole.due.isEmpty)
    let torn = Self.begun(.freely, Recalled(today: 500, entries: [Self.old, Self.fresh], isWhole: false))
    #expect(torn.agreements.count == 2 && torn.agreements.allSatisfy { $0.state == .ask } && torn.due.isEmpty)
  }

  @Test func onlyAnOldYesIsAskedAboutAndOnce() {
    var session = Self.begun()
    #expect(session.due.map(\.topic) == [.card("slow")])
    #expect(session.goOn { $0.step == .stillTrue })
    #expect(session.part == .boundaries)
    #expect(session.choices == [.stillYes, .askEachTime, .noLonger])
    #expect(session.pick(.stillYes).isEmpty)
    let effects = session.pick(.stillYes)
    #expect(effects == [.agree(NewAgreement(topic: .card("slow"), words: "Slow first", answer: .yes))])
    #expect(session.step != .stillTrue)
    #expect(session.due.isEmpty)
    session.send(.back)
    #expect(session.step != .stillTrue)
  }

  @Test(arguments: [(Choice.stillYes, Choice.askEachTime), (.askEachTime, .stillYes)])
  func theGentlerAnswerLeavesItAsItIs(_ one: Choice, _ other: Choice) {
    var session = Self.begun()
    session.goOn { $0.step == .stillTrue }
    #expect(session.pick(one).isEmpty)
    #expect(session.pick(other).isEmpty)
    #expect(session.due.isEmpty)
    #expect(session.agreement(.card("slow"))?.state == .ask)
  }

  @Test(arguments: [Choice.stillYes, .askEachTime, .noLonger]) func eitherAloneTakesItBack(_ other: Choice) {
    for order in [[other, .noLonger], [.noLonger, other]] {
      var session = Self.begun()
      session.goOn { $0.step == .stillTrue }
      let effects = order.flatMap { session.pick($0) }
      #expect(effects == [.agree(NewAgreement(topic: .card("slow"), words: "Slow first", answer: .withdrawn))])
    }
  }

  @Test func nothingIsAskedWithoutAVaultAfterNotOkayOrAtRest() {
    var without = Session.begun()
    #expect(!without.stepsToTheEnd().contains(.stillTrue))
    var rest = Self.begun(.rest)
    #expect(!rest.stepsToTheEnd().contains { [.stillTrue, .agreements].contains($0) })
    var notOkay = Self.begun()
    notOkay.menu(.notOkay)
    #expect(!notOkay.stepsToTheEnd().contains { [.stillTrue, .agreements].contains($0) })
  }

  @Test func aLongListIsNotAskedAboutWhole() {
    let entries = (0..<9).map { AgreementEntry(id: "\($0)", day: 0, topic: .card("\($0)"), words: "\($0)", answer: .yes) }
    var session = Self.begun(.freely, Recalled(today: 500, entries: entries))
    session.goOn { $0.step == .stillTrue }
    var count = 0
    while session.step == .stillTrue {
      session.pickBoth(.askEachTime)
      count += 1
    }
    #expect(count == Session.mostAsked)
  }

  // MARK: - The close

  @Test func withoutAVaultTheCloseOffersOneAndNothingElse() {
    var session = Session.begun(maySeal: true)
    session.send(.enough)
    session.goOn { $0.step == .goodbye }
    session.pick(.lookAtAgreements)
    #expect(session.choices == [.onward, .keepAgreements])
    session.pick(.keepAgreements)
    session.pickBoth(.sealNotes)
    #expect(session.layer == .passphrase(.ask(nil)))
    session.send(.secret)
    #expect(session.send(.vault(.opened)) == [.recall])
    session.send(.recalled(Recalled(today: 3)))
    #expect(session.layer == nil)
    #expect(session.choices == [.onward, .agreementWrite])
  }

  @Test func whoDecidedThatNothingIsKeptIsNotAskedAgain() {
    var session = Session.at(.reflection, maySeal: true)
    session.send(.note)
    session.pickBoth(.forgetNotes)
    session.send(.commitNote, .enough)
    session.goOn { $0.step == .goodbye }
    #expect(!session.choices.contains(.lookAtAgreements))
  }

  @Test func ownWordsBecomeAYesOnlyByBoth() {
    for (one, other) in [(Choice.agreeYes, Choice.agreeYes), (.agreeYes, .leaveIt), (.leaveIt, .agreeYes)] {
      var session = Self.atClose()
      session.pick(.agreementWrite)
      session.send(.edit(.paste("No  photos,\never")), .commitNote)
      #expect(session.layer == .agreements(.placing("No photos, ever")))
      session.pick(.askBoth)
      #expect(session.coveredTurn == .left)
      #expect(session.pick(one).isEmpty)
      let effects = session.pick(other)
      if one == other {
        let topic = AgreementTopic(typed: "No photos, ever")
        #expect(effects == [.agree(NewAgreement(topic: topic, words: "No photos, ever", answer: .yes))])
        session.send(.agreed(AgreementEntry(id: "x", day: 500, topic: topic, words: "No photos, ever", answer: .yes)))
        #expect(session.layer == .agreements(.told(isOn: true)))
        #expect(session.agreement(topic)?.state == .yes)
      } else {
        #expect(effects.isEmpty)
        #expect(session.layer == .agreements(.told(isOn: false)))
      }
      session.send(.on)
      #expect(session.layer == nil)
    }
  }

  @Test func aNoOfOnesOwnWordsHoldsAtOnce() {
    var session = Self.atClose()
    session.pick(.agreementWrite)
    session.send(.edit(.paste("Filming")), .commitNote)
    #expect(session.pick(.makeNo) == [.agree(NewAgreement(topic: AgreementTopic(typed: "filming"), words: "Filming", answer: .no))])
  }

  @Test func whatIsTypedIsStillThereAfterACover() {
    var session = Self.atClose()
    session.pick(.agreementWrite)
    session.send(.edit(.paste("half a thought")), .cover, .back)
    session.pick(.agreementWrite)
    #expect(session.editor?.text == "half a thought")
    session.send(.commitNote)
    session.pick(.leaveIt)
    session.pick(.agreementWrite)
    #expect(session.editor?.text == "")
  }

  @Test func anAgreementIsTakenBackByOneKeyAndNamedByTheNextYes() {
    var session = Self.atClose()
    session.pick(.agreementList)
    session.pick(.agreement(.words("tea")))
    #expect(session.choices == [.leaveIt, .withdraw, .makeNo])
    #expect(session.pick(.makeNo) == [.agree(NewAgreement(topic: .words("tea"), words: "Tea", answer: .no))])
    session.send(.agreed(AgreementEntry(id: "n", day: 500, topic: .words("tea"), words: "Tea", answer: .no)))
    #expect(session.layer == .agreements(.list))
    session.pick(.agreement(.words("tea")))
    #expect(session.choices == [.leaveIt, .askBoth])
    session.pick(.askBoth)
    #expect(
      session.pickBoth(.agreeYes) == [.agree(NewAgreement(topic: .words("tea"), words: "Tea", answer: .yes, seen: ["n"]))])
  }

  @Test func aDiskThatRefusesIsToldAndChangesNothing() {
    var session = Self.atClose()
    session.pick(.agreementList)
    session.pick(.agreement(.words("tea")))
    session.pick(.withdraw)
    session.send(.notAgreed("full"))
    #expect(session.layer == .kept(.told(.failed("full"))))
    #expect(session.agreement(.words("tea"))?.state == .yes)
    session.send(.on)
    #expect(session.layer == .agreements(.one(.words("tea"))))
  }

  @Test func noYesCanBeGivenBeforeTheConversation() {
    var session = Session(Setup(deck: .rich, maySeal: true, seed: 1))
    session.pick(.openKept)
    session.send(.secret, .vault(.opened), .kept(.listed([], nil, unreadable: 0)), .recalled(Recalled(today: 500, entries: [Self.old])))
    session.pick(.keptAfterwards)
    session.pick(.agreementList)
    session.pick(.agreement(.card("slow")))
    #expect(session.choices == [.leaveIt, .withdraw, .makeNo])
    session.send(.back)
    session.pick(.agreementWrite)
    session.send(.edit(.paste("x")), .commitNote)
    #expect(session.choices == [.makeNo, .leaveIt])
  }

  @Test func whatBothSaidYesToIsOfferedOneByOne() throws {
    var session = Self.atClose()
    let ids = Array(session.setup.deck.cards.filter { $0.section == .wishes }.prefix(2).map(\.id))
    session.shared = ids
    session.pick(.agreementShared)
    for id in ids {
      guard case .agreements(.offer(.card(id), _, _)) = session.layer else { throw Missing(id: id) }
      session.pickBoth(.leaveIt)
      session.send(.on)
    }
    #expect(session.layer == nil)
    #expect(!session.choices.contains(.agreementShared))
  }

  private struct Missing: Error { var id: String }

  // MARK: - Memory and favourites

  @Test func cardsMetLatelyComeLast() {
    let all = Set(Deck.rich.cards.map(\.id))
    var dealer = Dealer(deck: .rich, talking: .freely, seed: 4)
    let first = Set(dealer.talk().flatMap { $0.cards.map(\.id) })
    dealer.recent = first
    dealer.earlier = all.subtracting(first)
    let second = dealer.talk().flatMap(\.cards)
    for card in second where first.contains(card.id) {
      #expect(!Deck.rich.cards.contains { $0.section == card.section && !first.contains($0.id) && dealer.fits($0) && $0.mirror == nil && $0.depth < 4 && !second.contains($0) })
    }
  }

  @Test func whatWasMetIsRememberedAtTheEndOnlyWithAVault() {
    var session = Self.begun()
    let card = session.card?.id
    session.send(.favourite)
    #expect(session.send(.leave) == [.remember(dealt: [card].compactMap(\.self), [card].compactMap(\.self)), .end])
    var without = Session.begun()
    #expect(without.send(.leave) == [.end])
  }

  @Test func aFavouriteOfBeforeIsDealtOnPurpose() throws {
    let wish = try #require(Deck.rich.cards.last { $0.section == .comfort && $0.mirror == nil && $0.paths.isEmpty && $0.side == .any && $0.depth < 4 })
    var session = Self.begun(.freely, Recalled(today: 500, lately: [wish.id], favourites: [wish.id, "gone"]))
    session.goOn { if case .more = $0.step { true } else { false } }
    if session.plan.contains(.card(wish.id)) { return }
    #expect(session.choices == [.onward, .moreOfThis, .favourites, .enough])
    session.pick(.favourites)
    #expect(session.choices == [.card(wish.id)])
    session.pick(.card(wish.id))
    #expect(session.card == wish)
    session.send(.on)
    #expect(session.choices == [.onward, .moreOfThis, .enough])
  }

  /// A mirror belongs to its card, also where another section holds it, and that section may be over.
  @Test func aFavouriteDoesNotBringItsMirrorFromASectionThatIsOver() {
    let pair = [("leads", Section.comfort, "follows"), ("follows", .reflection, "leads")].map {
      Card(
        id: $0.0, section: $0.1, depth: 1, kind: .open, text: "\($0.0).", easier: "", deeper: "", paths: [], side: .any,
        mirror: $0.2, touch: false, choices: [])
    }
    var session = Session(Setup(deck: .rich, path: .everyday, seed: 1))
    session.send(.on)
    session.pickBoth(.talking(.freely))
    session.send(.deck(.of(Deck.rich.cards + pair)), .recalled(Recalled(today: 500, favourites: ["leads"])))
    #expect(session.goOn { if case .more = $0.step { true } else { false } })
    #expect(session.dealableFavourites == ["leads"])
    session.menu(.notOkay)
    #expect(session.dealableFavourites.isEmpty)
  }

  /// The disk can answer when the two are already elsewhere.
  @Test func aListThatBecomesShorterKeepsTheMarkWhereItPoints() {
    var session = Self.atClose()
    session.send(.select(session.choices.firstIndex(of: .agreementList) ?? -1))
    #expect(session.selected == session.choices.count - 1)
    for entry in [Self.old, Self.fresh] {
      var gone = entry
      gone.id += "-gone"
      gone.day = 500
      gone.answer = .withdrawn
      session.send(.agreed(gone))
    }
    #expect(!session.choices.contains(.agreementList) && session.selected == 0)
  }

  /// The words for the list have nowhere to go when the vault is burned under them.
  @Test func burningClosesTheListOfAgreements() {
    var session = Session(Setup(deck: .rich, maySeal: true, seed: 1))
    session.pick(.openKept)
    session.send(.secret, .vault(.opened), .kept(.listed([], nil, unreadable: 0)), .recalled(Recalled(today: 500)))
    session.show(.agreements(.list))
    session.send(.kept(.did(.burnt)))
    #expect(session.layers == [.kept(.told(.burnt))])
    session.send(.on)
    #expect(session.layers.isEmpty)
  }

  @Test func burningForgetsAllOfIt() {
    var session = Session(Setup(deck: .rich, maySeal: true, seed: 1))
    session.pick(.openKept)
    session.send(.secret, .vault(.opened), .kept(.listed([], nil, unreadable: 0)))
    session.send(.recalled(Recalled(today: 500, entries: [Self.old], lately: ["a"], favourites: ["b"])))
    session.send(.kept(.did(.burnt)))
    #expect(session.agreed == nil && session.favourites.isEmpty && session.setup.recent.isEmpty)
    #expect(!session.send(.leave).contains { if case .remember = $0 { true } else { false } })
  }
}
