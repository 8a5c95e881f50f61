// Text for people who hear it or pipe it: the `--plain` form.
//
// Rules: only what could drive or deceive a terminal is replaced. Emoji stay whole, because a screen reader
// has names for them and no cell has to hold them.

extension SafeText {
  /// `source` with every dangerous character replaced, for output that is not drawn in cells.
  ///
  /// Line ends become `\n`, a tab a space, other C0 controls and DEL their control pictures, and C1,
  /// bidirectional, invisible, private and unassigned characters U+FFFD. Joiners stay inside emoji and where
  /// spelling needs them, variation selectors after any character.
  public static func spoken(_ source: String) -> String {
    var spoken = String.UnicodeScalarView()
    for character in source {
      if character == "\n" || character == "\r\n" {
        spoken.append("\n")
      } else {
        append(character.unicodeScalars, to: &spoken)
      }
    }
    return String(spoken)
  }

  private static func append(
    _ scalars: Character.UnicodeScalarView, to spoken: inout String.UnicodeScalarView
  ) {
    let all = Array(scalars)
    // After a replacement the rest is no emoji any more, so that it must not be joined as one.
    var isWhole = true
    for (index, scalar) in all.enumerated() {
      let previous = index > 0 ? all[index - 1] : nil
      let next = index + 1 < all.count ? all[index + 1] : nil
      let allowed = isWhole && EmojiSequence.allows(scalar, first: all[0], previous: previous, next: next)
      let kept = allowed ? scalar : harmless(scalar, after: previous)
      if kept != scalar { isWhole = false }
      spoken.append(kept)
    }
  }

  private static func harmless(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Unicode.Scalar {
    if scalar.isASCII {
      return scalar.value == 0x09 ? " " : picture(scalar)
    }
    switch ScalarKind(scalar) {
    case .spacing, .nonspacing, .unsupported: return scalar
    case .selector: return previous == nil ? "\u{FFFD}" : scalar
    case .joiner: return Joiner.belongs(after: previous) ? scalar : "\u{FFFD}"
    case .dangerous: return "\u{FFFD}"
    }
  }

  private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x00..<0x20: Unicode.Scalar(0x2400 + scalar.value)!
    case 0x7F: "\u{2421}"
    default: scalar
    }
  }
}
