// A sealed cache of the catalogue, so that a large vault shows its newest page at once.
//
// Rules: never the truth. Files are written once, so what the index says of a name stays right; names it does
// not know are read, names that are gone are left out, and a lost or damaged index costs time only. age does not
// say who sealed a file, so an HMAC under a key from the identity shows that the index is our own.

import CSodium

/// The file `index.age` beside `identity.age`, and `index-2.age` beside `identity-2.age`.
enum SealedIndex {
  static let currentVersion = 3
  private static let most = 64 << 20

  static func name(_ vault: UnlockedVault) -> String {
    "index" + vault.name.dropFirst("identity".count)
  }

  /// What the index knows; nothing if there is none, or none of ours.
  static func read(_ vault: UnlockedVault) -> [RandomName: Catalogue.Item] {
    guard let sealed = try? vault.folder.read(name(vault), most: most),
      let plain = try? Age.open(sealed, with: [vault.file.identity]), plain.count > 65,
      mac(plain[65...], vault) == Array(plain[..<64])
    else { return [:] }
    return decode(plain[65...]) ?? [:]
  }

  /// The sealed bytes of an index: 64 hexadecimal digits of the HMAC, a line feed, and the lines.
  static func seal(_ catalogue: Catalogue, _ vault: UnlockedVault) throws(AgeError) -> [UInt8] {
    let lines = encode(catalogue.known)
    return try Age.seal(mac(lines[...], vault) + [0x0A] + lines, to: [vault.own])
  }

  private static func mac(_ bytes: ArraySlice<UInt8>, _ vault: UnlockedVault) -> [UInt8] {
    let key = SecretBytes(count: 32) { key in
      vault.file.identity.secret.withBytes {
        HKDF.derive(from: $0, salt: [], info: [UInt8]("aftercare index \(currentVersion)".utf8), into: key)
      }
    }
    var mac = [UInt8](repeating: 0, count: 32)
    key.withBytes { key in
      bytes.withUnsafeBytes { bytes in
        mac.withUnsafeMutableBytes { HMAC.compute(key: key, [bytes], into: $0.baseAddress!) }
      }
    }
    return mac.flatMap { byte in [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 } }
  }

  /// A line a file, its parts separated by tabs; escaping leaves no tab inside a part that it could be taken for.
  private static func encode(_ items: [RandomName: Catalogue.Item]) -> [UInt8] {
    var text = "aftercare index \(currentVersion)\n"
    for (name, item) in items {
      // Written by the vault's own people: all of it, with parts of others, or not at all.
      let proof = item.isProven ? "p" : item.isAuthentic ? "q" : "u"
      text += "\(name.text)\t\(proof)\t"
      let replaces = item.replaces.map(\.text).joined(separator: " ")
      switch item.kind {
      case .foreign: text += "f"
      case .agreement: text += "a\t\(item.id?.text ?? "")"
      case .memory: text += "m\t\(replaces)"
      case .tombstone: text += "t\t\(item.id!.text)"
      case .record:
        let sections = item.sections.map {
          PlainText.escape($0, lineFeeds: true).split(separator: "\t", omittingEmptySubsequences: false)
            .joined(separator: "\\u{9}")
        }
        let numbers = "\(item.version)\t\(item.revision)\t\(item.created.seconds)\t\(item.created.offset)"
        text += "r\t\(item.id!.text)\t\(numbers)\t\(item.finished ? "y" : "n")\t\(replaces)"
        for section in sections { text += "\t" + section }
      }
      text += "\n"
    }
    return [UInt8](text.utf8)
  }

  private static func decode(_ bytes: ArraySlice<UInt8>) -> [RandomName: Catalogue.Item]? {
    var lines = bytes.split(separator: 0x0A)[...]
    guard let first = lines.popFirst(), Array(first) == [UInt8]("aftercare index \(currentVersion)".utf8) else {
      return nil
    }
    var items: [RandomName: Catalogue.Item] = [:]
    items.reserveCapacity(lines.count)
    for line in lines {
      var parts = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard parts.count >= 3, let name = RandomName(parts[0]), ["p", "q", "u"].contains(parts[1]) else { return nil }
      let proof = parts.remove(at: 1)
      guard var item = item(parts) else { return nil }
      item.isAuthentic = proof != "u"
      item.isProven = proof == "p"
      items[name] = item
    }
    return items
  }
  /// A file's line without its proof.
  private static func item(_ parts: [String]) -> Catalogue.Item? {
    switch (parts[1], parts.count) {
    case ("f", 2): return Catalogue.Item(kind: .foreign)
    case ("a", 3): return Catalogue.Item(kind: .agreement, id: RandomName(parts[2]))
    case ("m", 3):
      return Catalogue.Item(
        kind: .memory, replaces: Set(parts[2].split(separator: " ").compactMap { RandomName(String($0)) }))
    case ("t", 3):
      guard let id = RandomName(parts[2]) else { return nil }
      return Catalogue.Item(kind: .tombstone, id: id)
    case ("r", 9...):
      guard let id = RandomName(parts[2]), let version = Int(parts[3]), let revision = Int(parts[4]),
        let seconds = Int64(parts[5]), let offset = Int(parts[6])
      else { return nil }
      return Catalogue.Item(
        kind: .record, id: id, revision: revision, version: version,
        created: Moment(seconds: seconds, offset: offset), finished: parts[7] == "y",
        sections: parts[9...].map(PlainText.unescape),
        replaces: Set(parts[8].split(separator: " ").compactMap { RandomName(String($0)) }))
    default: return nil
    }
  }
}
