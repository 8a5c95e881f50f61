// Random conversations by the million: `walks COUNT FIRST STRIDE` holds one conversation for each seed.
//
// Rules: the model and what it holds the conversation to are the tests' own files; a seed is one conversation for
// ever. Every fourth is a conversation held twice, the covered answers swapped. A fault is told with its seed, and
// the rest goes on; the end is 0 only where there was none.

import Glibc

let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
guard numbers.count == 3, numbers[2] > 0 else {
  print("walks: COUNT FIRST STRIDE")
  exit(64)
}
var seed = numbers[1]
var faults = 0
for _ in 0..<numbers[0] where faults < 100 {
  if let fault = seed % 4 == 3 ? SwappedPair.walk(seed: seed / 4).fault : Walk.fault(seed: seed - seed / 4) {
    faults += 1
    print("fault: seed \(seed): \(fault)")
  }
  seed &+= numbers[2]
}
exit(faults == 0 ? 0 : 1)
