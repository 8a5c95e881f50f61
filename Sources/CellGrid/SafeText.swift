// Text that cannot drive a terminal: what a decoded string looks like in character cells.
//
// Rules: made after decoding, never before; one cluster for each `Character` of the source, so that an index
// into one is an index into the other; for drawing only, the source is kept whole by whoever owns it.
// Whatever is replaced leaves a visible mark, so that nothing hides between letters.

/// A text made safe to draw: its clusters, each with what is drawn and how wide that is.
///
/// C0 controls and DEL become control pictures (U+2400…), all other controls, bidirectional and invisible
/// characters, private and unassigned ones become U+FFFD. A cluster that terminals disagree on (emoji of
/// several scalars, flags, keycaps, characters newer than Unicode 14) is drawn as `placeholder`.
public struct SafeText: Hashable, Sendable {
  /// What is drawn for one `Character` of the source.
  public struct Cluster: Hashable, Sendable {
    /// What is sent to the terminal; empty for a newline.
    public let drawn: String
    /// The only scalar of `drawn`, or the one whose class decides line breaks; 0 when all of `drawn` does.
    let breakScalar: UInt32
    private let columns: UInt8
    private let kind: Kind

    private enum Kind: UInt8 { case plain, space, newline, composite }

    /// Columns taken: 0 for a newline, else 1 or 2; up to `SafeText.widestCluster` for a syllable whose
    /// vowel signs stand beside their consonant (Devanagari, Thai), as `wcwidth` counts them.
    public var width: Int { Int(columns) }
    /// Whether this is a line end (`\n` or `\r\n`). It is never drawn.
    public var isNewline: Bool { kind == .newline }
    /// Whether this is a space a line may end with, so that it need not fit; a no-break space is not.
    public var isBreakingSpace: Bool { kind == .space }
    /// Whether `drawn` holds several pieces, each for cells of its own.
    var isComposite: Bool { kind == .composite }
  }

  /// One for each `Character` of the source, in order.
  public let clusters: [Cluster]

  /// Shown for a cluster that cannot be drawn alike everywhere. One column.
  public static let placeholder = "\u{25A2}"
  /// Shown for a character that must not reach a terminal. One column.
  public static let mark = "\u{FFFD}"
  /// No cluster is wider than this many columns.
  public static let widestCluster = 4
  /// Scalars drawn in one cell: a base and four marks, which is what an ncurses cell holds; more are left
  /// out of the drawing, so that piled-up marks cannot cover the lines around them.
  public static let scalarsPerCell = 5

  /// Makes `source` safe to draw. Takes time linear in its length.
  public init(_ source: String) {
    var source = source
    clusters = source.withUTF8 { ClusterReader.read($0) }
  }

  /// Whether there is nothing in it, not even a newline.
  public var isEmpty: Bool { clusters.isEmpty }

  /// The columns that the clusters in `range` take side by side; newlines take none. Without a range, all.
  public func width(of range: Range<Int>? = nil) -> Int {
    clusters[range ?? clusters.indices].reduce(0) { $0 + $1.width }
  }

  /// What is drawn for the clusters in `range`, newlines left out. Without a range, all.
  public func drawn(_ range: Range<Int>? = nil) -> String {
    clusters[range ?? clusters.indices].reduce(into: "") { $0 += $1.drawn }
  }
}

extension SafeText.Cluster {
  /// The line end: not drawn, no columns.
  static let newline = SafeText.Cluster(drawn: "", breakScalar: 0x0A, columns: 0, kind: .newline)
  static let mark = SafeText.Cluster(drawn: SafeText.mark, breakScalar: 0xFFFD, columns: 1, kind: .plain)
  /// Breaks like the ideographs and emoji it stands for (class ID), not like a letter.
  static let placeholder = SafeText.Cluster(
    drawn: SafeText.placeholder, breakScalar: 0x1F600, columns: 1, kind: .plain)

  /// A character below U+0080.
  fileprivate init(ascii byte: UInt8) {
    switch byte {
    case 0x0A: self = .newline
    case 0x09, 0x20: self.init(drawn: " ", breakScalar: 0x20, columns: 1, kind: .space)
    case 0x00..<0x20: self.init(only: Unicode.Scalar(0x2400 + UInt32(byte))!, width: 1)
    case 0x7F: self.init(only: "\u{2421}", width: 1)
    default: self.init(only: Unicode.Scalar(byte), width: 1)
    }
  }

  /// A scalar that stands alone in `width` columns.
  fileprivate init(only scalar: Unicode.Scalar, width: Int) {
    let space = SafeText.Cluster.isBreakingSpace(scalar)
    self.init(
      drawn: String(Character(scalar)), breakScalar: scalar.value, columns: UInt8(width),
      kind: space ? .space : .plain)
  }

  /// A cluster of several scalars in one piece or more.
  fileprivate init(scalars: String.UnicodeScalarView, width: Int, pieces: Int) {
    self.init(
      drawn: String(scalars), breakScalar: 0, columns: UInt8(width),
      kind: pieces > 1 ? .composite : .plain)
  }

  /// Unicode's space separators but for those that forbid a break (U+00A0, U+2007, U+202F).
  private static func isBreakingSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
    default: false
    }
  }

  /// `drawn` of a composite cluster, cut so that each piece begins with the scalar that takes its columns.
  var pieces: [(text: String, width: Int)] {
    var pieces: [(text: String, width: Int)] = []
    for scalar in drawn.unicodeScalars {
      if case .spacing(let width) = ScalarKind(scalar) {
        pieces.append((String(Character(scalar)), width))
      } else if !pieces.isEmpty {
        pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
      }
    }
    return pieces
  }
}

/// Reads UTF-8 into clusters.
private enum ClusterReader {
  private static let ascii = (UInt8(0)..<128).map(SafeText.Cluster.init(ascii:))

  /// What our own screens draw on every page, read once: three bytes each in UTF-8, as one number.
  private static let drawn: [(bytes: UInt32, cluster: SafeText.Cluster)] = "●○→←↑↓›".map {
    ($0.utf8.reduce(0) { $0 << 8 | UInt32($1) }, cluster($0))
  }

  /// The cluster that begins here, where it is one of those and ASCII, or nothing, follows: then it ends here.
  private static func drawn(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> SafeText.Cluster? {
    guard bytes[index] == 0xE2, index + 2 < bytes.count, index + 3 == bytes.count || bytes[index + 3] < 0x80 else {
      return nil
    }
    let three = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    return drawn.first { $0.bytes == three }?.cluster
  }

  /// Between two ASCII characters there is always a cluster boundary, but for CR LF (UAX #29), and so there is beside
  /// what is drawn on every page; only the stretches around other characters need Swift's segmentation.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> [SafeText.Cluster] {
    let table = ascii
    var clusters: [SafeText.Cluster] = []
    clusters.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte < 0x80, next < 0x80 || drawn(bytes, at: index + 1) != nil {
        let isPair = byte == 0x0D && next == 0x0A && index + 1 < bytes.count
        clusters.append(isPair ? .newline : table[Int(byte)])
        index += isPair ? 2 : 1
      } else if let cluster = drawn(bytes, at: index) {
        clusters.append(cluster)
        index += 3
      } else {
        let end = endOfStretch(bytes, from: index)
        let stretch = String(decoding: UnsafeBufferPointer(rebasing: bytes[index..<end]), as: UTF8.self)
        for character in stretch { clusters.append(cluster(character)) }
        index = end
      }
    }
    return clusters
  }

  /// The first place after `start` that has ASCII on both sides, outside CR LF; or the end.
  private static func endOfStretch(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count {
      let (before, after) = (bytes[end - 1], bytes[end])
      if before < 0x80, after < 0x80, !(before == 0x0D && after == 0x0A) { return end }
      end += 1
    }
    return end
  }

  private static func cluster(_ character: Character) -> SafeText.Cluster {
    let scalars = character.unicodeScalars
    let first = scalars[scalars.startIndex]
    guard scalars.index(after: scalars.startIndex) == scalars.endIndex else {
      return character == "\r\n" ? .newline : several(scalars)
    }
    if first.isASCII { return ascii[Int(first.value)] }
    return switch ScalarKind(first) {
    case .spacing(let width): SafeText.Cluster(only: first, width: width)
    case .nonspacing: several(scalars)
    case .unsupported: .placeholder
    case .selector, .joiner, .dangerous: .mark
    }
  }

  /// A cluster of several scalars: marks stay on their base, what is invisible by right is left out, and
  /// anything dangerous among them adds one mark at the end.
  private static func several(_ scalars: Character.UnicodeScalarView) -> SafeText.Cluster {
    if EmojiSequence.needsPlaceholder(scalars) { return .placeholder }
    var drawing = Drawing()
    var previous: Unicode.Scalar?
    for scalar in scalars {
      switch ScalarKind(scalar) {
      case .spacing(let width): drawing.add(scalar, width: width)
      case .nonspacing: drawing.overlay(scalar)
      case .unsupported: return .placeholder
      case .dangerous: drawing.isMarked = true
      case .selector: if previous == nil { drawing.isMarked = true }
      case .joiner: if !Joiner.belongs(after: previous) { drawing.isMarked = true }
      }
      previous = scalar
    }
    return drawing.cluster
  }
}

/// A cluster being put together.
private struct Drawing {
  var isMarked = false
  private var scalars = String.UnicodeScalarView()
  private var width = 0
  private var pieces = 0
  private var scalarsInPiece = 0

  mutating func add(_ scalar: Unicode.Scalar, width columns: Int) {
    scalars.append(scalar)
    width += columns
    pieces += 1
    scalarsInPiece = 1
  }

  /// A mark over the piece before it, or over a dotted circle when it has no base.
  mutating func overlay(_ scalar: Unicode.Scalar) {
    if pieces == 0 { add("\u{25CC}", width: 1) }
    guard scalarsInPiece < SafeText.scalarsPerCell else { return }
    scalars.append(scalar)
    scalarsInPiece += 1
  }

  var cluster: SafeText.Cluster {
    if pieces == 0 { return .mark }
    var finished = self
    if isMarked { finished.add("\u{FFFD}", width: 1) }
    if finished.width > SafeText.widestCluster { return .placeholder }
    return SafeText.Cluster(scalars: finished.scalars, width: finished.width, pieces: finished.pieces)
  }
}

/// Where U+200C and U+200D are part of correct spelling, after RFC 5892, appendix A.1 and A.2.
enum Joiner {
  /// After a virama, or after a letter of the joining scripts (Arabic, Syriac, N'Ko, Mandaic).
  static func belongs(after previous: Unicode.Scalar?) -> Bool {
    guard let previous else { return false }
    if previous.properties.canonicalCombiningClass == .virama { return true }
    switch previous.value {
    case 0x0620...0x065F, 0x066E...0x06D3, 0x06D5, 0x06FA...0x06FC, 0x0710...0x077F, 0x07CA...0x07EA,
      0x0840...0x0858, 0x08A0...0x08C9:
      return true
    default: return false
    }
  }
}

/// Emoji made of several scalars (UTS #51).
enum EmojiSequence {
  private static let keycap: Unicode.Scalar = "\u{20E3}"
  private static let blackFlag: Unicode.Scalar = "\u{1F3F4}"

  /// Whether a cluster that begins like this scalar may be an emoji.
  private static func begins(with scalar: Unicode.Scalar) -> Bool { scalar.properties.isEmoji }

  private static func isFlagHalf(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// Whether terminals disagree on the width: joined emoji, skin tones, flags of both kinds, keycaps. A lone
  /// emoji with a variation selector is not one of them.
  static func needsPlaceholder(_ scalars: Character.UnicodeScalarView) -> Bool {
    guard let first = scalars.first, begins(with: first) else { return false }
    return scalars.dropFirst().contains {
      $0.properties.isEmojiModifier || isFlagHalf($0) || $0 == keycap
        || ($0.value == 0x200D && !first.isASCII) || (first == blackFlag && isTag($0))
    }
  }

  /// Whether `scalar` is right where it stands inside a cluster that begins with `first`: a joiner between
  /// two emoji, or a tag of a regional flag.
  static func allows(
    _ scalar: Unicode.Scalar, first: Unicode.Scalar, previous: Unicode.Scalar?, next: Unicode.Scalar?
  ) -> Bool {
    if isTag(scalar) { return first == blackFlag }
    guard scalar.value == 0x200D, let previous, let next, !first.isASCII else { return false }
    let joinsEmoji = previous.value == 0xFE0F || previous.properties.isEmoji
    return begins(with: first) && joinsEmoji && !next.isASCII && next.properties.isEmoji
  }

  /// The tags that regional flags use: lower-case letters, digits and the end.
  private static func isTag(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE0030...0xE0039, 0xE0061...0xE007A, 0xE007F: true
    default: false
    }
  }
}
