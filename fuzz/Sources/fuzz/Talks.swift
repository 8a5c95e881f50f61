// The whole conversation: random events, and after each what must be true.
//
// Rules: the walk and its invariants are the tests' own. The first byte is the seed of what is set beforehand, and
// each byte after it is one decision, so that changing one is changing one; what is left when they end is by chance.

func conversationProblem(_ input: [UInt8]) -> String? {
  Walk.fault(seed: UInt64(input.first ?? 0), decisions: Array(input.dropFirst()))
}
