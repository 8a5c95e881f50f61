// Afterwards: how long ago it was, a low mood that comes late, and a calendar file for later.

import CellGrid
import Conversation
import Settings

extension Scene {
  var agoPage: Page {
    Page(
      heading: words[.laterHeading],
      blocks: [.text(words[.laterAgo], .words), .text(words[.laterPractice], .cue)],
      list: list { choice in
        switch choice {
        case .ago(.day): words[.laterDay]
        case .ago(.threeDays): words[.laterThreeDays]
        default: words[session.isAlone ? .laterUnsaidAlone : .pathUnsaid]
        }
      },
      keys: [.on, .back, .choose, .rest, .help])
  }

  var lowMoodPage: Page {
    quietPage(.laterLowHeading, [(.laterLow, .words), (.laterCare, .words), (.professionalLine, .text)])
  }

  var laterPage: Page {
    Page(
      heading: words[.laterOfferHeading],
      blocks: [
        .text(words[.laterOffer], .words), .text(words[session.isAlone ? .laterHowAlone : .laterHow], .text),
        .text(words[.laterFile], .cue),
      ],
      list: list { words[$0 == .calendar ? .laterMake : .laterGoOn] },
      keys: [.on, .back, .choose, .rest, .help])
  }

  func calendarPage(_ outcome: CalendarOutcome) -> Page {
    switch outcome {
    case .written(let path):
      Page(
        heading: words[.laterMadeHeading],
        blocks: [.text(words[.laterMade], .words), .text(path, .typed), .text(words[.laterMadeCare], .text)],
        keys: [.on, .back, .rest])
    case .failed(let what):
      Page(
        heading: words[.keptFailedHeading], headingRole: .notice, blocks: [.text(what, .text)],
        keys: [.on, .back, .rest])
    }
  }
}
