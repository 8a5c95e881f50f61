// Whether the memory of a long run stays flat, from many looks at it.
//
// Rules: the first half, at least 5,000 steps, warms up (allocators, caches, the first page of each kind) and is not
// judged. A line is laid through all looks of the second half by least squares, so that neither a lucky last look nor
// one odd peak decides. What is too short for that is not judged at all, and says so.

/// Memory over the steps of a run.
struct MemoryTrend {
  /// By how much the line may rise over the second half, in KiB. What allocators hold back moves by some tens of KiB;
  /// over the 50,000 steps of a long second half this is five bytes a step.
  static let bound = 256.0

  private static let warmUp = 5000.0

  private var looks: [(step: Double, kibibytes: Double)] = []

  /// One look: memory in KiB after so many steps.
  mutating func look(_ kibibytes: Int, after steps: Int) { looks.append((Double(steps), Double(kibibytes))) }

  /// How many looks are judged; 0 where the run was too short.
  var judged: Int { secondHalf.count }

  /// By how many KiB the line rises from the middle of the run to its end; below zero where it falls. 0 for fewer
  /// than two looks.
  var rise: Double {
    let half = secondHalf
    guard let first = half.first, let last = half.last, last.step > first.step else { return 0 }
    let count = Double(half.count)
    let step = half.reduce(0) { $0 + $1.step } / count
    let memory = half.reduce(0) { $0 + $1.kibibytes } / count
    let both = half.reduce(0) { $0 + ($1.step - step) * ($1.kibibytes - memory) }
    let steps = half.reduce(0) { $0 + ($1.step - step) * ($1.step - step) }
    return both / steps * (last.step - first.step)
  }

  /// The mean of the second half in KiB.
  var mean: Double { secondHalf.isEmpty ? 0 : secondHalf.reduce(0) { $0 + $1.kibibytes } / Double(secondHalf.count) }

  private var secondHalf: ArraySlice<(step: Double, kibibytes: Double)> {
    guard let last = looks.last, last.step >= 2 * Self.warmUp else { return [] }
    return looks.drop { $0.step < last.step / 2 }
  }
}
