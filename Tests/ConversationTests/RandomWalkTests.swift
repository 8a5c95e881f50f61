// Random conversations of every kind, held against what must be true at every moment.

import Testing

struct RandomWalkTests {
  @Test(arguments: 0..<1400)
  func nothingEverGoesWrong(seed: UInt64) {
    if let fault = Walk.fault(seed: seed) { Issue.record("\(fault)") }
  }
}
