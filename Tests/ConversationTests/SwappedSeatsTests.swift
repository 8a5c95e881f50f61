// The program adds no clue: with the two seats' covered answers swapped, everything after is the same.

import Testing

@testable import Conversation

struct SwappedSeatsTests {
  @Test(arguments: 0..<300)
  func swappedAnswersLeaveNoTrace(seed: UInt64) {
    let walk = SwappedPair.walk(seed: seed)
    if let fault = walk.fault { Issue.record("\(fault)") }
    #expect(walk.fault != nil || walk.answered > 0 || walk.ended)
  }
}
