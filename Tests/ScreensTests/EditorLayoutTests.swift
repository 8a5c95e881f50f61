// Where the caret and the characters of a note stand.

import CellGrid
import Conversation
import Testing

@testable import Screens

private func layout(_ text: String, caret: Int? = nil, width: Int = 11, height: Int = 5) -> EditorLayout {
  var editor = NoteEditor(text)
  if let caret { editor.apply(.move(to: caret)) }
  return EditorLayout(editor, width: width, height: height)
}

private func drawn(_ layout: EditorLayout) -> [String] { layout.rows.map { $0.text.drawn($0.clusters) } }

@Suite struct EditorLayoutTests {
  @Test(arguments: [
    ("", 0, 0), ("abc", 0, 3), ("静かな", 0, 6), ("e\u{301}a\u{308}", 0, 2), ("abc\n", 1, 0), ("\n\n", 2, 0),
    ("0123456789", 0, 10), ("0123456789a", 1, 1), ("word word word", 1, 4), ("👍👍", 0, 4),
  ])
  func theCaretStandsBehindWhatWasTyped(text: String, row: Int, column: Int) {
    #expect(layout(text).caret == Position(row: row, column: column))
  }

  @Test func aFullRowKeepsItsCaretInside() {
    #expect(layout("0123456789 ", width: 11).caret.column <= 10)
    #expect(drawn(layout("0123456789 abc")) == ["0123456789", "abc"])
    #expect(layout("0123456789 abc", caret: 11).caret == Position(row: 1, column: 0))
  }

  @Test func upAndDownMoveByRows() {
    var editor = NoteEditor("0123456789 abc\nxy")
    #expect(EditorLayout.moved(editor, by: -1, width: 11) == 13)
    editor.apply(.move(to: 3))
    #expect(EditorLayout.moved(editor, by: 1, width: 11) == 14)
    #expect(EditorLayout.moved(editor, by: -1, width: 11) == nil)
    editor.apply(.move(to: 16))
    #expect(EditorLayout.moved(editor, by: 1, width: 11) == nil)
  }

  @Test func downAndUpPassEveryRow() {
    var editor = NoteEditor("a long line that wraps over rows\n\n静かな夜に静かな夜に\nend")
    editor.apply(.textStart)
    var steps = 0
    while let place = EditorLayout.moved(editor, by: 1, width: 11), steps < 50 {
      #expect(place > editor.caret)
      editor.apply(.move(to: place))
      steps += 1
    }
    #expect(editor.caret >= editor.characters.count - 3)
    while let place = EditorLayout.moved(editor, by: -1, width: 11), steps < 100 {
      #expect(place < editor.caret)
      editor.apply(.move(to: place))
      steps += 1
    }
    #expect(editor.caret == 0)
  }

  @Test func saysWhatItHides() {
    let text = (1...20).map(String.init).joined(separator: "\n")
    #expect(layout(text).hidesAbove)
    #expect(!layout(text).hidesBelow)
    #expect(!layout(text, caret: 0).hidesAbove)
    #expect(layout(text, caret: 0).hidesBelow)
    #expect(!layout("1\n2\n3\n4\n5").hidesAbove)
    #expect(!layout("1\n2\n3\n4\n5", caret: 0).hidesBelow)
    #expect(layout("1\n2\n3\n4\n5\n", caret: 0).hidesBelow)
  }

  @Test func aVeryLongNoteIsQuick() {
    var editor = NoteEditor(String(repeating: "a line of a very long note\n", count: 100_000))
    let clock = ContinuousClock()
    for place in [0, 1_300_000, editor.characters.count] {
      editor.apply(.move(to: place))
      let time = clock.measure {
        for _ in 0..<5 { #expect(EditorLayout(editor, width: 60, height: 20).rows.count == 20) }
      }
      #expect(time < .milliseconds(250), "\(time)")
    }
  }

  @Test func theCaretIsAlwaysInside() {
    let pieces = ["a", "b", " ", "\n", "静", "e\u{301}", "👍", "👩‍👧", "\u{301}", "\t", "-", "\u{200B}", "क्षि", "é"]
    var random = SmallRandom(state: 3)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
      let width = Int.random(in: 3...30, using: &random)
      let height = Int.random(in: 1...8, using: &random)
      var editor = NoteEditor(text)
      for caret in 0...editor.characters.count {
        editor.apply(.move(to: caret))
        let layout = EditorLayout(editor, width: width, height: height)
        #expect((0..<height).contains(layout.caret.row), "\(text.debugDescription) \(caret) \(width)x\(height)")
        #expect((0..<width).contains(layout.caret.column), "\(text.debugDescription) \(caret) \(width)x\(height)")
        #expect(layout.rows.count <= height)
        #expect(layout.rows.allSatisfy { $0.text.width(of: $0.clusters) <= max(width, SafeText.widestCluster) })
        let row = layout.rows[layout.caret.row]
        #expect((row.start...row.start + row.count).contains(caret))
      }
    }
  }
}
