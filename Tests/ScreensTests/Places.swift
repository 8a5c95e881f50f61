// Every place of a conversation by name: each step and layer in each form that its screen can take.

import Conversation
import Testing

/// One place, and its session.
struct Place: Sendable, CustomTestStringConvertible {
  var name: String
  var session: Session
  var testDescription: String { name }

  static let all: [Place] = all(deck: TestDeck.deck)

  /// The places in conversations over a deck.
  static func all(deck: Deck) -> [Place] { make(deck).map { Place(name: $0.0, session: $0.1.session) } }

  private static func make(_ deck: Deck) -> [(String, TestTalk)] {
    func talk(
      _ path: Path? = .everyday, mayKeep: Bool = false, maySeal: Bool = false, hasHelpline: Bool = false,
      still: Bool = false,
      _ change: (inout TestTalk) -> Void = { _ in }
    ) -> TestTalk {
      TestTalk(path: path, mayKeep: mayKeep, maySeal: maySeal, hasHelpline: hasHelpline, still: still, deck: deck).with(change)
    }
    func at(
      _ card: String, talking: Int = 1, on path: Path = .everyday, mayKeep: Bool = false, maySeal: Bool = false,
      _ events: Event...
    ) -> TestTalk {
      talk(path, mayKeep: mayKeep, maySeal: maySeal) { talk in
        talk.start(talking)
        talk.walk(toCard: card)
        for event in events { talk.send(event) }
      }
    }
    func menu(_ choice: Choice, _ events: Event...) -> TestTalk {
      at("reflection").with { talk in
        talk.send(.cover)
        talk.pick(choice)
        for event in events { talk.send(event) }
      }
    }
    func noted(_ text: String, kept: Bool) -> TestTalk {
      at("reflection", mayKeep: kept).with { talk in
        talk.send(.note)
        if kept { talk.send(.choose(1), .choose(1)) }
        talk.send(.edit(.paste(text)))
      }
    }
    func sealed(_ events: Event...) -> TestTalk {
      at("reflection", maySeal: true, .note, .choose(1), .choose(1)).with { talk in
        for event in events { talk.send(event) }
      }
    }
    func each(_ events: Event...) -> TestTalk {
      sealed(.secret, .vault(.unknown), .choose(1)).with { talk in
        for event in events { talk.send(event) }
      }
    }
    func alone(_ change: (inout TestTalk) -> Void) -> TestTalk {
      talk(.alone) { talk in
        talk.send(.on, .choose(2))
        change(&talk)
      }
    }
    let key = String(repeating: "ÅÇÉÎ", count: 18)
    let note = "It was good to be held.\nI would like more of that, slowly, with the light on. 静かな夜 👍"
    let long = (1...40).map { "Line \($0) of a long note." }.joined(separator: "\n")
    return [
      ("welcome", talk()), ("welcome-may-keep", talk(mayKeep: true)), ("welcome-hurts", talk { $0.send(.select(1)) }),
      ("welcome-alone", talk(.alone)), ("hurt", talk { $0.send(.choose(1)) }),
      ("talking-left", talk { $0.send(.on) }), ("talking-right", talk { $0.send(.on, .choose(0)) }),
      ("card-first", at("body")), ("card-first-freely", at("body", talking: 0)),
      ("card-choices", at("comfort")), ("card-left-speaks", at("reflection", .other)),
      ("card-right-speaks", at("reflection", .other, .other)),
      ("card-freely", at("reflection", talking: 0)), ("card-easier", at("reflection", talking: 0, .easier)),
      ("card-deeper", at("reflection", talking: 0, .deeper)), ("card-intense", at("comfort-led", on: .intense)),
      ("card-step-out", at("step-out", on: .intense)), ("card-thanks", at("thanks")), ("card-close", at("close")),
      ("card-alone", alone { $0.walk(toCard: "alone") }), ("card-say", at("say", on: .apart)), ("card-turns", at("turns", on: .apart)),
      ("need", talk(.alone) { $0.send(.on) }), ("more-alone", alone { talk in talk.walk { $0.step == .more(after: .alone) } }),
      ("card-nothing-here", at("reflection", .unknown)), ("card-favourite", at("reflection", .favourite)),
      ("card-no-favourite", at("reflection", .favourite, .favourite)),
      (
        "card-noted",
        noted(note, kept: false).with { $0.send(.commitNote, .favourite, .clock(2_000, minuteOfDay: 0), .back, .on) }
      ),
      ("card-unsaved", noted(note, kept: true).with { $0.send(.commitNote, .saved(false)) }),
      ("covered-left", at("boundaries")), ("covered-right", at("boundaries", .choose(0))),
      ("covered-both", at("boundaries", .choose(0), .choose(1))),
      ("covered-private", at("boundaries", .choose(0), .choose(2))),
      ("paths", talk(nil) { talk in
        talk.start()
        talk.walk { $0.step == .paths }
      }),
      ("led", talk(.intense) { talk in
        talk.start()
        talk.walk { $0.step == .led }
      }),
      ("more", talk { talk in
        talk.start()
        talk.walk { $0.step == .more(after: .reflection) }
      }),
      ("more-last", talk { talk in
        talk.start()
        talk.walk { $0.step == .more(after: .boundaries) }
      }),
      ("rest-strength", talk { $0.start(2) }), ("rest-breathe", talk { talk in
        talk.start(2)
        talk.walk { $0.step == .breathe }
        talk.send(.clock(5_000, minuteOfDay: 0))
      }),
      ("rest-card", talk { talk in
        talk.start(2)
        talk.walk(toCard: "rest")
      }),
      ("rest-quiet", talk { talk in
        talk.start(2)
        talk.walk { $0.step == .quiet }
      }),
      ("rest-tomorrow", talk { talk in
        talk.start(2)
        talk.walk { $0.step == .tomorrow }
      }),
      ("not-okay", menu(.notOkay)), ("not-okay-card", menu(.notOkay, .choose(1))),
      ("not-okay-helpline", talk(hasHelpline: true) { talk in
        talk.start()
        talk.send(.cover)
        talk.pick(.notOkay)
      }),
      ("not-okay-goodbye", menu(.notOkay, .choose(2))), ("no-touch", menu(.noTouch)),
      ("full-look", talk(.intense) { talk in
        talk.start()
        talk.walk { $0.step == .fullLook }
      }),
      ("one-left", menu(.oneLeft)), ("professional", alone { talk in talk.walk { $0.step == .professional } }),
      ("shared", at("boundaries", .choose(0), .choose(1)).with { talk in
        talk.walk { $0.step == .shared }
      }),
      ("notes-forgotten", noted(note, kept: false).with { talk in talk.walk(toOffer: .lookAtNotes) }),
      ("notes-long", noted(long, kept: false).with { talk in talk.walk(toOffer: .lookAtNotes) }),
      ("notes-kept-left", noted(note, kept: true).with { talk in talk.walk(toOffer: .lookAtNotes) }),
      ("notes-kept-right", noted(note, kept: true).with { talk in
        talk.walk(toOffer: .lookAtNotes)
        talk.send(.choose(1))
      }),
      ("goodbye", talk { talk in
        talk.start()
        talk.walk { $0.step == .goodbye }
      }),
      ("goodbye-enough", at("reflection", .enough).with { talk in talk.walk { $0.step == .goodbye } }),
      ("goodbye-rest", talk { talk in
        talk.start(2)
        talk.walk { $0.step == .goodbye }
      }),
      ("goodbye-alone", talk(.alone) { talk in talk.walk { $0.step == .goodbye } }),
      ("leaving", at("reflection", .goodbye)),
      ("menu", at("reflection", .cover)), ("menu-last", at("reflection", .cover, .select(11))),
      ("menu-welcome", talk { $0.send(.cover) }), ("menu-alone", alone { talk in
        talk.walk(toCard: "alone")
        talk.send(.cover)
      }),
      ("breathe-out", menu(.breathe)), ("breathe-in", menu(.breathe, .clock(3_000, minuteOfDay: 0))),
      ("breathe-full", menu(.breathe, .clock(5_000, minuteOfDay: 0))),
      ("breathe-still", talk(still: true) { $0.send(.cover, .choose(0)) }),
      ("ground-5", menu(.ground)), ("ground-4", menu(.ground, .on)), ("ground-3", menu(.ground, .on, .on)),
      ("ground-2", menu(.ground, .on, .on, .on)), ("ground-1", menu(.ground, .on, .on, .on, .on)),
      ("quiet", menu(.quiet)), ("pause", menu(.pause)), ("contents", menu(.contents)),
      ("contents-favourites", at("reflection", .favourite).with { talk in
        talk.walk(toCard: "boundaries")
        talk.send(.favourite, .contents)
      }),
      ("help-card", at("reflection", .help)), ("help-covered", at("boundaries", .help)),
      ("help-list", talk { $0.send(.help) }), ("help-menu", at("reflection", .cover, .help)),
      ("help-alone", alone { talk in
        talk.walk(toCard: "alone")
        talk.send(.help)
      }),
      ("keep-left", at("reflection", mayKeep: true, .note)),
      ("keep-right", at("reflection", mayKeep: true, .note, .choose(0))),
      ("keep-sealed-left", at("reflection", maySeal: true, .note)),
      ("keep-sealed-or-plain", at("reflection", mayKeep: true, maySeal: true, .note)),
      ("passphrase-ask", sealed()), ("passphrase-begin", sealed(.secret, .vault(.unknown))),
      ("passphrase-again", sealed(.secret, .vault(.unknown), .choose(0))),
      ("passphrase-own-left", each()), ("passphrase-own-left-again", each(.secret)),
      ("passphrase-own-different", each(.secret, .vault(.different))),
      ("passphrase-own-right", each(.secret, .vault(.same))),
      ("passphrase-own-ready", each(.secret, .vault(.same), .secret, .vault(.same), .vault(.madeForEach))),
      ("passphrase-whose", sealed(.secret, .vault(.openedOwn))),
      ("reader", sealed(.secret, .vault(.openedOwn), .choose(0))),
      ("note-sealed-for-one", sealed(.secret, .vault(.openedOwn), .choose(0), .choose(2), .edit(.paste(note)))),
      ("notes-private", sealed(.secret, .vault(.openedOwn), .choose(0), .choose(2), .edit(.paste(note)), .commitNote).with { talk in
        talk.send(.enough)
        talk.walk(toOffer: .lookAtNotes)
      }),
      ("passphrase-suggested", sealed(.suggest, .suggestion("acorn lantern moss river teapot quiet willow stone"))),
      ("passphrase-working", sealed(.secret)), ("passphrase-different", sealed(.secret, .vault(.different))),
      ("passphrase-failed", sealed(.secret, .vault(.failed("ñø řøøɱ łéƒŧ")))),
      ("passphrase-ready", sealed(.secret, .vault(.made))),
      ("recovery", sealed(.secret, .vault(.made), .recovery(key))),
      ("note-sealed", sealed(.secret, .vault(.opened), .edit(.paste(note)))),
      ("unfinished", sealed(.secret, .vault(.opened), .unfinished(["ñø ƒéåŕ 静かな夜"]))),
      ("trouble", talk { $0.send(.trouble("ɱý-ðéçķ: 3:1\nŵŕíŧé ŧéẋŧ")) }),
      ("welcome-may-seal", talk { $0 = TestTalk(maySeal: true) }),
    ] + KeptPlaces.all + AgreementPlaces(deck: deck).all + LaterPlaces.all(deck) + [
      ("note-empty", at("reflection", .note)), ("note-text", noted(note, kept: false)),
      ("note-kept", noted(note, kept: true)), ("note-long", noted(long, kept: false)),
      ("note-long-middle", noted(long, kept: false).with { $0.send(.edit(.move(to: 400))) }),
    ]
  }
}

/// A name for each step and layer; a new one does not compile until it has a place above.
func name(of step: Step) -> String {
  switch step {
  case .welcome: "welcome"
  case .welcomeAlone: "welcomeAlone"
  case .talking: "talking"
  case .card: "card"
  case .paths: "paths"
  case .led: "led"
  case .more: "more"
  case .strength: "strength"
  case .breathe: "breathe"
  case .quiet: "quiet"
  case .tomorrow: "tomorrow"
  case .notOkay: "notOkay"
  case .need: "need"
  case .fullLook: "fullLook"
  case .oneLeft: "oneLeft"
  case .professional: "professional"
  case .stillTrue: "stillTrue"
  case .ago: "ago"
  case .lowMood: "lowMood"
  case .later: "later"
  case .shared: "shared"
  case .agreements: "agreements"
  case .notes: "notes"
  case .goodbye: "goodbye"
  }
}

func name(of layer: Layer) -> String {
  switch layer {
  case .help: "help"
  case .hurt: "hurt"
  case .menu: "menu"
  case .breathe: "breathe"
  case .ground(let count): "ground \(count)"
  case .quiet: "quiet"
  case .pause: "pause"
  case .contents: "contents"
  case .goodbye: "goodbye"
  case .note: "note"
  case .keep: "keep"
  case .passphrase: "passphrase"
  case .reader: "reader"
  case .recovery: "recovery"
  case .unfinished: "unfinished"
  case .trouble: "trouble"
  case .favourites: "favourites"
  case .agreements(let place):
    switch place {
    case .list: "agreements list"
    case .one: "agreements one"
    case .offer: "agreements offer"
    case .writing: "agreements writing"
    case .placing: "agreements placing"
    case .told: "agreements told"
    }
  case .kept(let place):
    switch place {
    case .list: "kept list"
    case .search: "kept search"
    case .reading: "kept reading"
    case .one: "kept one"
    case .everything: "kept everything"
    case .afterwards: "kept afterwards"
    case .lookBack: "kept look back"
    case .exporting: "kept exporting"
    case .writing: "kept writing"
    case .deleting: "kept deleting"
    case .burning: "kept burning"
    case .told: "kept told"
    }
  case .calendar: "calendar"
  }
}
