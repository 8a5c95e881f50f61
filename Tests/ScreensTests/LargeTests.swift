// Large print: a free row between all rows, and still everything can be reached in the smallest window.

import CellGrid
import Conversation
import Testing

@testable import Screens

@Suite struct LargeTests {
  private static let small = Size(columns: 40, rows: 12)

  private func layout(_ session: Session, _ size: Size, anchor: Int = 0) -> Layout {
    var page = page(session, TestDeck.english)
    page.isLarge = true
    return Layout(page, size: size, anchor: anchor)
  }

  @Test func noTwoLinesTouch() {
    for place in Place.all {
      for size in sizes {
        let page = page(place.session, TestDeck.english)
        guard !page.hasBreath, page.editor == nil else { continue }
        let laid = layout(place.session, size)
        // What is read before a covered key is pressed may stand closer, where it is then seen whole.
        if page.isCovered, !laid.page.isLarge {
          #expect(!laid.text.hidesBelow && !laid.list.hidesBelow, "\(place.name) \(size)")
          continue
        }
        let rows = laid.text.rows
        let pairs = zip(rows, rows.dropFirst())
        #expect(pairs.allSatisfy { $0.clusters.isEmpty || $1.clusters.isEmpty }, "\(place.name)")
      }
    }
  }

  @Test func everyRowCanBeReachedAndLeft() {
    for place in Place.all where place.session.editor == nil {
      var seen: Set<Int> = []
      var here = layout(place.session, Self.small)
      let count = here.text.rows.count
      for _ in 0...count {
        seen.formUnion(here.text.first..<(here.text.first + here.text.height))
        guard let next = here.anchor(movedBy: 1) else { break }
        here = layout(place.session, Self.small, anchor: next)
      }
      #expect(seen.count == count, "\(place.name): \(seen.count) of \(count) rows")
      var steps = 0
      while let back = here.anchor(movedBy: -1), steps <= count {
        here = layout(place.session, Self.small, anchor: back)
        steps += 1
      }
      #expect(here.text.first == 0, "\(place.name): the way back ends early")
    }
  }

  /// Covered lists show no selection, so that nothing could scroll them.
  @Test func coveredListsAreSeenWhole() {
    for place in Place.all where place.session.coveredTurn != nil {
      for size in sizes {
        let laid = layout(place.session, size)
        #expect(!laid.list.hidesBelow, "\(place.name) \(size)")
        // Also every word of what is asked, where that is so without large print.
        let normal = Layout(page(place.session, TestDeck.english), size: size, anchor: 0)
        #expect(laid.text.hidesBelow == normal.text.hidesBelow, "\(place.name) \(size)")
      }
    }
  }
}
