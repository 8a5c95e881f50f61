// The published sequence, so that a seed means the same everywhere and for ever.

import Testing

@testable import Conversation

struct SplitMix64Tests {
  /// Computed with an independent implementation of the published algorithm.
  @Test(arguments: [
    (UInt64(0), [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f, 0xf88b_b8a8_724c_81ec]),
    (1_234_567, [0x599e_d017_fb08_fc85, 0x2c73_f084_5854_0fa5, 0x883e_bce5_a3f2_7c77, 0x3fbe_f740_e917_7b3f]),
    (.max, [0xe4d9_7177_1b65_2c20, 0xe99f_f867_dbf6_82c9, 0x382f_f84c_b272_81e9, 0x6d1d_b36c_cba9_82d2]),
  ] as [(UInt64, [UInt64])])
  func givesThePublishedSequence(seed: UInt64, expected: [UInt64]) {
    var random = SplitMix64(seed: seed)
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test func aCopyGoesItsOwnWay() {
    var one = SplitMix64(seed: 9)
    _ = one.next()
    var other = one
    #expect(one.next() == other.next())
    #expect(one == other)
  }
}
