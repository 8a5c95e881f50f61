// On the cards of the talk: forms, turns, more, favourites, and where we are.

import Testing

@testable import Conversation

struct TalkTests {
  @Test(arguments: [(Length.short, [Section.reflection, .boundaries]), (.medium, Section.talk), (.long, Section.talk)])
  func sectionsComeInTheirOrderAndMoreOrEnoughIsAsked(length: Length, gates: [Section]) {
    var session = Session.begun(path: .everyday, length: length)
    let steps = session.stepsToTheEnd()
    #expect(steps.compactMap { if case .more(let section) = $0 { section } else { nil } } == gates)
    #expect(steps.last == .goodbye)
    #expect(session.ended)
  }

  @Test func moreDealsTwoUnseenCardsThenMoreAgainUntilNoneIsLeft() {
    var session = Session.at(.comfort, length: .medium)
    session.goOn { $0.step == .more(after: .comfort) }
    var seen = Set(session.plannedCards)
    for _ in 0..<20 {
      let before = session.plannedDeck.filter { $0.section == .comfort }.count
      session.send(.select(1), .on)
      if session.reply == .nothingHere { break }
      let dealt = session.plannedDeck.filter { $0.section == .comfort }.count - before
      #expect((1...3).contains(dealt))
      #expect(session.card.map { seen.insert($0.id).inserted } ?? false)
      seen.formUnion(session.plannedCards)
      session.goOn { $0.step == .more(after: .comfort) }
    }
    #expect(session.reply == .nothingHere)
    #expect(session.selected == 0, "→ leads on, not to more of nothing")
    let planned = session.plannedCards
    #expect(Set(planned).count == planned.count)
  }

  @Test func goingBackToLookChangesNoAnswer() {
    for path in [Path.first, .intense] {
      var session = Session.begun()
      session.goOn { $0.step == .paths }
      session.pick(.path(path))
      session.goOn { $0.step == (path == .intense ? .led : .more(after: .reflection)) }
      if path == .intense { session.pick(.led(.both)) }
      let plan = session.plan
      while session.step != .paths { session.send(.back) }
      while session.index + 1 < plan.count, session.step != .more(after: .reflection) { session.send(.on) }
      #expect(session.path == path && session.plan == plan)
      #expect(path == .first || session.led == .both)
    }
  }

  @Test func whatIsOnlySaidTakesNoNote() {
    var session = Session.at(.comfort)
    session.goOn { $0.card?.spoken == true }
    session.send(.note)
    #expect(session.layers.isEmpty && session.reply == .nothingHere)
  }

  @Test func theKeysThatHelpNamesWorkWhereItNamesThem() {
    var session = Session.at(.comfort)
    session.send(.help, .easier)
    #expect(session.layers.isEmpty && session.wayIn != nil)
    session.send(.help, .note)
    #expect(session.editor != nil)
    session.send(.back, .help, .on)
    #expect(session.layers.isEmpty)
  }

  @Test func enoughIsOneKindWordThenGoodbye() {
    var session = Session.at(.reflection)
    session.goOn { $0.step == .more(after: .reflection) }
    session.pick(.enough)
    #expect(session.part == .close && session.card?.section == .appreciation)
    session.send(.on)
    #expect(session.step == .goodbye && session.choices.prefix(2) == [.leave, .tomorrowWords])
    var onward = session
    #expect(onward.send(.on) == [.end], "Enter leaves")
    session.pick(.tomorrowWords)
    #expect(session.card?.section == .close)
    session.goOn { $0.step == .goodbye }
    #expect(!session.choices.contains(.tomorrowWords))
  }

  @Test func gentlyHasTheWholeQuestionAndAWayInBelowIt() {
    var session = Session.at(.reflection, .gently)
    let text = session.card?.text ?? ""
    #expect(session.cardText == text && session.wayIn == "easy " + text)
    for key in [Event.easier, .deeper] {
      session.send(key)
      #expect(session.reply == .nothingHere && session.cardText == text && session.wayIn == "easy " + text)
    }
  }

  @Test func freelyTheWayInAndTheDeeperFormAreALadder() {
    var session = Session.at(.reflection)
    let text = session.card?.text ?? ""
    #expect(session.cardText == text && session.wayIn == nil)
    session.send(.easier)
    #expect(session.cardText == text && session.wayIn == "easy " + text)
    session.send(.easier)
    #expect(session.reply == .nothingHere)
    session.send(.deeper, .deeper)
    #expect(session.cardText == "deep " + text && session.wayIn == nil)
    session.send(.deeper)
    #expect(session.reply == .nothingHere)
    session.send(.on, .back)
    #expect(session.cardText == text && session.wayIn == nil, "a card comes back in its usual form")
  }

  /// Where words are hard the way in is there without a key, and is read first.
  @Test func afterAnIntenseTimeTheWayInIsThere() {
    #expect(Session.at(.reflection, .freely, path: .intense).wayIn != nil)
    #expect(Session.at(.reflection, .gently, path: .intense).wayInLeads)
    #expect(!Session.at(.reflection, .gently).wayInLeads)
  }

  @Test func nobodyHasTheWordUntilTab() {
    var session = Session.at(.reflection)
    session.goOn { $0.card?.invitesWords == true && !$0.isCoveredCard }
    #expect(session.floor == nil)
    session.send(.other)
    #expect(session.floor == .left)
    session.send(.other)
    #expect(session.floor == .right)
    session.send(.on)
    #expect(session.floor == nil)
  }

  @Test func favouritesComeAndGoAndCanBeJumpedTo() {
    var session = Session.at(.comfort)
    let card = session.card?.id ?? ""
    session.send(.favourite)
    #expect(session.reply == .favourite(true) && session.favourites == [card])
    session.goOn { $0.card?.section == .boundaries }
    session.send(.contents)
    session.pick(.card(card))
    #expect(session.card?.id == card && session.layers.isEmpty)
    session.send(.favourite)
    #expect(session.reply == .favourite(false) && session.favourites.isEmpty)
  }

  @Test func contentsJumpToEveryPartFromTheMenuToo() {
    for part in [Part.opening, .comfort, .reflection, .boundaries, .wishes, .close] {
      var session = Session.at(.reflection)
      session.menu(.contents)
      session.pick(.part(part))
      #expect(session.part == part && session.layers.isEmpty)
    }
  }

  @Test func contentsBeginWhereTheTwoAre() {
    var session = Session.at(.boundaries)
    session.send(.contents)
    #expect(session.choices[session.selected] == .part(.boundaries))
  }

  @Test func aKeyWithNothingToOfferGetsOneFixedReply() {
    for event in [Event.unknown, .easier, .deeper, .other, .favourite, .note, .back, .choose(40), .commitNote] {
      var session = Session.new()
      session.send(event)
      #expect(session.reply == .nothingHere, "\(event)")
    }
    var session = Session.new()
    session.send(.unknown, .on)
    #expect(session.reply == nil)
  }

  @Test func helpAndContentsTakeTurnsWithoutPilingUp() {
    var session = Session.at(.reflection)
    for _ in 0..<20 { session.send(.help, .contents) }
    #expect(session.layers.count <= 2)
  }
}
