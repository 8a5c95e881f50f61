// The measures inside the process.

import CellGrid
import Conversation
import DeckFormat
import Glibc
import Screens
import Settings
import Terminal
import Vault

struct Measures {
  /// Where saved files go; whoever made it removes it.
  let folder: String
  let words = Files.words

  func run() {
    print("Inside the process: medians, and how they grow with the work (1 is linear)")
    readDecks()
    deal()
    layOut()
    draw()
    seal()
    save()
    search()
  }

  // MARK: Decks

  private func readDecks() {
    table("read a deck", "cards", [250, 500, 1000, 2000]) { count in
      let bytes = [UInt8](DeckWriter.text(Files.deck(cards: count)).utf8)
      return { _ = Files.deck(bytes) }
    }
  }

  private func deal() {
    table("deal a long talk", "cards", [250, 500, 1000, 2000]) { count in
      let dealer = Dealer(deck: Files.deck(cards: count), length: .long, talking: .freely)
      return { _ = dealer.talk() }
    }
  }

  // MARK: Screens

  private static let large = Size(columns: 200, rows: 60)

  /// A conversation at a card of many words.
  private func session(sentences: Int) -> Session {
    var deck = Files.deck(cards: 300)
    let text = Array(repeating: "What helped you feel safe and close?", count: sentences).joined(separator: " ")
    for index in deck.cards.indices {
      deck.cards[index].text = text
      deck.cards[index].easier = text
    }
    var session = Session(Setup(deck: deck, still: true))
    while session.card == nil { _ = reduce(&session, .on) }
    return session
  }

  private func layOut() {
    table("lay out and render a card, 200×60", "words", [14, 28, 56, 112, 1120]) { count in
      let session = self.session(sentences: count / 7)
      return { _ = render(session, words, size: Self.large) }
    }
    let session = self.session(sentences: 2)
    table("the same, by the window's size", "cells", [80 * 24, 120 * 40, 200 * 60]) { cells in
      let size = [1920: Size(columns: 80, rows: 24), 4800: Size(columns: 120, rows: 40)][cells] ?? Self.large
      return { _ = render(session, words, size: size) }
    }
  }

  /// Through ncurses into a terminal that takes everything; the results come after it is given back.
  private func draw() {
    let screen = TakingTerminal(Self.large)
    guard let terminal = try? Terminal(theme: .terminal, ascii: false) else { fatalError("no terminal") }
    let frames = [2, 40].map { render(session(sentences: $0), words, size: Self.large) }
    var turn = 0
    let step = median {
      turn += 1
      terminal.draw(frames[turn % 2])
    }
    let whole = median { terminal.repaint() }
    terminal.leave()
    screen.end()
    line("draw a frame that differs, 200×60", "", step)
    line("repaint a whole frame, 200×60", "", whole)
  }

  // MARK: Notes

  private func record(bytes: Int) -> Record {
    let text = String(repeating: "We felt close, and the quiet after it was good. ", count: max(1, bytes / 48))
    return Record(
      created: Moment(seconds: 0, offset: 0),
      entries: [Record.Entry(section: "comfort", prompt: "What felt good?", text: text)])
  }

  private func seal() {
    let identity = AgeIdentity()
    let sizes = [1 << 10, 1 << 14, 1 << 17, 1 << 20]
    table("seal a record", "bytes", sizes) { size in
      let bytes = [UInt8](record(bytes: size).encode().utf8)
      return { _ = try? Age.seal(bytes, to: [identity.recipient]) }
    }
    table("open a record", "bytes", sizes) { size in
      guard let sealed = try? Age.seal([UInt8](record(bytes: size).encode().utf8), to: [identity.recipient]) else {
        fatalError("not sealed")
      }
      return { _ = try? Age.open(sealed, with: [identity]) }
    }
  }

  private func save() {
    guard let store = try? PlainStore(dataHome: folder) else { fatalError("no store in \(folder)") }
    table("save atomically (fsync, rename, fsync)", "bytes", [1 << 10, 1 << 14, 1 << 17, 1 << 20]) { size in
      let record = self.record(bytes: size)
      return { _ = try? store.commit(record) }
    }
  }

  /// Records in memory, as they are once opened: reading and searching are one walk.
  private func search() {
    let query = Search("nowhere quiet")
    table("open and search kept records", "records", [100, 1000, 10_000]) { count in
      let identity = AgeIdentity()
      let sealed = (0..<count).compactMap { _ in
        try? Age.seal([UInt8](record(bytes: 1 << 10).encode().utf8), to: [identity.recipient])
      }
      return {
        for file in sealed {
          if let bytes = try? Age.open(file, with: [identity]), let record = Record.decode(bytes) {
            _ = query.matches(record)
          }
        }
      }
    }
  }

  // MARK: Medians

  /// The median of a work's times in milliseconds, over at least three turns and about half a second.
  private func median(_ work: () -> Void) -> Double {
    work()
    var times: [Double] = []
    let begun = nanoseconds()
    while times.count < 3 || (times.count < 2000 && nanoseconds() - begun < 400_000_000) {
      let start = nanoseconds()
      work()
      times.append(Double(nanoseconds() - start) / 1e6)
    }
    times.sort()
    return times[times.count / 2]
  }

  private func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private func table(_ name: String, _ unit: String, _ sizes: [Int], _ work: (Int) -> () -> Void) {
    var before: (size: Int, time: Double)?
    for size in sizes {
      let time = median(work(size))
      let growth = before.map { time / $0.time / (Double(size) / Double($0.size)) }
      line(before == nil ? name : "", "\(size) \(unit)", time, per: time / Double(size) * 1000, growth: growth)
      before = (size, time)
    }
  }

  private func line(_ name: String, _ size: String, _ time: Double, per: Double? = nil, growth: Double? = nil) {
    let cells = [
      name.padded(40), size.padded(16), "\(rounded(time, 4)) ms".padded(16),
      per.map { "\(rounded($0, 4)) ms per 1,000" }.map { $0.padded(26) } ?? "", growth.map { "growth \(rounded($0, 2))" } ?? "",
    ]
    print(cells.joined())
  }

  private func rounded(_ value: Double, _ digits: Int) -> String {
    let factor = pow(10, Double(digits))
    return String((value * factor).rounded() / factor)
  }
}

extension String {
  fileprivate func padded(_ count: Int) -> String {
    self + String(repeating: " ", count: Swift.max(1, count - self.count))
  }
}
