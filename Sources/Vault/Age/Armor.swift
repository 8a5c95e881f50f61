// The text form of age files: age specification, "ASCII armor".
//
// Rules: only read, never written. Line ends, blanks around it and the length of its lines do not matter: the file inside
// is verified as any other.

enum Armor {
  private static let opening = [UInt8]("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
  private static let closing = [UInt8]("-----END AGE ENCRYPTED FILE-----".utf8)

  /// The binary file inside an armored one; any other file as it is.
  static func open(_ file: [UInt8]) -> [UInt8] {
    let start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lines = file[start...].split { $0 == 0x0A || $0 == 0x0D }.map { line in line.filter { $0 != 0x20 && $0 != 0x09 } }
    lines.removeAll(where: \.isEmpty)
    func stripped(_ line: [UInt8]) -> [UInt8] { line.filter { $0 != 0x20 } }
    guard lines.count > 2, lines.first == stripped(opening), lines.last == stripped(closing) else { return file }
    var text = lines.dropFirst().dropLast().flatMap { $0 }
    while text.last == UInt8(ascii: "=") { text.removeLast() }
    return Base64.decode(text[...]) ?? file
  }
}
