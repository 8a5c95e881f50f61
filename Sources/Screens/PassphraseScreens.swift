// The passphrase that seals notes, and what comes with it.
//
// Rules: a passphrase never reaches a page; nothing shows how long it is.

import CellGrid
import Conversation
import Settings

extension Scene {
  func passphrasePage(_ stage: PassphraseStage) -> Page {
    switch stage {
    case .ask(let problem):
      return secretPage([.passphraseAsk, .passphraseNew], problem: problem.map(words(of:)))
    case .again: return secretPage([.passphraseAgain, .passphraseUnknown], problem: nil)
    case .working:
      return Page(heading: words[.passphraseHeading], blocks: [.text(words[.passphraseWorking], .words)], keys: [.rest])
    case .ready:
      return Page(
        heading: words[.passphraseHeading],
        blocks: [.text(words[.passphraseReady], .words), .text(words[.passphraseCopy], .text)],
        list: list { words[$0 == .write ? .passphraseWrite : .passphraseShow] }, keys: [.on, .choose, .rest])
    }
  }

  private func secretPage(_ phrases: [Phrase], problem: String?) -> Page {
    var blocks = phrases.enumerated().map { Block.text(words[$1], $0 == 0 ? .words : .text) }
    blocks.append(.text(words[.passphraseNobody], .text))
    blocks.append(.drawn(words[.passphraseHidden], .cue))
    blocks.append(.drawn(words[.passphraseOther], .cue))
    blocks.append(.spoken(words[.passphraseOtherLine]))
    if let problem { blocks.insert(.text(problem, .notice), at: 1) }
    return Page(heading: words[.passphraseHeading], blocks: blocks, keys: [.enterSecret, .back, .rest])
  }

  private func words(of problem: PassphraseProblem) -> String {
    switch problem {
    case .different: words[.passphraseDifferent]
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
