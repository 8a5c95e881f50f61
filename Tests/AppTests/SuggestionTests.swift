// The words that a suggested passphrase is made of, and how they are drawn.

import Testing
import Vault

@testable import App

@Suite struct SuggestionTests {
  let list = Resources.passphraseWords

  @Test func theListIsFairAndEasyToType() {
    #expect(list.count == 512, "a power of two, so that each word is nine bits")
    #expect(Set(list).count == list.count)
    for word in list { #expect(word.utf8.allSatisfy { (0x61...0x7A).contains($0) } && (3...7).contains(word.count), "\(word)") }
  }

  /// Eight of 512 words are as good as a random number of 72 bits.
  @Test func enoughIsDrawn() {
    let words = Suggestion.draw(from: list).split(separator: " ").map(String.init)
    #expect(words.count == Suggestion.count && words.allSatisfy(list.contains))
    #expect(Suggestion.count * 9 >= 72)
  }

  /// All words come, about equally often: of 4,096 draws of eight the rarest is far from never.
  @Test func noWordIsLeftOut() {
    var counts: [Substring: Int] = [:]
    for _ in 0..<4096 { for word in Suggestion.draw(from: list).split(separator: " ") { counts[word, default: 0] += 1 } }
    #expect(counts.count == list.count)
    // 64 are expected of each; a fair draw is outside of this once in some billion runs.
    #expect(counts.values.allSatisfy { (10...160).contains($0) }, "\(counts.values.sorted())")
  }
}
