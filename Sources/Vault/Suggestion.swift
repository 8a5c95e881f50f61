// A passphrase of plain words, drawn by chance.
//
// Rules: every word is as likely as any other (libsodium's generator, without bias); nothing is written down.

import CSodium

/// Draws passphrases that nobody thought of.
public enum Suggestion {
  /// How many words are drawn: 8 of 512 are 72 bits.
  public static let count = 8

  /// Words of the list with a space between; a word may come twice.
  public static func draw(from list: [String]) -> String {
    precondition(!list.isEmpty, "no words to draw from")
    Sodium.start()
    return (0..<count).map { _ in list[Int(randombytes_uniform(UInt32(list.count)))] }.joined(separator: " ")
  }
}
