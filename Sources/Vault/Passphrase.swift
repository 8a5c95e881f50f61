// A passphrase as it may come from another keyboard, system or file.
//
// Rules: what seals is what was typed; the other forms only open. Everything stays in locked memory but for single
// letters with their marks.

import CUnistring
import Glibc

public enum Passphrase {
  /// Whether somebody who has the files could guess it soon: short, of few different letters, or digits alone. A rough
  /// measure, for one kind sentence; it forbids nothing.
  public static func isWeak(_ passphrase: SecretBytes) -> Bool {
    withoutMark(passphrase).withBytes { bytes in
      // Scalars, not bytes: what continues one is not counted.
      let length = bytes.count { $0 & 0xC0 != 0x80 }
      let isOfDigits = bytes.allSatisfy { (0x30...0x39).contains($0) }
      let isOfLetters = bytes.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || $0 == 0x20 }
      return length < (isOfDigits ? 20 : isOfLetters ? 16 : 12) || Set(bytes).count < 6
    }
  }

  /// The passphrase as it is, without a byte order mark, and with its letters composed (NFC) and decomposed (NFD), as
  /// far as these differ. The number of forms depends on the passphrase alone.
  static func forms(_ passphrase: SecretBytes) -> [SecretBytes] {
    var forms = [passphrase]
    func add(_ form: SecretBytes?) {
      if let form, form.count > 0, !forms.contains(where: { SecretBytes.same($0, form) }) { forms.append(form) }
    }
    let bare = withoutMark(passphrase)
    add(bare)
    add(normalized(bare, composed: true))
    add(normalized(bare, composed: false))
    return forms
  }

  /// Without the mark with which some editors begin every file.
  static func withoutMark(_ passphrase: SecretBytes) -> SecretBytes {
    passphrase.withBytes { bytes in
      guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return passphrase }
      return SecretBytes(copying: UnsafeRawBufferPointer(rebasing: bytes[3...]))
    }
  }

  /// `nil` where it is not UTF-8, or plain ASCII, which has one form.
  private static func normalized(_ passphrase: SecretBytes, composed: Bool) -> SecretBytes? {
    passphrase.withBytes { bytes in
      guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
      // A decomposed letter takes at most 18 bytes where it took 2 or 3.
      var count = bytes.count * 9 + 64
      let room = SecretBytes(count: count) { room in
        if !unistring_normalize(bytes.baseAddress!, bytes.count, composed, room.baseAddress!, &count) { count = 0 }
      }
      guard count > 0 else { return nil }
      return room.withBytes { SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
