// Bytes from the terminal to `Input`.
//
// Rules: a pure value, so that every sequence can be tested without a terminal; time enters only through
// `feed(_:at:)` and `expire()`. Nothing is guessed at: a sequence that means none of our keys is dropped
// whole, so that no piece of it is typed into a note. Escape is never swallowed by what follows it. The bytes are
// read here and not by `get_wch`, which takes them one by one, leaks the tails of sequences it does not know,
// and takes what is inside a paste for keys.

import CellGrid
import Glibc

/// Turns a stream of terminal bytes into `Input`, one at a time.
struct InputDecoder {
  /// How long a lone Escape waits for the rest of a sequence.
  static let escapeWait: Milliseconds = 25
  /// How long the rest of a sequence, of a string or of a character may take. Replies of a terminal come late and torn,
  /// over slow lines above all, and no piece of one may press a key.
  static let sequenceWait: Milliseconds = 1500
  /// How long a paste may be silent before it counts as over.
  static let pasteWait: Milliseconds = 1500
  /// A longer paste arrives in pieces of this size.
  static let pasteLimit = 4 << 20
  private static let pasteStart: [UInt8] = Array("\u{1B}[200~".utf8)
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
  private static let sequenceLimit = 256

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
  /// What is dropped as it comes: a string of the terminal to its end, or the rest of a sequence without one.
  private enum Dropping { case string, sequence }
  private var dropping: Dropping?
  /// When Escape was given out because nothing followed it: what comes in one piece soon after may be the rest of a
  /// sequence that was torn there.
  private var escaped: Milliseconds?
  private var isRest = false
  /// The first half of a character that came in two keys.
  private var half: UInt16?

  /// What keys that come in one piece may be, where the terminal puts no brackets around a paste.
  enum Gathering {
    case keys
    /// Letters alone are a word that was said to the computer, not keys.
    case words
    /// Text with a line end inside is a paste.
    case text
  }
  var gathers = Gathering.keys
  /// Where the piece begins that came last, as long as nothing of it was looked at; when a paste was gathered last.
  private var piece: Int?
  private var gathered: Milliseconds?

  /// Whether what is pasted comes as the keys of its characters, so that no copy of it is made: for passphrases.
  var splitsPastes = false
  private var isSplitting = false

  /// A decoder that also knows the sequences in `named`; with `mouse`, the wheel moves up and down.
  init(named: [[UInt8]: Key] = [:], mouse: Bool = false) {
    self.named = named.filter { $0.key.count > 1 && $0.key.first == 0x1B }
    longestName = self.named.keys.map(\.count).max() ?? 0
    self.mouse = mouse
  }

  /// Takes bytes that were read at the time `now`.
  mutating func feed(_ new: some Collection<UInt8>, at now: Milliseconds) {
    if at > 1 << 16 { forget() }
    let isFresh = at == bytes.count || gathered != nil && bytes.count - at < 4
    piece = isFresh && !isPasting && dropping == nil ? at : nil
    bytes.append(contentsOf: new)
    lastByte = now
    wait = nil
  }

  /// Erases what was decoded: it may have been a passphrase.
  private mutating func forget() {
    guard at > 0 else { return }
    let rest = Array(bytes[at...])
    bytes.withUnsafeMutableBytes { if let start = $0.baseAddress { explicit_bzero(start, $0.count) } }
    bytes.removeAll(keepingCapacity: bytes.count < 1 << 16)
    bytes += rest
    searched = max(0, searched - at)
    if let start = piece { piece = start >= at ? start - at : nil }
    at = 0
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
    let input = decode(final: final)
    // Here, where no slice of the bytes is left: a copy of them would be erased in their place.
    if at == bytes.count { forget() }
    return input
  }

  private mutating func decode(final: Bool) -> Input? {
    wait = nil
    while true {
      if isPasting {
        guard let text = paste(final: final) else { return nil }
        if text.isEmpty { continue }
        return .paste(text)
      }
      if dropping != nil {
        guard drop(final: final) else { return nil }
        continue
      }
      guard at < bytes.count else {
        if isSplitting { wait = InputDecoder.pasteWait }
        if isSplitting, final { (isSplitting, wait) = (false, nil) }
        return nil
      }
      if let text = gather() { return .paste(text) }
      expandControl()
      rejoinEscape()
      if let key = take(step(bytes[at...], final: final), final: final) { return .key(key) }
      if wait != nil { return nil }
    }
  }

  /// Goes past one step.
  /// - Returns: the key, where it is one.
  private mutating func take(_ step: Step, final: Bool) -> Key? {
    escaped = nil
    if case .wait(let time) = step {
      wait = time
      return nil
    }
    defer { isRest = false }
    switch step {
    case .key(_, let count) where isRest: at += count
    case .key(let key, let count):
      if key == .escape, count == 1, final, at + 1 == bytes.count { escaped = lastByte }
      at += count
      half = nil
      // Inside a paste only characters count: its line ends press nothing.
      if isSplitting { if case .character = key {} else { return nil } }
      return key
    case .half(let unit, let count):
      at += count
      let units = [half, unit].compactMap(\.self)
      half = units.count == 1 && UTF16.isLeadSurrogate(unit) ? unit : nil
      guard units.count == 2, let scalar = String(decoding: units, as: UTF16.self).unicodeScalars.first else { return nil }
      return .character(Character(scalar))
    case .drop(let count): at += count
    case .dropAll(let what, let count):
      at += count
      dropping = what
    case .paste(let count):
      at += count
      searched = at
      if splitsPastes { isSplitting = true } else { isPasting = true }
    case .pasteEnd(let count):
      at += count
      isSplitting = false
    case .wait: break
    }
    return nil
  }

  // MARK: Pieces

  /// The whole piece, where it is no keys.
  private mutating func gather() -> String? {
    guard piece == at, gathers != .keys else { return nil }
    piece = nil
    let all = bytes[at...]
    let continues = gathered.map { lastByte - $0 < 50 } ?? false
    let isText = all.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0D].contains($0) }
    switch gathers {
    case .words:
      // A key that is held is none.
      guard all.count > 2, all.contains(where: { $0 != all.first }),
        all.allSatisfy({ $0 == 0x20 || $0 > 0x7F || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 })
      else { return nil }
    case .text:
      // The last line end may be a key; one with words behind it is none.
      guard isText, continues && all.count > 1 || all.dropLast().contains(where: { $0 == 0x0A || $0 == 0x0D }) && all.count > 2 else { return nil }
      gathered = lastByte
    case .keys: return nil
    }
    // Half a character waits for the other half.
    var end = bytes.count
    for start in max(at, end - 3)..<end where bytes[start] >= 0xC0 {
      if case .incomplete = InputDecoder.scalar(bytes[start...]) { end = start }
    }
    let text = InputDecoder.text(bytes[at..<end])
    at = end
    return text
  }

  // MARK: What is never a key

  /// Drops what is here of a string or of a broken sequence.
  /// - Returns: whether its end was there.
  private mutating func drop(final: Bool) -> Bool {
    while at < bytes.count {
      switch (dropping, bytes[at]) {
      case (.string, 0x07), (.string, 0x18), (.sequence, 0x40...0x7E):
        at += 1
        dropping = nil
        return true
      case (.string, 0x1B):
        guard at + 1 < bytes.count || final else {
          wait = InputDecoder.sequenceWait
          return false
        }
        // Broken off by another sequence, which is looked at for itself.
        at += at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\\") ? 2 : 0
        dropping = nil
        return true
      // Ctrl-C and Ctrl-Z stand in no string; somebody wants out.
      case (.string, 0x03), (.string, 0x1A), (.sequence, ..<0x20), (.sequence, 0x7F...):
        dropping = nil
        return true
      case (.string, 0xC2) where at + 1 < bytes.count && bytes[at + 1] == 0x9C:
        at += 2
        dropping = nil
        return true
      default: at += 1
      }
    }
    if final { dropping = nil } else { wait = InputDecoder.sequenceWait }
    return final
  }

  /// Sequences and strings that begin with one control character of eight bits, in UTF-8 or bare, are spelled as those
  /// of two characters. A bare one that stands alone is a byte of another encoding.
  private mutating func expandControl() {
    let isEncoded = bytes[at] == 0xC2 && at + 1 < bytes.count
    let control = isEncoded ? bytes[at + 1] : bytes[at]
    guard [0x8F, 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F].contains(control), isEncoded || bytes.count - at > 2 else { return }
    bytes.replaceSubrange(at..<(at + (isEncoded ? 2 : 1)), with: [0x1B, control - 0x40])
  }

  /// Puts a sequence together again whose Escape came alone and was given out; its rest presses nothing more. A
  /// person's keys come one by one; this comes in one piece.
  private mutating func rejoinEscape() {
    guard let escaped, lastByte - escaped <= InputDecoder.sequenceWait, bytes.count - at > 1 else { return }
    guard [UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"), UInt8(ascii: "O")].contains(bytes[at])
    else { return }
    self.escaped = nil
    bytes.insert(0x1B, at: at)
    isRest = true
  }

  // MARK: Keys

  /// What the first bytes are, and how many.
  private enum Step {
    case key(Key, Int)
    /// A half of a character, in UTF-16.
    case half(UInt16, Int)
    case drop(Int)
    case dropAll(Dropping, Int)
    case paste(Int), pasteEnd(Int)
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
  static func control(_ byte: UInt8) -> Key? {
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
    // No more than the sequence may take: what follows may be a passphrase, and a copy of it would stay behind.
    let body = all.dropFirst(2).prefix(InputDecoder.sequenceLimit).prefix { (0x20...0x3F).contains($0) }.count
    let bytes = Array(all.prefix(max(longestName, min(body + 6, InputDecoder.sequenceLimit))))
    guard bytes.count > 1 else { return final ? .key(.escape, 1) : .wait(InputDecoder.escapeWait) }
    if let found = name(bytes, final: final) { return found }
    switch bytes[1] {
    case UInt8(ascii: "["): return sequence(bytes, final: final)
    case UInt8(ascii: "O"): return shifted(bytes, final: final)
    // Strings: commands of the system, of the device, of the program, messages. None of our keys begins so.
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      return .dropAll(.string, 2)
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
      if end >= InputDecoder.sequenceLimit { return .dropAll(.sequence, end) }
      return final ? .drop(end) : .wait(InputDecoder.sequenceWait)
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
    let sequence = KeySequence(parameters, letter)
    if letter == UInt8(ascii: "~"), sequence.numbers == [200] { return .paste(count) }
    if letter == UInt8(ascii: "~"), sequence.numbers == [201] { return .pasteEnd(count) }
    if let half = sequence.half { return .half(half, count) }
    return sequence.key.map { .key($0, count) } ?? .drop(count)
  }

  /// rxvt ends a key with Shift in `$`, a number alone before it; elsewhere a letter follows that sign.
  private static func rxvtShifted(_ bytes: [UInt8]) -> Step? {
    let digits = bytes[2...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: "$") else { return nil }
    let count = digits.endIndex + 1
    return KeySequence(digits, UInt8(ascii: "~")).key.map { .key($0, count) } ?? .drop(count)
  }

  /// `ESC O` and a letter, perhaps with a modifier between: cursor keys and the keypad in application mode.
  private func shifted(_ bytes: [UInt8], final: Bool) -> Step {
    var end = 2
    while end < bytes.count, (0x30...0x39).contains(bytes[end]), end < 4 { end += 1 }
    guard end < bytes.count else {
      return final ? .drop(end) : .wait(InputDecoder.sequenceWait)
    }
    let letter = bytes[end]
    guard (0x40...0x7E).contains(letter) else { return .drop(end) }
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
      let parameters = Array("1;".utf8) + (end > 2 ? Array(bytes[2..<end]) : [UInt8(ascii: "1")])
      return KeySequence(parameters[...], letter).key.map { .key($0, end + 1) } ?? .drop(end + 1)
    }
  }

  /// The wheel as keys; every other report of the mouse is dropped.
  private func wheel(_ parameters: ArraySlice<UInt8>, _ letter: UInt8) -> Key? {
    guard mouse, letter == UInt8(ascii: "M") else { return nil }
    switch KeySequence(parameters, letter).numbers.first {
    case 64: return .up
    case 65: return .down
    default: return nil
    }
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
}
