// The state of one conversation.
//
// Rules: a value; `reduce` is the only thing that changes it. Nothing in it says which seat gave an answer
// or pressed a key, except whose turn it is to pick or to speak right now.

/// What is settled before a conversation begins.
public struct Setup: Sendable, Hashable {
  public var deck: Deck
  /// The path, where it was chosen beforehand.
  public var path: Path?
  public var length: Length
  /// Whether cards may ask for touch.
  public var touch: Bool
  /// Whether the settings allow that notes are kept beyond the conversation.
  public var mayKeep: Bool
  /// Whether there is a place for sealed notes.
  public var maySeal: Bool
  /// Whether the settings name someone to call.
  public var hasHelpline: Bool
  /// Whether nothing moves, breathing included.
  public var still: Bool
  /// Whether a free line stands between all lines.
  public var large: Bool
  /// Whether this is a check-in, a day or more later.
  public var isCheckIn: Bool
  /// Ids of cards dealt in earlier conversations that are not to come again while others fit: in the last days,
  /// and in the last months.
  public var recent: Set<String>
  public var earlier: Set<String> = []
  /// After so many days without a renewal a yes becomes "ask".
  public var yesLasts: Int
  /// How long the keys rest before a covered question takes one, in milliseconds; 0 where nothing is pressed, as in a
  /// pipe, which hands every line over by itself.
  public var handover: Milliseconds
  public var seed: UInt64

  public init(
    deck: Deck, path: Path? = nil, length: Length = .short, touch: Bool = true, mayKeep: Bool = false,
    maySeal: Bool = false, hasHelpline: Bool = false, still: Bool = false, large: Bool = false,
    isCheckIn: Bool = false, recent: Set<String> = [], yesLasts: Int = 180,
    handover: Milliseconds = 0, seed: UInt64 = 0
  ) {
    self.deck = deck
    self.path = path
    self.length = length
    self.touch = touch
    self.mayKeep = mayKeep
    self.maySeal = maySeal
    self.hasHelpline = hasHelpline
    self.still = still
    self.large = large
    self.isCheckIn = isCheckIn
    self.recent = recent
    self.yesLasts = yesLasts
    self.handover = handover
    self.seed = seed
  }
}

/// What lies over the current step.
public enum Layer: Sendable, Hashable {
  /// What the keys do here.
  case help
  /// What is wrong with this start; the conversation can go on all the same.
  case trouble(String)
  /// What to do when something hurts.
  case hurt
  /// The menu that Esc opens over covered words.
  case menu
  case breathe
  /// 5-4-3-2-1; the number is how many things to name.
  case ground(Int)
  /// Nothing but quiet; also what covers the words when nobody has touched a key for long.
  case quiet
  /// A break of twenty minutes; the time of return in minutes after midnight.
  case pause(until: Int)
  /// The contents: where we are.
  case contents
  /// The goodbye that `q` offers.
  case goodbye
  /// A note being typed.
  case note(NoteEditor)
  /// Whether notes are kept, asked of each seat before the first character.
  case keep(CoveredPick)
  /// The passphrase that seals kept notes. What is typed never enters the session.
  case passphrase(PassphraseStage)
  /// Whom the next note is for, where each seat has a passphrase of its own.
  case reader
  /// The identity of a new vault, to copy by hand: it opens everything without a passphrase.
  case recovery(String)
  /// Notes that were being typed when an earlier conversation was cut short.
  case unfinished([String])
  /// A place of the browser of what was kept before.
  case kept(KeptPlace)
  /// A place where agreements are looked at and changed.
  case agreements(AgreementPlace)
  /// The favourites that can be dealt now.
  case favourites
  /// What came of the wish for a calendar file.
  case calendar(CalendarOutcome)
}

/// How far two people are with their passphrase.
public enum PassphraseStage: Sendable, Hashable {
  /// Type it; what went wrong before, if anything did.
  case ask(PassphraseProblem?)
  /// Nothing opens with it: begin a new vault, for both with it, or with one passphrase each?
  case begin
  /// Type it again to begin a new vault for both.
  case again
  /// A seat types a passphrase of its own, then the same once more; what went wrong before, if anything did.
  case own(Seat, again: Bool, PassphraseProblem?)
  /// A vault is being opened or made.
  case working
  /// A new vault was made, and opened once from the disk.
  case ready
  /// It opened, and each seat has one: whose was it?
  case whose
  /// Type it to read what was kept; it never makes a vault.
  case open(PassphraseProblem?)
  /// It is being tried, to read.
  case opening
}

/// Why a passphrase is asked for once more.
public enum PassphraseProblem: Sendable, Hashable {
  /// The second was not the first.
  case different
  /// Nothing opened with it.
  case unknown
  /// What the system said.
  case failed(String)
}

/// The parts of a conversation as people know them.
public enum Part: Sendable, Hashable, CaseIterable {
  case opening, comfort, reflection, boundaries, wishes, lookBack, rest, close
}

/// One thing that can be chosen from a list.
public enum Choice: Sendable, Hashable {
  case ready, hurt
  /// What one person alone needs.
  case need(Need)
  case talking(Talking)
  /// A path; `nil` is "rather not say".
  case path(Path?)
  case led(Led)
  /// How long ago it was; `nil` is "rather not say".
  case ago(Ago?)
  /// A check-in, begun from the browser; a calendar file for later.
  case checkIn, calendar
  /// On to what comes next, more of this section, or enough.
  case onward, moreOfThis, enough
  /// The full look back after an intense time, now or another day.
  case fullLookNow, fullLookLater
  /// After something was not okay: space, company, or stop here.
  case space, company, stopHere
  /// Nobody has left after all.
  case bothHere
  /// From the goodbye that `q` shows: the ending.
  case ending
  /// From the last screen: a few words about tomorrow, what was agreed, the notes, a reminder.
  case tomorrowWords, lookAtAgreements, lookAtNotes, lookAtReminder
  case wish(Wish)
  case forgetNotes, sealNotes, keepNotes
  /// With a new passphrase: one for both, one each, or type it again.
  case beginForBoth, beginForEach, typeAgain
  /// Whose passphrase it was.
  case whose(Seat)
  /// Whom a note is for; `nil` is both.
  case reader(Seat?)
  /// A new vault's first note, or its key to copy: the one key, or that of one seat.
  case write, showRecovery, showRecoveryOf(Seat)
  case letGo
  case part(Part)
  /// Favourites of this conversation, by card id.
  case card(String)
  case breathe, ground, quiet, pause, setAside, noTouch, notOkay, contents, oneLeft, leave
  case goOn
  /// The quiet choice at the start, and what the browser offers; a conversation by its place in the list.
  case openKept
  case keptTalk(Int)
  case keptOlder, keptNewer, keptLook, keptShowAll, keptEverything
  case keptNext, keptToList, keptOne
  case keptExport, keptDelete, keptBurn, keptStaySealed
  case keptAs(KeptForm)
  case keptAfterwards, lookBack
  /// The favourites, to deal one.
  case favourites
  /// Agreements: kept in a vault, what both said yes to, one in their own words, all of them, one of them.
  case keepAgreements, agreementShared, agreementWrite, agreementList, agreement(AgreementTopic)
  case leaveIt, askBoth, agreeYes, withdraw, makeNo
  case stillYes, askEachTime, noLonger
}

/// A short answer under the words, shown until the next event.
public enum Reply: Sendable, Hashable {
  /// The one fixed line for everything that has nothing to offer, whatever the cause.
  case nothingHere
  /// No touch from here on; it tells nothing about who said so.
  case noTouch
  case favourite(Bool)
  /// The words are more than a list takes.
  case tooLong
}

/// How far a covered choice card is.
public enum CoveredCard: Sendable, Hashable {
  /// Each seat picks.
  case answering(CoveredPick)
  /// Both have picked; whether both said yes or maybe.
  case answered(isShared: Bool)
}

/// Where two people were before one of them left.
struct Away: Sendable, Hashable {
  var plan: [Step]
  var index: Int
}

/// Whether notes are kept beyond the conversation.
public enum Keeping: Sendable, Hashable {
  case undecided, forgetting
  /// Sealed behind a passphrase, or as plain text.
  case sealed, keeping

  /// Whether anything reaches the disk.
  public var isKept: Bool { self == .sealed || self == .keeping }
}

/// One conversation.
public struct Session: Sendable, Hashable {
  public internal(set) var setup: Setup
  /// The steps, past and to come; never empty.
  public internal(set) var plan: [Step]
  /// The current step's place in the plan.
  public internal(set) var index = 0
  /// What lies over the step, the topmost last.
  public internal(set) var layers: [Layer] = []
  /// The selected place of the list that is shown, if one is.
  public internal(set) var selected = 0
  /// The first character of the text that is shown, where the text is too long for the screen.
  public internal(set) var anchor = 0
  /// How far the card is from its usual form: -1 with its way in, 0, 1 deeper.
  public internal(set) var form = 0
  /// Who speaks, once someone pressed Tab.
  public internal(set) var floor: Seat?
  public internal(set) var talking: Talking?
  /// The pick on how much talking is right, while it is being made.
  public internal(set) var talkingPick = CoveredPick()
  public internal(set) var path: Path?
  public internal(set) var led: Led = .unsaid
  /// Whether this is a check-in, a day or more later.
  public internal(set) var isCheckIn: Bool
  public internal(set) var touch: Bool
  public internal(set) var notOkay = false
  /// The way that two people were on before one of them left, to come back to.
  var awayFrom: Away?
  public internal(set) var covered = CoveredCard.answering(CoveredPick())
  /// Ids of the covered cards that both said yes or maybe to.
  public internal(set) var shared: [String] = []
  public internal(set) var notes: [Note] = []
  public internal(set) var keeping = Keeping.undecided
  /// Whether the notes are kept or let go, while it is being picked at the close.
  public internal(set) var letGoPick = CoveredPick()
  /// Whether the last save failed and has not been made good.
  public internal(set) var unsaved = false
  /// The seat whose passphrase opened the vault, where each has one; `nil` where one is for both.
  public internal(set) var owner: Seat?
  /// Whom the note that is being typed is for; `nil` is both.
  public internal(set) var reader: Seat?
  /// Words that were drawn for a new passphrase; shown until they were typed twice.
  public internal(set) var suggestion: String?
  /// Whether the passphrase that was just typed for something new could be guessed.
  public internal(set) var isWeak = false
  /// How many characters of the open note are in no draft yet, and whether it has a draft at all.
  var undrafted = 0
  var hasDraft = false
  /// What is open in the browser, while it is.
  public internal(set) var kept: Kept?
  /// Whether a passphrase opened what was kept, so that notes can be sealed there without typing it again.
  public internal(set) var hasOpened = false
  public internal(set) var favourites: [String] = []
  /// The entries of the list of agreements, and the day of today; `nil` where no vault is open.
  public internal(set) var agreed: [AgreementEntry]?
  /// Whether every entry of the agreements could be read; if not, no yes is shown as one.
  public internal(set) var agreedIsWhole = true
  var today: Day = 0
  /// What was offered for the list, or asked about, in this conversation.
  var asked: Set<AgreementTopic> = []
  var stillTruePick = CoveredPick()
  /// Words typed for the list that are neither a yes nor a no yet.
  var unplaced = ""
  public internal(set) var reply: Reply?
  public internal(set) var now: Milliseconds = 0
  public internal(set) var minuteOfDay = 0
  /// When anyone last did anything, and when the breathing began.
  public internal(set) var lastInput: Milliseconds = 0
  public internal(set) var breathingSince: Milliseconds = 0
  /// Whether the keys have to be at rest before one is taken, and since when they are. See `Handover.swift`.
  var awaitsRest = false
  var restsSince: Milliseconds = 0
  /// Whether the conversation is over.
  public internal(set) var ended = false
  /// Ids of cards that were set aside.
  var aside: Set<String> = []

  /// A conversation at its first screen.
  public init(_ setup: Setup) {
    self.setup = setup
    path = setup.path
    touch = setup.touch
    isCheckIn = setup.isCheckIn
    plan = [.welcome, .talking]
    if setup.path == .alone { plan = alonePlan }
  }

  /// How long nobody has to touch a key before the words are covered.
  public static let idleCover: Milliseconds = 10 * 60 * 1000
  /// After this rest in typing, or after so many characters, a kept note gets a draft.
  public static let draftRest: Milliseconds = 4000
  public static let draftLength = 200
  /// One breath in, and one out: about six a minute.
  public static let breathIn: Milliseconds = 4000, breathOut: Milliseconds = 6000
  /// How long a break is, in minutes.
  public static let pauseMinutes = 20
}

extension Session {
  /// The current step.
  public var step: Step { plan[index] }

  /// What lies on top, if anything does.
  public var layer: Layer? { layers.last }

  /// Whether one person is here: from the start, or since the other left.
  public var isAlone: Bool { setup.path == .alone || plan[...index].contains(.oneLeft) }

  /// The current step's card.
  public var card: Card? {
    guard case .card(let id) = step else { return nil }
    return setup.deck.card(id)
  }

  /// The card's deeper form, where it may be shown: to two who talk freely, or to one alone.
  private var deeper: String? { talking == .freely || isAlone ? card?.deeper : nil }

  /// Whether the way in stands below the question without being asked for.
  private var showsWayInByItself: Bool { talking != .freely || path == .intense || path == .hurt }

  /// The forms that `e` and `m` can reach from here: 0 is the usual one.
  var forms: ClosedRange<Int> {
    (card == nil || showsWayInByItself || isCoveredCard ? 0 : -1)...(deeper == nil ? 0 : 1)
  }

  /// The words of the card as they are shown now.
  public var cardText: String {
    guard let card else { return "" }
    return form > 0 ? deeper ?? card.text : card.text
  }

  /// The way in below the words, where it is shown now; none below the deeper form.
  public var wayIn: String? {
    // A covered card is one offer: a second, smaller one would leave open what a yes means.
    guard let card, !isCoveredCard, form < 0 || form == 0 && showsWayInByItself else { return nil }
    return card.easier
  }

  /// Whether words are hard here, so that the way in is what is read first.
  public var wayInLeads: Bool { path == .intense && talking != .freely && !isAlone }

  /// Whether no card of the same section comes before this one: what is said once a part stands there.
  public var isFirstOfItsPart: Bool { !plan[..<index].contains { cardOf($0)?.section == card?.section } }

  /// Whether this is the first card of the conversation: what its keys do is said once.
  public var isFirstCard: Bool {
    card != nil && !plan[..<index].contains { if case .card = $0 { true } else { false } }
  }

  /// Whether the card is answered covered: each picks yes, maybe or not now.
  public var isCoveredCard: Bool {
    guard let card else { return false }
    return card.isCovered && !isAlone
  }

  /// Whether words were written at the current step, for whomever.
  public var isNoted: Bool {
    guard case .card(let id) = step else { return false }
    return notes.contains { $0.card == id }
  }

  /// The note being typed, if one is.
  public var editor: NoteEditor? {
    switch layer {
    case .note(let editor), .agreements(.writing(let editor)): editor
    default: nil
    }
  }

  /// The seat that a covered question waits for; `nil` where nothing covered is asked.
  public var coveredTurn: Seat? {
    switch layer {
    case .keep(let pick), .kept(.deleting(let pick)), .kept(.burning(let pick)), .agreements(.offer(_, _, let pick)):
      return pick.turn
    case .some: return nil
    case nil: break
    }
    switch step {
    case .talking: return talkingPick.turn
    case .notes where keeping.isKept: return letGoPick.turn
    case .stillTrue where !due.isEmpty: return stillTruePick.turn
    case .card where isCoveredCard:
      switch covered {
      case .answering(let pick): return pick.turn
      case .answered: return nil
      }
    default: return nil
    }
  }

  /// Whether the words are covered.
  public var isCovered: Bool {
    switch layer {
    case .menu, .breathe, .ground, .quiet, .pause: true
    default: false
    }
  }

  /// When time alone next changes what is shown; `nil` when only people do.
  public var nextWake: Milliseconds? {
    if ended { return nil }
    if isHandingOver { return restsSince + setup.handover }
    if undrafted > 0 { return lastInput + Self.draftRest }
    if isBreathing && !setup.still && now - lastInput < Self.idleCover { return now + 100 }
    return isCovered ? nil : lastInput + Self.idleCover
  }

  /// Whether the breathing shape is on the screen.
  public var isBreathing: Bool {
    if let layer { return layer == .breathe }
    return step == .breathe
  }

  /// Where a breath is: whether it goes in, and how far it is, from 0 to 1.
  public var breath: (isIn: Bool, share: Double) {
    let cycle = Self.breathIn + Self.breathOut
    let place = ((now - breathingSince) % cycle + cycle) % cycle
    return place < Self.breathIn
      ? (true, Double(place) / Double(Self.breathIn))
      : (false, Double(place - Self.breathIn) / Double(Self.breathOut))
  }

  /// Whether a passphrase is being typed; the keys go to whoever keeps secrets, not to the session.
  public var wantsSecret: Bool {
    switch layer {
    case .passphrase(.ask), .passphrase(.again), .passphrase(.own), .passphrase(.open): true
    default: false
    }
  }

  /// Whether what was typed is still needed.
  public var needsSecret: Bool { wantsSecret || isOpening || layer == .passphrase(.begin) }

  /// Whether a vault is being opened or made.
  public var isOpening: Bool { layer == .passphrase(.working) || layer == .passphrase(.opening) }

  /// Whether slow work goes on beside the screen.
  public var isWorking: Bool {
    isOpening || kept?.listing != nil || kept?.looking != nil || kept?.recalling != nil
      || layers.contains(.kept(.writing))
  }

  var planner: Planner {
    Planner(dealer: dealer, isCheckIn: isCheckIn)
  }

  /// The conversation of one person alone.
  var alonePlan: [Step] { isCheckIn ? planner.checkInAlone() : planner.alone() }

  /// The dealer as of now: what was met so far counts as dealt lately.
  var dealer: Dealer {
    let met = plan.prefix(index + 1).compactMap(cardOf)
    return Dealer(
      deck: setup.deck, path: path ?? .everyday, length: setup.length, talking: talking ?? .gently, touch: touch,
      led: led, recent: setup.recent.union(met.map(\.id)), earlier: setup.earlier, aside: aside,
      closed: Dealer.subjects(of: met), seed: setup.seed)
  }
}

extension Session {
  /// The same session without what lies on top of it: the place that the help tells about.
  public var beneath: Session {
    var session = self
    _ = session.layers.popLast()
    return session
  }
}
