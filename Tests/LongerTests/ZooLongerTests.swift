// Every terminal that the machine has a description of: start, three steps, goodbye.
//
// Rules: only with AFTERCARE_LONGER=1; a terminal either works, and gets its modes back, or is refused in one line
// and a hint with the documented exit code; nothing else will do. What a strange terminal shows is not read, only that
// each step makes the program say something.

import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["AFTERCARE_LONGER"] == "1", "set AFTERCARE_LONGER=1"), .serialized)
struct ZooLongerTests {
  private static let program = builtProgram("aftercare")

  /// What became of one terminal.
  private enum Outcome: Hashable {
    case worked
    case refused(String)
    case failed(String)
  }

  @Test(.timeLimit(.minutes(15))) func everyTerminalWorksOrIsRefusedInOneLine() {
    let names = Self.installed
    #expect(names.count > 20, "hardly any terminal is described here")
    let outcomes = Self.each(names) { name in
      do { return try Self.visit(name) } catch { return .failed("\(error)") }
    }
    for (name, outcome) in zip(names, outcomes) {
      if case .failed(let why) = outcome { Issue.record("TERM=\(name): \(why)") }
    }
    Self.tell(outcomes)
  }

  /// The names under which terminals are described, aliases with them.
  private static var installed: [String] {
    let folders = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
    let paths = folders.flatMap { folder in
      (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    }
    // A folder a first letter, or its number in hexadecimal.
    let names = Set(paths.filter { $0.contains("/") }.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
    // That name asks for lines in place of screens, which tests of lines are for.
    return names.subtracting(["dumb"]).sorted()
  }

  /// Does the work for every name, one at a time for each processor.
  private static func each(_ names: [String], _ work: @Sendable @escaping (String) -> Outcome) -> [Outcome] {
    let outcomes = Mutex([Outcome](repeating: .failed("not tried"), count: names.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < names.count else { return }
        let outcome = work(names[place])
        outcomes.withLock { $0[place] = outcome }
      }
    }
    return outcomes.withLock { $0 }
  }

  private static func visit(_ name: String) throws -> Outcome {
    let home = TemporaryFolder()
    var environment = PtySession.environment
    environment["TERM"] = name
    environment["HOME"] = home.path
    let session = try PtySession(program, environment: environment, readsScreen: false)
    try awaitWord(session, after: 0)
    for _ in 0..<3 where session.ending == nil {
      let said = session.output.count
      try session.send("\r")
      try awaitWord(session, after: said)
    }
    return session.ending == nil ? try sayGoodbye(session) : refusal(session, name)
  }

  /// Waits until the program has said something and sleeps, or has ended.
  private static func awaitWord(_ session: PtySession, after count: Int) throws {
    do {
      try session.wait(for: "a word of the program") { session.output.count > count }
    } catch where session.ending != nil { return }
    try session.settle()
  }

  private static func sayGoodbye(_ session: PtySession) throws -> Outcome {
    let said = session.output.count
    try session.send("q")
    try awaitWord(session, after: said)
    try session.send("q")
    let ending = try session.waitForEnd()
    guard ending == .exited(0) else { return .failed("ended \(ending)") }
    return session.modes == session.modesBefore ? .worked : .failed("left other modes")
  }

  /// A refusal is one line that names what is wrong and one that helps, without a sequence for the terminal, and 69.
  private static func refusal(_ session: PtySession, _ name: String) -> Outcome {
    let text = String(decoding: session.output, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    guard session.ending == .exited(69) else { return .failed("ended \(session.ending.debugDescription): \(text)") }
    guard lines.count == 2, lines[0].hasPrefix("aftercare: "), lines[0].contains("the terminal “\(name)”"),
      lines[1].hasPrefix("hint: "), lines[1].hasSuffix("aftercare --plain"), !text.contains("\u{1B}")
    else {
      return .failed("refused in other words: \(text.debugDescription)")
    }
    guard session.modes == session.modesBefore else { return .failed("refused, with other modes") }
    return .refused(String(lines[0].replacing("“\(name)”", with: "…")))
  }

  private static func tell(_ outcomes: [Outcome]) {
    func count(_ isOne: (Outcome) -> Bool) -> Int { outcomes.count(where: isOne) }
    let reasons = outcomes.compactMap { if case .refused(let why) = $0 { why } else { nil } }
    let failed = count { if case .failed = $0 { true } else { false } }
    report(
      "terminals that terminfo describes", outcomes.count,
      "\(count { $0 == .worked }) worked, \(reasons.count) refused in one line, \(failed) failed")
    for reason in Set(reasons).sorted() { print("  \(reasons.count { $0 == reason }) times \(reason)") }
  }
}
