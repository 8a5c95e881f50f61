// How large a deck may be. The limits keep a hostile or mistaken file from costing time or memory.

/// Limits of a deck file, each the largest value that is still accepted.
public enum DeckLimits {
  /// The version of the format that this program writes; it reads this one and all before.
  public static let format = 2
  /// Bytes of a file: 1 MiB. App looks at the size before it reads.
  public static let bytes = 1 << 20
  /// Cards of a deck.
  public static let cards = 2_000
  /// UTF-8 bytes of one text: 8 KiB.
  public static let textBytes = 8 << 10
  /// Characters of an id or of a deck's name.
  public static let idLength = 64
  /// Seconds that two people stay with a card.
  public static let seconds = 20...600
  /// Words or short answers on a choice card that names its own.
  public static let choices = 2...6
  /// How deep a card may go.
  public static let depth = 1...4

  /// Whether a string has the shape of a BCP 47 language tag: two or three small letters, then parts of 1 to 8
  /// letters or digits after hyphens.
  public static func isLanguage(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy({ (0x61...0x7A).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count)
        && part.allSatisfy { (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
    }
  }

  /// Whether a string may be an id: 1 to 64 of `a`–`z`, `0`–`9` and `-`.
  public static func isID(_ id: String) -> Bool {
    (1...idLength).contains(id.utf8.count)
      && id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
