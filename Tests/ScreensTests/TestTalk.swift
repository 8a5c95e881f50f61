// A conversation driven by events, with a small deck of its own, so that a better bundled deck breaks no test.

import CellGrid
import Conversation
import DeckFormat
import Foundation
import Screens
import Settings

/// A session and the events that bring it to a place.
struct TestTalk {
  var session: Session

  init(
    path: Path? = nil, mayKeep: Bool = false, maySeal: Bool = false, hasHelpline: Bool = false, still: Bool = false,
    deck: Deck = TestDeck.deck, isCheckIn: Bool = false
  ) {
    session = Session(
      Setup(deck: deck, path: path, mayKeep: mayKeep, maySeal: maySeal, hasHelpline: hasHelpline, still: still,
        isCheckIn: isCheckIn, seed: 1))
    send(.clock(1_000, minuteOfDay: 22 * 60 + 10))
    if path == .alone { send(.deck(deck)) }
  }

  mutating func send(_ events: Event...) { for event in events { _ = reduce(&session, event) } }

  /// Goes on until a place is reached that is wanted.
  mutating func walk(to isThere: (Session) -> Bool) {
    for _ in 0..<200 where !isThere(session) {
      precondition(!session.ended, "this place is never reached in \(session.plan)")
      send(.on)
    }
    precondition(isThere(session), "this place is never reached")
  }

  mutating func walk(toCard id: String) { walk { $0.step == .card(id) } }

  /// Past the first two screens; both pick the same.
  mutating func start(_ talking: Int = 1) { send(.on, .choose(talking), .choose(talking)) }

  static func started(_ talking: Int = 1, path: Path = .everyday, mayKeep: Bool = false, hasHelpline: Bool = false)
    -> TestTalk
  {
    var talk = TestTalk(path: path, mayKeep: mayKeep, hasHelpline: hasHelpline)
    talk.start(talking)
    return talk
  }

  /// At a card, on any path.
  static func at(_ card: String, talking: Int = 1, path: Path = .everyday, mayKeep: Bool = false) -> TestTalk {
    var talk = started(talking, path: path, mayKeep: mayKeep)
    talk.walk(toCard: card)
    return talk
  }

  /// Takes a choice that is in the list now.
  mutating func pick(_ choice: Choice) {
    let place = session.choices.firstIndex(of: choice)
    precondition(place != nil, "\(choice) cannot be chosen at \(session.step)")
    if let place { send(.choose(place)) }
  }

  /// To one of the things that the last screen offers.
  mutating func walk(toOffer choice: Choice) {
    walk { $0.step == .goodbye }
    pick(choice)
  }

  func with(_ change: (inout TestTalk) -> Void) -> TestTalk {
    var talk = self
    change(&talk)
    return talk
  }
}

enum TestDeck {
  static let deck = Deck(
    name: "test", title: "Test", language: "en", version: "1", authors: ["Test"], licence: "Apache-2.0",
    purpose: "For tests.",
    cards: [
      Card(
        id: "body", section: .body, text: "How does your body feel right now? One or two words are plenty.",
        easier: "One word for how your body feels.", deeper: "Which part of your body would you like to rest most?",
        listener: "Just listen; no need to fix it."),
      Card(
        id: "step-out", section: .arrive, text: "In here neither of you leads. Say your everyday names, if you like.",
        easier: "In here neither of you leads.", paths: [.intense]),
      Card(
        id: "comfort", section: .comfort, depth: 2, kind: .choice, text: "What would help you feel warm and safe now?",
        easier: "Pick one thing that would help.", deeper: "What else would help?", choices: ["a blanket", "water", "quiet", "to be held, if you both want"], place: .near),
      Card(
        id: "comfort-light", section: .comfort, text: "Is there one small thing that would make this place softer?",
        easier: "One small thing for comfort."),
      Card(
        id: "comfort-led", section: .comfort, depth: 2, text: "If you led: what do you need now?",
        easier: "If you led: one thing you need.", paths: [.intense], side: .led, mirror: "comfort-followed"),
      Card(
        id: "comfort-followed", section: .comfort, depth: 2, text: "If you followed: what do you need now?",
        easier: "If you followed: one thing you need.", paths: [.intense], side: .followed, mirror: "comfort-led"),
      Card(
        id: "reflection", section: .reflection, depth: 2,
        text: "Is there a moment that stayed with you, one that was good or one that was hard?",
        easier: "One moment that stayed with you.",
        deeper: "What would you like the other one to know about that moment, if you both want to look at it?",
        listener: "Say back what you heard, and ask if that is right.", place: .hard),
      Card(id: "reflection-2", section: .reflection, text: "How was that for you?", easier: "It was … and also …", place: .how, isOpening: true),
      Card(
        id: "boundaries", section: .boundaries, depth: 2, kind: .choice,
        text: "Would you like a word that means: slow down?", easier: "A word for: slow down?"),
      Card(
        id: "wishes", section: .wishes, depth: 2, kind: .choice, text: "Would you like to go slower, if there is a next time?",
        easier: "Slower, if there is a next time?"),
      Card(
        id: "rest", section: .rest, kind: .together, text: "Thank you for these words. One slow breath, then quiet.",
        easier: "One slow breath."),
      Card(
        id: "not-okay", section: .notOkay, text: "What would help right now: space, company, or someone to call?",
        easier: "Space, company, or someone to call?"),
      Card(
        id: "thanks", section: .appreciation, text: "Is there one thing you would like to thank the other one for?",
        easier: "One small thank you, if you like."),
      // Met by two people who are apart, so that other places keep their cards.
      Card(
        id: "say", section: .close, kind: .say, text: "Pick one that is true for you, or make your own, and say it.",
        easier: "Or just say my name, softly.", paths: [.apart],
        choices: ["I'm here.", "No hurry.", "Thank you for telling me."], isAlways: true),
      Card(
        id: "turns", section: .comfort, text: "What would you like to hear from me right now?",
        easier: "No hurry · I'm here · no words, just stay", paths: [.apart], place: .near, turns: true, isAlways: true),
      Card(
        id: "close", section: .close, text: "Who writes first tomorrow, and by when? “I feel low” is enough.",
        easier: "Who writes first tomorrow?"),
      Card(
        id: "alone", section: .alone, text: "What would be kind to your body for the next hour?",
        easier: "One kind thing for your body."),
      Card(
        id: "after-one-day", section: .afterOneDay, text: "How are you by now, in body and in mood?",
        easier: "How are you today?", listener: "Just listen; no need to fix it.", paths: Set(Path.allCases)),
      Card(
        id: "after-three-days", section: .afterThreeDays, kind: .choice, text: "Three days later, how is your mood?",
        easier: "How is your mood?", choices: ["lighter", "lower", "the same"]),
    ])

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let english: Words = {
    // A broken file fails in SettingsTests, with its place.
    try! Words(parsing: String(contentsOf: root.appending(path: "Resources/words/en.toml"), encoding: .utf8))
  }()

  /// The deck that comes with the program.
  static let bundled: Deck = {
    let bytes = [UInt8](try! Data(contentsOf: root.appending(path: "Resources/decks/aftercare.toml")))
    return try! DeckReader.read(bytes, file: "aftercare.toml").get()
  }()
}
