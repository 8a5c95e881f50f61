// The last screens, and the one that tells the keys.

import CellGrid
import Conversation
import Settings

extension Scene {
  var goodbyePage: Page {
    Page(
      heading: words[.goodbyeHeading],
      blocks: [.text(words[.goodbyeRest], .words)]
        + (session.isAlone ? [] : [.text(words[.goodbyeAsleep], .cue)]),
      keys: [.out, .back, .rest])
  }

  /// What `q` shows.
  var leavingPage: Page {
    Page(
      heading: words[.goodbyeHeading],
      blocks: [.text(words[.goodbyeRest], .words), .text(words[.goodbyeLeaving], .cue)],
      keys: [.leave, .ending, .back, .rest])
  }

  /// What is wrong with this start.
  func troublePage(_ what: String) -> Page {
    Page(
      heading: words[.troubleHeading], headingRole: .notice,
      blocks: [.text(what, .text), .text(words[.troubleBundled], .cue)], keys: [.on, .leave, .rest])
  }

  /// What the keys do at the place beneath.
  var helpPage: Page {
    let phrases = helpPhrases(of: session.beneath)
    return Page(
      heading: words[.helpHeading],
      blocks: [.drawn(phrases.map { words[$0] }.joined(separator: "\n"), .text)] + plainHelp.map { .spoken(words[$0]) }
        + (session.isAlone ? [.professionalAfraid] : [.helpGuess, .helpSafe]).map { .text(words[$0], .cue) },
      keys: [.back, .rest])
  }

  private func helpPhrases(of place: Session) -> [Phrase] {
    let isOnCard = place.layer == nil && place.card != nil
    let isCovered = place.coveredTurn != nil
    let card: [Phrase] =
      [.helpEasier, session.isAlone ? .helpDeeperAlone : .helpDeeper] + (isCovered ? [] : session.isAlone ? [.helpNote] : [.helpOther, .helpNote])
    return [.helpOn, .helpBack, .helpEscape] + (isCovered ? [] : [.helpUpDown])
      + (place.choices.isEmpty ? [] : [.helpNumbers]) + (place.isKeptList ? [.helpLook] : []) + (isOnCard ? card + [.helpFavourite] : [])
      + (isOnCard && !isCovered ? [.helpWriting] : []) + [.helpGoodbye, .helpOut]
  }

  private var plainHelp: [Phrase] {
    [.plainHelpOn, .plainHelpBack, .plainHelpNumbers]
      + (session.isAlone ? [.plainHelpEasierAlone] : [.plainHelpEasier, .plainHelpOther])
      + [.plainHelpNote, .plainHelpFavourite, .plainHelpRest, .plainHelpWhere, .plainHelpEnough]
  }
}
