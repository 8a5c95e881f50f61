// What an opened vault recalls into a conversation: agreements, favourites, cards met lately.
//
// Rules: it comes only after a passphrase; it stays for this conversation, because cards and questions depend on
// it, and is shown only where somebody asks for it.

/// What the vault remembers.
public struct Recalled: Sendable, Hashable {
  public var today: Day
  public var entries: [AgreementEntry]
  /// Whether every entry could be read.
  public var isWhole: Bool
  /// Ids of the cards met in the last days, and in the last months.
  public var lately: Set<String>
  public var earlier: Set<String>
  /// Ids of the favourites.
  public var favourites: [String]

  public init(
    today: Day, entries: [AgreementEntry] = [], isWhole: Bool = true, lately: Set<String> = [], earlier: Set<String> = [],
    favourites: [String] = []
  ) {
    self.today = today
    self.entries = entries
    self.isWhole = isWhole
    self.lately = lately
    self.earlier = earlier
    self.favourites = favourites
  }

  /// How long a card counts as met in the last days, and in the last months, in days.
  public static let latelyDays = 14, earlierDays = 120
}

/// An entry to be written; its id and day are the world's.
public struct NewAgreement: Sendable, Hashable {
  public var topic: AgreementTopic
  public var words: String
  public var answer: AgreementAnswer
  public var seen: Set<String>

  public init(topic: AgreementTopic, words: String, answer: AgreementAnswer, seen: Set<String> = []) {
    self.topic = topic
    self.words = words
    self.answer = answer
    self.seen = seen
  }
}

/// The places where agreements are looked at and changed; each is a layer.
public enum AgreementPlace: Sendable, Hashable {
  case list
  case one(AgreementTopic)
  /// Each seat picks unseen whether it is a yes of both.
  case offer(AgreementTopic, words: String, CoveredPick)
  /// Words of the two people's own, being typed, and typed: a yes or a no?
  case writing(NoteEditor)
  case placing(String)
  /// Whether both wanted it.
  case told(isOn: Bool)
}

extension Session {
  /// What holds now; nothing, where no vault is open.
  public var agreements: [Agreement] {
    agreed.map { Conversation.agreements(from: $0, today: today, lasts: setup.yesLasts, isWhole: agreedIsWhole) } ?? []
  }

  public func agreement(_ topic: AgreementTopic) -> Agreement? { agreements.first { $0.topic == topic } }

  /// The yeses that nobody has renewed for long and that were not asked about in this conversation; none while a no may
  /// lie unread.
  public var due: [Agreement] {
    guard agreedIsWhole else { return [] }
    let left = max(0, Self.mostAsked - asked.count)
    return Array(agreements.filter { $0.state == .ask && !asked.contains($0.topic) }.prefix(left))
  }

  /// How many of them one conversation asks about: nobody is to be tired by a list.
  static let mostAsked = 5

  /// Whether a yes of both can be given here: two people in the middle of their conversation.
  var canAgree: Bool { agreed != nil && !isAlone && !notOkay && talking != nil && talking != .rest }

  /// The cards both said yes or maybe to that have not been offered as agreements yet.
  var unoffered: [String] {
    shared.filter { id in
      !asked.contains(.card(id)) && agreement(.card(id))?.state != .yes
    }
  }

  /// Whether the close has something to ask about agreements.
  var canCloseWithAgreements: Bool {
    !isAlone && !notOkay && talking != .rest && (agreed != nil || (setup.maySeal && keeping == .undecided))
  }

  /// The list of a place.
  func choices(of place: AgreementPlace) -> [Choice] {
    switch place {
    case .list: return [.onward] + agreements.map { .agreement($0.topic) } + [.agreementWrite] + (kept == nil ? [] : [.keptExport])
    case .one(let topic):
      guard let state = agreement(topic)?.state else { return [] }
      return [.leaveIt] + (canAgree && state != .yes ? [.askBoth] : []) + (state == .no ? [] : [.withdraw, .makeNo])
    case .offer: return [.agreeYes, .leaveIt]
    case .placing: return (canAgree ? [.askBoth] : []) + [.makeNo, .leaveIt]
    case .writing, .told: return []
    }
  }
}
