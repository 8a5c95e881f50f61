// A very long evening in one process: steps, covers, sealed notes, pastes, new sizes, stops and signals by chance, in
// a real terminal under a real shell.
//
// Rules: only with AFTERCARE_LONGER=1; AFTERCARE_SOAK says how many steps; AFTERCARE_SEED another seed. The same bytes
// are replayed without a terminal, and every few steps, and at the end, both show the same. The replay also tells which
// keys would end the evening; those are not typed. Memory is looked at every few steps and stays flat, as `MemoryTrend`
// judges it; descriptors are the same at every look.

import CellGrid
import Conversation
import DeckFormat
import Foundation
import TestSupport
import Testing

@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["AFTERCARE_LONGER"] == "1", "set AFTERCARE_LONGER=1"), .serialized)
struct SoakLongerTests {
  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

  @Test(.timeLimit(.minutes(60))) func aLongEveningIsTheSameAsWithoutATerminal() throws {
    let steps = Self.number("AFTERCARE_SOAK") ?? 20_000
    let seed = Self.number("AFTERCARE_SEED") ?? 9
    let evening = try Evening(seed: UInt64(seed))
    try evening.makeVault()
    while evening.steps < steps { try evening.goOn() }
    try evening.end()
    let memory = evening.memory
    let rise = "mean \(Int(memory.mean)) KiB, over the second half \(Int(memory.rise.rounded())) KiB more"
    report("soak: steps in one process, seed \(seed)", evening.steps, "one process, the same descriptors")
    report("soak: looks at its memory", memory.judged, memory.judged > 0 ? rise : "too few steps to judge it")
    for (kind, count) in evening.kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      report("soak: \(kind.rawValue)", count, "the same screen as without a terminal")
    }
    report("soak: screens compared", evening.compared, "equal, of \(evening.places.count) kinds")
    #expect(memory.rise < MemoryTrend.bound)
    if steps >= 10_000 { #expect(memory.judged > 100) }
    if steps >= 2500 { #expect(evening.places.count > 15) }
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

/// One run of the program under a shell, with its replay beside it.
private final class Evening {
  enum Kind: String { case keys, covers, notes, pastes, sizes, stops, signals, rubbish }

  private(set) var steps = 0, compared = 0
  private(set) var kinds: [Kind: Int] = [:]
  /// The first words of every screen that was met.
  private(set) var places: Set<String> = []
  private let home = TemporaryFolder()
  private let session: PtySession
  private let shellModes: TerminalModes
  private var job: pid_t = 0
  private var replay: Replay
  private var random: Chance
  /// What was typed last, for the message of a failure.
  private var typed: [String] = []
  private(set) var memory = MemoryTrend()
  private var descriptors: Int?
  private static let passphrase = "seven quiet otters"

  init(seed: UInt64) throws {
    random = Chance(state: seed)
    guard case .success(let deck) = DeckReader.read(Array(coveredDeck.utf8), file: "d") else {
      throw WaitFailure(description: "the deck cannot be read")
    }
    replay = Replay(deck, size: Size(columns: 80, rows: 24))
    var environment = PtySession.environment
    environment.merge(["HOME": home.path, "TZ": "UTC", "PS1": "shell> "]) { $1 }
    session = try PtySession("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
    try session.wait(forText: "shell>")
    shellModes = session.modes
    let deckFile = home.write("deck.toml", coveredDeck)
    try session.send("\(builtProgram("aftercare")) --still --deck \(deckFile)\n")
    try session.wait(forText: "Hello, you")
    job = session.foreground
    session.subject = job
  }

  // MARK: The opening, always the same

  /// To the first card, and to a first note in a vault of its own.
  func makeVault() throws {
    try compare()
    for key in ["\r", "1", "1"] { try press(key) }
    while replay.session.card?.section != .comfort { try press("\u{1B}[C") }
    for key in ["n", "2", "2", Self.passphrase] { try press(key) }
    try unlock(.vault(.unknown))
    // One passphrase for both.
    for key in ["1", Self.passphrase] { try press(key) }
    try unlock(.vault(.made))
    for key in ["1", "the first words", "\r"] { try press(key) }
    #expect(replay.session.keeping == .sealed)
  }

  /// Sends the passphrase; the answer is the one that opening or making the vault has to come to.
  private func unlock(_ answer: Event) throws {
    try session.send("\r")
    replay.type("\r")
    replay.hear(answer)
    try session.wait(for: "the vault", timeout: 120) { isSame }
    try compare()
  }

  private func press(_ keys: String) throws {
    try session.send(keys)
    replay.type(keys)
    try compare()
  }

  // MARK: The evening

  /// A handful of steps, and a look at both.
  func goOn() throws {
    for _ in 0..<12 { try step() }
    try compare()
    let title = session.rows.first { !$0.isEmpty }?.split(separator: " ").prefix(3).joined(separator: " ") ?? ""
    places.insert(title)
    measure()
  }

  private func measure() {
    let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(job)/fd").count
    #expect(open != nil && (descriptors == nil || descriptors == open), "descriptors after \(steps) steps")
    descriptors = descriptors ?? open
    // What is the process's own, wherever the kernel keeps it; pages of files come and go.
    let own = ["RssAnon", "VmSwap"].map { session.statusNumber($0) ?? 0 }.reduce(0, +)
    #expect(own > 0)
    memory.look(own, after: steps)
  }

  private func step() throws {
    switch Int.random(in: 0..<1000, using: &random) {
    case 0..<830: try type(Self.keys.randomElement(using: &random) ?? "", .keys)
    case 830..<880: try cover()
    case 880..<920: try note()
    case 920..<940: try type("\u{1B}[200~pasted\rwords é 漢\u{1B}[201~", .pastes)
    case 940..<965: try resize()
    case 965..<980: try stop()
    case 980..<990: try signal()
    default: try type(Self.rubbish.randomElement(using: &random) ?? "", .rubbish)
    }
  }

  /// On and back about as often; every kind of key that the program knows.
  private static let keys =
    Array(repeating: "\u{1B}[D", count: 8) + Array(repeating: "\u{1B}[C", count: 9) + [
      "\u{1B}[A", "\u{1B}[B", "\u{1B}[B", "\u{1B}[27u", "e", "m", "\t", "f", "?", "1", "4", "6", "7", "x", "\u{7F}", "q",
      "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}OF", "\u{1B}\r", "\u{1F}", "\u{17}", "\u{1B}d", "👩\u{200D}👧",
    ]

  private static let rubbish = ["\u{1B}[999;999;999R", "\u{1B}[M   ", "\u{1B}OZ", "\u{0}", "\u{9B}", "\u{1B}]0;t\u{7}", "é漢"]

  /// Types what does not end the evening.
  private func type(_ text: String, _ kind: Kind) throws {
    // Whether a key is taken while a covered question is handed over depends on a moment.
    if replay.session.isHandingOver { try compare() }
    var next = replay
    next.type(text)
    guard next.mayFollow(replay) else { return }
    replay = next
    count(kind)
    typed = typed.suffix(30) + [text]
    // Keys that are read in one piece may be a word or a paste; with a NUL behind each, which means nothing, they are keys.
    try session.send(text == "\u{1B}" ? text : text + "\0")
  }

  /// Esc as a key of its own: the words vanish before anything else is typed. Where nothing would be seen of it,
  /// the next key could join it, and a form of Esc is typed that no key can join.
  private func cover() throws {
    let isSeen = replay.session.layer != .menu && replay.size.columns >= 40 && replay.size.rows >= 12
    guard isSeen, !replay.tellsTime else { return try type("\u{1B}[27u", .covers) }
    try compare()
    try type("\u{1B}", .covers)
    try compare()
  }

  /// A note, kept as it is, or emptied and kept.
  private func note() throws {
    try type("n", .notes)
    guard replay.session.editor != nil else { return }
    for piece in ["\u{1B}[C\u{1B}[C", "warm words ", "é 漢", Bool.random(using: &random) ? "\r" : "\u{15}\r"] {
      try type(piece, .notes)
    }
  }

  private func resize() throws {
    try catchUp()
    count(.sizes)
    replay.size = Size(columns: Int.random(in: 4...220, using: &random), rows: Int.random(in: 2...70, using: &random))
    session.resize(columns: replay.size.columns, rows: replay.size.rows)
    replay.stir()
    try compare()
  }

  /// Ctrl-Z or a signal that stops, and `fg`; sometimes the window has another size then.
  private func stop() throws {
    try catchUp()
    count(.stops)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: try session.send("\u{1A}")
    case 1: kill(job, SIGTSTP)
    default: kill(job, SIGSTOP)
    }
    try session.wait(for: "the shell") {
      session.isStopped && session.foreground == session.pid && session.modes == shellModes
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      replay.size = Size(columns: Int.random(in: 40...120, using: &random), rows: Int.random(in: 12...40, using: &random))
      session.resize(columns: replay.size.columns, rows: replay.size.rows)
    }
    replay.stir()
    try session.send("fg\n")
    try session.wait(for: "the program in front") { session.foreground == job && isSame }
    try compare()
  }

  private func signal() throws {
    try catchUp()
    count(.signals)
    let number = [SIGWINCH, SIGCONT, SIGPIPE, SIGXFSZ].randomElement(using: &random) ?? SIGWINCH
    kill(job, number)
    // The page that is shown anew after CONT takes no key for a moment; that has to be over.
    if number == SIGCONT { replay.stir() }
    try catchUp()
  }

  private func count(_ kind: Kind) {
    steps += 1
    kinds[kind, default: 0] += 1
  }

  // MARK: Both the same

  private var isSame: Bool {
    replay.tick()
    if replay.tellsTime { return true }
    let shown = session.rows
    let wanted = replay.rows
    return shown.count == wanted.count && session.isAlternate && zip(shown, wanted).allSatisfy { $1 == nil || $0 == $1 }
      && session.cursorIsVisible == (replay.cursor != nil)
  }

  private func compare() throws {
    try session.settle()
    do {
      try session.wait(for: "the screen of the replay", timeout: 20) { isSame }
    } catch {
      let wanted = replay.rows.map { $0 ?? "(any)" }.joined(separator: "\n")
      throw WaitFailure(description: "after \(steps) steps, the last \(typed): \(error)\nwanted, \(replay.size):\n\(wanted)")
    }
    compared += 1
  }

  /// Both the same, and every key read. A key that changed nothing on the screen may still wait, and the program takes
  /// a new size or a stop before it: then it would mean something else, or be forgotten. Ctrl-L is not typed elsewhere.
  private func catchUp() throws {
    try compare()
    let before = session.output.count
    try session.send("\u{C}")
    try session.wait(for: "the screen painted anew") { session.output[before...].contains(Array("\u{1B}[2J".utf8)) }
    try compare()
  }

  // MARK: The end

  /// Ends the program as `kill` does: it keeps what was typed, and the terminal is as it was found. What is on the disk
  /// then is what the replay knows.
  func end() throws {
    kill(job, SIGTERM)
    try session.wait(for: "the shell") { !session.isAlternate && session.modes == shellModes }
    session.subject = session.pid
    session.resize(columns: 80, rows: 24)
    try session.send("echo status $?\n")
    try session.wait(forText: "status 143")
    replay.hear(.interrupted)
    try expectNotes()
    try session.send("exit\n")
    try session.waitForEnd()
  }

  /// The form of `notes export --format json`, as far as it is needed here.
  private struct Kept: Decodable {
    struct Entry: Decodable { var text: String }
    struct Record: Decodable { var entries: [Entry] }
    var records: [Record]
  }

  private func expectNotes() throws {
    let secret = home.write("passphrase", Self.passphrase + "\n")
    let file = home.path("notes.json")
    let program = builtProgram("aftercare")
    try session.send("clear; \(program) notes export --format json --output \(file) --passphrase-fd 3 3<\(secret); echo code $?\n")
    try session.wait(forText: "code 0", timeout: 120)
    let kept = try JSONDecoder().decode(Kept.self, from: Data(contents(file))).records.map { $0.entries.map(\.text) }
    #expect(kept == [replay.session.notes.map(\.text)])
    report("soak: kept notes", replay.session.notes.count, "opened afterwards, equal to the replay's")
  }
}
