// The passphrase that seals notes, and what comes with it.
//
// Rules: a passphrase that is typed never reaches a page, one that is suggested does until it was typed twice;
// nothing shows how long it is.

import CellGrid
import Conversation
import Settings

extension Scene {
  func passphrasePage(_ stage: PassphraseStage) -> Page {
    switch stage {
    case .ask(let problem):
      return secretPage(
        [.text(words[.passphraseAsk], .words)],
        [
          .drawn(words[.passphraseNew], .text), .spoken(words[.passphraseNewLine]),
          .text(words[.passphraseNobody], .text),
        ], problem: problem.map(words(of:)))
    case .begin:
      return Page(
        heading: words[.passphraseHeading],
        blocks: [.text(words[.passphraseUnknown], .words)] + weak + [.text(words[.passphraseBegin], .text)],
        list: list { choice in
          switch choice {
          case .beginForBoth: words[.passphraseBeginBoth]
          case .beginForEach: words[.passphraseBeginEach]
          default: words[.passphraseBeginAgain]
          }
        }, keys: [.on, .back, .choose, .rest])
    case .again:
      return secretPage([.text(words[.passphraseAgain], .words)], [.text(words[.passphraseNobody], .text)])
    case .own(let seat, let again, let problem):
      return ownPage(seat, again: again, problem)
    case .whose:
      return Page(
        heading: words[.passphraseHeading], blocks: [.text(words[.passphraseWhose], .words)],
        list: list { $0 == .whose(.left) ? name(.left) : name(.right) }, keys: [.on, .back, .choose, .rest])
    case .working:
      return Page(heading: words[.passphraseHeading], blocks: [.text(words[.passphraseWorking], .words)], keys: [.rest])
    case .open(let problem):
      return secretPage(
        [.text(words[.passphraseOpen], .words)], [.text(words[.passphraseOpenOnly], .text)],
        problem: problem.map(words(of:)))
    case .opening:
      // So many dots as seconds: the only progress that tells nothing of what there is.
      let dots = session.setup.still ? 0 : Int((session.now - session.breathingSince) / 1000) % 6
      return Page(
        heading: words[.passphraseHeading],
        blocks: [
          .text(words[.passphraseWorking], .words),
          .drawn(String(repeating: "· ", count: dots + 1), .cue),
        ], keys: [.back, .rest])
    case .ready:
      return Page(
        heading: words[.passphraseHeading],
        blocks: [
          .text(words[.passphraseReady], .words),
          .text(words[session.owner == nil ? .passphraseCopy : .passphraseCopyEach], .text),
        ],
        list: list { choice in
          switch choice {
          case .write: words[.passphraseWrite]
          case .showRecoveryOf(let seat): words(.passphraseShowOf, ["name": name(seat)])
          default: words[.passphraseShow]
          }
        }, keys: [.on, .choose, .rest])
    }
  }

  private func ownPage(_ seat: Seat, again: Bool, _ problem: PassphraseProblem?) -> Page {
    let explained: [Block] =
      again ? [] : [.drawn(words[.passphraseOwnNew], .text), .spoken(words[.passphraseOwnNewLine])]
    return secretPage(
      [.text(words(again ? .passphraseOwnAgain : .passphraseOwn, ["name": name(seat)]), .words)],
      explained + (again ? weak : []) + [.text(words[.passphraseNobody], .text)], problem: problem.map(words(of:)))
  }

  /// One kind sentence about a passphrase that could be guessed.
  private var weak: [Block] { session.isWeak ? [.text(words[.passphraseWeak], .notice)] : [] }

  /// A page where a passphrase is typed. Words that were suggested stand in the place of what explains it, so that
  /// all of them are on the smallest screen.
  private func secretPage(_ opening: [Block], _ more: [Block], problem: String? = nil) -> Page {
    var blocks = opening
    if let problem { blocks.append(.text(problem, .notice)) }
    if let suggestion = session.suggestion {
      blocks += [.text(suggestion, .typed), .text(words[.passphraseSuggested], .text)]
    } else {
      blocks += more
    }
    blocks += [
      .drawn(words[.passphraseHidden], .cue), .drawn(words[.passphraseOther], .cue),
      .spoken(words[.passphraseOtherLine]),
    ]
    return Page(heading: words[.passphraseHeading], blocks: blocks, keys: [.enterSecret, .back, .rest])
  }

  private func words(of problem: PassphraseProblem) -> String {
    switch problem {
    case .different: words[.passphraseDifferent]
    case .unknown: words[.passphraseOpenNothing]
    case .failed(let what): what
    }
  }

  func recoveryPage(_ identity: String) -> Page {
    // Two rows of one length are easier to copy than one that is cut where the window ends.
    let half = (identity.count + 1) / 2
    return Page(
      heading: words[.recoveryHeading],
      blocks: [
        .text(words[.recoveryLine], .text), .drawn(identity.prefix(half) + "\n" + identity.dropFirst(half), .typed),
        .spoken(identity), .text(words[.recoveryUse], .cue),
      ],
      keys: [.on, .rest])
  }

  func unfinishedPage(_ texts: [String]) -> Page {
    Page(
      heading: words[.unfinishedHeading],
      blocks: [.text(words[.unfinishedLine], .text)] + texts.map { .text($0, .typed) }, keys: [.on, .rest])
  }
}
