// Whole evenings, dealt and gone through as two people would, or one: for the tests of their shape, and to be read.
//
// Rules: everything follows from the road and the seed; covered answers and choices are those of the road, and all else
// goes on with →.

import Conversation

/// What decides an evening, besides chance.
public struct Road: Sendable, Hashable, CustomStringConvertible {
  public var path: Path
  public var talking: Talking
  public var length: Length
  /// What one person alone needs; only on the path alone.
  public var need: Need?
  /// How long ago it was, where this is a check-in.
  public var ago: Ago?
  /// Whether the full look back after an intense time is taken at once.
  public var looksBackFully = false
  /// What both answer to covered cards.
  public var wish = Wish.maybe

  public init(_ path: Path, _ talking: Talking = .gently, _ length: Length = .short, need: Need? = nil, ago: Ago? = nil) {
    self.path = path
    self.talking = talking
    self.length = length
    self.need = need
    self.ago = ago
  }

  public var description: String {
    "\(path.rawValue), \(talking), \(length.rawValue) minutes"
      + (need.map { ", need \($0.rawValue)" } ?? "") + (ago.map { ", later \($0)" } ?? "")
  }

  /// Every road of two people who talk, for each length.
  public static let talks: [Road] = [Path.everyday, .first, .intense, .apart, .hurt].flatMap { path in
    [Talking.gently, .freely].flatMap { talking in Length.allCases.map { Road(path, talking, $0) } }
  }

  /// Rest, one person alone, and the days after.
  public static let others: [Road] =
    [Path.everyday, .intense, .hurt].map { Road($0, .rest) } + Need.allCases.map { Road(.alone, need: $0) }
    + Ago.allCases.flatMap { ago in
      [Path.everyday, .first, .intense, .apart, .hurt, .alone].map { Road($0, .freely, ago: ago) }
    }
}

/// One evening, screen by screen.
public struct Evening: Sendable {
  /// Every moment that is shown, in order.
  public private(set) var moments: [Session] = []
  public let road: Road

  /// Goes through an evening to its last screen.
  /// - Parameter more: whether "more, or enough?" is answered with more, once at each place.
  public init(_ road: Road, deck: Deck, seed: UInt64, more: Bool = false) {
    self.road = road
    var session = Session(
      Setup(deck: deck, path: [.alone, .apart].contains(road.path) || road.ago != nil ? road.path : nil, length: road.length,
        isCheckIn: road.ago != nil, seed: seed))
    var asked: Set<String> = []
    for _ in 0..<400 {
      moments.append(session)
      if session.step == .goodbye { return }
      let choice = Self.choice(in: session, road, more, &asked)
      let place = choice.flatMap { session.choices.firstIndex(of: $0) }
      _ = reduce(&session, place.map { .choose($0) } ?? .on)
    }
  }

  private static func choice(in session: Session, _ road: Road, _ more: Bool, _ asked: inout Set<String>) -> Choice? {
    switch session.step {
    case .talking: .talking(road.talking)
    case .paths: .path(road.path)
    case .led: .led(.one)
    case .need: .need(road.need ?? .low)
    case .ago: .ago(road.ago)
    case .fullLook: road.looksBackFully ? .fullLookNow : .fullLookLater
    case .more(let section): more && asked.insert(section.rawValue).inserted ? .moreOfThis : nil
    case .card where session.coveredTurn != nil: .wish(road.wish)
    default: nil
    }
  }

  /// The cards that were met, each once, in order.
  public var cards: [Card] {
    var seen: Set<String> = []
    return moments.compactMap(\.card).filter { seen.insert($0.id).inserted }
  }
}
