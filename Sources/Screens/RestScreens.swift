// What Esc opens: the words are covered, and something calmer is offered.

import CellGrid
import Conversation
import Settings

extension Scene {
  var menuPage: Page {
    Page(
      heading: words[.menuHeading], blocks: [.text(words[.menuLine], .cue)],
      list: list { words[name(of: $0)] }, keys: [.on, .back, .choose, .help])
  }

  private func name(of choice: Choice) -> Phrase {
    switch choice {
    case .breathe: .menuBreathe
    case .ground: .menuGround
    case .quiet: .menuQuiet
    case .pause: .menuPause
    case .setAside: .menuAside
    case .noTouch: .menuNoTouch
    case .notOkay: .menuNotOkay
    case .contents: .menuContents
    case .oneLeft: .menuOneLeft
    case .enough: .menuEnough
    case .leave: .menuLeave
    default: .menuGoOn
    }
  }

  var breathePage: Page {
    let still = Block.text(words[.breatheStill], .words)
    let (isIn, share) = session.breath
    let eased = share * share * (3 - 2 * share)
    return Page(
      heading: words[.breatheHeading],
      blocks: session.setup.still
        ? [still, .text(words[.breatheLine], .cue)]
        : [
          .breath(size: isIn ? eased : 1 - eased, word: words[isIn ? .breatheIn : .breatheOut]),
          .text(words[.breatheLine], .cue), .spoken(words[.breatheStill]),
        ],
      keys: [.on, .back, .rest])
  }

  func groundPage(_ count: Int) -> Page {
    let phrase: Phrase =
      switch count {
      case 5...: .groundFive
      case 4: .groundFour
      case 3: .groundThree
      case 2: .groundTwo
      default: .groundOne
      }
    return Page(
      heading: words[.groundHeading], blocks: [.text(words[phrase], .words), .text(words[.groundAny], .cue)],
      keys: [.on, .back, .rest])
  }

  var quietPage: Page {
    Page(heading: words[.quietHeading], blocks: [.text(words[.quietLine], .cue)], keys: [.on, .rest])
  }

  /// What two people see together after one said that something was not okay: who was hurt is spoken to first.
  var notOkayPage: Page {
    Page(
      heading: words[.notOkayHeading],
      blocks: [.text(words[.notOkayHurt], .words), .text(words[.notOkayBelieve], .text), .text(words[.notOkayAsk], .text)]
        + (session.setup.hasHelpline ? [.text(words[.helplineLine], .typed)] : []),
      list: list { choice in
        switch choice {
        case .space: words[.notOkaySpace]
        case .company: words[.notOkayCompany]
        default: words[.notOkayStop]
        }
      },
      keys: [.on, .back, .choose, .rest])
  }

  var oneLeftPage: Page {
    Page(
      heading: words[.oneLeftHeading], blocks: [.text(words[.oneLeftLine], .words), .text(words[.oneLeftCare], .words)],
      list: list { words[$0 == .bothHere ? .oneLeftBothHere : .oneLeftOn] }, keys: [.on, .back, .choose, .rest])
  }

  func pausePage(_ until: Int) -> Page {
    Page(
      heading: words[.pauseHeading],
      blocks: [
        .text(words(.pauseBack, ["time": words.timeOfDay(until)]), .words), .text(words[.pauseLine], .cue),
      ],
      keys: [.on, .back, .rest])
  }

  var contentsPage: Page {
    Page(
      heading: words[.contentsHeading],
      blocks: [.text(words(.contentsHere, ["part": words[name(of: session.part)]]), .cue)],
      list: list { choice in
        switch choice {
        case .part(let part): words[name(of: part)]
        case .card(let id): session.setup.deck.card(id)?.text ?? id
        default: ""
        }
      },
      keys: [.on, .back, .choose, .rest])
  }
}

extension Words {
  /// A time of day in words, to the nearest five minutes.
  /// - Parameter minute: minutes after midnight.
  func timeOfDay(_ minute: Int) -> String {
    let phrases: [Phrase] = [
      .timeOnTheHour, .timePast5, .timePast10, .timePast15, .timePast20, .timePast25, .timeHalf, .timeTo25,
      .timeTo20, .timeTo15, .timeTo10, .timeTo5,
    ]
    let hours = self[.timeHours].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let rounded = (minute + 2) / 5 * 5
    let hour = rounded / 60
    return self(
      phrases[rounded % 60 / 5],
      ["hour": hours[hour % hours.count], "next": hours[(hour + 1) % hours.count]])
  }
}
