// A random conversation held twice, the covered answers swapped between the seats: it has to be the same one.
//
// Rules: everything follows from the seed. The walks of `fuzz/walks` are this file too.

@testable import Conversation

/// Two sessions that meet the same events, but for the covered answers, which are swapped.
struct SwappedPair {
  var one: Session
  var other: Session
  var answered = 0
  private var awaited: (Event, Event)?
  private var effectsDiffer = false

  init(_ setup: Setup) {
    one = Session(setup)
    other = Session(setup)
  }

  /// A random conversation of such a pair, all of it following from the seed.
  /// - Returns: how the two could be told apart, if they could; how many answers were swapped; whether it ended.
  static func walk(seed: UInt64) -> (fault: String?, answered: Int, ended: Bool) {
    var random = SplitMix64(seed: seed)
    let setup = Setup(
      deck: .rich, path: seed % 3 == 0 ? .intense : nil, length: .long, mayKeep: seed % 4 != 0,
      maySeal: seed % 3 != 0, hasHelpline: true,
      seed: seed)
    var pair = SwappedPair(setup)
    for place in 0..<200 {
      pair.take(next(pair.one, &random, place), &random)
      if let fault = pair.fault {
        return ("\(fault), after \(place) events, at \(pair.one.step) under \(pair.one.layers)", pair.answered, pair.one.ended)
      }
    }
    return (nil, pair.answered, pair.one.ended)
  }

  /// An event for both, or `nil` for an answer where something covered is asked.
  private static func next(_ session: Session, _ random: inout SplitMix64, _ place: Int) -> Event? {
    if session.wantsSecret && place % 2 == 0 { return .secret }
    // The browser has tests of its own.
    if session.kept != nil { return .back }
    if session.isWorking { return .vault(place % 3 == 0 ? .unknown : place % 3 == 1 ? .made : .opened) }
    let often = Int.random(in: 0..<10, using: &random)
    if session.coveredTurn != nil && often < 7 { return nil }
    let notes: [Event] = [.note, .edit(.type("a")), .commitNote, .note]
    let calm: [Event] = [
      .back, .cover, .help, .contents, .other, .favourite, .easier, .select(Int.random(in: 0..<5, using: &random)),
      session.layers.isEmpty ? .goodbye : .back,
      .saved(.random(using: &random)), .clock(Int64(place) * 40_000, minuteOfDay: place), .unknown,
    ]
    if often < 3 { return notes.randomElement(using: &random) }
    if often < 5 { return calm.randomElement(using: &random) }
    if session.coveredTurn != nil { return nil }
    // Not the choices that end everything, so that conversations grow long.
    let rest = session.choices.indices.filter { ![.leave, .oneLeft, .enough, .openKept].contains(session.choices[$0]) }
    return often < 7 ? rest.randomElement(using: &random).map(Event.choose) ?? .on : .on
  }

  /// Sends an event to both, or where it is `nil` a covered answer; the second answer is the first of the other.
  mutating func take(_ event: Event?, _ random: inout SplitMix64) {
    var events = (event ?? .on, event ?? .on)
    if let seat = one.coveredTurn, event == nil || event == .on {
      if seat == .left || awaited == nil {
        awaited = (answer(&random), answer(&random))
        events = awaited ?? events
      } else if let answers = awaited {
        events = (answers.1, answers.0)
        answered += 1
      }
    }
    effectsDiffer = reduce(&one, events.0) != reduce(&other, events.1)
  }

  private func answer(_ random: inout SplitMix64) -> Event {
    let place = Int.random(in: 0...one.choices.count, using: &random)
    return place == one.choices.count ? .on : .choose(place)
  }

  /// How the two can be told apart, if they can.
  var fault: String? {
    if effectsDiffer { return "effects differ" }
    if !one.looksLike(other) { return "what is shown differs" }
    if one.blinded != other.blinded { return "something besides the picks differs" }
    if !hasOpenPick(one) && one != other { return "the sessions differ" }
    return nil
  }

  /// Whether the first seat has picked and the second has not.
  private func hasOpenPick(_ session: Session) -> Bool {
    let isOpen =
      switch session.covered {
      case .answering(let pick): pick.turn == .right
      case .answered: false
      }
    return isOpen || session.talkingPick.turn == .right || session.letGoPick.turn == .right
      || session.layers.contains { if case .keep(let pick) = $0 { pick.turn == .right } else { false } }
  }
}

extension Session {
  /// The session with every open pick taken out, and nothing else.
  fileprivate var blinded: Session {
    var session = self
    session.talkingPick = CoveredPick()
    session.letGoPick = CoveredPick()
    session.layers = layers.map { if case .keep = $0 { .keep(CoveredPick()) } else { $0 } }
    switch covered {
    case .answering: session.covered = .answering(CoveredPick())
    case .answered: break
    }
    return session
  }

  /// Whether this session shows, offers and waits for what the other does.
  fileprivate func looksLike(_ other: Session) -> Bool {
    choices == other.choices && coveredTurn == other.coveredTurn && cardText == other.cardText && part == other.part
      && isCovered == other.isCovered && nextWake == other.nextWake && talkingPick.turn == other.talkingPick.turn
      && letGoPick.turn == other.letGoPick.turn
  }
}
