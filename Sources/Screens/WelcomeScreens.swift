// The first screens: care before talk. They need no deck.

import CellGrid
import Conversation
import Settings

extension Scene {
  var welcomePage: Page {
    Page(
      blocks: [
        .text(words[session.setup.isCheckIn ? .welcomeGreetingLater : .welcomeGreeting], .words),
        .text(words[session.setup.isCheckIn ? .welcomeCareLater : .welcomeCare], .words),
        .drawn(saving + " " + words[.welcomeEscape], .text),
        .spoken(saving + " " + words[.plainRestAnyTime]),
        .text(words[.welcomeSafe], .cue),
        .drawn(words[.welcomePlain], .cue),
        .spoken(words[.plainWords]),
      ],
      list: list { choice in
        switch choice {
        case .ready: words[.welcomeReady]
        case .hurt: words[.welcomeHurts]
        default: words[.keptOpen]
        }
      },
      keys: [.on, .choose, .rest, .help])
  }

  private var saving: String { words[session.setup.mayKeep || session.setup.maySeal ? .welcomeOnlyIfBoth : .welcomeNothingSaved] }

  var welcomeAlonePage: Page {
    Page(
      blocks: [
        .text(words[.aloneGreeting], .words),
        .text(words[session.setup.isCheckIn ? .aloneCareLater : .aloneCare], .words),
        .drawn(words[.welcomeNothingSaved] + " " + words[.aloneEscape], .text),
        .spoken(words[.welcomeNothingSaved] + " " + words[.plainRestAlone]),
        .text(words[.aloneLow], .cue),
        .drawn(words[.welcomePlain], .cue),
        .spoken(words[.plainWordsAlone]),
      ],
      keys: [.on, .rest, .help])
  }

  var hurtPage: Page {
    Page(
      heading: words[.hurtHeading], headingRole: .notice,
      blocks: [
        .text(words[.hurtNow], .words), .text(words[.hurtNeck], .text), .text(words[.hurtProtection], .text),
        .text(words[.hurtSmall], .text),
      ],
      list: list { words[$0 == .onward ? .hurtUsual : .hurtRoad] },
      keys: [.on, .back, .choose, .rest])
  }

  var needPage: Page {
    Page(
      heading: words[.partAlone],
      blocks: [.text(words[.needHeading], .words), .text(words[.needLine], .cue)],
      list: list { choice in
        switch choice {
        case .need(.rest): words[.needRest]
        case .need(.hurts): words[.needHurts]
        case .need(.low): words[.needLow]
        case .need(.led): words[.needLed]
        case .need(.tooFar): words[.needTooFar]
        default: words[.needWrite]
        }
      },
      keys: [.on, .back, .choose, .rest, .help])
  }

  var talkingPage: Page {
    Page(
      heading: words[.talkingHeading],
      blocks: [.text(words[.talkingQuestion], .words)] + ask(.talkingLeft, .talkingRight)
        + [.text(words[.talkingGentler], .cue)],
      list: list(covered: true) { choice in
        switch choice {
        case .talking(.freely): words[.talkingFreely]
        case .talking(.gently): words[.talkingGently]
        default: words[.talkingRest]
        }
      },
      keys: [.back, .rest, .help])
  }

  var pathPage: Page {
    Page(
      heading: words[.partOpening],
      blocks: [.text(words[.pathHeading], .words), .text(words[.pathWhy], .cue)],
      list: list { choice in
        switch choice {
        case .path(.everyday): words[.pathEveryday]
        case .path(.first): words[.pathFirst]
        case .path(.intense): words[.pathIntense]
        case .path(.hurt): words[.pathHurt]
        default: words[.pathUnsaid]
        }
      },
      keys: [.on, .back, .choose, .rest, .help])
  }

  var ledPage: Page {
    Page(
      heading: words[.partOpening],
      blocks: [.text(words[.ledHeading], .words), .text(words[.ledWhy], .cue)],
      list: list { choice in
        switch choice {
        case .led(.one): words[.ledOne]
        case .led(.both): words[.ledBoth]
        case .led(.neither): words[.ledNeither]
        default: words[.ledUnsaid]
        }
      },
      keys: [.on, .back, .choose, .rest, .help])
  }
}
