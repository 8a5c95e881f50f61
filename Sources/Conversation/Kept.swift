// What two people kept before, as a session knows it while they look at it.
//
// Rules: values only, and only while the browser is open: whatever covers the words or leaves takes all of it out
// of the session. Nothing here says whether anything was kept by anybody else.

/// One kept conversation in a list.
public struct KeptTalk: Sendable, Hashable {
  /// A name that tells nothing.
  public var id: String
  /// When it began, by the clock on the wall there and then.
  public var date: KeptDate
  /// The sections that have notes.
  public var sections: [String]
  /// Whether all of it is proven to come from the vault's own people.
  public var isProven: Bool
  public init(id: String, date: KeptDate, sections: [String], isProven: Bool = true) {
    self.isProven = isProven
    self.id = id
    self.date = date
    self.sections = sections
  }
}

/// A local date and time.
public struct KeptDate: Sendable, Hashable {
  public var year: Int
  /// From 1.
  public var month: Int
  public var day: Int
  public var minuteOfDay: Int
  public init(year: Int, month: Int, day: Int, minuteOfDay: Int) {
    self.year = year
    self.month = month
    self.day = day
    self.minuteOfDay = minuteOfDay
  }
}

/// One note as it was kept, with the words of its card.
public struct KeptEntry: Sendable, Hashable {
  public var section: String
  public var prompt: String
  public var text: String
  public init(section: String, prompt: String, text: String) {
    self.section = section
    self.prompt = prompt
    self.text = text
  }
}

/// The forms in which kept notes can leave their seal.
public enum KeptForm: Sendable, Hashable, CaseIterable {
  case markdown, text, json
}

/// What leaves its seal as a file.
public enum KeptCopy: Sendable, Hashable {
  /// One conversation, by its id; all of them; the look back; the list of agreements.
  case one(String), all, lookBack, agreements
}

extension KeptCopy {
  /// The forms that it can be written in.
  var forms: [KeptForm] { self == .lookBack ? [.markdown, .text] : KeptForm.allCases }
}

/// What the kept notes say helps: a page, not a score.
public struct LookBack: Sendable, Hashable {
  /// The newest notes on what helps, and on words for stop.
  public var helps: [KeptEntry]
  public var stops: [KeptEntry]
  public init(helps: [KeptEntry] = [], stops: [KeptEntry] = []) {
    self.helps = helps
    self.stops = stops
  }
  /// How many notes of each there are at most: the page is to be read at a glance.
  public static let most = 8
}

/// How far slow work is.
public struct KeptProgress: Sendable, Hashable {
  public var done: Int
  public var all: Int
  public init(done: Int, all: Int) {
    self.done = done
    self.all = all
  }
}

/// The places of the browser; each is a layer.
public enum KeptPlace: Sendable, Hashable {
  /// The list, newest first.
  case list
  /// The same list while words to look for are typed.
  case search
  /// One conversation, to read.
  case reading
  /// What can be done with it, and with everything.
  case one, everything
  /// The way to agreements and the look back; the look back.
  case afterwards, lookBack
  /// The warning before a file is written.
  case exporting(KeptCopy)
  /// A file is being written.
  case writing
  /// Deleting one, or burning everything: each seat picks unseen.
  case deleting(CoveredPick), burning(CoveredPick)
  /// What came of it.
  case told(KeptOutcome)
}

/// What came of something that was done to kept notes.
public enum KeptOutcome: Sendable, Hashable {
  /// Written as a file at this path.
  case exported(String)
  case deleted, burnt
  /// What the system said.
  case failed(String)
}

/// What the world says about kept notes.
public enum KeptNews: Sendable, Hashable {
  /// What there is, newest first; with progress while more is being read. How many files cannot be read.
  case listed([KeptTalk], KeptProgress?, unreadable: Int)
  /// Where these words were found so far, in the list's order.
  case found([KeptTalk], for: String, KeptProgress?)
  /// One conversation's notes.
  case text(id: String, [KeptEntry])
  /// What helps, as far as it is gathered.
  case lookedBack(LookBack, KeptProgress?)
  /// How far the file is.
  case writing(KeptProgress)
  /// It is done, or could not be.
  case did(KeptOutcome)
}

/// What is open in the browser.
public struct Kept: Sendable, Hashable {
  /// Everything, newest first.
  public internal(set) var talks: [KeptTalk] = []
  /// How far the reading of the list is; `nil` once it is whole.
  public internal(set) var listing: KeptProgress? = KeptProgress(done: 0, all: 0)
  public internal(set) var unreadable = 0
  /// The words looked for, what was found of them so far, and how far the looking is.
  public internal(set) var query = ""
  public internal(set) var found: [KeptTalk] = []
  public internal(set) var looking: KeptProgress?
  /// The place in the list of the conversation that was selected or read last.
  public internal(set) var place = 0
  /// The conversation being read.
  public internal(set) var entries: [KeptEntry] = []
  /// What helps, and how far the gathering is.
  public internal(set) var lookBack = LookBack()
  public internal(set) var recalling: KeptProgress?
  /// How far a file is that is being written.
  public internal(set) var writing: KeptProgress?

  init() {}

  /// How many stand in the list at once: few enough for a digit each.
  public static let pageSize = 5

  /// Whether the list is of what was found.
  public var isFiltered: Bool { !query.isEmpty }
  /// The list.
  public var shown: [KeptTalk] { isFiltered ? found : talks }
  /// The conversations that can be seen now.
  public var page: ArraySlice<KeptTalk> {
    let start = place / Self.pageSize * Self.pageSize
    return shown[min(start, shown.count)..<min(start + Self.pageSize, shown.count)]
  }
  /// The conversation being read.
  public var talk: KeptTalk? { shown.indices.contains(place) ? shown[place] : nil }
}

extension Session {
  /// Whether words to look for are being typed, so that letters type.
  public var isLooking: Bool { layer == .kept(.search) }

  /// Whether a list of kept conversations is shown.
  public var isKeptList: Bool { layer == .kept(.list) || isLooking }

  /// The list of a place of the browser.
  func choices(of place: KeptPlace) -> [Choice] {
    let kept = kept ?? Kept()
    switch place {
    case .list:
      let more: [Choice] =
        (kept.page.endIndex < kept.shown.count ? [.keptOlder] : []) + (kept.page.startIndex > 0 ? [.keptNewer] : [])
      let look: [Choice] = kept.talks.isEmpty ? [] : kept.isFiltered ? [.keptLook, .keptShowAll] : [.keptLook]
      return kept.page.indices.map { .keptTalk($0) } + more + look + (kept.listing == nil ? [.keptAfterwards, .keptEverything] : [])
    case .search: return kept.page.indices.map { .keptTalk($0) }
    case .reading: return [kept.place + 1 < kept.shown.count ? .keptNext : .keptToList, .keptOne]
    case .one: return [.keptExport, .keptDelete]
    case .everything: return [.keptExport, .keptBurn]
    case .afterwards: return [.lookBack, .agreementList, .checkIn]
    case .lookBack: return [.keptToList] + (kept.recalling == nil ? [.keptExport] : [])
    case .exporting(let copy): return [.keptStaySealed] + copy.forms.map { .keptAs($0) }
    case .deleting, .burning: return [.keepNotes, .letGo]
    case .writing, .told: return []
    }
  }

  /// Where the list of the browser begins.
  var keptSelection: Int {
    guard let kept, isKeptList else { return 0 }
    return kept.page.indices.contains(kept.place) ? kept.place - kept.page.startIndex : 0
  }
}
