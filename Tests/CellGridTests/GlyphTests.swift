// Glyphs: scalars packed into two words, and what a cell makes of them.

import Testing

@testable import CellGrid

@Suite struct GlyphTests {
  @Test("A glyph gives back the scalars it was made from", arguments: [
    "", "a", " ", "\0", "\u{10FFFF}", "漢", "e\u{301}", "e\u{301}\u{302}", "\0\0\0\0\0", "a\u{301}\u{302}\u{303}\u{304}",
    "\u{10FFFF}\u{10FFFF}\u{10FFFF}\u{10FFFF}\u{10FFFF}",
  ])
  func givesBack(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let glyph = Glyph(text)
    #expect(Array(glyph.scalars) == scalars)
    #expect(glyph.text.unicodeScalars.elementsEqual(scalars))
    #expect(glyph.isEmpty == scalars.isEmpty)
    #expect(glyph.first == scalars.first?.value)
    #expect(glyph.only == (scalars.count == 1 ? scalars[0].value : nil))
  }

  @Test("More than a cell holds is one mark, and a scalar without room is left out")
  func overfull() {
    #expect(Glyph("e" + String(repeating: "\u{301}", count: SafeText.scalarsPerCell)).text == "\u{FFFD}")
    var full = Glyph("e\u{301}\u{302}\u{303}\u{304}")
    let before = full
    let isAdded = full.append("\u{305}")
    #expect(!isAdded)
    #expect(full == before)
  }

  @Test("A cell keeps glyph and role apart", arguments: Role.allCases)
  func cell(_ role: Role) {
    var cell = Cell("\u{10FFFF}\u{10FFFF}\u{10FFFF}\u{10FFFF}\u{10FFFF}", role)
    #expect(cell.role == role)
    #expect(Array(cell.glyph.scalars).map(\.value) == Array(repeating: 0x10FFFF, count: 5))
    cell.glyph = .none
    #expect(cell == Cell(.none, role) && cell.glyph.isEmpty)
    #expect(Role.allCases.filter { cell == Cell(.none, $0) } == [role])
  }
}
