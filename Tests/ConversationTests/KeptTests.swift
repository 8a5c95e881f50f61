// The browser of what was kept, as the session sees it.

import Testing

@testable import Conversation

@Suite struct KeptTests {
  static func talks(_ count: Int) -> [KeptTalk] {
    (0..<count).map {
      KeptTalk(
        id: "talk-\($0)", date: KeptDate(year: 2026, month: 1, day: 1, minuteOfDay: 0), sections: ["comfort"])
    }
  }

  static func start(maySeal: Bool = true) -> Session { Session(Setup(deck: .rich, maySeal: maySeal, seed: 1)) }

  /// At the list.
  static func opened(_ count: Int = 12) -> Session {
    var session = start()
    session.pick(.openKept)
    session.send(.secret, .vault(.opened), .kept(.listed(talks(count), nil, unreadable: 0)))
    return session
  }

  /// Reading the first.
  static func reading(_ count: Int = 12) -> Session {
    var session = opened(count)
    session.send(.on, .kept(.text(id: "talk-0", [KeptEntry(section: "comfort", prompt: "?", text: "secret words")])))
    return session
  }

  /// Whether the words that were read are gone.
  private func holdsNothing(_ session: Session) -> Bool { !"\(session)".contains("secret words") }

  // MARK: - The start

  @Test func theChoiceIsThereWheneverThereIsAHome() {
    #expect(Self.start().choices == [.ready, .hurt, .openKept])
    #expect(Self.start(maySeal: false).choices == [.ready, .hurt])
  }

  @Test func nothingIsMadeAndTheAnswerIsFixed() {
    var session = Self.start()
    #expect(session.pick(.openKept).isEmpty)
    #expect(session.layer == .passphrase(.open(nil)))
    #expect(session.wantsSecret)
    for _ in 0..<3 {
      #expect(session.send(.secret) == [.openVault])
      #expect(session.isOpening)
      #expect(session.send(.vault(.unknown)).isEmpty)
      #expect(session.layer == .passphrase(.open(.unknown)))
    }
    session.send(.back)
    #expect(session.layer == nil)
    #expect(session.kept == nil)
  }

  @Test(arguments: [Event.back, .cover, .help, .goodbye]) func openingCanBeLeft(_ event: Event) {
    var session = Self.start()
    session.pick(.openKept)
    session.send(.secret, event)
    #expect(!session.isOpening)
    let before = session
    #expect(session.send(.vault(.opened)).isEmpty)
    #expect(session.layer == before.layer)
    #expect(session.kept == nil)
  }

  // MARK: - The list

  @Test func theListIsAskedForAndComesInParts() {
    var session = Self.start()
    session.pick(.openKept)
    session.send(.secret)
    #expect(session.send(.vault(.opened)) == [.listKept])
    #expect(session.isWorking)
    session.send(.kept(.listed(Self.talks(7), KeptProgress(done: 64, all: 10_000), unreadable: 0)))
    #expect(session.isWorking)
    #expect(session.choices.prefix(5) == (0..<5).map { .keptTalk($0) }[...])
    session.send(.select(2))
    // A newer one comes in above: what was selected stays selected.
    session.send(
      .kept(
        .listed(
          [KeptTalk(id: "new", date: Self.talks(1)[0].date, sections: [])] + Self.talks(9), nil, unreadable: 0)))
    #expect(!session.isWorking)
    #expect(session.kept?.talk?.id == "talk-2")
  }

  @Test func pagesTurnByKeysAndByTheList() {
    var session = Self.opened()
    #expect(session.choices.contains(.keptOlder) && !session.choices.contains(.keptNewer))
    session.pick(.keptOlder)
    #expect(session.choices.first == .keptTalk(5))
    session.send(.page(1))
    #expect(session.choices.prefix(2) == [.keptTalk(10), .keptTalk(11)])
    #expect(!session.choices.contains(.keptOlder))
    session.send(.page(1))
    #expect(session.reply == .nothingHere)
    session.send(.page(.min / 2))
    #expect(session.choices.first == .keptTalk(0))
    session.send(.page(.max / 2))
    #expect(session.choices.first == .keptTalk(10))
    session.pick(.keptNewer)
    #expect(session.choices.first == .keptTalk(5))
  }

  @Test func anEmptyListHasNothingToLookThrough() {
    var session = Self.opened(0)
    #expect(session.choices == [.keptAfterwards, .keptEverything])
    session.send(.look)
    #expect(session.reply == .nothingHere)
  }

  // MARK: - Reading

  @Test func readingGoesOnToTheNextAndBack() {
    var session = Self.opened(2)
    #expect(session.send(.on) == [.readKept("talk-0")])
    #expect(session.layer == .kept(.reading))
    #expect(session.choices == [.keptNext, .keptOne])
    #expect(session.send(.on) == [.readKept("talk-1")])
    #expect(session.choices == [.keptToList, .keptOne])
    session.send(.on)
    #expect(session.layer == .kept(.list))
    #expect(session.selected == 1)
    session.send(.on, .back)
    #expect(session.layer == .kept(.list))
    session.send(.back)
    #expect(session.layer == nil)
  }

  @Test(arguments: [Event.cover, .enough, .leave, .interrupted]) func whatCoversForgets(_ event: Event) {
    var session = Self.reading()
    session.send(event)
    #expect(holdsNothing(session))
  }

  @Test func idleTimeForgets() {
    var session = Self.reading()
    session.send(.clock(1, minuteOfDay: 0), .clock(Session.idleCover + 2, minuteOfDay: 10))
    #expect(session.layer == .quiet)
    #expect(session.kept == nil)
  }

  @Test func newsThatComesLateIsNotTaken() {
    var session = Self.reading()
    session.send(.back, .back)
    let before = session
    session.send(.kept(.listed(Self.talks(3), nil, unreadable: 0)), .kept(.did(.deleted)))
    session.send(.kept(.text(id: "talk-0", [])))
    #expect(session == before)
  }

  // MARK: - Looking for words

  @Test func lookingFiltersAsTyped() {
    var session = Self.opened()
    session.send(.look)
    #expect(session.isLooking)
    #expect(session.send(.query("q")) == [.searchKept("q")])
    #expect(session.send(.query("q ")) == [.searchKept("q ")])
    #expect(session.isWorking)
    #expect(session.choices.isEmpty)
    let found = [Self.talks(12)[4], Self.talks(12)[8]]
    session.send(.kept(.found(found, for: "q", nil)))
    #expect(session.choices.isEmpty, "an answer to other words")
    session.send(.kept(.found(found, for: "q ", nil)))
    #expect(!session.isWorking)
    session.send(.select(1))
    #expect(session.send(.on) == [.readKept("talk-8")])
    session.send(.back)
    #expect(session.isLooking)
    #expect(session.selected == 1)
    session.send(.back)
    #expect(session.layer == .kept(.list))
    #expect(session.kept?.isFiltered == false)
    #expect(session.choices.first == .keptTalk(0))
  }

  @Test func aLineOfWordsFiltersTheList() {
    var session = Self.opened()
    session.pick(.keptLook)
    #expect(session.send(.search("quiet")) == [.searchKept("quiet")])
    session.send(.kept(.found([Self.talks(12)[4]], for: "quiet", nil)))
    #expect(session.layer == .kept(.list))
    #expect(session.choices == [.keptTalk(0), .keptLook, .keptShowAll, .keptAfterwards, .keptEverything])
    #expect(session.pick(.keptTalk(0)) == [.readKept("talk-4")])
    session.send(.back)
    session.pick(.keptShowAll)
    #expect(session.kept?.shown.count == 12)
  }

  @Test func blanksAreNothingToLookFor() {
    var session = Self.opened()
    session.send(.look)
    #expect(session.send(.query("  ")).isEmpty)
    #expect(session.choices.count == Kept.pageSize)
  }

  @Test func wordsTypedBeforeTheListIsWholeAreLookedForThen() {
    var session = Self.start()
    session.pick(.openKept)
    session.send(.secret, .vault(.opened))
    session.send(.kept(.listed(Self.talks(2), KeptProgress(done: 1, all: 9), unreadable: 0)), .look)
    #expect(session.send(.query("q")).isEmpty)
    #expect(session.send(.kept(.listed(Self.talks(3), nil, unreadable: 0))) == [.searchKept("q")])
  }

  // MARK: - Letting go, and copies

  @Test(arguments: [(Choice.letGo, Choice.letGo), (.letGo, .keepNotes), (.keepNotes, .letGo), (.keepNotes, .keepNotes)])
  func deletingTakesBoth(_ left: Choice, _ right: Choice) {
    var session = Self.reading()
    session.pick(.keptOne)
    session.pick(.keptDelete)
    #expect(session.coveredTurn == .left)
    #expect(session.pick(left).isEmpty)
    #expect(session.coveredTurn == .right)
    let effects = session.pick(right)
    #expect(effects == (left == .letGo && right == .letGo ? [.deleteKept("talk-0")] : []))
    #expect(session.layer == .kept(.one))
  }

  @Test func swappedPicksLeaveNoTrace() {
    for burns in [false, true] {
      var sessions = [Self.reading(), Self.reading()]
      for (place, picks) in [[Choice.letGo, .keepNotes], [.keepNotes, .letGo]].enumerated() {
        if burns {
          sessions[place].send(.back)
          sessions[place].pick(.keptEverything)
        } else {
          sessions[place].pick(.keptOne)
        }
        sessions[place].pick(burns ? .keptBurn : .keptDelete)
        for pick in picks { sessions[place].pick(pick) }
      }
      #expect(sessions[0] == sessions[1])
    }
  }

  @Test func enterKeeps() {
    var session = Self.reading()
    session.pick(.keptOne)
    session.pick(.keptDelete)
    #expect(session.send(.on, .on).isEmpty)
    session.send(.back, .back)
    session.pick(.keptEverything)
    session.pick(.keptBurn)
    #expect(session.send(.on, .on).isEmpty)
    session.pick(.keptExport)
    #expect(session.send(.on).isEmpty)
    #expect(session.layer == .kept(.everything))
  }

  @Test func whatIsDeletedLeavesTheList() {
    var session = Self.reading()
    session.pick(.keptOne)
    session.pick(.keptDelete)
    session.pickBoth(.letGo)
    session.send(.kept(.did(.deleted)))
    #expect(session.layer == .kept(.told(.deleted)))
    session.send(.on)
    #expect(session.layer == .kept(.list))
    #expect(session.kept?.talks.count == 11)
    #expect(session.kept?.talks.first?.id == "talk-1")
    #expect(holdsNothing(session))
  }

  @Test func burningLeavesNothing() {
    var session = Self.opened()
    session.pick(.keptEverything)
    session.pick(.keptBurn)
    #expect(session.pickBoth(.letGo) == [.burnKept])
    session.send(.kept(.did(.burnt)))
    #expect(session.layer == .kept(.told(.burnt)))
    #expect(session.kept == nil && !session.hasOpened)
    session.send(.on)
    #expect(session.layer == nil)
  }

  @Test func aCopyIsWarnedOfAndCanBeStopped() {
    var session = Self.reading()
    session.pick(.keptOne)
    session.pick(.keptExport)
    #expect(session.choices.first == .keptStaySealed)
    #expect(session.pick(.keptAs(.text)) == [.exportKept(.one("talk-0"), .text)])
    #expect(session.isWorking)
    session.send(.back)
    #expect(!session.isWorking)
    session.send(.back, .back)
    session.pick(.keptEverything)
    session.pick(.keptExport)
    #expect(session.pick(.keptAs(.json)) == [.exportKept(.all, .json)])
    session.send(.help, .kept(.did(.exported("/x"))))
    #expect(!session.isWorking)
    #expect(session.layer == .kept(.told(.exported("/x"))))
  }

  // MARK: - Notes of this conversation

  @Test func readingKeepsNothing() {
    var session = Self.reading()
    session.send(.back, .back)
    #expect(session.hasOpened)
    #expect(session.keeping == .undecided)
    session.send(.on)
    session.pickBoth(.talking(.gently))
    session.send(.note)
    #expect(session.pick(.sealNotes).isEmpty)
    #expect(session.pick(.forgetNotes).isEmpty)
    #expect(session.keeping == .forgetting)
  }

  @Test func whatWasOpenedTakesNotesWithoutThePassphrase() {
    var session = Self.reading()
    session.send(.back, .back, .on)
    session.pickBoth(.talking(.gently))
    session.send(.note)
    #expect(session.pickBoth(.sealNotes) == [.useOpened])
    session.send(.vault(.opened))
    #expect(session.keeping == .sealed)
    #expect(session.editor != nil)
  }

  @Test func aVaultThatCannotBeWrittenIsSaidBeforeTheFirstCharacter() {
    var session = Self.reading()
    session.send(.back, .back, .on)
    session.pickBoth(.talking(.gently))
    session.send(.note)
    session.pickBoth(.sealNotes)
    session.send(.vault(.failed("open in another window")))
    #expect(session.layer == .passphrase(.ask(.failed("open in another window"))))
    #expect(session.keeping == .undecided)
  }

  /// Every event at every place of the browser is answered, and no place is a dead end.
  @Test func randomWalks() {
    var random = SplitMix64(seed: 5)
    let events: [Event] = [
      .on, .on, .back, .choose(0), .choose(1), .choose(2), .choose(5), .select(1), .page(1), .page(-1), .look,
      .query("q"), .search("q"), .cover, .help, .goodbye, .secret, .vault(.opened), .vault(.unknown), .note,
      .kept(.listed(Self.talks(7), nil, unreadable: 0)), .kept(.found(Self.talks(6), for: "q", nil)),
      .kept(.did(.deleted)), .kept(.did(.burnt)), .kept(.did(.exported("/x"))), .kept(.text(id: "talk-1", [])),
    ]
    for _ in 0..<300 {
      var session = Self.start()
      for _ in 0..<60 {
        session.send(events[Int(random.next() % UInt64(events.count))])
        if session.ended { break }
        let isOpen = session.layers.contains { if case .kept = $0 { true } else { false } }
        #expect(session.kept == nil || isOpen)
        #expect(session.selected == 0 || session.choices.indices.contains(session.selected))
      }
      for _ in 0..<40 where session.layer != nil && !session.ended { session.send(.back) }
      #expect(session.ended || session.layer == nil || session.layer == .menu || session.isCovered)
    }
  }
}
