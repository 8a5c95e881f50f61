// Decks for a conversation: the file's bytes in, a deck or its first faults out.
//
// Rule: strict about structure, silent about wording; a deck whose words could be better is still a deck.

import Conversation
import TomlFile

/// Reads deck files.
public enum DeckReader {
  /// How many faults are given at most; a start shows the first, `decks check` shows all.
  public static let mostFaults = 20

  /// Reads a deck.
  /// - Parameters:
  ///   - bytes: the file; see `DeckLimits` for what is accepted.
  ///   - file: the name that faults give.
  /// - Returns: the deck with its cards in the order of the file, or the first errors.
  public static func read(_ bytes: [UInt8], file: String) -> Result<Deck, DeckUnreadable> {
    var structure = DeckStructure(file: file)
    return result(structure.read(bytes), structure)
  }

  /// Reads a deck out of a file that is TOML.
  public static func read(_ document: TomlDocument, file: String) -> Result<Deck, DeckUnreadable> {
    var structure = DeckStructure(file: file)
    return result(structure.read(document), structure)
  }

  private static func result(_ draft: DeckDraft?, _ structure: DeckStructure) -> Result<Deck, DeckUnreadable> {
    let errors = structure.faults.faults.filter { $0.severity == .error }
    if let draft, errors.isEmpty { return .success(draft.deck) }
    return .failure(DeckUnreadable(faults: Array(errors.sorted(by: DeckFault.isBefore).prefix(mostFaults))))
  }
}
