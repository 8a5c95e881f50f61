// The places of a check-in, and of the calendar file.

import Conversation

enum LaterPlaces {
  static func all(_ deck: Deck) -> [(String, TestTalk)] {
    let ago = TestTalk(deck: deck, isCheckIn: true).with { $0.start() }
    let alone = TestTalk(path: .alone, deck: deck, isCheckIn: true).with { $0.walk { $0.step == .ago } }
    let later = TestTalk(path: .everyday, deck: deck).with { talk in
      talk.start()
      talk.walk(toOffer: .lookAtReminder)
    }
    let written = later.with { $0.send(.choose(1), .calendar(.written("/ħøɱé/ŕéɱíñđéŕ-2026-11-23"))) }
    return [
      ("welcome-later", TestTalk(deck: deck, isCheckIn: true)),
      ("welcome-later-alone", TestTalk(path: .alone, deck: deck, isCheckIn: true)), ("ago", ago), ("ago-alone", alone), ("card-after-one-day", ago.with { $0.send(.choose(0)) }),
      ("card-after-three-days", ago.with { $0.send(.choose(1)) }),
      ("card-after-one-day-alone", alone.with { $0.send(.choose(0)) }),
      ("low-mood", ago.with { talk in talk.walk { $0.step == .lowMood } }),
      ("later", later), ("later-make", later.with { $0.send(.select(1)) }),
      (
        "later-alone",
        TestTalk(path: .alone, deck: deck).with { talk in
          talk.send(.on, .choose(2))
          talk.walk(toOffer: .lookAtReminder)
        }
      ),
      ("calendar", written),
      ("calendar-failed", later.with { $0.send(.choose(1), .calendar(.failed("/ħøɱé ŵíłł ñøŧ øþéñ: ċłøşé íŧ ƒíŕşŧ"))) }),
    ]
  }
}
