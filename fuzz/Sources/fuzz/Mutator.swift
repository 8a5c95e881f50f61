// Inputs by chance: seeds of the corpus, changed a little, joined and cut.
//
// Rules: everything follows from the seed; what a fuzzer reads is made of the bytes that matter to it.

import Conversation

struct Mutator {
  private var random: SplitMix64
  private let corpus: [[UInt8]]
  private let most: Int

  init(_ corpus: [[UInt8]], most: Int, seed: UInt64) {
    self.corpus = corpus.isEmpty ? [[]] : corpus
    self.most = most
    random = SplitMix64(seed: seed)
  }

  /// Bytes that readers, terminals and editors give a meaning to, and characters that join others.
  private static let pieces: [[UInt8]] =
    [
      "\n", "\r\n", "\"", "\"\"\"", "'''", "[", "]", "[[cards]]\n", "{", "}", "=", ".", ",", "#", "\\", "\\u0000", "\\u{7}",
      "-> ", "---", "X25519", "scrypt", " ", "  ", "> ", "| ", "# ", ": ", "é", "\u{301}", "\u{200D}", "👩", "👧", "🏽", "\u{1F1E9}",
      "\u{1F1EA}", "\u{FE0F}", "한", "\u{1112}", "\u{1161}", "क", "\u{94D}", "م", "漢", "。", "\u{200B}", "\u{202E}", "\u{FEFF}", "\u{2028}",
      "\u{1B}[31m", "\u{9B}", "\0", "9223372036854775808", "-1", "1e309", "true",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

  /// The next input.
  mutating func next() -> [UInt8] {
    var input = corpus.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &random) { change(&input) }
    return Array(input.prefix(most))
  }

  private mutating func change(_ input: inout [UInt8]) {
    let place = Int.random(in: 0...input.count, using: &random)
    let end = min(input.count, place + Int.random(in: 0...16, using: &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1 where place < input.count: input[place] = UInt8.random(in: 0...255, using: &random)
    case 2: input.removeSubrange(place..<end)
    case 3: input.insert(contentsOf: input[place..<end], at: Int.random(in: 0...input.count, using: &random))
    case 4: input.insert(UInt8.random(in: 0...31, using: &random), at: place)
    case 5: input = Array(input[..<place]) + other(from: place)
    default: input.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
    }
  }

  private mutating func other(from place: Int) -> ArraySlice<UInt8> {
    let other = corpus.randomElement(using: &random) ?? []
    return other[min(place, other.count)...]
  }
}
