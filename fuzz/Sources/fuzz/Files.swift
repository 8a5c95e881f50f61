// Files that somebody else may have written: decks, age files, kept records.

import Conversation
import DeckFormat
@testable import Vault

/// A deck, or faults whose places are real; a deck that was read is the same after it was written and read again.
func deckProblem(_ input: [UInt8]) -> String? {
  let faults = DeckCheck.check(input, file: "d")
  let lines = input.count { $0 == 0x0A } + 1
  for fault in faults {
    if !(1...lines).contains(fault.line) || fault.column < 1 { return "a fault at \(fault.line):\(fault.column) of \(lines)" }
    if fault.what.isEmpty || fault.hint.isEmpty { return "a fault without words" }
    if (fault.what + fault.hint).unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
      return "a fault that drives a terminal"
    }
  }
  switch DeckReader.read(input, file: "d") {
  case .failure(let unreadable):
    if unreadable.faults.isEmpty { return "refused without a fault" }
    return faults.contains { $0.severity == .error } ? nil : "refused, but the check finds no error"
  case .success(let deck):
    if deck.cards.isEmpty { return "a deck without cards" }
    guard case .success(let again) = DeckReader.read(Array(DeckWriter.text(deck).utf8), file: "d") else {
      return "written, it cannot be read"
    }
    return again == deck ? nil : "written and read, it is another deck"
  }
}

/// A record that was read or imported is the same after it was written and read again, and can be exported.
func recordProblem(_ input: [UInt8]) -> String? {
  let imported = (try? Import.records(input)) ?? []
  for form in Export.allCases { _ = form.text(imported) }
  if let text = String(validating: input, as: UTF8.self), let problem = rememberedProblem(text) { return problem }
  let read = Record.decode(input).flatMap { $0.isReadOnly ? nil : $0 }
  return (imported + [read].compactMap(\.self)).lazy.compactMap(twiceProblem).first
}

/// An agreement and a memory that were read are the same after they were written and read again.
private func rememberedProblem(_ text: String) -> String? {
  if let entry = AgreementFile.decode(text), AgreementFile.decode(AgreementFile.encode(entry)) != entry {
    return "written and read, it is another agreement"
  }
  if let memory = Memory.decode(text), Memory.decode(memory.encode(id: RandomName())) != memory {
    return "written and read, it is another memory"
  }
  return nil
}

private func twiceProblem(_ record: Record) -> String? {
  guard let again = Record.decode(Array(record.encode().utf8)) else { return "written, it cannot be read" }
  return again == record ? nil : "written and read, it is another record"
}

/// An age file opens to what was sealed, or not at all; a header that is taken is written the same again.
struct AgeFuzzer {
  private let identity: AgeIdentity
  private let sealed: [UInt8]
  private let plain = [UInt8]("what was sealed".utf8)

  init() {
    // An identity for nothing but this, so that the corpus can hold files that open.
    let text = "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQS0RW7C9"
    identity = Array(text.utf8).withUnsafeBytes { AgeIdentity($0) } ?? AgeIdentity(secret: SecretBytes(count: 32) { $0.copyBytes(from: [UInt8](repeating: 7, count: 32)) })
    sealed = (try? Age.seal(plain, to: [identity.recipient])) ?? []
  }

  /// The first byte chooses: the input as a file, as a change of a sealed file, as a payload under a known key, or
  /// as the text of a key.
  func problem(_ input: [UInt8]) -> String? {
    let bytes = Array(input.dropFirst())
    return switch (input.first ?? 0) % 4 {
    case 0: fileProblem(bytes)
    case 1: fileProblem(changed(by: bytes))
    case 2: payloadProblem(bytes)
    default: keyProblem(bytes)
    }
  }

  private func fileProblem(_ file: [UInt8]) -> String? {
    if let (header, covered, payload) = try? AgeHeader.parse(file) {
      if header.encode() != Array(file[..<payload]) { return "a header with two forms" }
      if header.covered() != Array(file[..<covered]) { return "a MAC over other bytes" }
    }
    guard let opened = try? Age.open(file, with: [identity]) else { return nil }
    if file != sealed { return "a changed file opens" }
    return opened == plain ? nil : "a file opens to something else"
  }

  /// Pairs of place and byte, put over the sealed file; a place past the end cuts it.
  private func changed(by bytes: [UInt8]) -> [UInt8] {
    var file = sealed
    for pair in 0..<(bytes.count / 2) {
      let place = Int(bytes[2 * pair])
      if place < file.count { file[place] ^= bytes[2 * pair + 1] } else { file.removeLast(min(file.count, Int(bytes[2 * pair + 1]))) }
    }
    return file
  }

  private func payloadProblem(_ bytes: [UInt8]) -> String? {
    let key = SecretBytes(count: 16) { $0.copyBytes(from: [UInt8](repeating: 1, count: 16)) }
    guard let count = AgeStream.plainCount(bytes.count), count <= bytes.count else { return nil }
    var plain = [UInt8](repeating: 0, count: count)
    let isOpened = plain.withUnsafeMutableBytes { into in (try? AgeStream.open(bytes[...], fileKey: key, into: into)) != nil }
    return isOpened ? "a made-up payload opens" : nil
  }

  private func keyProblem(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    if let recipient = AgeRecipient(text), recipient.text != text { return "a recipient with two forms" }
    guard let identity = bytes.withUnsafeBytes({ AgeIdentity($0) }) else { return nil }
    return identity.text.withBytes { Array($0) } == bytes ? nil : "an identity with two forms"
  }
}
