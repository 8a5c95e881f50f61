// Characters that no text of a deck may hold, because they can drive a terminal or turn text around.

enum SafeText {
  /// The first character that is refused, with its index in scalars; newlines are fine where the text has lines.
  static func firstUnsafe(_ text: String) -> (index: Int, scalar: Unicode.Scalar)? {
    for (index, scalar) in text.unicodeScalars.enumerated() where isUnsafe(scalar) { return (index, scalar) }
    return nil
  }

  /// C0 and C1 controls, DEL, marks that turn the direction of text, invisible marks and tags. Joiners stay: emoji and
  /// several scripts need them.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// A text from a file for a message of one line: what could drive a terminal, or begin a line that looks like
  /// another message, is shown as a mark.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { view.append(isHidden(scalar) ? "\u{FFFD}" : scalar) }
    return String(view)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || isUnsafe(scalar) }

  /// A character's number as people write it, such as U+202E.
  static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
