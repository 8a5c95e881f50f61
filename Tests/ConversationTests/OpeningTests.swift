// From the first screen to the talk: how much talking, the path, an intense scene.

import Testing

@testable import Conversation

struct OpeningTests {
  @Test func firstCardComesWithTheThirdKey() {
    var session = Session.new()
    session.send(.on, .on, .on)
    #expect(session.card?.section == .body)
  }

  @Test func enterIsGently() {
    var session = Session.new()
    session.send(.on, .on)
    session.pick(.talking(.freely))
    #expect(session.talking == .gently)
  }

  @Test(arguments: Talking.allCases, Talking.allCases)
  func theGentlerAnswerWins(left: Talking, right: Talking) {
    var session = Session.new()
    session.send(.on)
    session.pick(.talking(left))
    #expect(session.talking == nil && session.coveredTurn == .right)
    session.pick(.talking(right))
    #expect(session.talking == min(left, right))
  }

  @Test func pathIsAskedAfterTheFirstCard() {
    var session = Session.begun()
    session.send(.on)
    #expect(session.step == .paths)
    #expect(session.choices == [.path(.everyday), .path(.first), .path(.intense), .path(nil)])
  }

  @Test func pathThatIsKnownIsNotAsked() {
    for path in [Path.everyday, .first, .intense, .apart] {
      #expect(!Session.begun(path: path).plan.contains(.paths))
    }
  }

  @Test func ratherNotSayIsAUsualTime() {
    var session = Session.begun()
    session.send(.on, .on)
    #expect(session.path == .everyday)
    #expect(session.card?.id == "arrive-day")
  }

  @Test func otherPathsArriveInTheirOwnWay() {
    #expect(Session.at(.arrive, path: .first).card?.id == "arrive-new")
    #expect(Session.at(.arrive, path: .apart).card?.id == "arrive-any")
  }

  @Test(arguments: 0..<20)
  func intensePathStepsOutOfRoleThenAsksWhoLed(seed: UInt64) {
    var session = Session.begun(seed: seed)
    session.send(.on)
    session.pick(.path(.intense))
    #expect(session.card?.id == "step-out")
    session.send(.on)
    #expect(session.step == .led)
    #expect(session.choices == [.led(.one), .led(.both), .led(.neither), .led(.unsaid)])
    session.pick(.led(.one))
    #expect(Set(session.plannedDeck.filter { $0.section == .comfort }.prefix(2).map(\.id)) == ["c-led", "c-fol"])
    #expect(session.card?.section == .comfort)
  }

  @Test func stepsOutOfRoleAlsoWhenItDidSoLastTime() {
    let session = Session.new(path: .intense, recent: ["step-out"])
    var begun = session
    begun.send(.on, .on, .on, .on)
    #expect(begun.card?.id == "step-out")
  }

  @Test func afterAnIntenseSceneTheCloseCaresForBothAndUsesEverydayNames() {
    var session = Session.at(.comfort, path: .intense)
    session.send(.enough)
    let close = session.stepsToTheEnd()
    let led = close.firstIndex(of: .card("led-care-ask"))
    #expect(led != nil && close[(led ?? 0) + 1] == .card("fol-care-ask"))
    #expect(close.contains(.card("names")))
  }

  @Test func whatHurtsIsOneChoiceAwayAndBack() {
    var session = Session.new()
    session.pick(.hurt)
    #expect(session.layer == .hurt)
    session.send(.on)
    #expect(session.layer == nil && session.step == .welcome && session.selected == 0)
  }

  @Test func aDeckThatComesLateIsDealtFrom() {
    var pair = Session.new(.of([]))
    pair.send(.deck(.rich), .on, .on, .on)
    #expect(pair.card?.section == .body)
    var alone = Session.new(.of([]), path: .alone)
    alone.send(.on, .deck(.rich), .on)
    #expect(alone.card?.section == .alone)
  }
}
