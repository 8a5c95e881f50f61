// Bytes from the terminal to `Input`.
//
// Rules: a pure value, so that every sequence can be tested without a terminal; time enters only through
// `feed(_:at:)` and `expire()`. Nothing is guessed at: a sequence that means none of our keys is dropped
// whole, so that no piece of it is typed into a note. Escape is never swallowed by what follows it. The bytes are
// read here and not by `get_wch`, which takes them one by one, leaks the tails of sequences it does not know,
// and takes what is inside a paste for keys.

import CellGrid

/// Turns a stream of terminal bytes into `Input`, one at a time.
struct InputDecoder {
  /// How long a lone Escape waits for the rest of a sequence.
  static let escapeWait: Milliseconds = 25
  /// How long the rest of a begun sequence may take.
  static let sequenceWait: Milliseconds = 100
  /// How long a paste may be silent before it counts as over.
  static let pasteWait: Milliseconds = 500
  /// A longer paste arrives in pieces of this size.
  static let pasteLimit = 4 << 20
  private static let pasteStart: [UInt8] = Array("\u{1B}[200~".utf8)
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
  private static let sequenceLimit = 256
  private static let replyLimit = 4096

  /// Sequences that this terminal's description names, beside those every terminal shares.
  private let named: [[UInt8]: Key]
  private let longestName: Int
  private let mouse: Bool

  private var bytes: [UInt8] = []
  private var at = 0
  private var isPasting = false
  /// In a paste: where the search for its end goes on.
  private var searched = 0
  private var lastByte: Milliseconds = 0
  private var wait: Milliseconds?

  /// A decoder that also knows the sequences in `named`; with `mouse`, the wheel moves up and down.
  init(named: [[UInt8]: Key] = [:], mouse: Bool = false) {
    self.named = named.filter { $0.key.count > 1 && $0.key.first == 0x1B }
    longestName = self.named.keys.map(\.count).max() ?? 0
    self.mouse = mouse
  }

  /// Takes bytes that were read at the time `now`.
  mutating func feed(_ new: some Collection<UInt8>, at now: Milliseconds) {
    if at > 0, at == bytes.count || at > 1 << 16 {
      bytes.removeSubrange(0..<at)
      searched = max(0, searched - at)
      at = 0
    }
    bytes.append(contentsOf: new)
    lastByte = now
    wait = nil
  }

  /// When `expire()` is due if nothing more comes; `nil` if nothing is waiting.
  var deadline: Milliseconds? { wait.map { lastByte + $0 } }

  /// Whether something is here that has not been decoded and does not wait for more.
  var hasWaitingBytes: Bool { at < bytes.count && wait == nil }

  /// The next input that is complete, or `nil` until more bytes or `expire()` come.
  mutating func next() -> Input? { next(final: false) }

  /// Decides about what is waiting: no more bytes belong to it.
  mutating func expire() -> Input? { next(final: true) }

  private mutating func next(final: Bool) -> Input? {
    wait = nil
    while true {
      if isPasting {
        guard let text = paste(final: final) else { return nil }
        if text.isEmpty { continue }
        return .paste(text)
      }
      guard at < bytes.count else { return nil }
      switch step(bytes[at...], final: final) {
      case .key(let key, let count):
        at += count
        return .key(key)
      case .drop(let count):
        at += count
      case .paste(let count):
        at += count
        searched = at
        isPasting = true
      case .wait(let time):
        wait = time
        return nil
      }
    }
  }

  // MARK: Keys

  /// What the first bytes are, and how many.
  private enum Step {
    case key(Key, Int)
    case drop(Int)
    case paste(Int)
    case wait(Milliseconds)
  }

  private func step(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
    let first = bytes[bytes.startIndex]
    if first == 0x1B { return escape(bytes, final: final) }
    if let key = InputDecoder.control(first) { return .key(key, 1) }
    if first == 0 { return .drop(1) }
    switch InputDecoder.scalar(bytes) {
    case .complete(let scalar, let count):
      return (0x80..<0xA0).contains(scalar.value) ? .drop(count) : .key(.character(Character(scalar)), count)
    case .invalid(let count): return .drop(count)
    case .incomplete: return final ? .drop(bytes.count) : .wait(InputDecoder.sequenceWait)
    }
  }

  /// The key of one control byte or DEL.
  private static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A: .newline
    case 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: nil
    }
  }

  private func escape(_ all: ArraySlice<UInt8>, final: Bool) -> Step {
    let bytes = Array(all.prefix(InputDecoder.sequenceLimit))
    guard bytes.count > 1 else { return final ? .key(.escape, 1) : .wait(InputDecoder.escapeWait) }
    if let found = name(bytes, final: final) { return found }
    switch bytes[1] {
    case UInt8(ascii: "["): return sequence(bytes, final: final)
    case UInt8(ascii: "O"): return shifted(bytes, final: final)
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      if let reply = reply(all, final: final) { return reply }
    case 0x0D, 0x0A: return .key(.newline, 2)
    // Alt-Backspace means everywhere what Ctrl-W means: erase a word.
    case 0x08, 0x7F: return .key(.control("w"), 2)
    case 0x00..<0x20: return .key(.escape, 1)
    default: break
    }
    switch InputDecoder.scalar(all.dropFirst()) {
    case .complete(let scalar, let count) where !(0x80..<0xA0).contains(scalar.value):
      return .key(.alt(Character(scalar)), 1 + count)
    case .incomplete where !final: return .wait(InputDecoder.sequenceWait)
    default: return .key(.escape, 1)
    }
  }

  /// A sequence from the terminal's own description, or the beginning of one.
  private func name(_ bytes: [UInt8], final: Bool) -> Step? {
    for length in stride(from: min(longestName, bytes.count), to: 1, by: -1) {
      if let key = named[Array(bytes.prefix(length))] { return .key(key, length) }
    }
    if !final, bytes.count < longestName,
      named.keys.contains(where: { $0.count > bytes.count && $0.starts(with: bytes) }) {
      return .wait(InputDecoder.sequenceWait)
    }
    return nil
  }

  /// `ESC [`, parameters, intermediates, a final byte.
  private func sequence(_ bytes: [UInt8], final: Bool) -> Step {
    if let shifted = InputDecoder.rxvtShifted(bytes) { return shifted }
    var end = 2
    while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
    let parameters = bytes[2..<end]
    let plain = parameters.allSatisfy { $0 >= 0x30 }
    guard end < bytes.count else {
      if !final && end < InputDecoder.sequenceLimit { return .wait(InputDecoder.sequenceWait) }
      return end == 2 ? .key(.alt("["), 2) : .drop(end)
    }
    let letter = bytes[end]
    // Broken off: what follows is looked at for itself.
    guard (0x40...0x7E).contains(letter) else { return .drop(end) }
    // Function keys of the Linux console (`ESC [ [ A`) and mouse reports in the oldest form carry more bytes.
    let tail = parameters.isEmpty && plain ? [UInt8(ascii: "["): 1, UInt8(ascii: "M"): 3][letter] ?? 0 : 0
    let count = end + 1 + tail
    guard count <= bytes.count else {
      return final ? .drop(bytes.count) : .wait(InputDecoder.sequenceWait)
    }
    guard plain, tail == 0 else { return .drop(count) }
    if parameters.first == UInt8(ascii: "<") {
      return wheel(parameters.dropFirst(), letter).map { .key($0, count) } ?? .drop(count)
    }
    // The terminal's answers about itself.
    if let leader = parameters.first, leader > UInt8(ascii: ";") { return .drop(count) }
    let numbers = InputDecoder.numbers(parameters)
    if letter == UInt8(ascii: "~"), numbers == [200] { return .paste(count) }
    return InputDecoder.key(letter, numbers).map { .key($0, count) } ?? .drop(count)
  }

  /// rxvt ends a key with Shift in `$`, a number alone before it; elsewhere a letter follows that sign.
  private static func rxvtShifted(_ bytes: [UInt8]) -> Step? {
    let digits = bytes[2...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: "$") else { return nil }
    let count = digits.endIndex + 1
    return key(UInt8(ascii: "~"), numbers(digits)).map { .key($0, count) } ?? .drop(count)
  }

  /// `ESC O` and a letter, perhaps with a modifier between: cursor keys and the keypad in application mode.
  private func shifted(_ bytes: [UInt8], final: Bool) -> Step {
    var end = 2
    while end < bytes.count, (0x30...0x39).contains(bytes[end]), end < 4 { end += 1 }
    guard end < bytes.count else {
      if !final { return .wait(InputDecoder.sequenceWait) }
      return end == 2 ? .key(.alt("O"), 2) : .drop(end)
    }
    let letter = bytes[end]
    guard (0x40...0x7E).contains(letter) else { return end == 2 ? .key(.alt("O"), 2) : .drop(end) }
    let modifiers = InputDecoder.numbers(bytes[2..<end]).first ?? 1
    switch letter {
    case UInt8(ascii: "M"): return .key(.enter, end + 1)
    case UInt8(ascii: "I"): return .key(.tab, end + 1)
    // The keypad's digits and signs, in ASCII order from `*`.
    case 0x6A...0x79: return .key(.character(Character(Unicode.Scalar(letter - 0x40))), end + 1)
    case UInt8(ascii: "X"): return .key(.character("="), end + 1)
    // rxvt's Ctrl-arrows.
    case UInt8(ascii: "c"): return .key(.wordRight, end + 1)
    case UInt8(ascii: "d"): return .key(.wordLeft, end + 1)
    case UInt8(ascii: "a"): return .key(.up, end + 1)
    case UInt8(ascii: "b"): return .key(.down, end + 1)
    default:
      return InputDecoder.key(letter, [1, modifiers]).map { .key($0, end + 1) } ?? .drop(end + 1)
    }
  }

  /// An answer of the terminal to a question we never asked (`ESC ]` a digit, `ESC P`): dropped to its end.
  /// `nil` if it is Alt with a key after all.
  private func reply(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step? {
    let start = bytes.startIndex
    guard bytes.count > 2 else { return final ? nil : .wait(InputDecoder.escapeWait) }
    let third = bytes[start + 2]
    let isReply =
      (0x30...0x39).contains(third) || bytes[start + 1] == UInt8(ascii: "P") && [0x3E, 0x21, 0x24].contains(third)
    guard isReply else { return nil }
    let body = bytes.prefix(InputDecoder.replyLimit)
    if let end = body.dropFirst(2).firstIndex(where: { $0 == 0x07 || $0 == 0x1B }) {
      let isClosed = body[end] == 0x1B && end + 1 < body.endIndex && body[end + 1] == UInt8(ascii: "\\")
      return .drop(end - start + (body[end] == 0x07 ? 1 : isClosed ? 2 : 0))
    }
    return final || body.count == InputDecoder.replyLimit ? .drop(body.count) : .wait(InputDecoder.sequenceWait)
  }

  /// The parameters' numbers; a missing one is 0, sub-parameters are left out.
  private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
    parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      part.prefix(6).prefix { (0x30...0x39).contains($0) }.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
  }

  /// The key of a sequence with this last letter and these numbers.
  private static func key(_ letter: UInt8, _ numbers: [Int]) -> Key? {
    let modifiers = numbers.count > 1 ? max(0, numbers[1] - 1) : 0
    // Alt, Ctrl or Meta.
    let byWord = modifiers & (2 | 4 | 8) != 0
    switch letter {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): return .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): return .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): return byWord ? .wordRight : .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): return byWord ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "u"): return extended(numbers.first ?? 0, modifiers)
    // rxvt has other signs for Control, and for Control and Shift.
    case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      switch numbers.first ?? 0 {
      case 1, 7: return .home
      case 4, 8: return .end
      case 3: return .delete
      case 5: return .pageUp
      case 6: return .pageDown
      case 27 where numbers.count > 2: return extended(numbers[2], modifiers)
      default: return nil
      }
    default: return nil
    }
  }

  /// A key that the terminal spells as its code point and modifiers.
  private static func extended(_ code: Int, _ modifiers: Int) -> Key? {
    let (shift, alt, control) = (modifiers & 1 != 0, modifiers & (2 | 8) != 0, modifiers & 4 != 0)
    switch code {
    case 9: return shift ? .backTab : .tab
    case 13: return shift || alt || control ? .newline : .enter
    case 27: return .escape
    case 8, 127: return alt || control ? .control("w") : .backspace
    case 0x20..<0x7F:
      let character = Character(Unicode.Scalar(UInt8(code)))
      if control {
        guard ("a"..."z").contains(character) || ("A"..."Z").contains(character) else { return nil }
        return self.control(UInt8(code) & 0x1F)
      }
      return alt ? .alt(character) : .character(character)
    default: return nil
    }
  }

  /// The wheel as keys; every other report of the mouse is dropped.
  private func wheel(_ parameters: ArraySlice<UInt8>, _ letter: UInt8) -> Key? {
    guard mouse, letter == UInt8(ascii: "M") else { return nil }
    switch InputDecoder.numbers(parameters).first {
    case 64: return .up
    case 65: return .down
    default: return nil
    }
  }

  // MARK: UTF-8

  private enum Decoded {
    case complete(Unicode.Scalar, Int)
    case incomplete
    case invalid(Int)
  }

  /// The scalar at the start of `bytes`, which are not empty.
  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Decoded {
    let start = bytes.startIndex
    let first = bytes[start]
    if first < 0x80 { return .complete(Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first) else { return .invalid(1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard offset < bytes.count else { return .incomplete }
      let byte = bytes[start + offset]
      guard byte & 0xC0 == 0x80 else { return .invalid(offset) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = [0, 0, 0x80, 0x800, 0x10000][length]
    guard value >= least, let scalar = Unicode.Scalar(value) else { return .invalid(length) }
    return .complete(scalar, length)
  }

  // MARK: Pastes

  /// The paste's text if it is over (perhaps empty), or `nil` while more is to come.
  private mutating func paste(final: Bool) -> String? {
    if var end = find(InputDecoder.pasteEnd, from: searched) {
      // An end bracket inside the pasted text must not let the rest of it press keys: the last end bracket
      // that has arrived before another paste begins is the true one.
      let limit = find(InputDecoder.pasteStart, from: end) ?? bytes.count
      while let later = find(InputDecoder.pasteEnd, from: end + 1), later < limit { end = later }
      let text = InputDecoder.text(bytes[at..<end])
      at = end + InputDecoder.pasteEnd.count
      isPasting = false
      return text
    }
    searched = max(at, bytes.count - (InputDecoder.pasteEnd.count - 1))
    if final {
      let text = InputDecoder.text(bytes[at...])
      at = bytes.count
      isPasting = false
      return text
    }
    if bytes.count - at > InputDecoder.pasteLimit {
      var end = searched
      // Not in the middle of a character, nor between the two bytes of a line end.
      while end > at, bytes[end] & 0xC0 == 0x80 || bytes[end] == 0x0A { end -= 1 }
      if end == at { end = searched }
      let text = InputDecoder.text(bytes[at..<end])
      at = end
      return text
    }
    wait = InputDecoder.pasteWait
    return nil
  }

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    var from = start
    while from + pattern.count <= bytes.count {
      guard let found = bytes[from...].firstIndex(of: pattern[0]), found + pattern.count <= bytes.count else {
        return nil
      }
      if bytes[found..<found + pattern.count].elementsEqual(pattern) { return found }
      from = found + 1
    }
    return nil
  }

  /// The bytes as text, every kind of line end as `\n`.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      if byte == 0x0D {
        lines.append(0x0A)
      } else if !(byte == 0x0A && afterReturn) {
        lines.append(byte)
      }
      afterReturn = byte == 0x0D
    }
    return String(decoding: lines, as: UTF8.self)
  }
}
