// Frames for terminals that show ASCII only.
//
// Rules: nothing moves: every cell is replaced by one of the same width. A letter stands without its marks, so that
// most names can be read. What has no likeness is a "?" in each of its columns.

import CUnistring

extension Frame {
  /// The same frame in ASCII: drawing characters, typographic punctuation and letters with marks by their
  /// nearest likeness, everything else beyond ASCII by question marks. Roles and cursor stay.
  public func asciiOnly() -> Frame {
    var frame = self
    for row in 0..<grid.size.rows {
      for column in 0..<grid.size.columns {
        frame.grid[row, column].glyph = AsciiLikeness.of(grid[row, column].glyph)
      }
    }
    return frame
  }
}

/// One ASCII character for each cell's glyph.
enum AsciiLikeness {
  private static let unknown = Glyph("?")

  static func of(_ glyph: Glyph) -> Glyph {
    // The right half of a wide cluster, which never has a likeness.
    guard let first = glyph.first else { return unknown }
    if glyph.only != nil, (0x20..<0x7F).contains(first) { return glyph }
    guard glyph.scalars.dropFirst().allSatisfy({ $0.properties.generalCategory == .nonspacingMark }) else {
      return unknown
    }
    if let likeness = table[first] { return likeness }
    guard let base = Unicode.Scalar(unistring_base(first)) else { return unknown }
    return base.isASCII && base.value >= 0x20 ? Glyph(base) : table[base.value] ?? unknown
  }

  private static let table: [UInt32: Glyph] = {
    var table: [UInt32: Glyph] = [:]
    for (likeness, scalars) in likenesses { for scalar in scalars.unicodeScalars { table[scalar.value] = Glyph(likeness) } }
    return table
  }()

  private static let likenesses: [(String, String)] = [
    (" ", "\u{A0}\u{2000}\u{2001}\u{2002}\u{2003}\u{2007}\u{2009}\u{200A}\u{202F}"),
    ("-", "‐‑‒–—―−─━┄┅╌╍═¯"),
    ("|", "│┃┆┇╎╏║¦▏▎▌▐"),
    ("+", "┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬"),
    ("'", "‘’‚‛′ʼ´"),
    ("\"", "“”„‟″«»"),
    (".", "…·⋅"),
    ("*", "•●∙★☆✦✧✱❤♥"),
    ("o", "○◦◯◌"),
    (">", "→›▸▶►❯⟩"),
    ("<", "←‹◂◀◄❮⟨"),
    ("^", "↑▲▴"),
    ("v", "↓▼▾"),
    ("#", "█▓▒░■▪"),
    ("_", "▁▂"),
    ("x", "×✕✗✘"),
    ("=", "≡"),
    ("~", "∼"),
    ("/", "⁄∕"),
    ("s", "ß"), ("o", "ø"), ("O", "Ø"), ("l", "ł"), ("L", "Ł"), ("d", "đð"), ("D", "ĐÐ"), ("i", "ı"),
  ]
}
