// How many columns a scalar takes, and whether it may reach the terminal at all.
//
// Rules: this is the only place that knows. What is let through has the width that `wcwidth` of glibc 2.36
// (Unicode 14) gives, because ncurses places its cursor by that; where tables disagree the scalar is not
// drawn. East Asian ambiguous characters are one column. ASCII never calls the library.

import CUnistring

/// What drawing may do with one scalar.
enum ScalarKind: Equatable {
  /// Takes this many columns: 1 or 2.
  case spacing(Int)
  /// A combining mark: drawn over what stands before it, no column of its own.
  case nonspacing
  /// A variation selector: chooses a glyph, means nothing in a cell, left out.
  case selector
  /// U+200C and U+200D: invisible, at home in some scripts and in emoji only.
  case joiner
  /// Could drive or deceive a terminal, or would not be seen: shown as U+FFFD.
  case dangerous
  /// Harmless, but terminals disagree about it: shown as a placeholder.
  case unsupported
}

extension ScalarKind {
  /// The newest Unicode version whose characters glibc 2.36 knows; newer ones have no width there.
  private static let newestAge = 14

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300: self = .spacing(1)
    case 0x4E00...0x9FEF, 0xAC00...0xD7A3: self = .spacing(2)
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: self = .selector
    case 0x200C, 0x200D: self = .joiner
    // Skin tones and regional indicators: drawn as one, two or four columns, alone or joined.
    case 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: self = .unsupported
    // Circled numbers on black squares and the hexagrams: one column in Unicode's table, two in glibc's.
    case 0x3248...0x324F, 0x4DC0...0x4DFF: self = .unsupported
    default: self = ScalarKind.lookUp(scalar)
    }
  }

  /// The same from the Unicode tables, for everything without a rule of its own.
  private static func lookUp(_ scalar: Unicode.Scalar) -> ScalarKind {
    let properties = scalar.properties
    let category = properties.generalCategory
    switch category {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return .dangerous
    default: break
    }
    // Fillers and the like: letters by category, nothing on the screen.
    if properties.isDefaultIgnorableCodePoint { return .dangerous }
    guard let age = properties.age else { return .dangerous }
    if age.major > newestAge { return .unsupported }
    // libunistring gives some marks of Kannada and Masaram Gondi a column; wcwidth gives none.
    if category == .nonspacingMark || category == .enclosingMark { return .nonspacing }
    switch unistring_width(scalar.value) {
    case 0: return .nonspacing
    case 1: return .spacing(1)
    case 2: return .spacing(2)
    default: return .dangerous
    }
  }
}

/// The columns one scalar takes on the screen: 0 for a combining mark, 1 or 2 for what stands in cells of its
/// own, `nil` for what is never sent to a terminal as it is (controls, invisible and bidirectional
/// characters, and those whose width terminals disagree on).
///
/// Agrees with `wcwidth` of glibc 2.36 in a UTF-8 locale; ambiguous characters of UAX #11 are 1.
public func columns(of scalar: Unicode.Scalar) -> Int? {
  switch ScalarKind(scalar) {
  case .spacing(let width): width
  case .nonspacing: 0
  case .selector, .joiner, .dangerous, .unsupported: nil
  }
}
