// Screens at every size: nothing crashes, nothing is drawn over anything else, small windows say what they need.

import CellGrid
import Conversation
import Testing

@testable import Screens

@Suite struct SizeTests {
  @Test(arguments: [Size(columns: 20, rows: 5), Size(columns: 39, rows: 12), Size(columns: 40, rows: 11)])
  func aSmallWindowSaysWhatItNeeds(size: Size) {
    for place in Place.all {
      let text = rows(of: place.session, TestDeck.english, size).joined(separator: " ")
      #expect(text.split(separator: " ").joined(separator: " ") == "A little more room, please: 40 columns and 12 rows.")
    }
  }

  @Test func noSizeCrashes() {
    for size in [-1, 0, 1, 40, 200].flatMap({ width in
      [-1, 0, 1, 2, 12, 100].map { Size(columns: width, rows: $0) }
    }) {
      for place in Place.all where place.name.count % 2 == size.rows % 2 {
        #expect(render(place.session, TestDeck.english, size: size).grid.size.rows == max(0, size.rows))
        for key in [Key.up, .pageDown] {
          _ = event(for: key, in: place.session, TestDeck.english, size: size)
        }
      }
    }
  }

  /// The parts of a screen keep to rows of their own, at every height.
  @Test(arguments: [12, 13, 15, 16, 17, 20, 24, 31, 45])
  func nothingOverlaps(rows: Int) {
    for place in Place.all {
      for columns in [40, 60, 80] {
        let size = Size(columns: columns, rows: rows)
        let page = page(place.session, TestDeck.english)
        let layout = Layout(page, size: size, anchor: place.session.anchor)
        var used: [Range<Int>] = []
        if !page.heading.isEmpty || !page.shape.isEmpty { used.append(layout.headingRow..<layout.headingRow + 1) }
        for window in [layout.text, layout.list] where window.used > 0 { used.append(window.top..<window.top + window.used) }
        if page.editor != nil { used.append(layout.editorTop..<layout.editorTop + layout.editorHeight + 1) }
        used.append(layout.notice.top..<layout.notice.top + max(1, layout.notice.used))
        used.append(layout.keysRow..<size.rows)
        #expect(zip(used, used.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(place.name) \(size) \(used)")
        #expect(used.last?.upperBound == rows)
      }
    }
  }

  /// What fits without margins is not scrolled for the sake of margins.
  @Test(arguments: 16...23) func marginsGoBeforeWords(rows: Int) {
    for place in Place.all where place.session.editor == nil {
      let page = page(place.session, TestDeck.english)
      let wide = Layout(page, size: Size(columns: 80, rows: rows), anchor: 0)
      guard wide.text.used < wide.text.rows.count || wide.list.used < wide.list.rows.count else { continue }
      #expect(wide.text.rows.count + wide.list.rows.count > rows - 2, "\(place.name) at \(rows) rows")
    }
  }

  /// What a note is about stays in sight as long as there are rows for it.
  @Test func theQuestionBesideANoteIsSeen() {
    let note = Place.all.first { $0.name == "note-text" }!
    let text = rows(of: note.session, TestDeck.english, Size(columns: 60, rows: 16)).joined(separator: " ")
    #expect(!text.contains("…"), "\(text)")
  }

  /// The one who scrolled stays at the same words when the window changes.
  @Test func resizingKeepsThePlace() throws {
    var talk = TestTalk(path: .everyday)
    talk.send(.choose(1))
    let small = Size(columns: 40, rows: 12)
    for _ in 0..<3 { talk.send(event(for: .down, in: talk.session, TestDeck.english, size: small)) }
    let before = rows(of: talk.session, TestDeck.english, small)
    _ = rows(of: talk.session, TestDeck.english, Size(columns: 120, rows: 40))
    #expect(rows(of: talk.session, TestDeck.english, small) == before)
    let first = try #require(before.dropFirst().first { !$0.isEmpty }?.split(separator: " ").first)
    let wider = rows(of: talk.session, TestDeck.english, Size(columns: 44, rows: 12)).prefix(3).joined(separator: " ")
    #expect(wider.contains(first), "\(wider)")
  }

  /// The bundled cards, each in all of its forms: no scrolling on a usual screen, and the question is seen
  /// whole and at once in the smallest.
  @Test func everyBundledCardFits() {
    for card in TestDeck.bundled.cards {
      for text in [card.text, card.deeper].compactMap(\.self) {
        var deck = TestDeck.deck
        let place = deck.cards.firstIndex { $0.id == "reflection-2" }!
        deck.cards[place].text = text
        deck.cards[place].easier = card.easier
        deck.cards[place].listener = card.listener
        deck.cards[place].choices = card.choices
        deck.cards[place].kind = card.choices.isEmpty ? .open : card.kind
        var talk = TestTalk(path: .everyday, deck: deck)
        talk.start()
        talk.walk(toCard: "reflection-2")
        let page = page(talk.session, TestDeck.english)
        let usual = Layout(page, size: sizes[0], anchor: 0)
        #expect(usual.text.used == usual.text.rows.count, "\(card.id)")
        let small = Layout(page, size: sizes[2], anchor: 0)
        let hidden = small.text.rows.dropFirst(small.text.height).contains { $0.role == .words }
        #expect(!hidden, "\(card.id) at 40×12: \(text)")
        talk.send(.note)
        let drawn = rows(of: talk.session, TestDeck.english, sizes[0]).joined(separator: " ")
        #expect(drawn.contains("…") == text.contains("…"), "\(card.id)")
      }
    }
  }
}
