// A very long evening: steps, covers, notes, pastes, new sizes, stops and signals by chance, in a real terminal.
//
// Rules: only with AFTERCARE_LONGER=1; AFTERCARE_SOAK says how many steps, 20,000 unless told; the seed is fixed.
// The program may be left by its own keys and is then begun again; any other end is a failure. It has no home, so
// that nothing but the conversation itself can take memory. Within one run of the program, memory after the warm-up
// and at the end differ by little, and descriptors not at all.

import Foundation
import TestSupport
import Testing

@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["AFTERCARE_LONGER"] == "1", "set AFTERCARE_LONGER=1"), .serialized)
struct SoakLongerTests {
  @Test(.timeLimit(.minutes(30))) func aLongEveningTakesNoMoreThanAShortOne() throws {
    let steps = ProcessInfo.processInfo.environment["AFTERCARE_SOAK"].flatMap(Int.init) ?? 20_000
    var random = Chance(state: 9)
    var tally = Tally()
    while tally.steps < steps {
      var evening = try Evening()
      try evening.goOn(until: steps - tally.steps, &random)
      tally.add(evening)
      try evening.end()
    }
    tally.tell()
    // A note and its way through the conversation stay in memory until the end: 2 MiB is thousands of them.
    #expect(tally.growth < 2048, "memory grew by \(tally.growth) KiB within one run")
    #expect(tally.steps >= steps)
  }
}

/// SplitMix64: the same on every run.
private struct Chance: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What was done, for the table.
private struct Tally {
  private(set) var steps = 0, growth = 0
  private var runs = 0, longest = 0, early = 0, late = 0
  private var kinds: [Evening.Kind: Int] = [:]
  private var places: Set<String> = []

  mutating func add(_ evening: Evening) {
    steps += evening.steps
    runs += 1
    places.formUnion(evening.places)
    kinds.merge(evening.kinds, uniquingKeysWith: +)
    if let memory = evening.memory {
      growth = max(growth, memory.late - memory.early)
      if evening.steps > longest { (longest, early, late) = (evening.steps, memory.early, memory.late) }
    }
  }

  func tell() {
    print("soak: \(steps) steps in \(runs) runs, \(places.count) kinds of screen; longest \(longest) steps: \(early) KiB early, \(late) KiB late")
    for (kind, count) in kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { print("  \(kind.rawValue): \(count)") }
  }
}

/// One run of the program.
private struct Evening {
  enum Kind: String { case keys, notes, pastes, sizes, stops, signals, rubbish }

  let session: PtySession
  private(set) var steps = 0
  private(set) var kinds: [Kind: Int] = [:]
  /// Memory in KiB after the warm-up and at the end; `nil` for a run that was short.
  private(set) var memory: (early: Int, late: Int)?
  /// The first words of every screen that was met.
  private(set) var places: Set<String> = []
  private var descriptors: Int?
  private static let warmUp = 1500

  init() throws {
    var environment = PtySession.environment
    environment["HOME"] = nil
    session = try PtySession(builtProgram("aftercare"), environment: environment)
    try session.wait(forText: "Hello, you")
    try session.settle()
  }

  /// Goes on until so many steps are done, or the program was left.
  mutating func goOn(until most: Int, _ random: inout Chance) throws {
    while steps < most, session.ending == nil {
      for _ in 0..<12 where session.ending == nil { try step(&random) }
      if session.ending == nil { try session.settle() }
      if session.ending == nil { try measure() }
      places.insert(session.rows.first { !$0.isEmpty }?.split(separator: " ").prefix(3).joined(separator: " ") ?? "")
    }
  }

  /// Takes memory and descriptors.
  private mutating func measure() throws {
    guard steps > Self.warmUp, let now = session.statusNumber("VmRSS"), now > 0 else { return }
    memory = (memory?.early ?? now, now)
    let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(session.pid)/fd").count
    #expect(descriptors == nil || open == nil || descriptors == open, "descriptors after \(steps) steps")
    descriptors = descriptors ?? open
  }

  /// Ends the program as `kill` does, unless it was left; the terminal is as it was found.
  func end() throws {
    if session.ending == nil {
      session.signal(SIGTERM)
      #expect(try session.waitForEnd() == .exited(143))
    }
    #expect([.exited(0), .exited(143)].contains(session.ending), "ended \(session.ending.debugDescription)")
    #expect(session.modes == session.modesBefore)
    #expect(!session.isAlternate)
  }

  private mutating func step(_ random: inout Chance) throws {
    switch Int.random(in: 0..<1000, using: &random) {
    case 0..<880: try type(Self.keys.randomElement(using: &random) ?? "", .keys)
    case 880..<920: try note(&random)
    case 920..<940: try type("\u{1B}[200~pasted\rwords é 👩\u{200D}👧\u{1B}[201~", .pastes)
    case 940..<970: resize(&random)
    case 970..<980: try stop()
    case 980..<990: signal(&random)
    default: try type(Self.rubbish.randomElement(using: &random) ?? "", .rubbish)
    }
  }

  /// On and back about as often, so that the end is seldom met; every kind of key that the program knows.
  private static let keys =
    Array(repeating: "\u{1B}[D", count: 8) + Array(repeating: "\u{1B}[C", count: 9) + [
      "\u{1B}[A", "\u{1B}[B", "\u{1B}[B", "\u{1B}", "e", "m", "\t", "f", "?", "1", "4", "6", "\u{C}", "\u{1A}", "x", "\u{7F}",
    ]

  private static let rubbish = ["\u{1B}[999;999;999R", "\u{1B}[M   ", "\u{1B}OZ", "\u{0}", "\u{9B}", "\u{1B}]0;t\u{7}", "é漢👩"]

  private mutating func type(_ text: String, _ kind: Kind) throws {
    count(kind)
    try session.send(text)
  }

  /// A note, kept for the evening or covered and left.
  private mutating func note(_ random: inout Chance) throws {
    try type("n", .notes)
    try session.send("\u{1B}[C\u{1B}[Cwarm words 👩\u{200D}👧")
    try session.send(Bool.random(using: &random) ? "\r" : "\u{15}\r")
  }

  private mutating func resize(_ random: inout Chance) {
    count(.sizes)
    session.resize(columns: Int.random(in: 1...220, using: &random), rows: Int.random(in: 1...70, using: &random))
  }

  private mutating func stop() throws {
    count(.stops)
    session.signal(SIGSTOP)
    // The key before may have been the last.
    do { try session.wait(for: "the program to stop") { session.isStopped } } catch where session.ending != nil { return }
    session.signal(SIGCONT)
  }

  private mutating func signal(_ random: inout Chance) {
    count(.signals)
    session.signal([SIGWINCH, SIGCONT, SIGTSTP, SIGPIPE, SIGXFSZ].randomElement(using: &random) ?? SIGWINCH)
  }

  private mutating func count(_ kind: Kind) {
    steps += 1
    kinds[kind, default: 0] += 1
  }
}
