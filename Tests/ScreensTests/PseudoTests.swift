// Nothing is hard-coded, and longer words fit: every place in a language that does not exist.

import CellGrid
import Conversation
import Settings
import Testing

@testable import Screens

@Suite struct PseudoTests {
  static let places = Place.all(deck: Pseudo.deck)
  /// What the test itself typed in English.
  static let typed = ["notes-", "note-", "passphrase-failed", "passphrase-suggested", "recovery", "unfinished", "trouble"]

  @Test(arguments: places, sizes)
  func noLetterIsHardCoded(place: Place, size: Size) {
    guard !Self.typed.contains(where: { place.name.hasPrefix($0) }) else { return }
    let drawn = rows(of: place.session, Pseudo.words, size).joined(separator: "\n")
    #expect(!drawn.contains { $0.isASCII && $0.isLetter }, "\(place.name)\n\(drawn)")
    let heard = linear(place.session, Pseudo.words) + [linearPrompt(place.session, Pseudo.words)]
    #expect(!heard.joined().contains { $0.isASCII && $0.isLetter }, "\(place.name)\n\(heard)")
  }

  @Test(arguments: places, sizes)
  func everyWordCanBeReached(place: Place, size: Size) { expectReachable(place, Pseudo.words, size) }

  @Test(arguments: Place.all, sizes)
  func everyEnglishWordCanBeReached(place: Place, size: Size) { expectReachable(place, TestDeck.english, size) }

  @Test(arguments: places + Place.all, sizes)
  func theKeysKeepEscape(place: Place, size: Size) {
    let words = place.session.setup.deck == Pseudo.deck ? Pseudo.words : TestDeck.english
    let line = rows(of: place.session, words, size)[size.rows - (size.rows < 16 ? 1 : 2)]
    let isMenu = place.session.layer == .menu
    #expect(line.contains(words[isMenu ? .keyOn : .keyEscape]), "\(place.name): \(line)")
    let page = page(place.session, words)
    #expect(page.keys.count <= 5)
    #expect(page.keys.filter { line.contains("\(words[$0.key]) \(words[$0.says])") }.count >= 1)
  }

  /// Every word of the page stands on the screen, now or after scrolling down to the end.
  private func expectReachable(_ place: Place, _ words: Words, _ size: Size) {
    var session = place.session
    let page = page(session, words)
    var seen = Set(tokens(rows(of: session, words, size).joined(separator: " ")))
    if page.editor == nil {
      seen.formUnion(scrolled(&session, .down, words, size))
      #expect(!Layout(Screens.page(session, words), size: size, anchor: session.anchor).text.hidesBelow)
      seen.formUnion(scrolled(&session, .up, words, size))
      #expect(!Layout(Screens.page(session, words), size: size, anchor: session.anchor).text.hidesAbove)
    }
    var wanted = tokens(page.heading) + tokens(page.notice ?? "") + (page.list?.items ?? []).flatMap(tokens)
    for block in page.blocks {
      switch block {
      case .text(let text, let role) where page.editor == nil || role == .keys: wanted += tokens(text)
      case .drawn(let text, _): wanted += tokens(text)
      case .breath(_, let word): wanted += tokens(word)
      case .text, .spoken: break
      }
    }
    // What is longer than a row is cut wherever the row ends.
    let whole = rows(of: place.session, words, size).map { $0.drop { $0 == " " } }.joined()
    let missing = wanted.filter { !seen.contains($0) && !($0.count > 30 && whole.contains($0)) }
    #expect(missing.isEmpty, "\(place.name) at \(size): \(missing)")
  }

  private func scrolled(_ session: inout Session, _ key: Key, _ words: Words, _ size: Size) -> Set<String> {
    var seen: Set<String> = []
    for _ in 0..<200 {
      let event = event(for: key, in: session, words, size: size)
      guard event != .unknown else { break }
      let before = session
      _ = reduce(&session, event)
      #expect(session != before, "a key that moves nothing: \(event)")
      seen.formUnion(tokens(rows(of: session, words, size).joined(separator: " ")))
    }
    return seen
  }

  private func tokens(_ text: String) -> [String] {
    SafeText(text.replacing("\n", with: " ")).drawn().split { $0.isWhitespace || $0 == "語" || "•▌▐".contains($0) || isWide($0) }.map(String.init)
  }

  /// A line may end beside a wide character, so that each stands for itself.
  private func isWide(_ character: Character) -> Bool { SafeText(String(character)).width() > 1 }
}

/// The rows of a screen as text.
func rows(of session: Session, _ words: Words, _ size: Size) -> [String] {
  let grid = render(session, words, size: size).grid
  return (0..<grid.size.rows).map { grid.text(row: $0) }
}
