// Whole evenings on paper: `Tests/evenings read` prints them as they are heard, `Tests/evenings table` how often each
// card of the bundled deck is met, `Tests/evenings check` whether each evening has its shape.

import Conversation
import DeckFormat
import Evening
import Foundation
import Screens
import Settings

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
let arguments = CommandLine.arguments.dropFirst()

func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: path))) }

/// Each screen in the lines that are read aloud, with the cards' ids for whoever mends them.
func read(_ roads: [Road], _ deck: Deck, _ words: Words, seeds: Range<UInt64>) {
  for road in roads {
    for seed in seeds {
      print("\n==================== \(road), evening \(seed)")
      for moment in Evening(road, deck: deck, seed: seed &* 7919 &+ 13).moments {
        print("--- \(moment.card?.id ?? String("\(moment.step)".prefix { $0 != "(" }))")
        for line in linear(moment, words) { print("  " + line) }
      }
    }
  }
}

/// How often each card is met: in how many of a hundred evenings, and the most on any one road.
func table(_ deck: Deck, evenings: Int) {
  let meetings = Meetings(deck, evenings: evenings)
  let roads = Road.talks.count + Road.others.count
  print("\(meetings.each * roads) evenings on \(roads) roads\n  of all   at most  card")
  func percent(_ part: Int, _ all: Int) -> String {
    let tenths = (1000 * part + all / 2) / all
    let text = "\(tenths / 10).\(tenths % 10) %"
    return String(repeating: " ", count: max(0, 8 - text.count)) + text
  }
  for card in deck.cards {
    let met = meetings.met[card.id] ?? [:]
    let most = met.max { $0.value < $1.value }
    print(
      percent(met.values.reduce(0, +), meetings.each * roads), percent(most?.value ?? 0, meetings.each),
      " " + card.id + (card.isOpening ? " (opening)" : ""), most.map { " \($0.key)" } ?? " never")
  }
}

/// Holds talks to what each has, and the deck to its bounds.
/// - Returns: whether all of them held.
func check(_ deck: Deck, evenings: Int) -> Bool {
  let each = max(1, evenings / Road.talks.count)
  var faults: [String] = []
  for road in Road.talks {
    for seed in 0..<each {
      if let fault = Evening(road, deck: deck, seed: UInt64(seed)).fault { faults.append("\(fault): \(road), evening \(seed)") }
    }
  }
  let meetings = Meetings(deck, evenings: evenings / 5)
  faults += meetings.never.map { "never met: \($0)" } + meetings.tooOften.map { "too often: \($0)" }
  for fault in faults.prefix(20) { print(fault) }
  print("table: evenings held to their shape|\(each * Road.talks.count)|\(faults.isEmpty ? "all" : "\(faults.count) faults")")
  return faults.isEmpty
}

let deck = try DeckReader.read(bytes("Resources/decks/aftercare.toml"), file: "aftercare.toml").get()
switch arguments.first {
case "read":
  let words = try Words(parsing: String(decoding: bytes("Resources/words/en.toml"), as: UTF8.self))
  let wanted = arguments.dropFirst().first
  let first = arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 0
  let roads = (Road.talks + Road.others).filter { road in wanted.map { "\(road)".contains($0) } ?? true }
  read(roads, deck, words, seeds: first..<(first + 1))
case "table": table(deck, evenings: arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000)
case "check": exit(check(deck, evenings: arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000) ? 0 : 1)
default:
  print("usage: Tests/evenings read [PART OF A ROAD'S NAME [SEED]]   or   Tests/evenings table|check [EVENINGS]")
}
