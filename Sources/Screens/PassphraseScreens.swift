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
      return secretPage([.passphraseAsk, .passphraseNew, .passphraseNobody], problem: problem.map(words(of:)))
    case .again: return secretPage([.passphraseAgain, .passphraseUnknown, .passphraseNobody], problem: nil)
    case .working:
      return Page(heading: words[.passphraseHeading], blocks: [.text(words[.passphraseWorking], .words)], keys: [.rest])
    case .open(let problem):
      return secretPage([.passphraseOpen, .passphraseOpenOnly], problem: problem.map(words(of:)))
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
        blocks: [.text(words[.passphraseReady], .words), .text(words[.passphraseCopy], .text)],
        list: list { words[$0 == .write ? .passphraseWrite : .passphraseShow] }, keys: [.on, .choose, .rest])
    }
  }

  private func secretPage(_ phrases: [Phrase], problem: String?) -> Page {
    var blocks = phrases.enumerated().map { Block.text(words[$1], $0 == 0 ? .words : .text) }
    blocks.append(.drawn(words[.passphraseHidden], .cue))
    blocks.append(.drawn(words[.passphraseOther], .cue))
    blocks.append(.spoken(words[.passphraseOtherLine]))
    if let suggestion = session.suggestion {
      blocks.insert(contentsOf: [.text(words[.passphraseSuggested], .text), .text(suggestion, .typed)], at: 1)
    } else if session.maySuggest {
      blocks.append(.text(words[.passphraseSuggest], .cue))
    }
    if let problem { blocks.insert(.text(problem, .notice), at: 1) }
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
