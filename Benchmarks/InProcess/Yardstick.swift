// The screens of one conversation, for the C program that shows the same.
//
// Rules: a deck of the bundled deck's cards that leaves chance nothing to choose, so that every run of the program shows
// what the yardstick shows; this is checked over many seeds.

import CellGrid
import Conversation
import DeckFormat
import Glibc
import Screens
import Settings

struct Yardstick {
  static let size = Size(columns: 80, rows: 24)
  static let steps = 18

  let words = Files.words

  func write(to folder: String) {
    let deck = certainDeck()
    let screens = screens(deck, seed: 0)
    for seed in 1...50 where self.screens(deck, seed: UInt64(seed)) != screens {
      fatalError("the deck leaves something to chance")
    }
    Files.write(DeckWriter.text(deck), to: folder + "/deck.toml")
    Files.write(header(screens), to: folder + "/screens.h")
  }

  /// Of every section only as many cards as are dealt at most, all of one depth, none of them a choice.
  private func certainDeck() -> Deck {
    var deck = Files.deck(Files.deckBytes)
    var counts: [Section: Int] = [:]
    deck.cards = deck.cards.filter { card in
      guard card.paths.isEmpty, card.side == .any, card.kind == .open, card.choices.isEmpty else { return false }
      counts[card.section, default: 0] += 1
      let most = card.section == .reflection ? 2 : card.section == .close ? 6 : 1
      return counts[card.section, default: 0] <= most
    }
    for index in deck.cards.indices {
      deck.cards[index].depth = 2
      deck.cards[index].mirror = nil
    }
    return deck
  }

  private func screens(_ deck: Deck, seed: UInt64) -> [Frame] {
    var session = Session(Setup(deck: deck, maySeal: true, still: true, seed: seed))
    var screens = [frame(session)]
    for _ in 0..<Self.steps {
      _ = reduce(&session, event(for: .right, in: session, words, size: Self.size))
      screens.append(frame(session))
    }
    return screens
  }

  private func frame(_ session: Session) -> Frame { render(session, words, size: Self.size) }

  // MARK: As C

  private func header(_ screens: [Frame]) -> String {
    var runs: [String] = []
    var starts: [Int] = []
    for screen in screens {
      starts.append(runs.count)
      runs += screen.grid.runs
    }
    starts.append(runs.count)
    let looks = Role.allCases.map { look(Theme.terminal.style($0)) }
    return """
      // Written by `benchmark screens`.
      enum { SCREENS = \(screens.count), LOOKS = \(looks.count) };
      static const struct look looks[] = {\(looks.joined(separator: ", "))};
      static const int starts[] = {\(starts.map(String.init).joined(separator: ", "))};
      static const struct run runs[] = {
        \(runs.joined(separator: ",\n  "))
      };

      """
  }

  private func look(_ style: Style) -> String {
    let flags = [style.bold, style.dim, style.underline, style.reverse].map { $0 ? "1" : "0" }
    return "{\(flags.joined(separator: ", ")), \(style.foreground?.ansi16 ?? -1)}"
  }
}

extension Grid {
  /// The rows as pieces in one role, without the spaces at their ends, as C.
  fileprivate var runs: [String] {
    var runs: [String] = []
    for row in 0..<size.rows {
      var column = 0
      for (role, columns) in roles(row: row) {
        var text = (column..<(column + columns)).map { self[row, $0].text }.joined()
        let indent = text.prefix { $0 == " " }.count
        if role == .text { text = String(text.dropFirst(indent)) }
        while role == .text, text.last == " " { text.removeLast() }
        let start = column + (role == .text ? indent : 0)
        if !text.isEmpty { runs.append("{\(row), \(start), \(role.rawValue), \"\(text.escaped)\"}") }
        column += columns
      }
    }
    return runs
  }
}

extension String {
  fileprivate var escaped: String {
    map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }
}
