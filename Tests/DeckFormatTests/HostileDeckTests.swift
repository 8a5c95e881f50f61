// Broken and hostile files: whatever the bytes, the reader and the check give a deck or clean faults.

import Conversation
import Testing

@testable import DeckFormat

@Suite struct HostileDeckTests {
  /// A deck or faults; the two agree, places are real, and messages hold nothing that drives a terminal.
  private func survive(_ bytes: [UInt8]) {
    let faults = DeckCheck.check(bytes, file: "d")
    let lines = bytes.count { $0 == 0x0A } + 1
    for fault in faults {
      #expect((1...lines).contains(fault.line) && fault.column >= 1)
      #expect(!fault.what.isEmpty && !fault.hint.isEmpty)
      #expect(SafeText.firstUnsafe(fault.what + fault.hint) == nil)
    }
    switch DeckReader.read(bytes, file: "d") {
    case .success(let deck):
      #expect(!deck.cards.isEmpty && deck.cards.allSatisfy { DeckLimits.isID($0.id) && !$0.text.isEmpty })
    case .failure(let unreadable):
      #expect(!unreadable.faults.isEmpty)
      #expect(faults.contains { $0.severity == .error })
    }
  }

  private let sound = Array(
    (deck("kind = \"choice\"\nchoices = [\"a\", \"b\"]\nallow = { gender = \"x\" }\nlistener = \"\"\"\nHer\\\n é\"\"\"")
      + "\n").utf8)

  @Test func truncations() {
    for length in sound.indices { survive(Array(sound.prefix(length))) }
  }

  @Test func flips() {
    var state: UInt64 = 42
    for _ in 0..<1500 {
      var bytes = sound
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let at = Int(state >> 33) % bytes.count
        switch (state >> 20) % 4 {
        case 0: bytes[at] ^= UInt8(1 << ((state >> 24) % 8))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8(truncatingIfNeeded: state >> 40), at: at)
        default: bytes[at] = Array("\"'[]{}=.,#\\\n\r".utf8)[Int(state >> 45) % 13]
        }
      }
      survive(bytes)
    }
  }

  @Test(arguments: [
    "", "\0", "\u{FEFF}", "\r", "[", "[[", "]", "=", "\"", "'''", "\"\"\"", "a", "a=", "a.b", "[[cards]]", "cards = []",
    "format = 1\ncards = [{}, 1]", "format = 1\ncards = [[]]", "format = 1\n[cards]",
    "format = 1\n[deck.name]\n[[cards]]",
    "format = 1\n[[cards.id]]", "format = 1\n[deck]\nallow.x.y = 1\n[[cards]]\nallow = []",
    "format = -9223372036854775808", "format = 1\n[\"\\u001b[31m\"]\n\"\\u202e\" = 1",
    "format = 1\n[[cards]]\nid = \"\\u001b\"\nsection = \"\\u0007\"\nmirror = \"\\u202e\"\nallow = { \"\\u009b\" = 1 }",
  ])
  func oddFiles(text: String) {
    survive(Array(text.utf8))
  }

  /// A fault is a line and its hint; a key that holds a line end could write a line of its own below.
  @Test func noKeyWritesAMessageOfItsOwn() {
    let text = "format = 1\n[deck]\n\"x\\nfine: error: none\" = 1\n[[cards]]\nsection = \"a\\nb\"\n"
    let faults = DeckCheck.check(Array(text.utf8), file: "d")
    let words = faults.map { $0.what + $0.hint }.joined()
    #expect(words.contains("fine: error: none"))
    #expect(!words.unicodeScalars.contains("\n"))
  }

  @Test func largeAndDeep() {
    let open = "format = 1\n[deck]\nname = \"d\"\ntitle = \"D\"\nlanguage = \"en\"\n"
    for piece in [
      "[", "{", "a.", "[a]\n", "[[cards]]\n", "\"", "'", "\\", "a={", "[[cards]]\nid = \"x\"\n", "# ?", "\n", "\r\n",
      "é",
    ] {
      let count = 200_000 / piece.utf8.count
      survive(Array((open + String(repeating: piece, count: count)).utf8))
      survive(Array((open + "x = " + String(repeating: piece, count: count)).utf8))
    }
    survive(Array(repeating: 0xFF, count: DeckLimits.bytes + 1))
    survive(Array(repeating: 0x80, count: 1000))
  }

  @Test func longTexts() {
    for piece in ["?", "a ", "a-", "he ", "a. ", "'", "é", "open up "] {
      survive(Array(deck(text: String(repeating: piece, count: 8000 / piece.utf8.count)).utf8))
    }
  }

  /// Two thousand cards that are all nearly the same are still compared in a moment.
  @Test func manyNearTwins() {
    let deck = largeDeck(2000) { card, number in card.text = "What would help you to rest in this room \(number)?" }
    #expect(DeckCheck.check(Array(DeckWriter.text(deck).utf8), file: "d").count >= 1999)
  }
}
