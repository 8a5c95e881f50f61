// The header of an age file: age specification, "Header" and "Recipient stanza".
//
// Rules: everything is bounded before it is built; what is not exactly of the form is refused; unknown stanzas
// are kept, because other programs may seal to keys that we do not know.

/// A header taken apart.
struct AgeHeader: Equatable {
  /// One way to the file key: "Recipient stanza".
  struct Stanza: Equatable {
    var arguments: [[UInt8]]
    var body: [UInt8]
    var type: String { String(decoding: arguments[0], as: UTF8.self) }
  }

  var stanzas: [Stanza]
  /// HMAC-SHA-256 over the header up to and with `---`: "Header MAC".
  var mac: [UInt8]

  /// "Header": the version line.
  static let opening = [UInt8]("age-encryption.org/v1\n".utf8)
  /// Bounds of ours; the specification has none.
  static let mostBytes = 64 << 10
  static let mostStanzas = 64
  static let mostArguments = 16

  /// "Header": the bytes that the MAC covers, `---` with them.
  func covered() -> [UInt8] {
    var bytes = Self.opening
    for stanza in stanzas {
      bytes += "->".utf8
      for argument in stanza.arguments { bytes += [0x20] + argument }
      bytes.append(0x0A)
      // "Recipient stanza": lines of 64 columns, and one shorter line at the end, empty if need be.
      var rest = Base64.encode(stanza.body)[...]
      while rest.count >= 64 {
        bytes += rest.prefix(64)
        bytes.append(0x0A)
        rest = rest.dropFirst(64)
      }
      bytes += rest
      bytes.append(0x0A)
    }
    return bytes + "---".utf8
  }

  /// "Header": the whole of it.
  func encode() -> [UInt8] { covered() + [0x20] + Base64.encode(mac) + [0x0A] }

  /// Reads a header from the start of a file. Gives it back with the range that the MAC covers, counted from
  /// the start, and the place where the payload begins.
  static func parse(_ file: [UInt8]) throws(AgeError) -> (header: AgeHeader, covered: Int, payload: Int) {
    guard file.starts(with: opening) else { throw .notAge }
    var place = opening.count
    func line() throws(AgeError) -> ArraySlice<UInt8> {
      let end = min(file.count, mostBytes)
      guard place < end, let feed = file[place..<end].firstIndex(of: 0x0A) else { throw .header }
      defer { place = feed + 1 }
      return file[place..<feed]
    }
    var stanzas: [Stanza] = []
    while true {
      let start = place
      let first = try line()
      if first.starts(with: "--- ".utf8) {
        guard !stanzas.isEmpty, let mac = Base64.decode(first.dropFirst(4)), mac.count == 32 else {
          throw .header
        }
        return (AgeHeader(stanzas: stanzas, mac: mac), start + 3, place)
      }
      guard first.starts(with: "-> ".utf8), stanzas.count < mostStanzas else { throw .header }
      let arguments = first.dropFirst(3).split(
        separator: 0x20, maxSplits: mostArguments, omittingEmptySubsequences: false
      ).map(Array.init)
      guard arguments.count <= mostArguments,
        arguments.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (33...126).contains($0) } })
      else { throw .header }
      var text: [UInt8] = []
      while true {
        let part = try line()
        guard part.count <= 64 else { throw .header }
        text += part
        if part.count < 64 { break }
      }
      guard let body = Base64.decode(text[...]) else { throw .header }
      stanzas.append(Stanza(arguments: arguments, body: body))
    }
  }
}
