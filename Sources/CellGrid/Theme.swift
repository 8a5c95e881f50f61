// How each role looks: colours for every depth a terminal may have, and attributes beside them.
//
// Rules: never colour alone: what a role means is also in bold, underline, reverse or in words. Themes that
// paint their own background keep every role at WCAG AA or better, the card's words at AAA, also after
// rounding to 256 colours. A theme that does not know the background uses only hues that read on black and on
// white. The words are the most contrasting thing, the keys the least.

/// A colour for every depth of terminal.
public struct Color: Hashable, Sendable {
  /// Red, green and blue, each 0 to 255, in sRGB.
  public let red, green, blue: UInt8
  /// The stand-in among xterm's 256, always one of the fixed 16…255; 0…15 differ from user to user.
  public let xterm256: Int
  /// The colour to use where there are only sixteen, 0…15, chosen by hand. Terminals with eight take it
  /// modulo 8 where that can be read, see `Style.inEightColours`.
  public let ansi16: Int
  /// Whether to use `ansi16` at every depth, so that the person's own palette decides; `red`, `green` and
  /// `blue` are then xterm's default for it.
  public let isFromPalette: Bool

  /// A colour of our own: `rgb` as 0xRRGGBB, its stand-in among sixteen, and among 256 where the nearest would
  /// lose its warmth.
  public init(_ rgb: UInt32, ansi16: Int, xterm256: Int? = nil) {
    self.init(rgb: rgb, ansi16: ansi16, xterm256: xterm256, isFromPalette: false)
  }

  /// One of the sixteen colours of the terminal's palette, whatever they are set to; `ansi16` is 0…15, and
  /// any other number is a programming error.
  public init(palette ansi16: Int) {
    self.init(rgb: Palette.ansi[ansi16], ansi16: ansi16, xterm256: nil, isFromPalette: true)
  }

  private init(rgb: UInt32, ansi16: Int, xterm256: Int?, isFromPalette: Bool) {
    red = UInt8(truncatingIfNeeded: rgb >> 16)
    green = UInt8(truncatingIfNeeded: rgb >> 8)
    blue = UInt8(truncatingIfNeeded: rgb)
    self.xterm256 = xterm256 ?? Palette.nearest(to: rgb)
    self.ansi16 = ansi16
    self.isFromPalette = isFromPalette
  }

  /// Relative luminance after WCAG 2.x, 0 (black) to 1 (white).
  public var luminance: Double { Palette.luminance(red, green, blue) }

  /// The contrast ratio of WCAG 2.x between two colours, 1 (none) to 21, whichever is lighter.
  public func contrast(with other: Color) -> Double {
    Palette.contrast(luminance, other.luminance)
  }

  /// The same between the colours that a terminal of 256 shows.
  public func contrast256(with other: Color) -> Double {
    Palette.contrast(
      Palette.luminance(of: Palette.xterm(xterm256)), Palette.luminance(of: Palette.xterm(other.xterm256)))
  }

  /// The same between the colours that xterm shows by default for the chosen ones of sixteen.
  public func contrast16(with other: Color) -> Double {
    Palette.contrast(
      Palette.luminance(of: Palette.ansi[ansi16]), Palette.luminance(of: Palette.ansi[other.ansi16]))
  }
}

/// How one role is drawn.
public struct Style: Hashable, Sendable {
  /// `nil`: the terminal's own.
  public var foreground: Color?
  /// `nil`: the terminal's own.
  public var background: Color?
  /// Heavier, on some terminals brighter.
  public var bold: Bool
  /// Fainter; terminals that cannot show it leave it out.
  public var dim: Bool
  /// Underlined.
  public var underline: Bool
  /// Foreground and background change places.
  public var reverse: Bool

  /// A style; without arguments the terminal's own colours and no attribute.
  public init(
    foreground: Color? = nil, background: Color? = nil, bold: Bool = false, dim: Bool = false,
    underline: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.reverse = reverse
  }
}

/// A look for the whole program: a style for each role.
public struct Theme: Hashable, Sendable {
  /// What the settings call it.
  public let name: String
  /// What to paint the whole screen with; `nil` leaves the terminal's own background.
  public let background: Color?
  private let styles: [Style]

  /// - Parameter foreground: the colour of each role, `nil` for the terminal's own.
  fileprivate init(
    name: String, background: Color?, attributes: (Role) -> Attributes = Attributes.coloured,
    foreground: (Role) -> Color?
  ) {
    self.name = name
    self.background = background
    styles = Role.allCases.map { role in
      let attributes = attributes(role)
      return Style(
        foreground: foreground(role), background: background,
        bold: attributes.contains(.bold), dim: attributes.contains(.dim),
        underline: attributes.contains(.underline), reverse: attributes.contains(.reverse))
    }
  }

  /// How `role` is drawn.
  public func style(_ role: Role) -> Style { styles[Int(role.rawValue)] }

  /// All themes, the default first.
  public static var all: [Theme] { names.compactMap(named) }
  /// Their names, in the order of `all`.
  public static let names = ["terminal", "ember", "paper", "contrast", "mono"]
  /// The theme of this name, exactly as in `names`; `nil` for any other.
  ///
  /// Every start asks for one theme and makes no other, because near colours are looked for when a theme is made.
  public static func named(_ name: String) -> Theme? {
    switch name {
    case "terminal": .terminal
    case "ember": .ember
    case "paper": .paper
    case "contrast": .contrast
    case "mono": .mono
    default: nil
    }
  }
}

/// Text attributes of a role.
private struct Attributes: OptionSet {
  let rawValue: Int
  static let bold = Attributes(rawValue: 1)
  static let dim = Attributes(rawValue: 2)
  static let underline = Attributes(rawValue: 4)
  static let reverse = Attributes(rawValue: 8)

  /// Beside colours: quiet, but enough to tell the roles apart without them.
  static func coloured(_ role: Role) -> Attributes {
    switch role {
    case .words, .left: .bold
    case .heading: [.bold, .underline]
    case .chosen: .reverse
    case .notice: [.bold, .reverse]
    case .right: .underline
    case .text, .cue, .keys, .comfort, .reflection, .boundaries, .wishes, .typed, .breath: []
    }
  }

  /// Where the background is not known, so that no grey of ours is sure to be quiet.
  static func unpainted(_ role: Role) -> Attributes {
    switch role {
    case .cue, .keys: .dim
    case .comfort, .reflection, .boundaries, .wishes, .breath: .bold
    default: coloured(role)
    }
  }

  /// Where nothing else can tell: the two sides are marks of equal weight.
  static func alone(_ role: Role) -> Attributes {
    switch role {
    case .left: [.bold, .reverse]
    case .right: [.underline, .reverse]
    case .notice: [.bold, .underline, .reverse]
    default: unpainted(role)
    }
  }
}

extension Theme {
  /// The default: the terminal's own colours, attributes, and a few hues of its palette that read on dark and
  /// on light backgrounds.
  public static let terminal = Theme(
    name: "terminal", background: nil, attributes: Attributes.unpainted
  ) { role in
    switch role {
    case .left, .reflection: Color(palette: 12)
    case .right, .wishes: Color(palette: 5)
    case .boundaries: Color(palette: 1)
    case .comfort, .breath: nil
    case .text, .words, .heading, .cue, .keys, .chosen, .notice, .typed: nil
    }
  }

  /// Embers in a dim room: warm light on a dark ground.
  public static let ember = Theme(name: "ember", background: Color(0x1C1512, ansi16: 0)) { role in
    switch role {
    case .words: Color(0xFFF3E2, ansi16: 15, xterm256: 230)
    case .text: Color(0xDCCAB6, ansi16: 7, xterm256: 223)
    case .typed: Color(0xEBDCC8, ansi16: 7, xterm256: 223)
    case .heading: Color(0xF0B47C, ansi16: 11, xterm256: 215)
    case .cue: Color(0xC2AD97, ansi16: 7, xterm256: 180)
    case .keys: Color(0xA08C78, ansi16: 8, xterm256: 137)
    case .chosen: Color(0xE6C79E, ansi16: 7, xterm256: 180)
    case .notice: Color(0xFFB08A, ansi16: 11, xterm256: 216)
    case .left: Color(0xE8B96A, ansi16: 11, xterm256: 179)
    case .right: Color(0x9CC6C0, ansi16: 14, xterm256: 116)
    case .comfort: Color(0xE8A87C, ansi16: 11, xterm256: 209)
    case .reflection: Color(0x9DB8D8, ansi16: 14, xterm256: 110)
    case .boundaries: Color(0xD69BB0, ansi16: 13, xterm256: 175)
    case .wishes: Color(0xA9C48F, ansi16: 10, xterm256: 150)
    case .breath: Color(0xD9A878, ansi16: 7, xterm256: 180)
    }
  }

  /// Paper by daylight: dark ink on a warm light ground.
  public static let paper = Theme(name: "paper", background: Color(0xF8F1E4, ansi16: 15)) { role in
    switch role {
    case .words: Color(0x1A1410, ansi16: 0)
    case .text: Color(0x41372E, ansi16: 0)
    case .typed: Color(0x2E2620, ansi16: 0)
    case .heading: Color(0x7A3B12, ansi16: 1)
    case .cue: Color(0x54483C, ansi16: 0, xterm256: 240)
    case .keys: Color(0x746A60, ansi16: 0)
    case .chosen: Color(0x4A3A2A, ansi16: 0)
    case .notice: Color(0x8A2A12, ansi16: 1)
    case .left: Color(0x7C4A00, ansi16: 1)
    case .right: Color(0x135A5A, ansi16: 4)
    case .comfort: Color(0x87431A, ansi16: 1)
    case .reflection: Color(0x2C4E80, ansi16: 4)
    case .boundaries: Color(0x7E2F56, ansi16: 5)
    case .wishes: Color(0x3B5A22, ansi16: 0, xterm256: 22)
    case .breath: Color(0x7A4A20, ansi16: 1)
    }
  }

  /// As plain to see as can be: white on black.
  public static let contrast = Theme(
    name: "contrast", background: Color(0x000000, ansi16: 0),
    attributes: { Attributes.unpainted($0).subtracting(.dim) }
  ) { role in
    switch role {
    case .words: Color(0xFFFFFF, ansi16: 15)
    case .text, .typed, .chosen: Color(0xF2F2F2, ansi16: 7)
    case .heading, .notice, .left: Color(0xFFE08A, ansi16: 11)
    case .cue: Color(0xE0E0E0, ansi16: 7)
    case .keys: Color(0xC0C0C0, ansi16: 7)
    case .right: Color(0xA8ECFF, ansi16: 14)
    case .comfort: Color(0xFFCFA0, ansi16: 11)
    case .reflection: Color(0xB4DCFF, ansi16: 14)
    case .boundaries: Color(0xFFC0E0, ansi16: 13)
    case .wishes: Color(0xC4F5A8, ansi16: 10)
    case .breath: Color(0xF2F2F2, ansi16: 7)
    }
  }

  /// Attributes only: for `NO_COLOR` and terminals without colour.
  public static let mono = Theme(name: "mono", background: nil, attributes: Attributes.alone) { _ in nil }
}

/// xterm's colours, and what WCAG says about colours.
enum Palette {
  /// xterm's default sixteen.
  static let ansi: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// The fixed colours: 16…231 a cube of six levels, 232…255 greys.
  static func xterm(_ index: Int) -> UInt32 {
    if index < 16 { return ansi[index] }
    if index >= 232 { return UInt32(8 + 10 * (index - 232)) * 0x010101 }
    let level: [UInt32] = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return level[cube / 36] << 16 | level[cube / 6 % 6] << 8 | level[cube % 6]
  }

  /// The fixed colour with the least squared distance; the first of equals.
  static func nearest(to rgb: UInt32) -> Int {
    (16...255).min { distance(xterm($0), rgb) < distance(xterm($1), rgb) }!
  }

  private static func distance(_ one: UInt32, _ other: UInt32) -> Int {
    [16, 8, 0].reduce(0) { sum, shift in
      let difference = Int(one >> UInt32(shift) & 0xFF) - Int(other >> UInt32(shift) & 0xFF)
      return sum + difference * difference
    }
  }

  static func luminance(of rgb: UInt32) -> Double {
    luminance(
      UInt8(truncatingIfNeeded: rgb >> 16), UInt8(truncatingIfNeeded: rgb >> 8),
      UInt8(truncatingIfNeeded: rgb))
  }

  static func luminance(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Double {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  static func contrast(_ one: Double, _ other: Double) -> Double {
    (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  /// One channel of sRGB without its gamma.
  private static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : gamma((value + 0.055) / 1.055)
  }

  /// `value` to the power of 2.4, for 0…1: the standard library has no `pow`, so its square times the fifth
  /// root of its square, by Newton's method from above, which stops falling once it is exact.
  private static func gamma(_ value: Double) -> Double {
    let square = value * value
    var root = 1.0
    while true {
      let next = (4 * root + square / (root * root * root * root)) / 5
      if next >= root { return square * root }
      root = next
    }
  }
}
