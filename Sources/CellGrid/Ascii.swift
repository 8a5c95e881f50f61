// Frames for terminals that show ASCII only.
//
// Rules: nothing moves: every cell is replaced by one of the same width. What has no likeness is a "?" in
// each of its columns.

extension Frame {
  /// The same frame in ASCII: drawing characters and typographic punctuation by their nearest likeness,
  /// everything else beyond ASCII by question marks. Roles and cursor stay.
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
    guard let only = text.first, text.unicodeScalars.count == 1 else { return "?" }
    return table[only] ?? "?"
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
  ]
}
