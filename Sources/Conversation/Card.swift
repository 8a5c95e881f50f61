// Cards: what two people read to each other.
//
// Rules: a card is a value and knows nothing of files or screens; its texts are kept exactly as the deck
// gives them (making them safe for a terminal is CellGrid's work).

/// One prompt with its way in, its deeper form and the cue for the one who listens.
public struct Card: Sendable, Hashable {
  /// Unique in its deck: 1 to 64 of `a`–`z`, `0`–`9` and `-`, compared byte by byte.
  public var id: String
  /// Where in a conversation the card belongs.
  public var section: Section
  /// How much the card asks of a person, from 1 (small talk would do) to 4 (the tenderest).
  public var depth: Int
  /// How the card is answered.
  public var kind: Kind
  /// The prompt itself.
  public var text: String
  /// The way in, shown quieter below `text`: the beginning of a sentence to finish, a few words to choose from, or
  /// a gesture. It keeps every way out of `text` and can be read alone.
  public var easier: String
  /// The prompt one step further, offered "only if you both want"; `nil` where there is no further step.
  public var deeper: String?
  /// What the listening partner may do; `nil` shows no cue.
  public var listener: String?
  /// What the card can give the evening; `nil` where it has no place of its own in the shape.
  public var place: Place?
  /// Whether any evening of its place can begin with it; such a card bears being met again another evening.
  public var isOpening: Bool
  /// Whether one person reads it to the other and then the other way round: it says *you* and *me*.
  public var turns: Bool
  /// What the card is about, as an id: of the cards that share one a talk has only the first, with its mirror, so that
  /// nothing later asks aloud for what a covered card kept back.
  public var subject: String?
  /// Whether every talk on the paths that the card names has it: what a body needs to know.
  public var isAlways: Bool
  /// What one person alone needs, where the card is for that; empty fits every need.
  public var needs: Set<Need>
  /// The paths that the card fits; empty means every path that two people take, but the one where it hurt or went
  /// wrong: a card for that says so, because little else fits there.
  public var paths: Set<Path>
  /// Whom the card speaks to.
  public var side: Side
  /// The id of the card that asks the same of the other side; both are dealt, or neither.
  public var mirror: String?
  /// Whether the card invites touch; such cards vanish after "no touch".
  public var touch: Bool
  /// Whether the card is for words that are said and never kept: no note can be written with it.
  public var spoken: Bool
  /// About how long two people stay with the card, in seconds.
  public var seconds: Int
  /// What a note with it is for the look back; `nil` where it is for none.
  public var about: About?
  /// Words to choose from, or lines to say. Empty on a choice card means the covered yes / maybe / not now.
  public var choices: [String]

  /// Whether the card invites words, so that one can speak and the other listen; a rest, or something to do
  /// together, does not.
  public var invitesWords: Bool {
    kind != .together && kind != .say && ![.rest, .breathing, .grounding].contains(section)
  }

  /// Whether the card is answered unseen, with yes, maybe or not now.
  public var isCovered: Bool { kind == .choice && choices.isEmpty }

  /// Makes a card; the defaults are those of the deck format.
  public init(
    id: String, section: Section, depth: Int = 1, kind: Kind = .open, text: String, easier: String,
    deeper: String? = nil, listener: String? = nil, paths: Set<Path> = [], side: Side = .any,
    mirror: String? = nil, touch: Bool = false, spoken: Bool = false, seconds: Int = 120, about: About? = nil,
    choices: [String] = [], place: Place? = nil, isOpening: Bool = false, turns: Bool = false, subject: String? = nil,
    isAlways: Bool = false, needs: Set<Need> = []
  ) {
    self.id = id
    self.section = section
    self.depth = depth
    self.kind = kind
    self.text = text
    self.easier = easier
    self.deeper = deeper
    self.listener = listener
    self.paths = paths
    self.side = side
    self.mirror = mirror
    self.touch = touch
    self.spoken = spoken
    self.seconds = seconds
    self.about = about
    self.choices = choices
    self.place = place
    self.isOpening = isOpening
    self.turns = turns
    self.subject = subject
    self.isAlways = isAlways
    self.needs = needs
  }

  /// Whether the card fits a path that two people take, or that one person does.
  public func fits(_ path: Path) -> Bool {
    switch path {
    case .everyday, .first, .intense, .apart: paths.isEmpty ? section != .alone : paths.contains(path)
    case .hurt: paths.contains(.hurt)
    case .alone: section == .alone || paths.contains(.alone)
    }
  }

  /// How a card is answered.
  public enum Kind: String, Sendable, CaseIterable {
    /// In one's own words.
    case open
    /// From a few words on the card: people who are tired lack words of their own.
    case choice
    /// Not with words: something small that the two do.
    case together
    /// By saying aloud one of a few lines, if it is true.
    case say
  }

  /// What a card can give an evening, beyond its section.
  public enum Place: String, Sendable, CaseIterable {
    /// Nearness or reassurance.
    case near
    /// How it was, with nothing said yet.
    case how
    /// Something good.
    case good
    /// Room for something less good.
    case hard
    /// What to ask first, how to be heard.
    case first
  }

  /// What a card asks for that is worth finding again.
  public enum About: String, Sendable, CaseIterable {
    /// What helps.
    case helps
    /// The words and signs for stop.
    case stop
  }

  /// Whom a card speaks to.
  public enum Side: String, Sendable, CaseIterable {
    /// Both alike.
    case any
    /// The one who led, and the one who followed, in an intense scene or role play.
    case led, followed
    /// The one who began, and the one who was invited.
    case started, received
  }
}

/// The places in a conversation that cards are dealt to.
public enum Section: String, Sendable, CaseIterable {
  /// Settling in, once the path is known; on the intense path this steps out of the roles.
  case arrive
  /// The very first cards: how the body feels, and what it needs now.
  case body
  /// The four sections of the talk, in their order.
  case comfort, reflection, boundaries, wishes
  /// A pause after the tenderest cards: thanks for the words, a breath, quiet.
  case rest
  /// Coming back to the room with the senses, and with the breath.
  case grounding, breathing
  /// What the two may do after someone said that something was not okay.
  case notOkay = "not-okay"
  /// Thanks that may be said near the end.
  case appreciation
  /// The last cards of every conversation.
  case close
  /// Cards for one person alone.
  case alone
  /// Looking back after a day, and after three.
  case afterOneDay = "after-one-day"
  case afterThreeDays = "after-three-days"

  /// The four sections of the talk, in the order in which they come.
  public static let talk: [Section] = [.comfort, .reflection, .boundaries, .wishes]
}

/// What kind of time two people had; it decides which cards fit.
public enum Path: String, Sendable, CaseIterable {
  /// A usual time, also when people would rather not say.
  case everyday
  /// A first time together.
  case first
  /// An intense scene, power exchange or role play.
  case intense
  /// The two are not in the same room.
  case apart
  /// It hurt, or it went wrong: care and facts first, nobody's fault, nothing to rate.
  case hurt
  /// One person, without a partner.
  case alone
}

/// What one person alone needs; it decides which cards come.
public enum Need: String, Sendable, CaseIterable {
  case rest, hurts, low
  /// To have led, and to feel guilty.
  case led
  /// That it went further than wanted.
  case tooFar = "too-far"
  case write
}
