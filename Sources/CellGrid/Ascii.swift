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
        frame.grid[row, column].text = AsciiLikeness.of(grid[row, column].text)
      }
    }
    return frame
  }
}

/// One ASCII character for each cell's text.
enum AsciiLikeness {
  static func of(_ text: String) -> String {
    // The right half of a wide cluster, which never has a likeness.
    if text.isEmpty { return "?" }
    if text.utf8.count == 1, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    let scalars = text.unicodeScalars
    guard let first = scalars.first, scalars.dropFirst().allSatisfy({ $0.properties.generalCategory == .nonspacingMark })
    else { return "?" }
    if let likeness = table[Character(first)] { return likeness }
    let base = Unicode.Scalar(unistring_base(first.value)) ?? first
    return base.isASCII && base.value >= 0x20 ? String(base) : table[Character(base)] ?? "?"
  }

  private static let table: [Character: String] = {
    var table: [Character: String] = [:]
    for (likeness, characters) in likenesses { for character in characters { table[character] = likeness } }
    return table
  }()

  private static let likenesses: [(String, String)] = [
    (" ", "\u{A0}\u{2002}\u{2003}\u{2007}\u{2009}\u{200A}\u{202F}"),
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
