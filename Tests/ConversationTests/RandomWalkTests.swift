// Random conversations of every kind, held against what must be true at every moment.

import Testing

struct RandomWalkTests {
  @Test(arguments: 0..<1400)
  func nothingEverGoesWrong(seed: UInt64) {
    if let fault = Walk.fault(seed: seed) { Issue.record("\(fault)") }
  }

  /// Walks out of millions on which the model was wrong: a place with nothing left to ask is passed by on the way
  /// back; words still stand in their editor after a clock; the key to copy is asked for and told. And walks on which
  /// the conversation was wrong: a favourite brought its mirror from an ended section, a note under a page was left
  /// without being saved, the mark stood below a list that had become shorter, a vault was burned under its list, a card was
  /// its own mirror, a subject came in the arrival and again in the talk or its close.
  @Test(arguments: [
    1211, 29_507, 8_920_584_757_775_597_922, 806_760, 927_800, 2_247_564, 922_404, 993_162, 1_070_619, 3_013_145, 3_563_504,
    45_100_257, 1844, 2760, 4004, 34_972, 6392, 20_060, 21_531,
    33_032,
  ] as [UInt64])
  func rareWalks(seed: UInt64) {
    if let fault = Walk.fault(seed: seed) { Issue.record("\(fault)") }
  }
}
