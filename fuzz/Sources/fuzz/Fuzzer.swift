// What a fuzzer is, and all of them.
//
// Rules: an input is bytes, and everything follows from them, so that a saved input repeats its finding. What must
// be true is told apart from crashes: a fuzzer answers with what went wrong; the process that watches sees the rest.

/// One door of the program, and what must be true of whatever comes through it.
struct Fuzzer {
  let name: String
  /// The longest input it is given.
  let most: Int
  /// What went wrong with this input, if anything did.
  let problem: ([UInt8]) -> String?

  @MainActor static let all: [Fuzzer] = [
    Fuzzer(name: "deck", most: 8192, problem: deckProblem),
    Fuzzer(name: "age", most: 4096, problem: AgeFuzzer().problem),
    Fuzzer(name: "record", most: 4096, problem: recordProblem),
    Fuzzer(name: "sanitiser", most: 512, problem: sanitiserProblem),
    Fuzzer(name: "lines", most: 512, problem: linesProblem),
    Fuzzer(name: "editor", most: 1024, problem: editorProblem),
    Fuzzer(name: "conversation", most: 8, problem: conversationProblem),
  ]
}

extension [UInt8] {
  /// A number made of all the bytes: FNV-1a.
  var mixed: UInt64 { reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }

  /// The bytes as text, the first one left out; what is not UTF-8 is replaced.
  var textAfterFirst: String { String(decoding: dropFirst(), as: UTF8.self) }
}
