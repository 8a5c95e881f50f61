// The last screens, and the one that tells the keys.

import CellGrid
import Conversation
import Settings

extension Scene {
  var goodbyePage: Page {
    Page(
      heading: words[.goodbyeHeading],
      blocks: [.text(words[.goodbyeRest], .words)]
        + (session.isAlone || session.notOkay || session.isCheckIn ? [] : [.text(words[.goodbyeAsleep], .cue)]),
      list: session.choices.isEmpty ? nil : goodbyeList, keys: [.out, .back] + (session.choices.isEmpty ? [] : [.choose]) + [.rest])
  }

  /// What `q` shows.
  var leavingPage: Page {
    Page(
      heading: words[.goodbyeHeading],
      blocks: [.text(words[.goodbyeRest], .words)], list: goodbyeList, keys: [.out, .back, .choose, .rest])
  }

  /// Leaving first, so that Enter leaves on both goodbyes; then what can be looked at before.
  private var goodbyeList: List {
    list { choice in
      switch choice {
      case .ending: words[.goodbyeEnding]
      case .goOn: words[.goodbyeStay]
      case .tomorrowWords: words[.goodbyeTomorrow]
      case .lookAtAgreements: words[.goodbyeAgreements]
      case .lookAtNotes: words[.goodbyeNotes]
      case .lookAtReminder: words[.goodbyeReminder]
      default: words[.goodbyeLeave]
      }
    }
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
