// The identity of a vault as it lies on the disk: sealed with the passphrase, opened by the stock tool too.
//
// The text inside, which `age -i` takes as it is:
//
//     # aftercare identity 1
//     # public key: age1…
//     # together with: age1…
//     AGE-SECRET-KEY-1…
//
// The second comment stands there once for each other seat. Because it lies behind the passphrase, nobody who
// does not know it can name another recipient. Other comments are left out; a higher number in the first line
// makes the vault read-only.

/// An opened identity and whom it shares its vault with.
struct IdentityFile: Sendable {
  static let currentVersion = 1
  /// The names under which a vault keeps its one or two identities; which is whose is left to chance.
  static let names = ["identity.age", "identity-2.age"]
  static let most = 64 << 10

  var version = IdentityFile.currentVersion
  var identity: AgeIdentity
  var others: [AgeRecipient]

  init(identity: AgeIdentity, others: [AgeRecipient]) {
    self.identity = identity
    self.others = others
  }

  /// Everybody that notes for all are sealed to, in an order that tells nothing.
  var recipients: [AgeRecipient] { ([identity.recipient] + others).sorted { $0.text < $1.text } }

  /// The text above.
  func encode() -> SecretBytes {
    var comments = "# aftercare identity \(version)\n# public key: \(identity.recipient.text)\n"
    for other in others { comments += "# together with: \(other.text)\n" }
    let opening = [UInt8](comments.utf8)
    let key = identity.text
    return SecretBytes(count: opening.count + key.count + 1) { text in
      text.copyBytes(from: opening)
      key.withBytes { UnsafeMutableRawBufferPointer(rebasing: text[opening.count...]).copyMemory(from: $0) }
      text[text.count - 1] = 0x0A
    }
  }

  /// Reads it back; `nil` unless there is exactly one secret key.
  init?(_ text: SecretBytes) {
    var version = Self.currentVersion
    var identity: AgeIdentity?
    var others: [AgeRecipient] = []
    let isRight = text.withBytes { text in
      for line in text.split(separator: 0x0A) {
        if line.first == UInt8(ascii: "#") {
          let comment = String(decoding: line, as: UTF8.self)
          // A number that is larger than any is newer than this program.
          if let number = Self.value(comment, "# aftercare identity ") { version = Int(number) ?? Int.max }
          if let other = Self.value(comment, "# together with: ") {
            guard let recipient = AgeRecipient(other) else { return false }
            others.append(recipient)
          }
        } else {
          guard identity == nil, let found = AgeIdentity(UnsafeRawBufferPointer(rebasing: line)) else {
            return false
          }
          identity = found
        }
      }
      return true
    }
    guard isRight, let identity else { return nil }
    self.init(identity: identity, others: others)
    self.version = version
  }

  private static func value(_ line: String, _ opening: String) -> String? {
    line.hasPrefix(opening) ? String(line.dropFirst(opening.count)) : nil
  }
}
