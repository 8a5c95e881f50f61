// A words file that comes inside the binary, read one phrase at a time.
//
// Rules: a start says a few dozen of some hundreds of phrases, and each screen a dozen, so nothing is made beforehand
// but a list of where the words stand, by a hash of their names. The form is narrower than TOML: a line is empty, a
// comment, [table] or key = "text", with no escapes but \n, \" and \\. What is not in this form is not there; a test
// reads every bundled file with the TOML library beside it.

/// The words of one bundled file.
public struct BundledWords: Sendable {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private let bytes: [UInt8]
  /// Each name's hash, and where its words begin.
  private let entries: [(hash: UInt32, text: Int)]
  /// The places in `entries` plus one by the lowest bits of the hash, or the next free one after it; zero is free.
  private let slots: [UInt16]

  /// The words of a file, UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    entries = bytes.withUnsafeBufferPointer(Self.entries)
    var count = 64
    while count < 2 * entries.count { count *= 2 }
    var slots = [UInt16](repeating: 0, count: count)
    for (place, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = UInt16(place + 1)
    }
    self.slots = slots
  }

  /// The language that the file says it is in, a BCP 47 tag.
  public var language: String? { text(named: "language") }

  /// The words of a phrase; `nil` where the file has none.
  subscript(phrase: Phrase) -> String? { text(named: phrase.rawValue) }

  private func text(named name: String) -> String? {
    var name = name
    let hash = name.withUTF8 { $0.reduce(Hash()) { $0.adding($1) }.value }
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.hash == hash { return bytes.withUnsafeBufferPointer { Self.text(in: $0, from: entry.text) } }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// FNV-1a of a name, the table and the key with a dot between them. That no two names of a file have the same is held
  /// by the test that reads them all.
  private struct Hash {
    private(set) var value: UInt32 = 2_166_136_261

    func adding(_ byte: UInt8) -> Hash {
      var next = self
      next.value = (value ^ UInt32(byte)) &* 16_777_619
      return next
    }
  }

  private static func entries(_ bytes: Bytes) -> [(hash: UInt32, text: Int)] {
    var entries: [(hash: UInt32, text: Int)] = []
    entries.reserveCapacity(bytes.count / 48)
    var table = Hash()
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "["):
        table = hash(in: bytes, from: at + 1, upTo: UInt8(ascii: "]"), after: Hash()).hash.adding(UInt8(ascii: "."))
      case UInt8(ascii: "\n"), UInt8(ascii: "#"): break
      default:
        let (hash, end) = hash(in: bytes, from: at, upTo: UInt8(ascii: " "), after: table)
        if holdsSign(bytes, at: end) { entries.append((hash.value, end + 4)) }
      }
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      at += 1
    }
    return entries
  }

  /// The hash of what stands before the first such byte, and where that is.
  private static func hash(in bytes: Bytes, from start: Int, upTo byte: UInt8, after: Hash) -> (hash: Hash, end: Int) {
    var (hash, at) = (after, start)
    while at < bytes.count, bytes[at] != byte {
      hash = hash.adding(bytes[at])
      at += 1
    }
    return (hash, at)
  }

  /// Whether what stands between a key and its words is here.
  private static func holdsSign(_ bytes: Bytes, at start: Int) -> Bool {
    start + 3 < bytes.count && bytes[start] == UInt8(ascii: " ") && bytes[start + 1] == UInt8(ascii: "=")
      && bytes[start + 2] == UInt8(ascii: " ") && bytes[start + 3] == UInt8(ascii: "\"")
  }

  /// A text up to its closing quote, with its escapes undone.
  private static func text(in bytes: Bytes, from start: Int) -> String {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at += 1 }
    if at == bytes.count || bytes[at] == UInt8(ascii: "\"") {
      return String(decoding: Bytes(rebasing: bytes[start..<at]), as: UTF8.self)
    }
    return unescaped(bytes[start...])
  }

  private static func unescaped(_ bytes: Slice<Bytes>) -> String {
    var text: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\\") where !isEscaped:
        isEscaped = true
        continue
      case UInt8(ascii: "\"") where !isEscaped: return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "n") where isEscaped: text.append(UInt8(ascii: "\n"))
      default: text.append(byte)
      }
      isEscaped = false
    }
    return String(decoding: text, as: UTF8.self)
  }
}
