// Descriptions of common terminals that the program carries, for hosts that know of none.
//
// Rules: asked only where the host's own have failed; compiled from Sources/CTerminals/terminals.ti.

import CTerminals

/// The terminals that can be drawn on without a description of the host's.
enum KnownTerminals {
  private static var all: [UnsafePointer<terminal>] {
    var found: [UnsafePointer<terminal>] = []
    while let next = terminal_at(found.count) { found.append(next) }
    return found
  }

  /// The names of all, aliases with them.
  static var names: [String] { all.flatMap(names(of:)) }

  /// What ncurses takes as `TERMINFO` for a terminal's name: its compiled description in hexadecimal. Nil where there is
  /// none.
  static func description(of name: String) -> String? {
    guard let entry = all.first(where: { names(of: $0).contains(name) })?.pointee else { return nil }
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = UnsafeBufferPointer(start: entry.bytes, count: entry.length)
    return String(decoding: Array("hex:".utf8) + bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func names(of entry: UnsafePointer<terminal>) -> [String] {
    String(cString: entry.pointee.names).split(separator: "|").map(String.init)
  }
}
