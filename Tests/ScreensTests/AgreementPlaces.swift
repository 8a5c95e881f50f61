// The places of agreements, favourites and the look back.

import Conversation

struct AgreementPlaces {
  let deck: Deck

  var all: [(String, TestTalk)] {
    let list = atClose(.choose(2))
    return [
      ("still-true-left", stillTrue()), ("still-true-right", stillTrue(.choose(0))),
      ("agreements-close-keep", closing(TestTalk(path: .everyday, maySeal: true, deck: deck))), ("agreements-close", atClose()),
      ("agreements-none", opened(Recalled(today: 0), .choose(0), .choose(1))), ("agreements-list", list),
      ("agreements-list-kept", opened(recalled, .choose(0), .choose(1))),
      ("agreement-yes", list.with { $0.send(.choose(1)) }), ("agreement-ask", list.with { $0.send(.choose(2)) }),
      ("agreement-no", list.with { $0.send(.choose(3)) }),
      ("agreement-offer-left", list.with { $0.send(.choose(2), .choose(1)) }),
      ("agreement-offer-right", list.with { $0.send(.choose(2), .choose(1), .choose(0)) }),
      ("agreement-not-on", list.with { $0.send(.choose(2), .choose(1), .choose(0), .choose(1)) }),
      (
        "agreement-on",
        list.with { talk in
          talk.send(.choose(2), .choose(1), .choose(0), .choose(0))
          talk.send(.agreed(Self.entry("x", .yes, 500, "ŧéå ƒíŕşŧ")))
        }
      ),
      ("agreement-writing", writing()), ("agreement-too-long", writing(String(repeating: "ŵøŕðş ", count: 60))),
      ("agreement-placing", writing("ñø þíçŧúŕéş, 静かな夜")),
      ("agreement-placing-before", opened(recalled, .choose(0), .choose(1), .choose(4), .edit(.paste("ñø")), .commitNote)),
      ("favourites", favourites()), ("afterwards", opened(recalled, .choose(0))),
      ("look-back", lookBack(found)), ("look-back-nothing", opened(Recalled(today: 0), .choose(0), .choose(0), .kept(.lookedBack(LookBack(), nil)))),
      ("look-back-reading", lookBack(nil)),
      ("look-back-export", lookBack(found).with { $0.send(.choose(1)) }),
    ]
  }

  private static func entry(_ id: String, _ answer: AgreementAnswer, _ day: Day, _ words: String) -> AgreementEntry {
    AgreementEntry(id: id, day: day, topic: AgreementTopic(typed: words), words: words, answer: answer)
  }

  private var recalled: Recalled { Self.past }
  private static let past = Recalled(
    today: 500,
    entries: [
      entry("a", .yes, 499, "Ŧéå ƒíŕşŧ, ŧåłķ łåŧéŕ"),
      entry("b", .yes, 1, "Ŵé åşķ ƀéƒøŕé ŵé ŧúŕñ ŧħé łíģħŧ øƒƒ, åłşø øñ ðåýş ŵħéñ ŵé åŕé şúŕé"), entry("c", .no, 499, "Þíçŧúŕéş"),
    ], favourites: ["comfort", "comfort-light", "wishes", "thanks"])

  private var found: LookBack { Self.notes }
  private static let notes = LookBack(
    helps: [
      KeptEntry(section: "comfort", prompt: "Ŵħåŧ ħéłþş ýøú ƒåłł åşłééþ?", text: "Å ŵåŕɱ ħåñð. 静かな夜"),
      KeptEntry(section: "comfort", prompt: "", text: "Ŧéå."),
    ], stops: [KeptEntry(section: "boundaries", prompt: "Å şíģñ ƒøŕ þåúşé?", text: "Ŕéð.")])

  /// The browser of an opened vault, where the last choices but one lead to the look back.
  private func opened(_ recalled: Recalled, _ events: Event...) -> TestTalk {
    TestTalk(maySeal: true, deck: deck).with { talk in
      talk.send(.choose(2), .secret, .vault(.opened), .kept(.listed([], nil, unreadable: 0)), .recalled(recalled))
      for event in events { talk.send(event) }
    }
  }

  /// In a conversation over that vault.
  private func begun() -> TestTalk {
    opened(recalled, .back).with { talk in
      talk.send(.select(0))
      talk.start()
    }
  }

  private func stillTrue(_ events: Event...) -> TestTalk {
    begun().with { talk in
      talk.walk { $0.step == .stillTrue }
      for event in events { talk.send(event) }
    }
  }

  private func closing(_ talk: TestTalk) -> TestTalk {
    talk.with { talk in
      if talk.session.talking == nil { talk.start() }
      talk.send(.enough)
      talk.walk(toOffer: .lookAtAgreements)
    }
  }

  private func atClose(_ events: Event...) -> TestTalk {
    closing(begun()).with { talk in for event in events { talk.send(event) } }
  }

  private func writing(_ text: String? = nil) -> TestTalk {
    atClose(.choose(1)).with { talk in if let text { talk.send(.edit(.paste(text)), .commitNote) } }
  }

  private func favourites() -> TestTalk {
    begun().with { talk in
      talk.walk { if case .more = $0.step { $0.choices.contains(.favourites) } else { false } }
      talk.send(.choose(2))
    }
  }

  private func lookBack(_ found: LookBack?) -> TestTalk {
    opened(recalled, .choose(0), .choose(0)).with { talk in
      if let found { talk.send(.kept(.lookedBack(found, nil))) }
    }
  }
}
