// One press, one person: what comes too soon answers no covered question.

import Testing

@testable import Conversation

/// A session whose keys have to rest, with a clock that the test moves.
private struct Table {
  var session: Session
  private var time: Milliseconds = 10_000

  init(mayKeep: Bool = false, maySeal: Bool = true, path: Path? = .everyday) {
    session = Session(
      Setup(
        deck: .rich, path: path, length: .long, mayKeep: mayKeep, maySeal: maySeal, handover: Session.handover, seed: 2))
    wait(0)
  }

  mutating func wait(_ span: Milliseconds) {
    time += span
    session.send(.clock(time, minuteOfDay: 0))
  }

  /// An event so long after the one before.
  @discardableResult
  mutating func press(_ event: Event, after span: Milliseconds = 0) -> [Effect] {
    wait(span)
    return session.send(event)
  }

  /// The same, once the keys were at rest.
  @discardableResult
  mutating func calmly(_ event: Event) -> [Effect] { press(event, after: Session.handover) }

  mutating func goOn(until isThere: (Session) -> Bool) {
    for _ in 0..<300 where !isThere(session) { calmly(.on) }
  }
}

extension Table {
  /// Every covered page there is, just opened, with the number of its answers.
  static func pages() -> [(name: String, table: Table, answers: Int)] {
    var pages: [(String, Table, Int)] = []
    var talking = Table()
    talking.press(.on)
    pages.append(("talking", talking, 3))

    var talk = talking
    for _ in 0..<2 { talk.calmly(.choose(0)) }
    var wish = talk
    wish.goOn { $0.isCoveredCard }
    pages.append(("wish", wish, 3))

    var keep = talk
    keep.goOn { $0.card?.section == .reflection }
    keep.calmly(.note)
    pages.append(("keep", keep, 2))

    var written = keep
    for _ in 0..<2 { written.calmly(.choose(1)) }
    written.calmly(.secret)
    written.session.send(.vault(.opened))
    written.calmly(.edit(.type("warm")))
    written.calmly(.commitNote)
    var closing = written
    closing.calmly(.enough)
    closing.goOn { $0.step == .goodbye }
    closing.calmly(.choose(closing.session.choices.firstIndex(of: .lookAtNotes) ?? 0))
    pages.append(("notes", closing, 2))

    var offer = written
    let yes = AgreementEntry(id: "1", day: 0, topic: .words("ours"), words: "ours", answer: .yes)
    offer.session.send(.recalled(Recalled(today: 400, entries: [yes])))
    var due = offer
    due.goOn { $0.step == .stillTrue }
    pages.append(("still true", due, 3))
    offer.calmly(.enough)
    offer.goOn { $0.step == .goodbye }
    offer.calmly(.choose(offer.session.choices.firstIndex(of: .lookAtAgreements) ?? 0))
    offer.calmly(.choose(offer.session.choices.firstIndex(of: .agreementList) ?? 0))
    offer.calmly(.choose(1))
    offer.calmly(.choose(offer.session.choices.firstIndex(of: .askBoth) ?? 0))
    pages.append(("agreement", offer, 2))

    var open = Table()
    open.calmly(.choose(2))
    open.calmly(.secret)
    open.session.send(.vault(.opened))
    let talks = [KeptTalk(id: "1", date: KeptDate(year: 2026, month: 1, day: 1, minuteOfDay: 0), sections: ["comfort"])]
    open.session.send(.kept(.listed(talks, nil, unreadable: 0)))
    var burning = open
    burning.calmly(.choose(burning.session.choices.firstIndex(of: .keptEverything) ?? 0))
    burning.calmly(.choose(1))
    pages.append(("burning", burning, 2))
    open.calmly(.choose(0))
    open.calmly(.choose(open.session.choices.firstIndex(of: .keptOne) ?? 0))
    open.calmly(.choose(1))
    pages.append(("deleting", open, 2))
    return pages
  }
}

struct HandoverTests {
  @Test func everyCoveredPageIsTried() {
    let pages = Table.pages()
    #expect(pages.count == 8)
    for (name, table, answers) in pages {
      #expect(table.session.coveredTurn == .left, "\(name)")
      #expect(table.session.choices.count == answers, "\(name)")
      #expect(table.session.isHandingOver, "\(name) takes a key at once")
    }
  }

  @Test func aPageJustOpenedTakesNothing() {
    for (name, page, answers) in Table.pages() {
      for event in [Event.on, .back, .unknown, .note, .help] + (0..<answers).map(Event.choose) {
        var table = page
        let before = table.session
        #expect(table.press(event, after: 30).isEmpty, "\(name)")
        #expect(table.session.looks(like: before), "\(name) takes \(event) at once")
      }
    }
  }

  @Test(arguments: [[20], [12, 15], [500, 33, 33, 33], [660, 30], [250, 90, 90], [699]] as [[Milliseconds]])
  func onePressAnswersForOne(gaps: [Milliseconds]) {
    for (name, page, answers) in Table.pages() {
      for event in [Event.on] + (0..<answers).map(Event.choose) {
        var table = page
        table.calmly(event)
        #expect(table.session.coveredTurn == .right, "\(name)")
        let asked = table.session
        for gap in gaps { #expect(table.press(event, after: gap).isEmpty, "\(name)") }
        #expect(table.session.looks(like: asked), "\(name): \(event) again after \(gaps) ms answered for Right")
        let effects = table.calmly(event)
        #expect(!effects.isEmpty || !table.session.looks(like: asked), "\(name): Right's own press is taken")
      }
    }
  }

  @Test func whatFollowsTheSecondAnswerIsNotPressedByIt() {
    for (name, page, answers) in Table.pages() {
      for event in [Event.on] + (0..<answers).map(Event.choose) {
        var table = page
        table.calmly(event)
        table.calmly(event)
        let after = table.session
        let again: [Event] = [event, event, .unknown, .easier, .commitNote, .edit(.type("1")), .edit(.type(" "))]
        for event in again { #expect(table.press(event, after: 25).isEmpty, "\(name)") }
        #expect(table.session.looks(like: after), "\(name): \(event) again was taken by what follows")
      }
    }
  }

  @Test func wordsThatFollowAnAnswerAreTyped() {
    guard var table = Table.pages().first(where: { $0.name == "keep" })?.table else { return }
    table.calmly(.choose(0))
    table.calmly(.choose(0))
    for letter in "we slept 9 hours" { table.press(.edit(.type(String(letter))), after: 90) }
    #expect(table.session.editor?.text == "we slept 9 hours")
  }

  @Test func whatTakesLongDoesNotCountAsRest() {
    for (name, page, _) in Table.pages() {
      var table = page
      table.calmly(.on)
      // The world took two seconds for what it was asked; then the page was shown.
      table.wait(2000)
      table.session.send(.stirred)
      let asked = table.session
      table.press(.on, after: 20)
      #expect(table.session.looks(like: asked), "\(name)")
    }
  }

  @Test func comingBackFromAStopIsAPageJustOpened() {
    for (name, page, _) in Table.pages() {
      var table = page
      table.calmly(.on)
      table.wait(5000)
      table.session.send(.stirred)
      #expect(table.session.isHandingOver && table.press(.on, after: 100).isEmpty, "\(name)")
      #expect(table.session.coveredTurn == .right, "\(name)")
    }
  }

  @Test func escapeAndLeavingWaitForNothing() {
    for (name, page, _) in Table.pages() {
      var covered = page
      covered.press(.cover)
      #expect(covered.session.isCovered, "\(name)")
      covered.press(.choose(0))
      #expect(covered.session.layer == .breathe, "\(name): the menu takes keys at once")
      var left = page
      left.press(.leave)
      #expect(left.session.ended, "\(name)")
    }
  }

  @Test func timeAloneEndsIt() {
    for (name, page, _) in Table.pages() {
      var table = page
      #expect(table.session.nextWake == table.session.now + Session.handover, "\(name)")
      table.wait(Session.handover - 1)
      #expect(table.session.isHandingOver, "\(name)")
      table.wait(1)
      #expect(!table.session.isHandingOver && table.session.nextWake != table.session.now, "\(name)")
    }
  }

  @Test func itTellsNothingOfTheAnswer() {
    for (name, page, answers) in Table.pages() {
      let asked = ([Event.on] + (0..<answers).map(Event.choose)).map { event in
        var table = page
        table.calmly(event)
        table.press(.choose(1), after: 20)
        return table.session
      }
      for other in asked.dropFirst() {
        #expect(other.isHandingOver == asked[0].isHandingOver && other.nextWake == asked[0].nextWake, "\(name)")
        #expect(other.reply == asked[0].reply, "\(name)")
      }
    }
  }

  @Test func anotherYesThatIsDueIsAnotherQuestion() {
    var table = Table()
    table.press(.on)
    for _ in 0..<2 { table.calmly(.choose(0)) }
    table.goOn { $0.card?.section == .reflection }
    table.calmly(.note)
    for _ in 0..<2 { table.calmly(.choose(1)) }
    table.calmly(.secret)
    table.session.send(.vault(.opened))
    table.calmly(.commitNote)
    let entries = ["a", "b"].map { AgreementEntry(id: $0, day: 0, topic: .words($0), words: $0, answer: .yes) }
    table.session.send(.recalled(Recalled(today: 400, entries: entries)))
    table.goOn { $0.step == .stillTrue }
    table.calmly(.choose(0))
    table.calmly(.choose(0))
    #expect(table.session.step == .stillTrue && table.session.coveredTurn == .left)
    #expect(table.session.isHandingOver)
  }
}

extension Session {
  /// Whether nothing has been answered, opened or said since the other.
  fileprivate func looks(like other: Session) -> Bool {
    var (one, two) = (self, other)
    (one.now, two.now) = (0, 0)
    (one.lastInput, two.lastInput) = (0, 0)
    (one.restsSince, two.restsSince) = (0, 0)
    (one.breathingSince, two.breathingSince) = (0, 0)
    return one == two
  }
}
