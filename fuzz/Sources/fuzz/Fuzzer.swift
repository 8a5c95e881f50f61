// What a fuzzer is, and all of them.
//
// Rules: an input is bytes, and everything follows from them, so that a saved input repeats its finding. What must
// be true is told apart from crashes: a fuzzer answers with what went wrong; the process that watches sees the rest.

/// One door of the program, and what must be true of whatever comes through it.
struct Fuzzer: Sendable {
  let name: String
  /// What went wrong with this input, if anything did.
  let problem: @Sendable ([UInt8]) -> String?

  static let all: [Fuzzer] = [
    Fuzzer(name: "deck", problem: deckProblem),
    Fuzzer(name: "age", problem: AgeFuzzer().problem),
    Fuzzer(name: "record", problem: recordProblem),
    Fuzzer(name: "sanitiser", problem: sanitiserProblem),
    Fuzzer(name: "lines", problem: linesProblem),
    Fuzzer(name: "editor", problem: editorProblem),
    Fuzzer(name: "conversation", problem: conversationProblem),
  ]
}

extension [UInt8] {
  /// The bytes as text, the first one left out; what is not UTF-8 is replaced.
  var textAfterFirst: String { String(decoding: dropFirst(), as: UTF8.self) }
}
