// The keys that terminals spell in numbers: `ESC [`, numbers, a letter.
//
// Rules: pure. The protocols that another program may have left on are understood as well as those that every
// terminal has: kitty's, xterm's modifyOtherKeys and Windows' win32-input-mode. A report that a key was let go, or that
// a modifier was touched, is no key. Any scalar is a character, with Shift and Caps Lock where they are left to us.

import CellGrid

/// One such sequence, taken apart.
struct KeySequence {
  /// The numbers, each with its own further ones after colons; what is missing is 0.
  private let fields: [[Int]]
  private let letter: UInt8

  init(_ parameters: ArraySlice<UInt8>, _ letter: UInt8) {
    fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
      field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number)
    }
    self.letter = letter
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.prefix(7).prefix { (0x30...0x39).contains($0) }.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The first number of each field.
  var numbers: [Int] { fields.map { $0.first ?? 0 } }

  private func number(_ field: Int, _ part: Int = 0) -> Int {
    fields.indices.contains(field) && fields[field].indices.contains(part) ? fields[field][part] : 0
  }

  // MARK: Modifiers

  /// Shift, Alt, Ctrl and the rest as kitty counts them, one less than written.
  private struct Modifiers: OptionSet {
    var rawValue: Int
    static let shift = Modifiers(rawValue: 1), alt = Modifiers(rawValue: 2), control = Modifiers(rawValue: 4)
    /// Meta of xterm, or Super, Hyper and Meta of kitty: none of them types.
    static let other = Modifiers(rawValue: 8 | 16 | 32)
    static let capsLock = Modifiers(rawValue: 64)
  }

  private var modifiers: Modifiers { Modifiers(rawValue: max(0, number(1) - 1)) }

  /// The key was let go.
  private var isRelease: Bool { number(1, 1) == 3 }

  // MARK: Keys

  /// The key that was pressed; `nil` where it is none of ours, or was let go.
  var key: Key? {
    if letter == UInt8(ascii: "_") { return windowsKey }
    guard !isRelease else { return nil }
    let byWord = !modifiers.isDisjoint(with: [.alt, .control, Modifiers(rawValue: 8)])
    switch letter {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): return .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): return .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): return byWord ? .wordRight : .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): return byWord ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "u"): return extended(number(0), modifiers)
    // rxvt has other signs for Control, and for Control and Shift.
    case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      switch number(0) {
      case 1, 7: return .home
      case 4, 8: return .end
      case 3: return .delete
      case 5: return .pageUp
      case 6: return .pageDown
      case 27 where fields.count > 2: return extended(number(2), modifiers)
      default: return nil
      }
    default: return nil
    }
  }

  /// A key that the terminal spells as its code point and modifiers.
  private func extended(_ code: Int, _ modifiers: Modifiers) -> Key? {
    let isPlain = modifiers.isDisjoint(with: [.alt, .control, .other])
    switch code {
    case 9: return modifiers.contains(.shift) ? .backTab : .tab
    case 13: return modifiers.contains(.shift) || !isPlain ? .newline : .enter
    case 27: return .escape
    case 8, 127: return isPlain ? .backspace : .control("w")
    // Keys without a character have code points of the private use area.
    case 57344...63743: return Self.keypad(code, byWord: !isPlain)
    default: break
    }
    if modifiers.contains(.control) { return controlled }
    guard let typed = typed(code, modifiers) else { return nil }
    return isPlain ? .character(typed) : .alt(typed)
  }

  /// Ctrl with a letter, on a keyboard of another script by the place where the letter is on the common one.
  private var controlled: Key? {
    for code in [number(letter == UInt8(ascii: "u") ? 0 : 2), number(0, 2), number(0, 1)] {
      switch code {
      case 0x41...0x5A, 0x61...0x7A, 0x5B, 0x5C, 0x5D: return InputDecoder.control(UInt8(code) & 0x1F) ?? .escape
      case 0x2F, 0x5F: return .control("_")
      default: continue
      }
    }
    return nil
  }

  /// The character of a code point: the text that the terminal says it types, or what Shift makes of it.
  private func typed(_ code: Int, _ modifiers: Modifiers) -> Character? {
    if letter == UInt8(ascii: "u"), fields.count > 2 {
      let scalars = fields[2].compactMap(Self.scalar)
      if let first = scalars.first, scalars.count == fields[2].count {
        return Character(String(String.UnicodeScalarView(scalars.count < 5 ? scalars : [first])))
      }
    }
    let isShifted = modifiers.contains(.shift)
    if isShifted, letter == UInt8(ascii: "u"), let shifted = Self.scalar(number(0, 1)) { return Character(shifted) }
    guard let scalar = Self.scalar(code) else { return nil }
    let upper = scalar.properties.uppercaseMapping
    let isUpper = isShifted != (modifiers.contains(.capsLock) && scalar.properties.isAlphabetic)
    return isUpper && upper.count == 1 ? upper.first : Character(scalar)
  }

  /// A scalar that can be typed.
  private static func scalar(_ code: Int) -> Unicode.Scalar? {
    guard code >= 0x20, !(0x7F..<0xA0).contains(code) else { return nil }
    return UInt32(exactly: code).flatMap(Unicode.Scalar.init)
  }

  /// kitty's own code points for the keypad.
  private static func keypad(_ code: Int, byWord: Bool) -> Key? {
    switch code {
    case 57399...57408: .character(Character(Unicode.Scalar(UInt8(0x30 + code - 57399))))
    case 57409: .character(".")
    case 57410: .character("/")
    case 57411: .character("*")
    case 57412: .character("-")
    case 57413: .character("+")
    case 57414: byWord ? .newline : .enter
    case 57415: .character("=")
    case 57416: .character(",")
    case 57417: byWord ? .wordLeft : .left
    case 57418: byWord ? .wordRight : .right
    case 57419: .up
    case 57420: .down
    case 57421: .pageUp
    case 57422: .pageDown
    case 57423: .home
    case 57424: .end
    case 57426: .delete
    default: nil
    }
  }

  // MARK: Windows

  /// What Windows' console says of a key: its number, its place, what it types, down or up, modifiers, how often.
  private var windows: (key: Int, unit: Int, isDown: Bool, state: Int)? {
    letter == UInt8(ascii: "_") ? (number(0), number(2), number(3) != 0, number(4)) : nil
  }

  /// A half of a character beyond the first plane, which comes in two keys.
  var half: UInt16? {
    guard let windows, windows.isDown, let unit = UInt16(exactly: windows.unit), UTF16.isSurrogate(unit) else { return nil }
    return unit
  }

  private var windowsKey: Key? {
    guard let (number, unit, isDown, state) = windows else { return nil }
    // Alt with digits types as Alt is let go.
    guard isDown || number == 18 && unit >= 0x20 else { return nil }
    let isControl = state & 0x0C != 0, isAlt = state & 0x03 != 0, isShifted = state & 0x10 != 0
    let byWord = isControl || isAlt
    switch number {
    case 8: return byWord ? .control("w") : .backspace
    case 9: return isShifted ? .backTab : .tab
    case 13: return byWord || isShifted ? .newline : .enter
    case 27: return .escape
    case 33: return .pageUp
    case 34: return .pageDown
    case 35: return .end
    case 36: return .home
    case 37: return byWord ? .wordLeft : .left
    case 38: return .up
    case 39: return byWord ? .wordRight : .right
    case 40: return .down
    case 46: return .delete
    default: break
    }
    if let scalar = Self.scalar(unit) {
      // AltGr is Ctrl and Alt.
      return isAlt && !isControl ? .alt(Character(scalar)) : .character(Character(scalar))
    }
    return (1..<0x20).contains(unit) ? InputDecoder.control(UInt8(unit)) ?? .escape : nil
  }
}

extension UTF16 {
  fileprivate static func isSurrogate(_ unit: UInt16) -> Bool { isLeadSurrogate(unit) || isTrailSurrogate(unit) }
}
