// The places of the browser of what was kept.

import Conversation

enum KeptPlaces {
  static var all: [(String, TestTalk)] {
    let list = opened(talks(12))
    let read = opened(talks(12), .choose(2), .kept(.text(id: "10", entries)))
    return [
      ("passphrase-open", start(.choose(2))), ("passphrase-opening", start(.choose(2), .secret, .clock(4_000, minuteOfDay: 0))),
      ("passphrase-open-nothing", start(.choose(2), .secret, .vault(.unknown))),
      ("kept-empty", opened([])), ("kept-list", list),
      ("kept-list-second", list.with { $0.send(.page(1), .select(1)) }),
      ("kept-list-last", list.with { $0.send(.page(9)) }),
      ("kept-reading-list", start(
        .choose(2), .secret, .vault(.opened), .kept(.listed(talks(3), KeptProgress(done: 128, all: 10_000), unreadable: 0)))),
      ("kept-unreadable", start(.choose(2), .secret, .vault(.opened), .kept(.listed(talks(1), nil, unreadable: 2)))),
      ("kept-search", list.with { $0.send(.look) }),
      ("kept-search-going", searching(list, KeptProgress(done: 32, all: 10_000))),
      ("kept-search-found", searching(list, nil)),
      ("kept-search-none", list.with { $0.send(.look, .query("ñøçħ"), .kept(.found([], for: "ñøçħ", nil))) }),
      ("kept-filtered", searching(list, nil).with { $0.send(.search("ñøçħ")) }),
      ("kept-reading", read), ("kept-one", read.with { $0.send(.choose(1)) }),
      ("kept-export", read.with { $0.send(.choose(1), .choose(0)) }),
      ("kept-writing", read.with { $0.send(.choose(1), .choose(0), .choose(1), .kept(.writing(KeptProgress(done: 32, all: 64)))) }),
      (
        "kept-exported",
        read.with {
          $0.send(.choose(1), .choose(0), .choose(1), .kept(.did(.exported("/ħøɱé/ñøŧé-2026-11-23"))))
        }
      ),
      ("kept-delete-left", read.with { $0.send(.choose(1), .choose(1)) }),
      ("kept-delete-right", read.with { $0.send(.choose(1), .choose(1), .choose(1)) }),
      ("kept-deleted", read.with { $0.send(.choose(1), .choose(1), .choose(1), .choose(1), .kept(.did(.deleted))) }),
      ("kept-everything", all(list)), ("kept-burn-left", all(list).with { $0.send(.choose(1)) }),
      ("kept-burnt", all(list).with { $0.send(.choose(1), .choose(1), .choose(1), .kept(.did(.burnt))) }),
      (
        "kept-failed",
        read.with { $0.send(.kept(.did(.failed("/ħøɱé/ñøŧé ŵíłł ñøŧ øþéñ: ċłøşé íŧ ƒíŕşŧ")))) }
      ),
    ]
  }

  private static func start(_ events: Event...) -> TestTalk {
    TestTalk(maySeal: true).with { talk in for event in events { talk.send(event) } }
  }

  private static func opened(_ talks: [KeptTalk], _ events: Event...) -> TestTalk {
    start(.choose(2), .secret, .vault(.opened), .kept(.listed(talks, nil, unreadable: 0))).with { talk in
      for event in events { talk.send(event) }
    }
  }

  private static func searching(_ list: TestTalk, _ progress: KeptProgress?) -> TestTalk {
    list.with { $0.send(.look, .query("ñøçħ"), .kept(.found(talks(2), for: "ñøçħ", progress))) }
  }

  private static func all(_ list: TestTalk) -> TestTalk {
    list.with { talk in talk.send(.choose(talk.session.choices.firstIndex(of: .keptEverything)!)) }
  }

  private static func talks(_ count: Int) -> [KeptTalk] {
    (0..<count).map { place in
      KeptTalk(
        id: String(12 - place), date: KeptDate(year: 2026, month: 12 - place % 12, day: 23, minuteOfDay: 22 * 60 + 5),
        sections: place % 3 == 0 ? ["comfort"] : ["body", "comfort", "reflection", "boundaries", "wishes"])
    }
  }

  private static let entries = [
    KeptEntry(section: "comfort", prompt: "Ŵħåŧ ŵøúłð ƒééł ğøøð ŧø ħéåŕ?", text: "Ŧħåŧ ŵé åŕé ƒíñé.\n静かな夜"),
    KeptEntry(section: "wishes", prompt: "Ŵħåŧ ŵøúłð ýøú łíķé?", text: "Şłøŵłý."),
  ]
}
