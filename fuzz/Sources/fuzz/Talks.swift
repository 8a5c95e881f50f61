// The whole conversation: random events, and after each what must be true.
//
// Rules: the walk and its invariants are the tests' own; the input is the walk's seed, so that mutating bytes is
// drawing another walk.

func conversationProblem(_ input: [UInt8]) -> String? { Walk.fault(seed: input.mixed) }
