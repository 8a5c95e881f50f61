// Themes: contrast at every depth, and roles told apart without colour.

import Testing

@testable import CellGrid

extension Theme: CustomTestStringConvertible {
  public var testDescription: String { name }
}

private let painted: [Theme] = [.ember, .paper, .contrast]

@Suite struct ThemeTests {
  @Test("Contrast is WCAG's")
  func formula() {
    let black = Color(0x000000, ansi16: 0)
    #expect(abs(black.contrast(with: Color(0xFFFFFF, ansi16: 15)) - 21) < 0.001)
    #expect(abs(Color(0x777777, ansi16: 8).contrast(with: Color(0xFFFFFF, ansi16: 15)) - 4.478) < 0.001)
    #expect(abs(Color(0xFF0000, ansi16: 9).luminance - 0.2126) < 0.0001)
    #expect(black.xterm256 == 16)
    #expect(Color(0xFFFFFF, ansi16: 15).xterm256 == 231)
    #expect(Color(0x1C1C1C, ansi16: 0).xterm256 == 234)
  }

  @Test("Every role of a painted theme is AA at every depth, the words AAA", arguments: painted)
  func contrast(_ theme: Theme) throws {
    let background = try #require(theme.background)
    for role in Role.allCases {
      let style = theme.style(role)
      let foreground = try #require(style.foreground)
      #expect(style.background == background)
      let least = role == .words ? 7.0 : 4.5
      #expect(foreground.contrast(with: background) >= least, "\(role)")
      #expect(foreground.contrast256(with: background) >= least, "\(role) in 256")
      #expect(foreground.contrast16(with: background) >= 4.5, "\(role) in 16")
      #expect(!style.dim, "\(role)")
    }
  }

  @Test("The words stand out most, the keys least", arguments: painted)
  func order(_ theme: Theme) throws {
    let background = try #require(theme.background)
    for (depth, ratio) in [("24-bit", Color.contrast), ("256", Color.contrast256)] {
      func contrast(_ role: Role) -> Double { ratio(theme.style(role).foreground!)(background) }
      for role in Role.allCases {
        #expect(role == .words || contrast(role) < contrast(.words), "\(role), \(depth)")
        #expect(role == .keys || contrast(role) > contrast(.keys), "\(role), \(depth)")
      }
      #expect(contrast(.cue) < contrast(.text), "\(depth)")
    }
  }

  @Test("The sections' hues differ at every depth of our own colours", arguments: painted)
  func sections(_ theme: Theme) {
    let roles: [Role] = [.comfort, .reflection, .boundaries, .wishes]
    #expect(Set(roles.map { theme.style($0).foreground!.xterm256 }).count == 4)
    #expect(Set(roles.map { theme.style($0).foreground!.ansi16 }).count == 4)
  }

  @Test("Roles are told apart without colour", arguments: Theme.all)
  func withoutColour(_ theme: Theme) {
    let roles: [Role] = [.text, .words, .heading, .chosen, .right, .notice]
    let looks = (roles + (theme == .mono ? [.left] : [])).map { plain(theme.style($0)) }
    #expect(Set(looks).count == looks.count)
    #expect(plain(theme.style(.left)) != plain(theme.style(.right)))
  }

  private func plain(_ style: Style) -> Style {
    var style = style
    (style.foreground, style.background, style.dim) = (nil, nil, false)
    return style
  }

  @Test("Themes that do not know the background use only what reads on black and on white")
  func unknownBackground() {
    for theme in [Theme.terminal, .mono] {
      #expect(theme.background == nil)
      for role in Role.allCases {
        #expect(theme.style(role).background == nil)
        guard let hue = theme.style(role).foreground else { continue }
        #expect(theme == .terminal && hue.isFromPalette)
        #expect(hue.contrast(with: Color(0x000000, ansi16: 0)) >= 3.5, "\(role)")
        #expect(hue.contrast(with: Color(0xFFFFFF, ansi16: 15)) >= 3.5, "\(role)")
      }
    }
  }

  @Test("Eight colours can be read, whether bold brightens them or not", arguments: Theme.all)
  func eightColours(_ theme: Theme) {
    let grounds: [UInt32] = theme.background.map { [Palette.ansi[$0.ansi16 % 8]] } ?? [0x000000, 0xFFFFFF]
    for role in Role.allCases {
      let look = theme.style(role).inEightColours
      #expect(look.background == theme.background.map { $0.ansi16 % 8 })
      guard let ink = look.foreground else {
        #expect(theme.background == nil, "\(role)")
        continue
      }
      #expect(ink != look.background, "\(role)")
      for ground in grounds {
        let light = Palette.luminance(of: ground)
        let least = theme.background == nil ? 3.5 : 4.4
        #expect(Palette.contrast(Palette.luminance(of: Palette.ansi[ink]), light) >= least, "\(role)")
        // Terminals dim to two thirds, a few to half; that is 4.37.
        if look.dim {
          #expect(Palette.contrast(Palette.luminance(of: Palette.ansi[ink] >> 1 & 0x7F7F7F), light) >= 4.3, "\(role)")
        }
        if look.bold {
          #expect(Palette.contrast(Palette.luminance(of: Palette.ansi[ink + 8]), light) >= 2.5, "\(role), brightened")
        }
      }
    }
  }

  @Test("In eight colours the keys of a dark theme are dimmed, never black on black")
  func quietInEight() {
    #expect(
      Theme.ember.style(.keys).inEightColours
        == EightColourStyle(foreground: 7, background: 0, bold: false, dim: true))
    #expect(Theme.ember.style(.heading).inEightColours == EightColourStyle(foreground: 3, background: 0, bold: true, dim: false))
    #expect(Theme.paper.style(.boundaries).inEightColours == EightColourStyle(foreground: 0, background: 7, bold: false, dim: false))
    #expect(Theme.terminal.style(.reflection).inEightColours == EightColourStyle(foreground: nil, background: nil, bold: true, dim: false))
  }

  @Test("Themes have names")
  func names() {
    #expect(Theme.names == ["terminal", "ember", "paper", "contrast", "mono"])
    for name in Theme.names { #expect(Theme.named(name)?.name == name) }
    #expect(Theme.named("Ember") == nil)
    #expect(Role.allCases.enumerated().allSatisfy { $0.offset == Int($0.element.rawValue) })
  }
}
