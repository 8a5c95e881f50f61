// The judge of a long run's memory, judged itself.

import Testing

@Suite struct MemoryTrendTests {
  /// 100,000 steps, a look every ten: a warm-up, then what `memory` says.
  private func trend(_ memory: (Int) -> Int) -> MemoryTrend {
    var trend = MemoryTrend()
    for step in stride(from: 0, to: 100_000, by: 10) {
      trend.look(step < 3000 ? 12_000 + step : 16_000 + memory(step), after: step)
    }
    return trend
  }

  @Test func aWarmUpAndPeaksAreNoRise() {
    #expect(abs(trend { $0 % 700 == 0 ? 900 : $0 % 3 * 40 }.rise) < 20)
    #expect(trend { _ in 0 }.rise == 0)
    #expect(trend { _ in 0 }.mean == 16_000)
  }

  @Test func eightBytesAStepAreSeen() {
    let trend = trend { $0 * 8 / 1024 }
    #expect(trend.rise > MemoryTrend.bound)
    #expect((388...393).contains(trend.rise))
  }

  /// Two looks, the first and the last, would call this flat.
  @Test func aFallAtTheVeryEndHidesNothing() {
    #expect(trend { $0 > 99_900 ? 0 : $0 / 50 }.rise > MemoryTrend.bound)
  }

  @Test func withoutLooksThereIsNothing() { #expect(MemoryTrend().rise == 0 && MemoryTrend().judged == 0) }
}
