// A line while it is typed on a terminal, and what is shown of it.
//
// Rules: pure. Nothing is lost, however long a line is; what is shown cannot drive the terminal, and what is taken back
// is taken back by the character. What is pasted is text, its line ends too.

import CellGrid
import Glibc

/// A line that is not over yet.
struct TypedLine {
  /// The line so far, in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Whether more was typed than a line takes; what is too much is not kept.
  private(set) var isTooLong = false
  /// How many bytes and columns each scalar has.
  private var steps: [(bytes: Int, columns: Int)] = []
  private let limit: Int

  /// A line of at most `limit` bytes.
  init(limit: Int) {
    self.limit = limit
    // A passphrase is not to be left behind by an array that grows, nor to be swapped out.
    guard limit > 0, limit < 1 << 13 else { return }
    bytes.reserveCapacity(limit + 8)
    bytes.withUnsafeMutableBufferPointer { _ = mlock($0.baseAddress, limit + 8) }
  }

  var isEmpty: Bool { bytes.isEmpty && !isTooLong }

  /// Takes one character.
  /// - Returns: what shows it.
  mutating func type(_ character: Character) -> [UInt8] {
    var shown: [UInt8] = []
    for scalar in character.unicodeScalars {
      let encoded = Array(String(scalar).utf8)
      guard bytes.count + encoded.count <= limit else {
        isTooLong = true
        continue
      }
      bytes += encoded
      let (text, columns) = TypedLine.look(of: scalar)
      steps.append((encoded.count, columns))
      shown += text
    }
    return shown
  }

  /// Takes the last character back.
  /// - Returns: what takes it from the screen.
  mutating func deleteBackward() -> [UInt8] {
    var columns = 0
    while let last = steps.popLast() {
      erase(last.bytes)
      columns += last.columns
      // A mark goes with what it stands on.
      if last.columns > 0 { break }
    }
    return TypedLine.erasing(columns)
  }

  /// Takes everything back.
  mutating func clear() -> [UInt8] {
    let columns = steps.reduce(0) { $0 + $1.columns }
    erase(bytes.count)
    steps = []
    isTooLong = false
    return TypedLine.erasing(columns)
  }

  /// Takes the last word back, and what stands behind it.
  mutating func deleteWord() -> [UInt8] {
    var shown: [UInt8] = []
    while bytes.last == 0x20 { shown += deleteBackward() }
    while let last = bytes.last, last != 0x20 { shown += deleteBackward() }
    return shown
  }

  /// All of it, to show it anew.
  var shown: [UInt8] { String(decoding: bytes, as: UTF8.self).unicodeScalars.flatMap { TypedLine.look(of: $0).0 } }

  private mutating func erase(_ count: Int) {
    bytes.withUnsafeMutableBytes { raw in
      let end = raw.count - count
      if count > 0, let start = raw.baseAddress { explicit_bzero(start + end, count) }
    }
    bytes.removeLast(count)
  }

  private static func erasing(_ columns: Int) -> [UInt8] {
    (0..<columns).flatMap { _ in [0x08, 0x20, 0x08] as [UInt8] }
  }

  /// What shows a scalar, and its columns.
  private static func look(of scalar: Unicode.Scalar) -> ([UInt8], Int) {
    if (0x20..<0x7F).contains(scalar.value) { return ([UInt8(scalar.value)], 1) }
    if scalar == "\n" { return ([0x0A], 0) }
    if scalar.properties.generalCategory == .nonspacingMark { return (Array(String(scalar).utf8), 0) }
    let text = String(scalar)
    return (Array(SafeText.spoken(text).utf8), SafeText(text).width())
  }
}
