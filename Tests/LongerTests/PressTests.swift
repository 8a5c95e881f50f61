// One press, one person, from the bytes of a terminal to the answers of a session.
//
// Rules: everything follows from the seed, the clock too. What comes after a press, in whatever pieces: the same key
// again as it bounces or is held, reports that it was let go, replies of the terminal to what nobody asked here.

import CellGrid
import Conversation
import Screens
import Settings
import Testing

@testable import App
@testable import Terminal

/// A session behind a keyboard, as the loop has it, with a clock of its own.
private struct Desk {
  private(set) var session: Session
  private var decoder = InputDecoder()
  private(set) var now: Milliseconds = 100_000
  private let words = Resources.englishWords()

  init() {
    // An offer answered unseen, whatever the evening is dealt.
    var deck = DeckShelf.bundledDeck
    deck.cards.append(
      Card(
        id: "offer", section: .wishes, kind: .choice, text: "More slow time, one day.", easier: "A little slower.",
        paths: [.everyday], subject: "offer", isAlways: true))
    session = Session(
      Setup(deck: deck, path: .everyday, length: .long, maySeal: true, still: true,
        handover: Session.handover, seed: 3))
    pass(0)
  }

  /// Time goes by: the decoder decides what it waited for.
  mutating func pass(_ span: Milliseconds) {
    let end = now + span
    while let due = decoder.deadline, due <= end {
      now = max(now, due)
      if let input = decoder.expire() { take(input) }
      while let input = decoder.next() { take(input) }
    }
    now = end
    tick()
  }

  private mutating func tick() { _ = reduce(&session, .clock(now, minuteOfDay: 0)) }

  /// Bytes arrive in one piece.
  mutating func feed(_ bytes: some Collection<UInt8>) {
    decoder.feed(bytes, at: now)
    while let input = decoder.next() { take(input) }
  }

  private mutating func take(_ input: Input) {
    switch input {
    case .key(let key): hear(event(for: key, in: session, words, size: Size(columns: 80, rows: 24)))
    case .paste(let text): hear(event(forPaste: text, in: session, words))
    case .resize: break
    }
  }

  mutating func hear(_ event: Event) {
    tick()
    _ = reduce(&session, event)
    if session.isHandingOver { _ = reduce(&session, .stirred) }
  }

  /// A person presses a key, and takes their time.
  mutating func press(_ keys: String) {
    pass(Session.handover)
    feed(Array(keys.utf8))
  }

  mutating func choose(_ choice: Choice) {
    guard let place = session.choices.firstIndex(of: choice) else { return }
    press(String(place + 1))
  }

  mutating func goOn(until isThere: (Session) -> Bool) { for _ in 0..<300 where !isThere(session) { press("\u{1B}[C") } }

  /// What two people could see or would find decided, and nothing of when.
  var state: [String] {
    let parts: [Any] = [
      session.layers, session.step, session.index, session.covered, session.talkingPick, session.letGoPick, session.shared,
      session.notes, session.keeping, session.ended, session.coveredTurn as Any, session.form, session.floor as Any,
      session.favourites, session.reply as Any, session.agreements,
    ]
    return parts.map { String(describing: $0) }
  }

  // MARK: The covered pages

  static let pages: [(name: String, desk: Desk)] = {
    var talking = Desk()
    talking.press("\r")
    var talk = talking
    for _ in 0..<2 { talk.press("1") }
    var wish = talk
    wish.goOn { $0.isCoveredCard }
    var keep = talk
    keep.goOn { $0.card?.section == .reflection && $0.coveredTurn == nil }
    keep.press("n")
    var written = keep
    for _ in 0..<2 { written.press("2") }
    written.pass(Session.handover)
    for event in [Event.secret, .vault(.opened), .edit(.type("warm")), .commitNote] { written.hear(event) }
    var notes = written
    notes.hear(.enough)
    notes.goOn { $0.step == .goodbye }
    notes.choose(.lookAtNotes)
    var due = written
    let yes = AgreementEntry(id: "1", day: 0, topic: .words("ours"), words: "ours", answer: .yes)
    due.hear(.recalled(Recalled(today: 400, entries: [yes])))
    var offer = due
    due.goOn { $0.step == .stillTrue }
    offer.hear(.enough)
    offer.goOn { $0.step == .goodbye }
    for choice in [Choice.lookAtAgreements, .agreementList, .agreement(.words("ours")), .askBoth] { offer.choose(choice) }
    var burning = Desk()
    burning.choose(.openKept)
    let talks = [KeptTalk(id: "1", date: KeptDate(year: 2026, month: 1, day: 1, minuteOfDay: 0), sections: ["comfort"])]
    for event in [Event.secret, .vault(.opened), .kept(.listed(talks, nil, unreadable: 0))] { burning.hear(event) }
    var deleting = burning
    for choice in [Choice.keptEverything, .keptBurn] { burning.choose(choice) }
    for choice in [Choice.keptTalk(0), .keptOne, .keptDelete] { deleting.choose(choice) }
    return [
      ("talking", talking), ("wish", wish), ("keep", keep), ("notes", notes), ("still true", due),
      ("agreement", offer), ("burning", burning), ("deleting", deleting),
    ]
  }()
}

/// What may follow a press without anybody pressing.
private enum Noise {
  case bounce, held, release, report, torn

  func come(after key: String, _ random: inout SplitMix, _ desk: inout Desk) {
    let bytes = Array(key.utf8)
    switch self {
    case .bounce:
      for _ in 0...Int.random(in: 0...2, using: &random) {
        desk.pass(.random(in: 2...60, using: &random))
        desk.feed(bytes)
      }
    case .held:
      desk.pass(.random(in: 180...660, using: &random))
      desk.feed(bytes)
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        desk.pass(.random(in: 25...120, using: &random))
        desk.feed(bytes)
      }
    case .release:
      desk.pass(.random(in: 0...900, using: &random))
      let code = key == "\r" ? 13 : Int(bytes[0])
      let reports = [
        "\u{1B}[\(code);1:3u", "\u{1B}[\(code);129:3u", "\u{1B}[1;1:3C", "\u{1B}[57414;1:3u", "\u{1B}[\(code);28;\(code);0;0;1_", "\u{1B}[<0;1;1m",
        "\u{1B}[57441;2u",
      ]
      desk.feed(Array((reports.randomElement(using: &random) ?? "").utf8))
    case .report:
      desk.pass(.random(in: 0...900, using: &random))
      desk.feed(Array((Keys.reports.randomElement(using: &random) ?? "").utf8))
    case .torn:
      let report = Array((Keys.reports.filter { $0.utf8.count > 3 }.randomElement(using: &random) ?? "").utf8)
      // An Escape of its own covers the words, and the question starts over: tried elsewhere.
      let place = Int.random(in: 2..<report.count, using: &random)
      guard report[place - 1] != 0x1B else { return }
      desk.feed(report[..<place])
      desk.pass(.random(in: 1...1400, using: &random))
      desk.feed(report[place...])
    }
  }
}

private enum Keys {
  /// What terminals say of themselves and of keys that were let go.
  static let reports = [
    "\u{1B}]11;rgb:1c1c/1515/1212\u{7}", "\u{1B}]11;rgb:1c1c/1515/1212\u{1B}\\", "\u{1B}]lzsh 3\u{1B}\\", "\u{1B}]52;c;MQ==\u{7}",
    "\u{1B}P>|term 1.0\u{1B}\\", "\u{1B}P1$r1 q\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}_Gi=1,p=2;ENOENT:no\u{1B}\\",
    "\u{1B}Xsos 12\u{1B}\\", "\u{1B}^pm 2\u{1B}\\", "\u{9D}11;rgb:1/2/3\u{9C}", "\u{9B}12;40R", "\u{1B}[12;40R", "\u{1B}[?1;2c",
    "\u{1B}[>41;390;0c", "\u{1B}[0n", "\u{1B}[8;24;80t", "\u{1B}[?1u", "\u{1B}[?2004;1$y", "\u{1B}[I", "\u{1B}[O", "\u{1B}[<0;10;11M",
    "\u{1B}[M 12", "\u{1B}[1;1;1;1;1*y", "\u{1B}[49;1:3u", "\u{1B}[13;1:3u", "\u{1B}[50;3;50;0;0;1_",
  ]
}

@Suite struct PressTests {
  @Test func everyCoveredPageIsThere() {
    for (name, desk) in Desk.pages { #expect(desk.session.coveredTurn == .left, "\(name)") }
  }

  /// At every covered page: whatever follows the press that opened it, or an answer, answers nothing; and a press after
  /// that, once the keys were at rest, does.
  @Test(arguments: 0..<60) func noiseAnswersForNobody(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    for (name, page) in Desk.pages {
      let answers = ["\r", "\u{1B}[C", " "] + (1...page.session.choices.count).map(String.init)
      var desk = page
      for _ in 0..<2 {
        let asked = desk.state
        let turn = desk.session.coveredTurn
        var typed = answers.randomElement(using: &random) ?? "\r"
        // The key again is nobody's only as long as it does not rest; what a terminal says comes at any time.
        let again = (0..<Int.random(in: 0...2, using: &random)).map { _ in [Noise.bounce, .held].randomElement(using: &random) ?? .held }
        let said = (0..<Int.random(in: 0...3, using: &random)).map { _ in [Noise.release, .report, .torn].randomElement(using: &random) ?? .torn }
        for noise in again + said {
          noise.come(after: typed, &random, &desk)
          #expect(desk.state == asked, "\(name), seed \(seed): \(noise) of \(typed.debugDescription) was taken from \(String(describing: turn))")
        }
        // A string without an end is over by then, too.
        desk.pass(InputDecoder.sequenceWait * 2)
        typed = answers.randomElement(using: &random) ?? "\r"
        desk.press(typed)
        guard desk.session.coveredTurn == .right else { break }
        // A yes of both waits for the disk.
        #expect(turn == .left && desk.state != asked || name == "agreement", "\(name): the press itself is taken")
      }
    }
  }
}

/// A small fixed generator, so that failures can be repeated.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
