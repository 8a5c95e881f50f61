// The rules of one card: its words, its forms, touch, the listener, and how hard it is to read as a whole.

import Conversation
import TomlFile

struct CardRules {
  /// Whether the lists of words and the reading grade hold.
  let english: Bool

  /// All faults of a card.
  func check(_ draft: CardDraft, into faults: inout FaultList) {
    for text in draft.texts { Self.characters(text.located, text.field.rawValue, into: &faults) }
    let tokens = draft.texts.map { Tokens($0.located.value) }
    for (text, tokens) in zip(draft.texts, tokens) { words(draft, text, tokens, into: &faults) }
    guard draft.isComplete else { return }
    forms(draft, into: &faults)
    marks(draft, into: &faults)
    listener(draft, into: &faults)
    deepest(draft, into: &faults)
    if english {
      touch(draft, tokens, into: &faults)
      grade(draft, tokens, into: &faults)
    }
  }

  /// Characters that could drive a terminal or turn text around: the one fault of a text that is an error.
  static func characters(_ text: Located<String>, _ name: String, into faults: inout FaultList) {
    guard let found = SafeText.firstUnsafe(text.value) else { return }
    faults.error(
      "unsafe-character", at: text.place(ofScalar: found.index),
      "\(name) holds the invisible character \(SafeText.number(found.scalar))", hint: "take it out, or retype the words"
    )
  }

  // MARK: Words

  private func words(_ draft: CardDraft, _ text: CardText, _ tokens: Tokens, into faults: inout FaultList) {
    let use: Wording.Use = text.field.isPrompt ? .prompt : text.field == .choices ? .answer : .line
    let sentences = Self.mostSentences(draft.card.section)
    for fault in Wording.check(tokens, use: use, sentences: sentences, english: english) {
      faults.warning(
        fault.rule, at: text.located.place(ofScalar: fault.scalar), "\(text.field.rawValue): \(fault.what)",
        hint: fault.hint)
    }
  }

  /// A question needs few sentences; what guides a breath or an ending may take more.
  private static func mostSentences(_ section: Section) -> Int {
    switch section {
    case .comfort, .reflection, .boundaries, .wishes, .body, .appreciation: Wording.promptSentences
    case .arrive, .rest, .grounding, .breathing, .notOkay, .close, .alone, .afterOneDay, .afterThreeDays: 5
    }
  }

  /// The grade of a card over all that is read aloud on it; choices are no sentences.
  private func grade(_ draft: CardDraft, _ tokens: [Tokens], into faults: inout FaultList) {
    let spoken = zip(draft.texts, tokens).filter { $0.0.field != .choices }.map(\.1)
    guard spoken.reduce(0, { $0 + $1.count }) >= ReadingGrade.fewestWords else { return }
    let grade = ReadingGrade.of(spoken)
    if grade > ReadingGrade.highest {
      faults.warning(
        "reading-grade", at: draft.table.place,
        "\(draft.name) reads at grade \(ReadingGrade.shown(grade)) over all its texts (Flesch-Kincaid)",
        hint: "grade \(ReadingGrade.shown(ReadingGrade.highest)) or lower: shorter sentences, shorter words")
    }
  }

  // MARK: Forms

  private func forms(_ draft: CardDraft, into faults: inout FaultList) {
    let card = draft.card
    wayIn(draft, into: &faults)
    if let deeper = card.deeper {
      if deeper == card.text || deeper == card.easier {
        faults.warning(
          "deeper", at: draft.place("deeper"), "deeper says the same as another form", hint: "go one step further")
      }
    } else if Section.talk.contains(card.section), card.kind != .together, card.kind != .say, card.paths != [.hurt] {
      faults.warning(
        "no-deeper", at: draft.table.place, "\(draft.name) has no deeper form",
        hint: "write one step further, or say in allow why there is none")
    }
  }

  /// What stands below the question: something to hold on to, with every way out that the question leaves.
  private func wayIn(_ draft: CardDraft, into faults: inout FaultList) {
    let card = draft.card
    let easier = Tokens(card.easier)
    func warn(_ rule: String, _ what: String, hint: String) {
      faults.warning(rule, at: draft.place("easier"), "easier \(what)", hint: hint)
    }
    if card.easier == card.text {
      warn("easier", "says the same as text", hint: "give a way in: a sentence to finish, a few words, or a gesture")
    } else if easier.count > Wording.wayInWords {
      warn(
        "easier", "has \(easier.count) words",
        hint: "use at most \(Wording.wayInWords): someone with little strength reads it")
    }
    guard english else { return }
    if QuestionForm.isBareYesOrNo(easier) {
      warn(
        "way-in", "is a bare yes-or-no question",
        hint: "begin a sentence to finish, give two or three words, or say what a nod or a squeeze means")
    }
    let leaves = !Lexicon.waysOut.matches(in: Tokens(card.text)).isEmpty
    if leaves && Lexicon.smallWaysOut.matches(in: easier).isEmpty {
      warn("way-out", "loses the way out that text leaves", hint: "say it here too: or keep it, a nod is enough")
    }
  }

  private func listener(_ draft: CardDraft, into faults: inout FaultList) {
    let card = draft.card
    guard card.depth >= 3, card.listener == nil, card.section != .alone, card.paths != [.alone] else { return }
    faults.error(
      "listener", at: draft.place("depth"), "\(draft.name) has depth \(card.depth) and no cue for the one who listens",
      hint: "add listener = \"Say back what you heard.\" or words like it")
  }

  /// Two mirrors come side by side, and two of the deepest never do: the dealer leaves such a pair out.
  private func deepest(_ draft: CardDraft, into faults: inout FaultList) {
    guard draft.card.depth == 4, draft.card.mirror != nil else { return }
    faults.warning(
      "deepest-mirror", at: draft.place("depth"), "\(draft.name) has depth 4 and a mirror, so it is never dealt",
      hint: "give both depth 3, and put what goes furthest into their deeper forms")
  }

  /// Marks that mean something only beside others.
  private func marks(_ draft: CardDraft, into faults: inout FaultList) {
    let card = draft.card
    if card.isAlways && card.paths.isEmpty {
      faults.error(
        "always", at: draft.place("always"), "\(draft.name) comes in every talk and names no path",
        hint: "name the paths: paths = [\"first\", \"hurt\"]")
    }
    if !card.needs.isEmpty && card.section != .alone {
      faults.warning(
        "needs", at: draft.place("needs"), "\(draft.name) has needs, and its section is \(card.section.rawValue)",
        hint: "needs are for the section alone")
    }
    if card.kind == .choice && card.choices.isEmpty && card.subject == nil {
      faults.warning(
        "subject", at: draft.table.place, "\(draft.name) is answered covered and names no subject",
        hint: "name it, on every card that would ask the same aloud: subject = \"a-longer-pause\"")
    }
  }

  // MARK: Touch

  /// A card that invites touch says so to the program (touch = true) and to people ("if you both want").
  private func touch(_ draft: CardDraft, _ tokens: [Tokens], into faults: inout FaultList) {
    for (text, tokens) in zip(draft.texts, tokens) where text.field != .choices {
      let invitation = Lexicon.touchInvitations.matches(in: tokens).first
      let place = invitation.map { text.located.place(ofScalar: tokens.words[$0.words.lowerBound].start) }
      if let place, !draft.card.touch {
        faults.warning(
          "touch", at: place, "\(text.field.rawValue) invites touch, and the card does not say touch = true",
          hint: "add touch = true, so that \"no touch\" takes the card out")
      }
      guard draft.card.touch, text.field == .text || place != nil, !Self.asks(tokens) else { continue }
      faults.error(
        "touch", at: place ?? text.located.place, "\(text.field.rawValue) invites touch without asking first",
        hint: "say \"if you both want\" in it")
    }
  }

  private static func asks(_ tokens: Tokens) -> Bool { !Lexicon.ifBothWant.matches(in: tokens).isEmpty }
}
