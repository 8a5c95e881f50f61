// On the cards of the talk: forms, turns, more, favourites, and where we are.

import Testing

@testable import Conversation

struct TalkTests {
  @Test func sectionsComeInTheirOrderAndEachEndsWithMoreOrEnough() {
    var session = Session.begun(path: .everyday)
    let steps = session.stepsToTheEnd()
    #expect(steps.compactMap { if case .more(let section) = $0 { section } else { nil } } == Section.talk)
    #expect(steps.last == .goodbye)
    #expect(session.ended)
  }

  @Test func moreDealsTwoUnseenCardsThenMoreAgainUntilNoneIsLeft() {
    var session = Session.at(.comfort)
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
      session.goOn { $0.step == (path == .intense ? .led : .more(after: .comfort)) }
      if path == .intense { session.pick(.led(.both)) }
      let plan = session.plan
      while session.step != .paths { session.send(.back) }
      while session.index + 1 < plan.count, session.step != .more(after: .comfort) { session.send(.on) }
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
    let usual = session.cardText
    session.send(.help, .easier)
    #expect(session.layers.isEmpty && session.cardText != usual)
    session.send(.help, .note)
    #expect(session.editor != nil)
    session.send(.back, .help, .on)
    #expect(session.layers.isEmpty)
  }

  @Test func enoughLeadsToTheWholeClose() {
    var session = Session.at(.reflection)
    session.goOn { $0.step == .more(after: .reflection) }
    session.pick(.enough)
    #expect(session.part == .close)
    let steps = session.stepsToTheEnd()
    #expect(steps.contains(.card("tomorrow-ask")) && steps.contains(.card("writes-ask")) && steps.contains(.card("asleep")))
  }

  @Test(arguments: [(Talking.gently, "easy "), (.freely, "")])
  func formsAreALadder(talking: Talking, usual: String) {
    var session = Session.at(.reflection, talking)
    let text = session.card?.text ?? ""
    #expect(session.cardText == usual + text)
    session.send(.easier)
    #expect(session.cardText == "easy " + text)
    session.send(.easier)
    #expect(session.reply == .nothingHere && session.cardText == "easy " + text)
    session.send(.deeper)
    #expect(session.cardText == text)
    session.send(.deeper)
    #expect(session.cardText == (talking == .freely ? "deep " : "") + text)
    session.send(.deeper)
    #expect(session.reply == .nothingHere)
    session.send(.on, .back)
    #expect(session.cardText == usual + text, "a card comes back in its usual form")
  }

  @Test func nobodyHasTheWordUntilTab() {
    var session = Session.at(.reflection)
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
