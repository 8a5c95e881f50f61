// A line of 1,200 baud, as over an old modem or a serial console: ten bits a character, 120 characters a second.
//
// Rules: the terminal's speed is set, as a modem's would be, and no more is read than the line would carry.

import Glibc
import TestSupport
import Testing

@Suite(.enabled(if: getenv("AFTERCARE_LONGER") != nil, "takes a minute: AFTERCARE_LONGER=1"))
struct SlowLineLongerTests {
  @Test func twelveHundredBaudIsUsable() throws {
    let home = TemporaryFolder()
    let session = try PtySession(
      "/bin/sh", ["-c", "stty 1200 && exec \(program) --still"], environment: environment(of: home, ["TERM": "vt100"]))
    let first = try session.waitOnLine(baud: 1200, for: "the first screen") { session.text.contains("→ when ready") || session.text.contains("Esc") }
    try expectQuiet(session)
    var steps: [Double] = []
    for wanted in ["goes first", "now you", "Arriving"] {
      try session.send(Key.right)
      steps.append(try session.waitOnLine(baud: 1200, for: wanted) { session.text.contains(wanted) })
      try expectQuiet(session)
    }
    // In the middle of a screen that is still on its way.
    try session.send(Key.right)
    try session.send(Key.escape)
    let covered = try session.waitOnLine(baud: 1200, for: "the menu") { session.text.contains("Rest here") }
    #expect(first <= 10 && covered <= 10, "first \(first) s, covered \(covered) s")
    #expect(steps.allSatisfy { $0 <= 6 }, "\(steps)")
    report(
      "a line of 1,200 baud", 5,
      "first screen \(tenths(first)) s, a step \(tenths(steps.max() ?? 0)) s at most, Esc in the middle of one \(tenths(covered)) s")
  }

  /// What has been said is all there before the next key.
  private func expectQuiet(_ session: PtySession) throws {
    _ = try session.waitOnLine(baud: 1200, for: "a quiet line") { !session.hasOutputWaiting }
  }

  private func tenths(_ seconds: Double) -> Double { (seconds * 10).rounded() / 10 }
}

/// What a step costs on any line; ncurses sends what differs, and the page differs little.
@Suite struct StepSizes {
  @Test func aStepIsFewBytes() throws {
    let couple = try Couple(["--still"])
    let first = couple.session.output.count
    #expect(first < 1000, "the first screen: \(first) bytes")
    var sizes: [Int] = []
    while couple.session.ending == nil, couple.session.isAlternate {
      guard sizes.count < 80 else { break }
      let before = couple.session.output.count
      try couple.step()
      sizes.append(couple.session.output.count - before)
    }
    #expect(sizes.count > 8)
    #expect(sizes.max() ?? 0 < 900, "\(sizes)")
    #expect(sizes.sorted()[sizes.count / 2] < 450, "\(sizes)")
  }
}
