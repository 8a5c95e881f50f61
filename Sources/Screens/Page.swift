// What a place says, before it is drawn or read aloud.
//
// Rules: a page is made once from the session and the words, and both the screen and the read-aloud mode
// come from it, so that neither can say what the other leaves out.

import CellGrid
import Conversation
import Settings

/// One place's words, lists and keys.
public struct Page: Equatable, Sendable {
  /// The name of the place, and what kind of text it is.
  var heading = ""
  var headingRole = Role.heading
  /// The soft shape: for each part of the talk, whether it has been reached.
  var shape: [Bool] = []
  var blocks: [Block] = []
  var list: List?
  /// A note being typed, in place of the blocks' scrolling.
  var editor: NoteEditor?
  /// One line that answers the last key, or needs reading now.
  var notice: String?
  /// An answer is quiet; what needs reading now is not.
  var noticeRole = Role.notice
  /// What the keys do, at most five, in the order shown.
  var keys: [Hint] = []
  /// Whether a free row stands between all rows.
  var isLarge = false
  /// What can be typed in the read-aloud mode, where the scene's own prompt does not say it.
  var prompt: Phrase?

  /// Whether keys are pressed under a hand here: a list that shows no selection.
  var isCovered: Bool { list.map { $0.selected == nil } ?? false }

  /// Whether the breathing shape is part of it.
  var hasBreath: Bool { blocks.contains { if case .breath = $0 { true } else { false } } }
}

/// A piece of a page.
enum Block: Equatable, Sendable {
  /// A paragraph in a role.
  case text(String, Role)
  /// The breathing shape; how large it is, from 0 to 1, and the word beneath it.
  case breath(size: Double, word: String)
  /// Words that are only read aloud, and words that are only drawn: what is said by a shape, and what the
  /// keys do, is said in another way there.
  case spoken(String)
  case drawn(String, Role)
}

/// Things to choose from.
struct List: Equatable, Sendable {
  var items: [String]
  /// What stands before each item: the key that takes it.
  var labels: [String]
  /// The selected place; `nil` for a covered list, where nothing shows.
  var selected: Int?
}

/// One key and what it does.
struct Hint: Equatable, Sendable {
  var key: Phrase
  var says: Phrase
  /// Which hints go first where there is no room: the larger. Esc stays.
  var spare: Int

  static let rest = Hint(key: .keyEscape, says: .keyEscapeSays, spare: 0)
  static let enterSecret = Hint(key: .keyEnter, says: .keyOnSays, spare: 1)
  static let keepAndCover = Hint(key: .keyEscape, says: .keyEscapeKeepsSays, spare: 0)
  static let on = Hint(key: .keyOn, says: .keyOnSays, spare: 1)
  static let out = Hint(key: .keyOn, says: .keyGoodbyeSays, spare: 1)
  static let keep = Hint(key: .keyEnter, says: .keyEnterSays, spare: 1)
  static let leave = Hint(key: .keyGoodbye, says: .keyGoodbyeSays, spare: 2)
  static let back = Hint(key: .keyBack, says: .keyBackSays, spare: 3)
  static let newline = Hint(key: .keyNewline, says: .keyNewlineSays, spare: 3)
  static let help = Hint(key: .keyHelp, says: .keyHelpSays, spare: 4)
  static let look = Hint(key: .keyEnter, says: .keyReadSays, spare: 1)
  static let note = Hint(key: .keyNote, says: .keyNoteSays, spare: 5)
  static let choose = Hint(key: .keyChoose, says: .keyChooseSays, spare: 6)
}

/// What pages are made from. A class, so that a session, which is large, is not copied for every question to it.
final class Scene {
  let session: Session
  let words: Words

  init(session: Session, words: Words) {
    self.session = session
    self.words = words
  }

  /// The name of a seat.
  func name(_ seat: Seat) -> String { words[seat == .left ? .seatLeft : .seatRight] }

  /// The words that ask the seat whose turn it is to answer a covered question. In lines it is said apart from
  /// them what is typed and whether it shows, because it does on a pipe.
  func ask(_ left: Phrase, _ right: Phrase) -> [Block] {
    [.drawn(askedOfTurn(left, right), .text), .spoken(askedOfTurn(.plainPickLeft, .plainPickRight))]
  }

  /// One of two phrases, by whose turn it is, with the name filled in.
  func askedOfTurn(_ left: Phrase, _ right: Phrase) -> String {
    let seat = session.coveredTurn ?? .left
    return words(seat == .left ? left : right, ["name": name(seat)])
  }

  /// The current place's list, with words for each choice.
  func list(covered: Bool = false, _ say: (Choice) -> String) -> List {
    let choices = session.choices
    return List(
      items: choices.map(say), labels: choices.enumerated().map(label), selected: covered ? nil : session.selected)
  }

  /// The keys of a list that may be of one.
  var listKeys: [Hint] { [.on, .back] + (session.choices.count > 1 ? [.choose] : []) + [.rest, .help] }

  private func label(_ place: Int, _ choice: Choice) -> String {
    switch choice {
    case .leave: words[.keyGoodbye]
    case .goOn: words[.keyBack]
    // Digits are words to look for there.
    case .keptTalk where session.isLooking: " "
    default: place < 9 ? String(place + 1) : place == 9 ? "0" : ""
    }
  }

  /// A page of a few quiet paragraphs that → passes.
  func quietPage(_ heading: Phrase, _ paragraphs: [(Phrase, Role)]) -> Page {
    Page(
      heading: words[heading], blocks: paragraphs.map { .text(words[$0.0], $0.1) },
      keys: [.on, .back, .rest, .help])
  }
}

/// The page of the place where a session is now.
func page(_ session: Session, _ words: Words) -> Page {
  let scene = Scene(session: session, words: words)
  var page = session.layer.map(scene.page(of:)) ?? scene.page(of: session.step)
  if page.shape.isEmpty && session.layer == nil { page.shape = scene.shape }
  if page.notice == nil {
    page.notice = scene.notice
    if session.reply != nil { page.noticeRole = .cue }
  }
  page.isLarge = session.setup.large
  return page
}

extension Scene {
  func page(of layer: Layer) -> Page {
    switch layer {
    case .help: helpPage
    case .hurt: hurtPage
    case .trouble(let what): troublePage(what)
    case .menu: menuPage
    case .breathe: breathePage
    case .ground(let count): groundPage(count)
    case .quiet: quietPage
    case .pause(let until): pausePage(until)
    case .contents: contentsPage
    case .goodbye: leavingPage
    case .note(let editor): notePage(editor)
    case .keep: keepingPage
    case .passphrase(let stage): passphrasePage(stage)
    case .reader: readerPage
    case .recovery(let identity): recoveryPage(identity)
    case .unfinished(let texts): unfinishedPage(texts)
    case .kept(let place): keptPage(place)
    case .agreements(let place): agreementsPage(place)
    case .favourites: favouritesPage
    case .calendar(let outcome): calendarPage(outcome)
    }
  }

  func page(of step: Step) -> Page {
    switch step {
    case .welcome: welcomePage
    case .welcomeAlone: welcomeAlonePage
    case .talking: talkingPage
    case .card: cardPage
    case .paths: pathPage
    case .led: ledPage
    case .ago: agoPage
    case .lowMood: lowMoodPage
    case .later: laterPage
    case .more(let section): morePage(section)
    case .strength: quietPage(.strengthHeading, [(.strengthLine, .words), (.strengthNeither, .cue)])
    case .breathe: breathePage
    case .quiet: quietPage
    case .tomorrow: quietPage(.tomorrowHeading, [(.tomorrowLine, .words), (.tomorrowAsleep, .cue)])
    case .notOkay: notOkayPage
    case .oneLeft: oneLeftPage
    case .need: needPage
    case .fullLook: fullLookPage
    case .professional: quietPage(.professionalHeading, [(.professionalLine, .text), (.professionalAfraid, .text)])
    case .stillTrue: stillTruePage
    case .shared: sharedPage
    case .agreements: closingAgreementsPage
    case .notes: closingNotesPage
    case .goodbye: goodbyePage
    }
  }

  /// Which parts of the talk have been reached.
  var shape: [Bool] {
    let outline = session.outline
    guard session.step != .welcomeAlone, outline.contains(where: { $0.part == .close }) else { return [] }
    return outline.map { $0.index <= session.index }
  }

  var notice: String? {
    switch session.reply {
    case .nothingHere: words[.replyNothingHere]
    case .noTouch: words[.replyNoTouch]
    case .favourite(true): words[session.agreed == nil ? .replyFavourite : .replyFavouriteKept]
    case .tooLong: words[.replyTooLong]
    case .favourite(false): words[.replyNoFavourite]
    case nil where session.isHandingOver: words[.coveredMoment]
    case nil: session.unsaved ? words[session.keeping.isKept ? .notesUnsaved : .notesNotGone] : nil
    }
  }

  /// What can be typed in the read-aloud mode.
  func prompt(_ page: Page) -> String {
    if let prompt = page.prompt { return words[prompt] }
    if page.editor != nil { return words[.plainPromptNote] }
    if session.wantsSecret { return words[.passphrasePrompt] }
    if session.isWorking { return words[session.isOpening ? .passphraseWorking : .keptWait] }
    guard let list = page.list, !list.items.isEmpty else { return words[.plainPrompt] }
    if let seat = session.coveredTurn {
      return words(.plainPromptCovered, ["name": name(seat), "answer": list.items[gentlePlace]])
    }
    return words(.plainPromptChoices, ["number": String(session.selected + 1)])
  }

  /// Where the covered answer stands that Enter gives.
  private var gentlePlace: Int {
    switch session.choices.first {
    case .talking, .stillYes: 1
    case .forgetNotes, .keepNotes: 0
    default: session.choices.count - 1
    }
  }
}
