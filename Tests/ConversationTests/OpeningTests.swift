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
    #expect(session.choices == [.path(.everyday), .path(.first), .path(.intense), .path(.hurt), .path(nil)])
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
    session.goOn { $0.step == .led }
    #expect(session.plannedCards.contains("near-ask"))
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

  @Test func afterAnIntenseSceneTheCloseCaresForBoth() {
    var session = Session.at(.comfort, path: .intense)
    session.send(.goodbye)
    session.pick(.ending)
    let close = session.stepsToTheEnd()
    let led = close.firstIndex(of: .card("led-care-ask"))
    #expect(led != nil && close[(led ?? 0) + 1] == .card("fol-care-ask"))
  }

  @Test func whatHurtsIsOneChoiceAwayAndBack() {
    var session = Session.new()
    session.pick(.hurt)
    #expect(session.layer == .hurt)
    var small = session
    small.pick(.onward)
    #expect(small.layer == nil && small.step == .welcome && small.selected == 0 && small.path == nil)
    session.send(.on)
    #expect(session.layers.isEmpty && session.step == .talking && session.path == .hurt, "it has a road of its own")
  }

  @Test func aDeckThatComesLateIsDealtFrom() {
    var pair = Session.new(.of([]))
    pair.send(.deck(.rich), .on, .on, .on)
    #expect(pair.card?.section == .body)
    var alone = Session.new(.of([]), path: .alone)
    alone.send(.on, .deck(.rich))
    alone.pick(.need(.low))
    #expect(alone.card?.section == .alone)
  }
}
