// Agreements in a conversation: said by both, taken back by either, asked about again.
//
// Rules: a yes takes a key from each seat, unseen, inside a conversation of two; a no and a withdrawal take one
// key and hold at once. Nothing tells who.

extension Session {
  /// What the vault remembers, as it is opened.
  mutating func recall(_ recalled: Recalled) {
    agreed = recalled.entries
    agreedIsWhole = recalled.isWhole
    today = recalled.today
    setup.recent = recalled.lately
    setup.earlier = recalled.earlier
    favourites = recalled.favourites + favourites.filter { !recalled.favourites.contains($0) }
    // What is on the screen keeps its place in a list that has grown.
    if layer == nil { selected = defaultSelection }
  }

  /// Forgets what a vault remembered, because it was burned.
  mutating func unrecall() {
    agreed = nil
    agreedIsWhole = true
    asked = []
    setup.recent = []
    setup.earlier = []
    favourites = []
  }

  /// The cards that were met, for the vault to remember at the end; nothing, where no vault is open.
  var remembering: [Effect] {
    guard agreed != nil else { return [] }
    return [.remember(dealt: plan[...index].compactMap { if case .card(let id) = $0 { id } else { nil } }, favourites)]
  }

  // MARK: - Choosing

  mutating func takeAgreement(_ choice: Choice) -> [Effect] {
    switch choice {
    case .keepAgreements: show(.keep(CoveredPick()))
    case .agreementList: show(.agreements(.list))
    case .agreementShared: offerNextShared()
    case .agreementWrite: show(.agreements(.writing(NoteEditor(unplaced))))
    case .agreement(let topic): show(.agreements(.one(topic)))
    case .leaveIt: leaveAgreement()
    case .askBoth: askBoth()
    case .withdraw: return change(.withdrawn)
    case .makeNo: return change(.no)
    default: return nothing()
    }
    return []
  }

  private mutating func offerNextShared() {
    guard let id = unoffered.first, let card = setup.deck.card(id) else { return closeAgreement() }
    asked.insert(.card(id))
    show(.agreements(.offer(.card(id), words: card.text, CoveredPick())))
  }

  private mutating func askBoth() {
    switch layer {
    case .agreements(.one(let topic)):
      guard let words = agreement(topic)?.words else { return }
      replaceLayer(.agreements(.offer(topic, words: words, CoveredPick())))
    case .agreements(.placing(let words)):
      replaceLayer(.agreements(.offer(AgreementTopic(typed: words), words: words, CoveredPick())))
    default: break
    }
  }

  /// "Leave it": nothing changes; words that were typed for it go.
  private mutating func leaveAgreement() {
    if case .agreements(.placing) = layer { unplaced = "" }
    closeLayer()
  }

  /// A no, or a withdrawal, by either alone.
  private mutating func change(_ answer: AgreementAnswer) -> [Effect] {
    switch layer {
    case .agreements(.one(let topic)):
      guard let words = agreement(topic)?.words else { return nothing() }
      return [.agree(NewAgreement(topic: topic, words: words, answer: answer))]
    case .agreements(.placing(let words)):
      return [.agree(NewAgreement(topic: AgreementTopic(typed: words), words: words, answer: answer))]
    default: return nothing()
    }
  }

  // MARK: - Both pick

  /// One seat's answer on whether something is a yes of both.
  mutating func pickAgreement(_ choice: Choice) -> [Effect] {
    guard case .agreements(.offer(let topic, let words, var pick)) = layer else { return [] }
    guard let both = pick.pick(choice == .agreeYes ? 1 : 0) else {
      layers[layers.count - 1] = .agreements(.offer(topic, words: words, pick))
      return []
    }
    unplaced = ""
    guard both.smaller == 1 else {
      replaceLayer(.agreements(.told(isOn: false)))
      return []
    }
    return [.agree(yes(topic, words))]
  }

  /// One seat's answer on whether an old yes is still true. Any "not any more" takes it off the list; only two
  /// yeses renew it.
  mutating func pickStillTrue(_ choice: Choice) -> [Effect] {
    guard let agreement = due.first else { return nothing() }
    let answers: [Choice] = [.noLonger, .askEachTime, .stillYes]
    guard let both = stillTruePick.pick(answers.firstIndex(of: choice) ?? 1) else { return [] }
    asked.insert(agreement.topic)
    if due.isEmpty { advance() } else { arrive() }
    switch both.smaller {
    case 0: return [.agree(NewAgreement(topic: agreement.topic, words: agreement.words, answer: .withdrawn))]
    case 2: return [.agree(yes(agreement.topic, agreement.words))]
    default: return []
    }
  }

  private func yes(_ topic: AgreementTopic, _ words: String) -> NewAgreement {
    NewAgreement(topic: topic, words: words, answer: .yes, seen: agreed?.against(topic) ?? [])
  }

  // MARK: - Writing one

  /// Words that were typed for the list; empty ones go back.
  mutating func commitAgreement() {
    let words = unplaced.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if words.isEmpty {
      closeLayer()
    } else if words.count > Self.longestAgreement {
      reply = .tooLong
    } else {
      replaceLayer(.agreements(.placing(words)))
    }
  }

  /// Holds on to what is being typed for the list, whatever comes over it.
  mutating func keepUnplaced() {
    for case .agreements(.writing(let editor)) in layers { unplaced = editor.text }
  }

  /// How long the words of one agreement can be, in characters: a list is read at a glance.
  static let longestAgreement = 300

  // MARK: - What the world says

  /// An entry is on the disk.
  mutating func hear(agreed entry: AgreementEntry) {
    let pointed = choices.indices.contains(selected) ? choices[selected] : nil
    agreed?.append(entry)
    switch layer {
    case .agreements(.offer): replaceLayer(.agreements(.told(isOn: true)))
    case .agreements(.one), .agreements(.placing):
      unplaced = ""
      closeAgreement()
    default: selected = pointed.flatMap(choices.firstIndex) ?? defaultSelection
    }
  }

  /// Back to the list, or to where it was opened from.
  mutating func closeAgreement() {
    if case .agreements = layer { closeLayer() }
  }

  /// → where a place of agreements has no list.
  mutating func goOnInAgreements(_ place: AgreementPlace) -> [Effect] {
    switch place {
    case .writing: commitAgreement()
    case .told:
      closeAgreement()
      // What both said yes to is offered one after the other.
      if layer == nil, step == .agreements, !unoffered.isEmpty { offerNextShared() }
    default: return nothing()
    }
    return []
  }

  /// ← in agreements; what is being typed is held.
  mutating func goBackInAgreements(_ place: AgreementPlace) -> [Effect] {
    if case .offer(let topic, let words, let pick) = place, pick.turn == .right {
      layers[layers.count - 1] = .agreements(.offer(topic, words: words, CoveredPick()))
      return []
    }
    closeLayer()
    return []
  }
}
