// Gathering what the kept notes say helps, newest first, until the page is full.

import Conversation
import Vault

enum KeptLookBack {
  /// Looks through conversations on a thread of its own.
  static func gather(_ entries: [KeptShelf.Entry], _ deck: Deck) -> Worker<KeptNews> {
    var about: [String: Card.About] = [:]
    // Notes of before the card's id was kept are known by its words.
    for card in deck.cards where card.about != nil {
      about[card.id] = card.about
      about[card.text] = card.about
    }
    return Worker { [about] slot in
      var found = LookBack()
      for (done, entry) in entries.enumerated() {
        guard slot.isWanted, found.helps.count < LookBack.most || found.stops.count < LookBack.most else { break }
        if done % 32 == 0 { slot.put(.lookedBack(found, KeptProgress(done: done, all: entries.count))) }
        guard let record = try? entry.vault.record(entry.summary) else { continue }
        for note in record.entries { found.add(note, about[note.card.isEmpty ? note.prompt : note.card]) }
      }
      slot.put(.lookedBack(found, nil))
    }
  }
}

extension LookBack {
  /// Adds a note where there is room; the same words stand there once.
  fileprivate mutating func add(_ note: Record.Entry, _ about: Card.About?) {
    let entry = KeptEntry(section: note.section, prompt: note.prompt, text: note.text)
    switch about {
    case .helps where helps.count < Self.most && !helps.contains(entry): helps.append(entry)
    case .stop where stops.count < Self.most && !stops.contains(entry): stops.append(entry)
    default: break
    }
  }
}
