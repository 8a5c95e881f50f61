// Styles for terminals with eight colours, such as the Linux console and TERM=xterm.
//
// Rules: bold may show the bright half of a colour or only a heavier letter, so an ink has to be readable in both;
// one that would not be gives way to plain black or white, or, where the background is not known, to the
// terminal's own. No ink is ever the colour of its ground.

/// How a style looks where there are eight colours.
public struct EightColourStyle: Hashable, Sendable {
  /// 0…7, or `nil` for the terminal's own.
  public var foreground: Int?
  /// 0…7, or `nil` for the terminal's own.
  public var background: Int?
  /// Heavier or brighter, as the terminal likes.
  public var bold: Bool
  /// Fainter, where the terminal can show it.
  public var dim: Bool
}

extension Style {
  /// The style in eight colours, those of `Color.ansi16` modulo 8 where they can be read.
  public var inEightColours: EightColourStyle {
    let ground = background.map { $0.ansi16 % 8 }
    var look = EightColourStyle(foreground: nil, background: ground, bold: bold, dim: dim)
    if let wanted = foreground {
      let ink = wanted.ansi16 % 8
      if Self.reads(ink, on: ground) {
        look.foreground = ink
        look.bold = bold || wanted.ansi16 >= 8
      } else {
        look.foreground = ground.map { $0 < 7 ? 7 : 0 }
        // The grey among sixteen is there to be quiet.
        look.dim = dim || wanted.ansi16 == 8 && ground != nil
      }
    }
    // A brighter ink would fade on a light ground.
    if ground == 7 { look.bold = false }
    return look
  }

  /// Whether one of xterm's first eight colours can be read on a ground, without help from bold.
  private static func reads(_ ink: Int, on ground: Int?) -> Bool {
    let ink = Palette.luminance(of: Palette.ansi[ink])
    // xterm's magenta on black, which bold makes brighter on most terminals, has 4.48.
    if let ground { return Palette.contrast(ink, Palette.luminance(of: Palette.ansi[ground])) >= 4.4 }
    return min(Palette.contrast(ink, 0), Palette.contrast(ink, 1)) >= 3.5
  }
}
