// Where the terminal's cursor stands, though nobody sees it: who reads by braille is led by it.

import CellGrid
import Conversation
import Testing

@testable import Screens

@Suite struct FocusTests {
  @Test(arguments: Place.all, [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 120, rows: 40)])
  func theCursorSaysWhereThePageIs(place: Place, size: Size) {
    let frame = render(place.session, TestDeck.english, size: size)
    let grid = frame.grid
    #expect((0..<size.rows).contains(frame.focus.row) && (0..<size.columns).contains(frame.focus.column))
    let page = page(place.session, TestDeck.english)
    let here = (0..<size.columns).map { grid[frame.focus.row, $0] }
    if page.editor != nil {
      #expect(frame.focus == frame.cursor)
    } else if page.list?.selected != nil, (0..<size.rows).contains(where: { row in (0..<size.columns).contains { grid[row, $0].role == .chosen } }) {
      #expect(here[frame.focus.column].role == .chosen, "on the chosen line")
    } else {
      #expect(here[frame.focus.column].text != " ", "on a word")
      #expect(frame.focus.column == 0 || here[frame.focus.column - 1].text == " ", "where it begins")
    }
  }

  @Test func itMovesWithTheChoice() {
    var talk = TestTalk()
    var rows: [Int] = []
    for place in 0..<2 {
      talk.send(.select(place))
      rows.append(render(talk.session, TestDeck.english, size: Size(columns: 80, rows: 24)).focus.row)
    }
    #expect(rows[0] < rows[1])
  }

  /// Below the smallest window nothing of a page can be seen, and nothing but Esc does anything.
  @Test func noKeyActsUnseen() {
    for place in Place.all {
      for key in [Key.enter, .right, .left, .character("1"), .character("q"), .character("e"), .down, .tab, .backspace] {
        #expect(event(for: key, in: place.session, TestDeck.english, size: Size(columns: 30, rows: 10)) == .touched)
      }
      #expect(event(for: .escape, in: place.session, TestDeck.english, size: Size(columns: 30, rows: 10)) == .cover)
    }
  }
}
