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
      keys: [.on, .back, .rest])
  }

  /// What `q` shows.
  var leavingPage: Page {
    Page(
      heading: words[.goodbyeHeading],
      blocks: [.text(words[.goodbyeRest], .words), .text(words[.goodbyeLeaving], .cue)],
      keys: [.leave, .ending, .back])
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
      blocks: phrases.map { .text(words[$0], .text) }
        + [.text(words[.helpGuess], .cue), .text(words[.helpSafe], .cue)] + plainHelp.map { .spoken(words[$0]) },
      keys: [.back, .read, .rest])
  }

  private func helpPhrases(of place: Session) -> [Phrase] {
    if place.layer == nil, place.card != nil {
      return [
        .helpOn, .helpBack, .helpEasier, .helpDeeper, .helpOther, .helpNote, .helpFavourite, .helpUpDown,
        .helpEscape, .helpGoodbye, .helpOut,
      ]
    }
    let lists: [Phrase] = place.choices.isEmpty ? [] : [.helpUpDown, .helpNumbers]
    return [.helpOn, .helpBack] + lists + [.helpEscape, .helpGoodbye, .helpOut]
  }

  private var plainHelp: [Phrase] {
    [
      .plainHelpOn, .plainHelpBack, .plainHelpNumbers, .plainHelpEasier, .plainHelpOther, .plainHelpNote,
      .plainHelpRest, .plainHelpWhere, .plainHelpEnough,
    ]
  }
}
