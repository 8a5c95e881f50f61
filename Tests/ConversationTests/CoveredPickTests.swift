// One covered question.

import Testing

@testable import Conversation

struct CoveredPickTests {
  @Test func leftThenRightThenBothTheSmallerFirst() {
    var pick = CoveredPick()
    #expect(pick.turn == .left)
    #expect(pick.pick(2) == nil)
    #expect(pick.turn == .right)
    let both = pick.pick(0)
    #expect(both?.smaller == 0 && both?.larger == 2)
    #expect(pick == CoveredPick(), "nothing stays behind")
  }

  @Test func theOrderLeavesNoTrace() {
    for one in 0..<3 {
      for other in 0..<3 {
        var first = CoveredPick()
        var second = CoveredPick()
        _ = first.pick(one)
        _ = second.pick(other)
        let (left, right) = (first.pick(other), second.pick(one))
        #expect(left?.smaller == right?.smaller && left?.larger == right?.larger)
        #expect(first == second)
      }
    }
  }

  @Test func resetForgets() {
    var pick = CoveredPick()
    _ = pick.pick(1)
    pick.reset()
    #expect(pick == CoveredPick())
  }
}
