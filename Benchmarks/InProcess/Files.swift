// What the measures read and write.

import Conversation
import DeckFormat
import Glibc
import Settings

enum Files {
  static func stop(_ why: String, _ status: Int32) -> Never {
    let line = [UInt8]("benchmark: \(why)\n".utf8)
    _ = Glibc.write(STDERR_FILENO, line, line.count)
    exit(status)
  }

  static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else {
      stop("run it from the package's folder; \(path) is not here", EX_NOINPUT)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else {
      stop("\(path) cannot be written", EX_CANTCREAT)
    }
    fputs(text, file)
    fclose(file)
  }

  static var words: Words {
    do { return try Words(parsing: String(decoding: read("Resources/words/en.toml"), as: UTF8.self)) } catch {
      fatalError("\(error)")
    }
  }

  static var deckBytes: [UInt8] { read("Resources/decks/aftercare.toml") }

  static func deck(_ bytes: [UInt8]) -> Deck {
    switch DeckReader.read(bytes, file: "deck") {
    case .success(let deck): return deck
    case .failure(let unreadable): stop(unreadable.faults.first.map(String.init(describing:)) ?? "a deck has faults", EX_DATAERR)
    }
  }

  /// The bundled deck's cards, again and again under new ids, until there are `count`.
  static func deck(cards count: Int) -> Deck {
    var deck = deck(deckBytes)
    let bundled = deck.cards
    let places = Dictionary(uniqueKeysWithValues: bundled.enumerated().map { ($1.id, $0) })
    deck.cards = (0..<count).map { number in
      var card = bundled[number % bundled.count]
      let first = number - number % bundled.count
      card.id = "c\(number)"
      // A mirror beyond the last card would be missing.
      let mirror = card.mirror.flatMap { places[$0] }.map { first + $0 }
      card.mirror = mirror.flatMap { $0 < count ? "c\($0)" : nil }
      if card.mirror == nil { card.side = .any }
      return card
    }
    return deck
  }
}
