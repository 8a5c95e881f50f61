// The whole check of a deck: structure, words, forms and balance.
//
// Rule: one run shows all there is to mend; a fault of one card never hides those of another.

import Conversation
import TomlFile

/// Checks decks for their writers.
public enum DeckCheck {
  /// All faults of a deck, in the order of the file; none for a sound deck whose warnings are all answered.
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: the name that faults give.
  public static func check(_ bytes: [UInt8], file: String) -> [DeckFault] {
    var structure = DeckStructure(file: file)
    guard let draft = structure.read(bytes) else { return structure.faults.faults.sorted(by: DeckFault.isBefore) }
    var faults = structure.faults
    header(draft, into: &faults)
    let rules = CardRules(english: Wording.isEnglish(draft.deck.language))
    for card in draft.cards { rules.check(card, into: &faults) }
    DuplicateRules.check(draft.cards, into: &faults)
    BalanceRules.check(draft, into: &faults)
    return AllowanceRules(draft).apply(to: faults).sorted(by: DeckFault.isBefore)
  }

  /// The texts of `[deck]` are shown as well; people read the title and the purpose.
  private static func header(_ draft: DeckDraft, into faults: inout FaultList) {
    for entry in draft.table.entries {
      if case .text(let text) = entry.value, ["title", "purpose"].contains(entry.key.value) {
        for fault in Wording.check(text.value, language: draft.deck.language) {
          faults.warning(
            fault.rule, at: text.place(ofScalar: fault.scalar), "\(entry.key.value): \(fault.what)", hint: fault.hint)
        }
      }
      switch entry.value {
      case .text(let text): CardRules.characters(text, entry.key.value, into: &faults)
      case .list(let values, _):
        for case .text(let text) in values { CardRules.characters(text, entry.key.value, into: &faults) }
      default: break
      }
    }
  }
}
