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
  /// How one `Character` of the source stands in the cells.
  ///
  /// A plain value: texts are made, measured and broken into lines for every frame. What does not fit into one is
  /// kept by the text itself.
  public struct Cluster: Hashable, Sendable {
    /// What is sent to the terminal; none for a newline, and for a composite cluster.
    let glyph: Glyph
    /// The scalar whose class decides line breaks, where there is one; of a composite, its place among all of its text.
    private let number: UInt32
    private let columns: UInt8
    private let kind: Kind

    /// A cluster of several scalars takes the cells of one glyph, or is composite.
    private enum Kind: UInt8 { case plain, space, newline, several, composite }

    /// Columns taken: 0 for a newline, else 1 or 2; up to `SafeText.widestCluster` for a syllable whose
    /// vowel signs stand beside their consonant (Devanagari, Thai), as `wcwidth` counts them.
    public var width: Int { Int(columns) }
    /// Whether this is a line end (`\n` or `\r\n`). It is never drawn.
    public var isNewline: Bool { kind == .newline }
    /// Whether this is a space a line may end with, so that it need not fit; a no-break space is not.
    public var isBreakingSpace: Bool { kind == .space }
    /// The scalar whose class decides line breaks; `nil` where all that are drawn do.
    var breakScalar: UInt32? { kind == .several || kind == .composite ? nil : number }
    /// Whether it is one scalar in one cell, and no terminal gives it another width.
    var isPlain: Bool { columns == 1 && (kind == .plain || kind == .space) && number < 0x1F000 }
    /// The place among the composite clusters of its text; `nil` for a cluster that is one glyph.
    var composite: Int? { kind == .composite ? Int(number) : nil }
  }

  /// What stands in cells of its own, one or two.
  struct Piece: Hashable, Sendable {
    var glyph: Glyph
    var width: Int
  }

  /// One for each `Character` of the source, in order.
  public let clusters: [Cluster]
  /// What composite clusters draw: several glyphs, one after the other.
  private let composites: [[Piece]]

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
    (clusters, composites) = source.withUTF8 { bytes in
      var reader = ClusterReader(bytes)
      reader.read()
      return (reader.clusters, reader.composites)
    }
  }

  /// Whether there is nothing in it, not even a newline.
  public var isEmpty: Bool { clusters.isEmpty }

  /// The columns that the clusters in `range` take side by side; newlines take none. Without a range, all.
  public func width(of range: Range<Int>? = nil) -> Int {
    clusters[range ?? clusters.indices].reduce(0) { $0 + $1.width }
  }

  /// What is drawn for the clusters in `range`, newlines left out. Without a range, all.
  public func drawn(_ range: Range<Int>? = nil) -> String {
    (range ?? clusters.indices).reduce(into: "") { drawn, index in
      for piece in pieces(of: index) { drawn.unicodeScalars.append(contentsOf: piece.glyph.scalars) }
    }
  }

  /// What is drawn for the cluster at `index`: nothing for a newline, one glyph for nearly all others.
  func pieces(of index: Int) -> [Piece] {
    let cluster = clusters[index]
    if let place = cluster.composite { return composites[place] }
    return cluster.isNewline ? [] : [Piece(glyph: cluster.glyph, width: cluster.width)]
  }
}

extension SafeText.Cluster {
  /// The line end: not drawn, no columns.
  fileprivate static let newline = SafeText.Cluster(glyph: .none, number: 0x0A, columns: 0, kind: .newline)
  fileprivate static let mark = SafeText.Cluster(only: "\u{FFFD}", width: 1)
  /// Breaks like the ideographs and emoji it stands for (class ID), not like a letter.
  fileprivate static let placeholder = SafeText.Cluster(
    glyph: Glyph(SafeText.placeholder), number: 0x1F600, columns: 1, kind: .plain)

  /// A character below U+0080.
  fileprivate init(ascii byte: UInt8) {
    switch byte {
    case 0x0A: self = .newline
    case 0x09, 0x20: self.init(only: " ", width: 1)
    case 0x00..<0x20: self.init(only: Unicode.Scalar(0x2400 + UInt32(byte))!, width: 1)
    case 0x7F: self.init(only: "\u{2421}", width: 1)
    default: self.init(only: Unicode.Scalar(byte), width: 1)
    }
  }

  /// A scalar that stands alone in `width` columns.
  fileprivate init(only scalar: Unicode.Scalar, width: Int) {
    let space = SafeText.Cluster.isBreakingSpace(scalar)
    self.init(glyph: Glyph(scalar), number: scalar.value, columns: UInt8(width), kind: space ? .space : .plain)
  }

  /// Several scalars in the cells of one glyph.
  fileprivate init(several piece: SafeText.Piece) {
    self.init(glyph: piece.glyph, number: 0, columns: UInt8(piece.width), kind: .several)
  }

  /// Several glyphs, which stand at `place` among the text's composites.
  fileprivate init(composite place: Int, width: Int) {
    self.init(glyph: .none, number: UInt32(place), columns: UInt8(width), kind: .composite)
  }

  /// Unicode's space separators but for those that forbid a break (U+00A0, U+2007, U+202F).
  private static func isBreakingSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
    default: false
    }
  }
}

/// Reads UTF-8 into clusters.
private struct ClusterReader {
  private static let ascii = (UInt8(0)..<128).map(SafeText.Cluster.init(ascii:))

  /// What our own screens draw on every page: three bytes each in UTF-8, as one number.
  private static let drawn: [(bytes: UInt32, cluster: SafeText.Cluster)] = "●○→←↑↓›".unicodeScalars.map { scalar in
    (String(scalar).utf8.reduce(0) { $0 << 8 | UInt32($1) }, SafeText.Cluster(only: scalar, width: 1))
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var clusters: [SafeText.Cluster] = []
  private(set) var composites: [[SafeText.Piece]] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    clusters.reserveCapacity(bytes.count)
  }

  /// The cluster that begins here, where it is one of those and ASCII, or nothing, follows: then it ends here.
  private func drawn(at index: Int) -> SafeText.Cluster? {
    guard bytes[index] == 0xE2, index + 2 < bytes.count, index + 3 == bytes.count || bytes[index + 3] < 0x80 else {
      return nil
    }
    let three = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    return Self.drawn.first { $0.bytes == three }?.cluster
  }

  /// Between two ASCII characters there is always a cluster boundary, but for CR LF (UAX #29), and so there is beside
  /// what is drawn on every page; only the stretches around other characters need Swift's segmentation.
  mutating func read() {
    let table = Self.ascii
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte < 0x80, next < 0x80 || drawn(at: index + 1) != nil {
        let isPair = byte == 0x0D && next == 0x0A && index + 1 < bytes.count
        clusters.append(isPair ? .newline : table[Int(byte)])
        index += isPair ? 2 : 1
      } else if let cluster = drawn(at: index) {
        clusters.append(cluster)
        index += 3
      } else {
        let end = endOfStretch(from: index)
        let stretch = String(decoding: UnsafeBufferPointer(rebasing: bytes[index..<end]), as: UTF8.self)
        for character in stretch { clusters.append(cluster(character)) }
        index = end
      }
    }
  }

  /// The first place after `start` that has ASCII on both sides, outside CR LF; or the end.
  private func endOfStretch(from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count {
      let (before, after) = (bytes[end - 1], bytes[end])
      if before < 0x80, after < 0x80, !(before == 0x0D && after == 0x0A) { return end }
      end += 1
    }
    return end
  }

  private mutating func cluster(_ character: Character) -> SafeText.Cluster {
    let scalars = character.unicodeScalars
    let first = scalars[scalars.startIndex]
    guard scalars.index(after: scalars.startIndex) == scalars.endIndex else {
      return character == "\r\n" ? .newline : several(scalars)
    }
    if first.isASCII { return Self.ascii[Int(first.value)] }
    return switch ScalarKind(first) {
    case .spacing(let width): SafeText.Cluster(only: first, width: width)
    case .nonspacing: several(scalars)
    case .unsupported: .placeholder
    case .selector, .joiner, .dangerous: .mark
    }
  }

  /// A cluster of several scalars: marks stay on their base, what is invisible by right is left out, and
  /// anything dangerous among them adds one mark at the end.
  private mutating func several(_ scalars: Character.UnicodeScalarView) -> SafeText.Cluster {
    if EmojiSequence.needsPlaceholder(scalars) { return .placeholder }
    var drawing = Drawing()
    var isMarked = false
    var previous: Unicode.Scalar?
    for scalar in scalars {
      switch ScalarKind(scalar) {
      case .spacing(let width): drawing.add(scalar, width: width)
      case .nonspacing: drawing.overlay(scalar)
      case .unsupported: return .placeholder
      case .dangerous: isMarked = true
      case .selector: if previous == nil { isMarked = true }
      case .joiner: if !Joiner.belongs(after: previous) { isMarked = true }
      }
      previous = scalar
    }
    if isMarked || drawing.pieces.isEmpty { drawing.add("\u{FFFD}", width: 1) }
    return keep(drawing.pieces)
  }

  private mutating func keep(_ pieces: [SafeText.Piece]) -> SafeText.Cluster {
    if pieces.count == 1 { return SafeText.Cluster(several: pieces[0]) }
    let width = pieces.reduce(0) { $0 + $1.width }
    guard width <= SafeText.widestCluster else { return .placeholder }
    composites.append(pieces)
    return SafeText.Cluster(composite: composites.count - 1, width: width)
  }
}

/// A cluster being put together.
private struct Drawing {
  private(set) var pieces: [SafeText.Piece] = []

  mutating func add(_ scalar: Unicode.Scalar, width: Int) {
    pieces.append(SafeText.Piece(glyph: Glyph(scalar), width: width))
  }

  /// A mark over the piece before it, or over a dotted circle when it has no base; left out where it has no room.
  mutating func overlay(_ scalar: Unicode.Scalar) {
    if pieces.isEmpty { add("\u{25CC}", width: 1) }
    pieces[pieces.count - 1].glyph.append(scalar)
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
