// `aftercare decks`: list, show, check and begin decks.
//
// Rules: what is asked for goes to standard output, messages to standard error; a closed pipe is no error.

import CellGrid
import Conversation
import DeckFormat
import Glibc
import Settings
import Terminal

/// The commands that deal with decks.
public enum DeckCommands {
  /// Lists the decks there are: name, title, number of cards.
  public static func list() -> Int32 {
    let shelf = DeckShelf(environment: Environment.current)
    let own = shelf.ownNames
    let names = own.contains(DeckShelf.bundled) ? own : [DeckShelf.bundled] + own
    Output.print(names.map { line(of: $0, on: shelf) })
    if let folder = shelf.folder { Output.print(["", Words.ofCommands(.fileOwnDecks, ["path": folder])]) }
    return ExitStatus.goodbye
  }

  private static func line(of name: String, on shelf: DeckShelf) -> String {
    let words = Words.ofCommands
    do {
      let deck = try shelf.deck(name)
      return words(
        .fileDeckLine,
        [
          "name": name, "title": deck.title, "count": String(deck.cards.count), "language": deck.language,
          "purpose": deck.purpose,
        ])
    } catch {
      return words(.fileDeckUnusable, ["name": name, "what": words(error.complaint.what, error.complaint.values)])
    }
  }

  /// Shows all cards of a deck, as they would be read aloud.
  public static func show(_ name: String) -> Int32 {
    do {
      let deck = try DeckShelf(environment: Environment.current).deck(name)
      Output.print(["\(deck.title) (\(deck.name) \(deck.version), \(deck.language))", deck.purpose])
      for section in Section.allCases { show(section, of: deck) }
      return ExitStatus.goodbye
    } catch {
      return refuse(error)
    }
  }

  private static func show(_ section: Section, of deck: Deck) {
    let cards = deck.cards.filter { $0.section == section }
    guard !cards.isEmpty else { return }
    Output.print(["", "# \(section.rawValue)"])
    for card in cards {
      var lines = ["", "\(card.id) (depth \(card.depth), \(card.kind.rawValue))", "  \(card.text)", "  easier: \(card.easier)"]
      if let deeper = card.deeper { lines.append("  deeper: \(deeper)") }
      if let listener = card.listener { lines.append("  listener: \(listener)") }
      if !card.choices.isEmpty { lines.append("  choices: \(card.choices.joined(separator: " · "))") }
      Output.print(lines)
    }
  }

  /// Checks decks and tells every fault.
  /// - Returns: 0 where nothing was found, 1 with faults, 2 where a file cannot be read.
  public static func check(_ files: [String], json: Bool) -> Int32 {
    var faults: [DeckFault] = []
    var status = ExitStatus.goodbye
    for file in files {
      do {
        let (bytes, name) = try DeckShelf.open(file)
        faults += DeckCheck.check(bytes, file: name)
      } catch {
        status = refuse(error)
      }
    }
    if json { Output.print([DeckFault.json(faults)]) } else { Output.print(faults.map(\.description)) }
    return status != ExitStatus.goodbye ? status : faults.isEmpty ? ExitStatus.goodbye : ExitStatus.faults
  }

  /// Writes a commented deck to begin with; a file that is there already stays as it is.
  public static func new(_ path: String) -> Int32 {
    NewFile.begin(path, with: StarterDeck.text(name: deckName(path)), mode: 0o644, .fileDeckReady)
  }

  /// How decks are written: the guide for authors.
  public static func guide() -> Int32 {
    Output.print([Resources.authoringGuide])
    return ExitStatus.goodbye
  }

  /// A deck's name from its file's: what a name may hold, and nothing else.
  private static func deckName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.hasSuffix(".toml") ? String(file.dropLast(5)) : file
    let name = String(stem.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(64))
    return DeckLimits.isID(name) ? name : "my-deck"
  }

  private static func refuse(_ trouble: DeckTrouble) -> Int32 {
    if case .faults(let faults) = trouble {
      for fault in faults { _ = writeAll((SafeText.spoken(fault.description) + "\n").utf8, to: STDERR_FILENO) }
    } else {
      trouble.complaint.tell(.ofCommands)
    }
    return ExitStatus.unreadable
  }
}
