// Answers to warnings: a deck may say why a warning is fine, on a card or for the whole deck.
//
// Rules: an answer takes its warnings out of the report; an answer to nothing is itself a warning, so that answers do
// not outlive their reasons; an error cannot be answered.

import TomlFile

struct AllowanceRules {
  private struct Owner {
    let position: TomlPosition
    /// The index of the card; nil for `[deck]`.
    let card: Int?
  }

  private let draft: DeckDraft
  private let owners: [Owner]

  init(_ draft: DeckDraft) {
    self.draft = draft
    owners =
      (draft.cards.enumerated().map { Owner(position: $1.table.place.position, card: $0) }
      + [Owner(position: draft.table.place.position, card: nil)]).sorted { $0.position < $1.position }
  }

  /// The faults that remain, and those of the answers themselves.
  func apply(to list: FaultList) -> [DeckFault] {
    var result = FaultList(file: list.file)
    var used: Set<[String]> = []
    for fault in list.faults {
      guard fault.severity == .warning, fault.rule != "unused-allow" else {
        result.add(fault)
        continue
      }
      let card = owner(of: fault)
      if let card, answers(draft.cards[card].allowances, fault.rule) {
        used.insert([String(card), fault.rule])
      } else if answers(draft.allowances, fault.rule) {
        used.insert(["deck", fault.rule])
      } else {
        result.add(fault)
      }
    }
    for (card, answered) in draft.cards.enumerated() {
      for allowance in answered.allowances where !used.contains([String(card), allowance.rule.value]) {
        unused(allowance, answered.name, list, into: &result)
      }
    }
    for allowance in draft.allowances where !used.contains(["deck", allowance.rule.value]) {
      unused(allowance, "the deck", list, into: &result)
    }
    return result.faults
  }

  private func answers(_ allowances: [Allowance], _ rule: String) -> Bool {
    allowances.contains { $0.rule.value == rule }
  }

  /// The card that a fault belongs to: the last table that starts at or before it.
  private func owner(of fault: DeckFault) -> Int? {
    let position = TomlPosition(line: fault.line, column: fault.column)
    var low = 0
    var high = owners.count
    while low < high {
      let middle = (low + high) / 2
      if owners[middle].position <= position { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? owners[low - 1].card : nil
  }

  private func unused(_ allowance: Allowance, _ owner: String, _ list: FaultList, into result: inout FaultList) {
    let rule = allowance.rule.value
    let known = DeckRules.all.first { $0.name == rule }
    let hint: String
    if known == nil {
      let near = nearest(rule, in: DeckRules.all.map(\.name)).map { "; did you mean \($0)?" } ?? ""
      hint = "there is no rule of that name\(near)"
    } else if known?.severity == .error, rule != "touch" {
      hint = "errors cannot be answered: mend the fault and take the answer out"
    } else {
      hint = "take it out"
    }
    result.warning(
      "unused-allow", at: allowance.rule.place,
      "\(owner) answers \"\(shown(rule))\", and there is no such warning here",
      hint: hint)
  }
}
