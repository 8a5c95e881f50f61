// The conversation without a terminal: the same bytes, through the same rooms, as values.
//
// Rules: what comes from outside is pinned: a deck that leaves nothing to chance, English words, a disk that takes
// everything. What it would show is what the real program has to show.

import CellGrid
import Conversation
import Glibc
import Screens
import Settings
import TestSupport

@testable import App
@testable import Terminal

/// What the program would be after all the keys so far.
struct Replay {
  private(set) var session: Session
  var size: Size
  private let words: Words
  private var decoder = InputDecoder()
  /// Whether anything of a passphrase is typed.
  private var hasTyped = false
  /// Whether something was asked of the world that has no answer here.
  private var asksMore = false

  init(_ deck: Deck, size: Size) {
    self.size = size
    words = Resources.englishWords()
    let none = Deck(name: "", title: "", language: "", version: "", authors: [], licence: "", purpose: "", cards: [])
    session = Session(Setup(deck: none, maySeal: true, still: true, handover: Self.handover))
    _ = reduce(&session, Self.now)
    hear(.deck(deck))
  }

  /// How long the program waits at a handover, in this build.
  private static var handover: Milliseconds {
    #if DEBUG
      if let shorter = PtySession.environment["AFTERCARE_HANDOVER"].flatMap(Milliseconds.init) { return shorter }
    #endif
    return Session.handover
  }

  /// The clock of the program.
  private static var now: Event {
    let seconds = time(nil)
    return .clock(monotonicMilliseconds(), minuteOfDay: Int(seconds % 86_400 / 60))
  }

  /// Keys as the terminal sends them, each complete.
  mutating func type(_ text: String) {
    decoder.feed(Array(text.utf8), at: 0)
    while true {
      if let input = decoder.next() { take(input) } else if decoder.deadline == nil { return } else if let input = decoder.expire() {
        take(input)
      }
    }
  }

  /// Time passes.
  mutating func tick() { _ = reduce(&session, Self.now) }

  /// The page is shown anew.
  mutating func stir() {
    tick()
    _ = reduce(&session, .stirred)
  }

  private mutating func take(_ input: Input) {
    switch input {
    case .key(.control("l")), .resize: break
    case .paste where !hasRoom(size): hear(.touched)
    case let input where session.wantsSecret && hasRoom(size) && takeSecret(input): break
    case .key(let key): hear(event(for: key, in: session, words, size: size))
    case .paste(let text): hear(event(forPaste: text, in: session, words))
    }
  }

  private mutating func takeSecret(_ input: Input) -> Bool {
    switch input {
    case .key(.character), .paste:
      hasTyped = true
      hear(.touched)
    case .key(.backspace): hear(.touched)
    case .key(.enter): if hasTyped { hear(.secret) }
    default: return false
    }
    return true
  }

  /// Something happens now; the disk takes what it is given.
  mutating func hear(_ event: Event) {
    tick()
    defer { if session.isHandingOver { stir() } }
    for effect in reduce(&session, event) {
      switch effect {
      case .save, .draft, .discard: _ = reduce(&session, .saved(true))
      case .recall: _ = reduce(&session, .recalled(Recalled(today: Int(time(nil) / 86_400))))
      case .remember, .end, .openVault, .makeVault: break
      default: asksMore = true
      }
    }
  }

  /// The screen as rows without trailing spaces; `nil` for a row that holds a cluster which terminals draw in
  /// different ways.
  var rows: [String?] {
    let grid = render(session, words, size: size).grid
    return (0..<grid.size.rows).map { row in
      let cells = grid.cells[(row * grid.size.columns)..<((row + 1) * grid.size.columns)]
      if cells.contains(where: { $0.text.unicodeScalars.count > 1 }) { return nil }
      var text = Substring(cells.map(\.text).joined())
      while text.last == " " { text.removeLast() }
      return String(text)
    }
  }

  var cursor: Position? { render(session, words, size: size).cursor }

  /// Whether the screen says what time it is, which may be another minute there.
  var tellsTime: Bool { if case .pause = session.layer { true } else { false } }

  /// Whether a long evening may go on from here: nothing that ends it, asks the disk, or takes cards away for good.
  func mayFollow(_ before: Replay) -> Bool {
    let was = before.session
    return !session.ended && !asksMore && !session.wantsSecret && session.kept == nil && !session.isWorking
      && session.keeping == was.keeping && session.plan.count >= min(was.plan.count, 12)
      && (session.editor?.characters.count ?? 0) <= 400
  }
}
