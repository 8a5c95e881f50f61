// A random conversation, held after every event against what must be true at every moment.
//
// Rules: everything follows from the seed; what is known of the conversation is kept apart from the session, so
// that a fault cannot hide itself. The fuzzer of the conversation and `fuzz/walks` are this file too.

@testable import Conversation

/// Chance that a fuzzer can lead: a byte decides as its share of the range does.
private struct Chance: RandomNumberGenerator {
  var decisions: ArraySlice<UInt8>
  var rest: SplitMix64

  mutating func next() -> UInt64 {
    decisions.popFirst().map { UInt64($0) &* 0x0101_0101_0101_0101 } ?? rest.next()
  }
}

/// A random conversation and what is known of it from outside.
struct Walk {
  var session: Session
  private let cards: [String: Card]
  private var random: Chance
  private var time: Milliseconds = 1
  /// The first seat's answer on keeping notes, while the second has not answered; and whether both agreed.
  private var firstAnswer = Choice.forgetNotes
  private var bothKeep = false
  /// Whether the disk has still to answer.
  private var awaitsDisk = false
  private var restIsChosen: Bool { session.talking == .rest }

  /// - Parameter decisions: a byte for each of the first decisions; all others follow from the seed.
  init(seed: UInt64, decisions: [UInt8] = []) {
    random = Chance(decisions: decisions[...], rest: SplitMix64(seed: seed))
    let paths: [Path?] = [nil, nil, .intense, .alone, .first]
    session = Session(
      Setup(
        deck: seed % 4 == 0 ? .odd(&random.rest) : .rich, path: paths[Int(seed % 5)],
        length: Length.allCases.randomElement(using: &random) ?? .short, touch: seed % 7 != 0, mayKeep: seed % 2 == 0,
        maySeal: seed % 3 != 1,
        hasHelpline: seed % 3 == 0, still: seed % 6 == 0, isCheckIn: seed % 8 == 3, seed: seed))
    cards = Dictionary(session.setup.deck.cards.map { ($0.id, $0) }) { first, _ in first }
  }

  /// A whole conversation, to its end or for 600 events.
  /// - Returns: what went wrong, and where, if anything did.
  static func fault(seed: UInt64, decisions: [UInt8] = []) -> String? {
    var walk = Walk(seed: seed, decisions: decisions)
    for place in 0..<600 where !walk.session.ended {
      let event = walk.next()
      if let fault = walk.take(event) {
        return "\(fault), after \(place) events, the last \(event), at \(walk.session.step) under \(walk.session.layers)"
      }
    }
    return walk.faultAfterTheEnd
  }

  /// An event; most that would end the conversation are given another chance, so that it grows long.
  mutating func next() -> Event {
    let event = anyEvent()
    var tried = session
    _ = reduce(&tried, event)
    return tried.ended && Int.random(in: 0..<15, using: &random) > 0 ? .back : event
  }

  /// Any event, most of them such as people send.
  private mutating func anyEvent() -> Event {
    let choices = session.choices
    if session.wantsSecret, Bool.random(using: &random) { return isComparing ? .vault(Bool.random(using: &random) ? .same : .different) : .secret }
    if session.isWorking, Bool.random(using: &random) {
      return .vault([.opened, .openedOwn, .unknown, .made, .madeForEach, .different, .failed("full")].randomElement(using: &random) ?? .opened)
    }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<34: return .on
    case 34..<62 where !choices.isEmpty:
      return .choose(Int.random(in: 0..<choices.count, using: &random))
    case 34..<62: return Bool.random(using: &random) ? .note : .edit(.type("words "))
    case 62..<72: return .back
    case 72..<80: return .cover
    case 80..<84: return .select(Int.random(in: -1...12, using: &random))
    case 84..<86: return .choose(Int.random(in: -1...12, using: &random))
    case 86: return .goodbye
    case 87: return .enough
    case 88: return awaitsDisk ? .saved(Bool.random(using: &random)) : .unknown
    case 89:
      time += Int64.random(in: 0...900_000, using: &random)
      return .clock(time, minuteOfDay: Int.random(in: 0..<1440, using: &random))
    case 90: return .interrupted
    case 91: return .edit(.paste("a\r\nb"))
    case 92: return [.recovery("KEY"), .unfinished(["before"]), .calendar(.written("/x"))].randomElement(using: &random) ?? .unknown
    case 93: return [.vault(.opened), .vault(.same), .suggest, .suggestion("a b")].randomElement(using: &random) ?? .secret
    case 94 where session.kept != nil, 95 where session.kept != nil, 96 where session.kept != nil: return keptEvent()
    case 97 where session.hasOpened || session.keeping == .sealed: return rememberedEvent()
    default:
      return [
        .help, .contents, .easier, .deeper, .other, .favourite, .commitNote, .edit(.undo), .scroll(to: 3), .unknown,
        .edit(.deleteBackward),
      ].randomElement(using: &random) ?? .unknown
    }
  }

  /// What an opened vault has to say.
  private mutating func rememberedEvent() -> Event {
    let entries = (0..<Int.random(in: 0...6, using: &random)).map { number in
      AgreementEntry(
        id: "\(number)", day: [0, 490].randomElement(using: &random) ?? 0, topic: .words("\(number % 4)"),
        words: "\(number % 4)", answer: AgreementAnswer.allCases.randomElement(using: &random) ?? .no)
    }
    let some = session.setup.deck.cards.shuffled(using: &random).prefix(9).map(\.id)
    guard session.agreed != nil else {
      return .recalled(Recalled(today: 500, entries: entries, lately: Set(some.prefix(3)), favourites: Array(some.dropFirst(3))))
    }
    return entries.first.map { .agreed($0) } ?? .notAgreed("full")
  }

  /// What happens in the browser of what was kept.
  private mutating func keptEvent() -> Event {
    let talks = (0..<Int.random(in: 0...12, using: &random)).map {
      KeptTalk(id: "\($0)", date: KeptDate(year: 2026, month: 1, day: 1, minuteOfDay: 0), sections: ["comfort"])
    }
    return [
      .kept(.listed(talks, nil, unreadable: 0)), .kept(.found(talks, for: "q", nil)), .look, .query("q"), .search("q"),
      .page(1), .page(-1), .kept(.did(.deleted)), .kept(.did(.burnt)), .kept(.did(.exported("/x"))),
      .kept(.did(.failed("full"))), .kept(.text(id: "0", [KeptEntry(section: "comfort", prompt: "", text: "x")])),
    ].randomElement(using: &random) ?? .look
  }

  /// Takes an event.
  /// - Returns: what went wrong, if anything did.
  mutating func take(_ event: Event) -> String? {
    let before = session
    let effects = reduce(&session, event)
    noteKeeping(before, event)
    if effects.contains(where: isForDisk) { awaitsDisk = true }
    if case .saved = event { awaitsDisk = false }
    // The ways back and out are tried now and then, because they are long.
    return effectFault(effects, before) ?? shapeFault ?? promiseFault
      ?? (Int.random(in: 0..<3, using: &random) == 0 ? coverFault ?? backFault : nil)
      ?? (Int.random(in: 0..<50, using: &random) == 0 ? wayOutFault : nil)
  }

  private func isForDisk(_ effect: Effect) -> Bool {
    switch effect {
    case .save, .draft, .discard: true
    default: false
    }
  }

  /// Follows who chose to keep notes, from the events alone.
  private mutating func noteKeeping(_ before: Session, _ event: Event) {
    guard case .keep(let pick) = before.layer else { return }
    let answer: Choice
    switch event {
    case .on: answer = .forgetNotes
    case .choose(let place) where before.choices.indices.contains(place): answer = before.choices[place]
    default: return
    }
    if pick.turn == .left {
      firstAnswer = answer
    } else {
      bothKeep = firstAnswer != .forgetNotes && answer != .forgetNotes
    }
  }

  private func effectFault(_ effects: [Effect], _ before: Session) -> String? {
    for effect in effects {
      switch effect {
      case .save(let notes):
        if !bothKeep { return "saved what not both chose to keep" }
        if notes != session.notes { return "saved other notes" }
      case .draft: if !bothKeep { return "drafted what not both chose to keep" }
      case .discard: if !bothKeep { return "discarded what was never kept" }
      case .openVault where before.layer.map(isOpening) ?? false: break
      case .openVault, .makeVault, .suggestPassphrase, .holdPassphrase, .comparePassphrases, .openPlain, .useOpened:
        if !bothKeep { return "opened what not both chose" }
      case .deleteKept, .burnKept: if before.coveredTurn != .right { return "let go of what not both let go of" }
      case .listKept, .readKept, .searchKept, .exportKept, .lookBack: if session.kept == nil { return "read what is not open" }
      case .recall: if session.keeping != .sealed { return "recalled what not both chose to open" }
      case .remember: if session.agreed == nil { return "remembered without a vault" }
      case .agree(let new):
        if before.agreed == nil { return "agreed without a vault" }
        if new.answer == .yes, before.coveredTurn != .right || before.isAlone || before.talking == .rest || before.talking == nil {
          return "a yes that not both of two people gave"
        }
      case .tellRecovery: if session.keeping != .sealed { return "told the identity of no vault" }
      case .makeCalendar: if before.step != .later { return "a calendar file that nobody could ask for" }
      case .end: if !session.ended { return "an end that is none" }
      }
    }
    if session.ended != effects.contains(.end) { return "ended without saying so" }
    if session.notes.contains(where: { cards[$0.card]?.spoken == true }) { return "kept what is only said" }
    let typing = before.layers.lazy.compactMap { if case .note(let editor) = $0 { editor } else { nil } }.first ?? before.editor
    let typed = typing?.text.contains { !$0.isWhitespace } ?? false
    if let note = typing?.text, typed, !session.layers.contains(where: isNote), !isBeingWritten(note), session.unplaced != note,
      !session.notes.contains(where: { $0.text == note }), !isDiscarded(before) {
      return "lost what was typed"
    }
    return nil
  }

  /// Whether words for the list of agreements still stand in their editor.
  private func isBeingWritten(_ words: String) -> Bool {
    session.layers.contains { if case .agreements(.writing(let editor)) = $0 { editor.text == words } else { false } }
  }

  /// Words for the list of agreements that were neither a yes nor a no as the conversation ended, or were left out.
  private func isDiscarded(_ before: Session) -> Bool {
    if case .agreements(.writing) = before.layer { session.ended } else { false }
  }

  private func isOpening(_ layer: Layer) -> Bool { if case .passphrase(.open) = layer { true } else { false } }

  /// Whether a seat's two passphrases are being compared, as far as this knows: the world answers at once.
  private var isComparing: Bool { if case .passphrase(.own(_, again: true, _)) = session.layer { true } else { false } }

  private func isKept(_ layer: Layer) -> Bool { if case .kept = layer { true } else { false } }

  private func isNote(_ layer: Layer) -> Bool { if case .note = layer { true } else { false } }

  private var shapeFault: String? {
    if !session.plan.indices.contains(session.index) { return "outside the plan" }
    if session.selected != 0, !session.choices.indices.contains(session.selected) { return "selected nothing" }
    if session.kept != nil, !session.layers.contains(where: isKept) { return "held what is not open" }
    if session.layers.filter({ !isKept($0) }).count > 6 { return "layers pile up" }
    guard let last = session.plan.last, [.goodbye, .talking, .paths, .need, .led, .ago].contains(last) else { return "a plan without an end" }
    if session.plan.contains(where: { if case .more = $0 { true } else { false } }), last != .goodbye { return "a talk without goodbye" }
    let deepest = session.plannedCards.compactMap { cards[$0] }.filter { Section.talk.contains($0.section) }.map { $0.depth == 4 }
    if zip(deepest, deepest.dropFirst()).contains(where: { $0 && $1 }) { return "two deepest met" }
    return nil
  }

  /// What the two were promised by what they chose.
  private var promiseFault: String? {
    if restIsChosen, session.card?.hasQuestionMark ?? false { return "a question at rest" }
    if restIsChosen, [.paths, .led, .ago, .fullLook].contains(session.step) { return "a question at rest" }
    let ids = session.plannedCards + session.shared + session.choices.compactMap { if case .card(let id) = $0 { id } else { nil } }
    let met = ids.compactMap { cards[$0] }
    if session.suggestion != nil, !session.needsSecret { return "suggested words outside of their question" }
    if session.reader != nil || session.notes.contains(where: { $0.reader != nil }), session.owner == nil {
      return "words for one where no passphrase is for one"
    }
    if session.undrafted > 0, !session.keeping.isKept || !session.layers.contains(where: isNote) { return "a draft of nothing" }
    if session.notOkay, met.contains(where: { $0.section != .notOkay && $0.section != .alone }) { return "an evening after not okay" }
    let subjects = session.plannedCards.compactMap { cards[$0] }.filter { $0.subject != nil }
    for card in subjects where subjects.contains(where: {
      $0.subject == card.subject && $0.id != card.id && $0.id != card.mirror && $0.mirror != card.id
    }) {
      return "a subject twice"
    }
    if !session.touch, met.contains(where: \.touch) { return "touch after no touch" }
    if met.contains(where: { session.aside.contains($0.id) }) { return "a card that was set aside" }
    return nil
  }

  /// Esc covers at once, and after the way back the old card is one ← away.
  private var coverFault: String? {
    guard !session.ended else { return nil }
    var covered = session
    covered.send(.cover)
    if !covered.isCovered || covered.step != session.step { return "not covered" }
    covered.send(.back)
    guard covered.layers.isEmpty else { return "no way back" }
    if covered.index != session.index {
      covered.send(.back)
      if covered.step != session.step { return "the old card is not one back" }
    }
    return nil
  }

  /// Where → led on to the next place, ← leads back to this one, unless it has nothing left to ask.
  private var backFault: String? {
    var on = session
    on.send(.on)
    guard session.layers.isEmpty, on.layers.isEmpty, !on.ended, on.index == session.index + 1, on.awayFrom == session.awayFrom, !on.isEmpty(session.step) else { return nil }
    on.send(.back)
    return on.step == session.step ? nil : "← after → is another place"
  }

  /// From everywhere enough leads to the close, and → alone to the end.
  private var wayOutFault: String? {
    guard !session.ended else { return nil }
    var on = session
    // Two who are both here after all have the way of before to go.
    if !on.isOver(within: 3 * max(on.plan.count, on.awayFrom?.plan.count ?? 0) + 80) { return "→ alone does not reach the end" }
    var enough = session
    enough.send(.enough)
    if !enough.notOkay, enough.part != .close || !enough.layers.isEmpty { return "enough does not lead to the close" }
    return enough.isOver(within: 2 * enough.plan.count + 10) ? nil : "the close does not reach the end"
  }

  /// The end is the end.
  var faultAfterTheEnd: String? {
    guard session.ended else { return nil }
    var walk = self
    for _ in 0..<50 {
      let event = walk.next()
      if case .clock = event { continue }
      if !reduce(&walk.session, event).isEmpty || walk.session != session { return "\(event) changed what was over" }
    }
    return nil
  }
}

extension Session {
  /// Whether → alone ends the session in so many steps, where the world answers what it is asked.
  fileprivate mutating func isOver(within steps: Int) -> Bool {
    // The way out of the browser of what was kept is ←.
    for _ in 0..<steps where !ended {
      let effects = send(isOpening ? .vault(.opened) : kept != nil ? .back : .on)
      for effect in effects {
        switch effect {
        case .agree(let new):
          send(.agreed(AgreementEntry(id: "", day: today, topic: new.topic, words: new.words, answer: new.answer, seen: new.seen)))
        case .tellRecovery: send(.recovery("KEY"))
        default: break
        }
      }
    }
    return ended
  }
}
