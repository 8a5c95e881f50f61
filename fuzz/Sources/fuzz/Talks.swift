// The whole conversation: random events, and after each what must be true.
//
// Rules: the walk and its invariants are the tests' own; the input is the walk's seed, so that mutating bytes is
// drawing another walk.

import Conversation

func conversationProblem(_ input: [UInt8]) -> String? {
  var walk = Walk(seed: input.mixed)
  for place in 0..<600 where !walk.session.ended {
    let event = walk.next()
    if let fault = walk.take(event) { return "\(fault), after \(place) events, the last \(event)" }
  }
  return walk.faultAfterTheEnd
}
