// Whether the memory of a long run stays flat, from many looks at it.
//
// Rules: the first half, at least 5,000 steps, warms up (allocators, caches, the first page of each kind) and is not
// judged. A large window or a long note takes some hundred KiB for as long as it is there; a leak raises what lies
// beneath. So the looks of the second half are cut into ten spans, and a line is laid by least squares through the lower
// quartile of each: neither a lucky last look nor odd peaks decide. What is too short for that is not judged at all, and
// says so.

/// Memory over the steps of a run.
struct MemoryTrend {
  /// By how much the line may rise over the second half, in KiB. Over the 50,000 steps of a long second half this is
  /// five bytes a step.
  static let bound = 256.0

  private static let warmUp = 5000.0
  private static let spans = 10

  private var looks: [(step: Double, kibibytes: Double)] = []

  /// One look: memory in KiB after so many steps.
  mutating func look(_ kibibytes: Int, after steps: Int) { looks.append((Double(steps), Double(kibibytes))) }

  /// How many looks are judged; 0 where the run was too short.
  var judged: Int { secondHalf.count }

  /// By how many KiB the line rises from the middle of the run to its end; below zero where it falls. 0 where nothing
  /// is judged.
  var rise: Double {
    let half = Array(secondHalf)
    guard half.count >= Self.spans * 4 else { return 0 }
    let floors = (0..<Self.spans).map { span in
      let looks = half[(half.count * span / Self.spans)..<(half.count * (span + 1) / Self.spans)].map(\.kibibytes).sorted()
      return looks[looks.count / 4]
    }
    let middle = Double(Self.spans - 1) / 2
    let mean = floors.reduce(0, +) / Double(Self.spans)
    let slope = floors.enumerated().reduce(0) { $0 + (Double($1.offset) - middle) * ($1.element - mean) }
    return slope / (0..<Self.spans).reduce(0) { $0 + (Double($1) - middle) * (Double($1) - middle) } * Double(Self.spans)
  }

  /// The mean of the second half in KiB.
  var mean: Double { secondHalf.isEmpty ? 0 : secondHalf.reduce(0) { $0 + $1.kibibytes } / Double(secondHalf.count) }

  private var secondHalf: ArraySlice<(step: Double, kibibytes: Double)> {
    guard let last = looks.last, last.step >= 2 * Self.warmUp else { return [] }
    return looks.drop { $0.step < last.step / 2 }
  }
}
