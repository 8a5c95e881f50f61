// Agreements: asked about at their time, looked at, changed.
//
// Rules: wherever a list of them is shown its sentence stands with it; nothing tells who said what, or when.

import CellGrid
import Conversation
import Settings

extension Scene {
  // MARK: - In the conversation

  /// Whether something agreed on long ago is still true.
  var stillTruePage: Page {
    Page(
      heading: words[.agreementsStillHeading], headingRole: .boundaries,
      blocks: [.text(words[.agreementsStillQuestion], .text)] + (session.due.first.map { [.text($0.words, .words)] } ?? [])
        + ask(.cardPickLeft, .cardPickRight) + [.text(words[.agreementsStillGentler], .cue)],
      list: list(covered: true) { agreementWords(of: $0) }, keys: [.back, .rest, .help])
  }

  /// What the close asks about agreements.
  var closingAgreementsPage: Page {
    let isOpen = session.agreed != nil
    return Page(
      heading: words[.agreementsHeading],
      blocks: [
        .text(words[.agreementsClose], .words), .text(words[isOpen ? .agreementsCloseOpen : .agreementsCloseKeep], .text),
        .text(words[.sharedReason], .cue),
      ],
      list: list { agreementWords(of: $0) }, keys: [.on, .back, .choose, .rest, .help])
  }

  var favouritesPage: Page {
    Page(
      heading: words[.favouritesHeading], blocks: [.text(words[.favouritesLine], .cue)],
      list: list { choice in
        if case .card(let id) = choice { session.setup.deck.card(id)?.text ?? "" } else { "" }
      }, keys: listKeys)
  }

  // MARK: - The list

  func agreementsPage(_ place: AgreementPlace) -> Page {
    switch place {
    case .list: agreementListPage
    case .one(let topic): agreementPage(topic)
    case .offer(_, let what, _): offerPage(what)
    case .writing(let editor):
      Page(
        heading: words[.agreementsHeading], blocks: [.text(words[.agreementsWrite], .cue)], editor: editor,
        keys: (session.reply == .tooLong ? [] : [.keep]) + [.keepAndCover])
    case .placing(let what):
      Page(
        heading: words[.agreementsHeading],
        blocks: [.text(what, .typed), .text(words[.agreementsPlacing], .words)],
        list: list { agreementWords(of: $0) }, keys: [.on, .back, .choose, .rest, .help])
    case .told(let isOn):
      Page(
        heading: words[.agreementsHeading], blocks: [.text(words[isOn ? .agreementsOn : .agreementsNotOn], .words)],
        keys: [.on, .rest])
    }
  }

  private var agreementListPage: Page {
    Page(
      heading: words[.agreementsHeading],
      blocks: (session.agreements.isEmpty ? [.text(words[.agreementsNone], .text)] : [])
        + [.text(words[.sharedReason], .cue)] + unsure,
      list: list { agreementWords(of: $0) }, keys: [.on, .back, .choose, .rest, .help])
  }

  /// Why no yes is shown as a yes, where that is so.
  private var unsure: [Block] { session.agreedIsWhole ? [] : [.text(words[.agreementsUnsure], .notice)] }

  private func agreementPage(_ topic: AgreementTopic) -> Page {
    guard let agreement = session.agreement(topic) else { return agreementListPage }
    let line: Phrase =
      switch agreement.state {
      case .yes: .agreementsYesLine
      case .ask: .agreementsAskLine
      case .no: .agreementsNoLine
      }
    return Page(
      heading: words[.agreementsHeading],
      blocks: [.text(agreement.words, .words), .text(words[line], .text), .text(words[.sharedReason], .cue)] + unsure
        + (agreement.isProven ? [] : [.text(words[.provenNot], .notice)]),
      list: list { agreementWords(of: $0) }, keys: [.on, .back, .choose, .rest, .help])
  }

  private func offerPage(_ what: String) -> Page {
    Page(
      heading: words[.agreementsHeading],
      blocks: [.text(words[.agreementsOffer], .text), .text(what, .words)] + ask(.cardPickLeft, .cardPickRight)
        + [.text(words[.agreementsBoth], .cue)],
      list: list(covered: true) { agreementWords(of: $0) }, keys: [.back, .rest, .help])
  }

  private func agreementWords(of choice: Choice) -> String {
    switch choice {
    case .agreement(let topic): session.agreement(topic).map(words.line) ?? ""
    case .keepAgreements: words[.agreementsKeep]
    case .agreementShared: words[.agreementsShared]
    case .agreementWrite: words[.agreementsOwn]
    case .agreementList: words[.agreementsSee]
    case .leaveIt: leaveIt
    case .askBoth: words[.agreementsAskBoth]
    case .agreeYes: words[.agreementsYes]
    case .withdraw: words[.agreementsWithdraw]
    case .makeNo: words[.agreementsMakeNo]
    case .stillYes: words[.agreementsStillYes]
    case .askEachTime: words[.agreementsStillAsk]
    case .noLonger: words[.agreementsStillNo]
    case .keptExport: words[.keptExport]
    default: words[.agreementsOnward]
    }
  }

  private var leaveIt: String {
    switch session.layer {
    case .agreements(.offer): words[.cardNotNow]
    case .agreements(.placing): words[.agreementsDrop]
    default: words[.agreementsLeave]
    }
  }
}

extension Words {
  /// An agreement with what holds of it.
  public func line(_ agreement: Agreement) -> String {
    let phrase: Phrase =
      switch agreement.state {
      case .yes: .agreementsIsYes
      case .ask: .agreementsIsAsk
      case .no: .agreementsIsNo
      }
    return self(phrase, ["words": agreement.words]) + (agreement.isProven ? "" : " (" + self[.provenNotShort] + ")")
  }
}
