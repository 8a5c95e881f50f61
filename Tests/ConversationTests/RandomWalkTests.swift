// Random conversations of every kind, held against what must be true at every moment.

import Testing

@testable import Conversation

struct RandomWalkTests {
  @Test(arguments: 0..<1400)
  func nothingEverGoesWrong(seed: UInt64) {
    var walk = Walk(seed: seed)
    for place in 0..<600 where !walk.session.ended {
      let event = walk.next()
      if let fault = walk.take(event) {
        Issue.record("\(fault), after \(place) events, the last \(event), at \(walk.session.step) under \(walk.session.layers)")
        return
      }
    }
    if let fault = walk.faultAfterTheEnd { Issue.record("\(fault)") }
  }
}
