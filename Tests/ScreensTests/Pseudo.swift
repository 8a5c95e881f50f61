// A language that does not exist: every letter accented, words 40 % longer, some characters two columns wide.

import Conversation
import Settings

enum Pseudo {
  static let words = Words(changing: TestDeck.english, language: "qps") { phrase, english in
    phrase == .timeHours
      ? english.split(separator: ",").map { strange(String($0)) }.joined(separator: ",") : strange(english)
  }

  static let deck = {
    var deck = TestDeck.deck
    for place in deck.cards.indices {
      deck.cards[place].text = strange(deck.cards[place].text)
      deck.cards[place].easier = strange(deck.cards[place].easier)
      deck.cards[place].deeper = deck.cards[place].deeper.map(strange)
      deck.cards[place].listener = deck.cards[place].listener.map(strange)
      deck.cards[place].choices = deck.cards[place].choices.map(strange)
    }
    return deck
  }()

  /// Words with each letter accented, and longer; what stands in {braces} stays.
  static func strange(_ text: String) -> String {
    var result = ""
    var word = ""
    var isInBraces = false
    for character in text + " " {
      if character == "{" { isInBraces = true }
      if !isInBraces && (character.isLetter || character == "'") {
        word.append(accented(character))
        continue
      }
      if !word.isEmpty { result += word + padding(word.count) }
      word = ""
      result.append(character)
      if character == "}" { isInBraces = false }
    }
    return String(result.dropLast())
  }

  /// 40 % more columns; long words get a wide character.
  private static func padding(_ count: Int) -> String {
    let more = (count * 2 + 2) / 5
    return more >= 2 ? "語" + String(repeating: "ö", count: more - 2) : String(repeating: "ö", count: more)
  }

  private static func accented(_ letter: Character) -> Character {
    let plain = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'")
    let strange = Array("áƀçđéƒğħíĵķłɱñóþɋřšŧúṽŵẋýžÁɃÇĐÉƑĞĦÍĴĶŁⱮÑÓÞɊŘŠŦÚṼŴẊÝŽ’")
    return plain.firstIndex(of: letter).map { strange[$0] } ?? letter
  }
}
