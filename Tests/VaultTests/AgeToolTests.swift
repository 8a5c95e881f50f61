// Our files and the stock tool's files open each other.

import Glibc
import Testing

@testable import Vault

@Suite(.serialized) struct AgeToolTests {
  static let sizes = [0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 131_072, 131_073, 1 << 20]

  static func identityFile(_ identity: AgeIdentity, _ path: String) {
    Scratch.write([UInt8]("# a comment\n".utf8) + reveal(identity.text) + [10], path)
  }

  @Test(arguments: sizes)
  func theToolOpensOurs(_ size: Int) throws {
    let scratch = Scratch()
    let identity = AgeIdentity()
    Self.identityFile(identity, scratch.path + "/id.txt")
    let plain = noise(size)
    Scratch.write(try Age.seal(plain, to: [AgeIdentity().recipient, identity.recipient]), scratch.path + "/r.age")
    let outcome = try AgeTool.run(
      "age", ["-d", "-i", scratch.path + "/id.txt", "-o", scratch.path + "/out", scratch.path + "/r.age"])
    #expect(outcome.status == 0, "\(outcome.transcript)")
    // Some versions of the tool make no file for no bytes.
    let out = Scratch.read(scratch.path + "/out")
    #expect(size == 0 ? out ?? [] == [] : out == plain)
  }

  @Test(arguments: sizes)
  func weOpenTheTools(_ size: Int) throws {
    let scratch = Scratch()
    let identity = AgeIdentity()
    let plain = noise(size)
    Scratch.write(plain, scratch.path + "/in")
    let outcome = try AgeTool.run(
      "age",
      [
        "-r", AgeIdentity().recipient.text, "-r", identity.recipient.text, "-o", scratch.path + "/r.age",
        scratch.path + "/in",
      ])
    #expect(outcome.status == 0, "\(outcome.transcript)")
    let sealed = try #require(Scratch.read(scratch.path + "/r.age"))
    #expect(try Age.open(sealed, with: [AgeIdentity(), identity]) == plain)
    #expect(throws: AgeError.wrongKey) { try Age.open(sealed, with: [AgeIdentity()]) }
  }

  @Test func keysOfTheToolAreOurs() throws {
    let scratch = Scratch()
    let outcome = try AgeTool.run("age-keygen", ["-o", scratch.path + "/id.txt"])
    #expect(outcome.status == 0)
    let lines = String(decoding: try #require(Scratch.read(scratch.path + "/id.txt")), as: UTF8.self)
      .split(separator: "\n")
    let text = [UInt8](try #require(lines.last).utf8)
    let identity = try #require(text.withUnsafeBytes { AgeIdentity($0) })
    #expect(reveal(identity.text) == text)
    #expect(lines.contains { $0.hasSuffix(identity.recipient.text) })
    #expect(AgeRecipient(identity.recipient.text) == identity.recipient)
  }

  @Test(arguments: ["correct horse", "pâté 午後 🌙 नमस्ते", " spaces at both ends ", "x"])
  func anIdentitySealedByUsOpensARecord(_ passphrase: String) throws {
    let scratch = Scratch()
    let identity = AgeIdentity()
    Scratch.write(
      try Age.seal(identity.text, passphrase: secret(passphrase), logN: 10), scratch.path + "/identity.age")
    let plain = [UInt8](RecordTests.sample.encode().utf8)
    Scratch.write(try Age.seal(plain, to: [identity.recipient]), scratch.path + "/RECORD.age")
    let arguments = [
      "-d", "-i", scratch.path + "/identity.age", "-o", scratch.path + "/out", scratch.path + "/RECORD.age",
    ]
    let outcome = try AgeTool.run("age", arguments, answers: [passphrase])
    #expect(outcome.status == 0, "\(outcome.transcript)")
    #expect(Scratch.read(scratch.path + "/out") == plain)
    unlink(scratch.path + "/out")
    #expect(try AgeTool.run("age", arguments, answers: [passphrase + "?"]).status != 0)
    #expect(Scratch.read(scratch.path + "/out") == nil)
  }

  @Test func weOpenWhatTheToolSealedWithAPassphrase() throws {
    let scratch = Scratch()
    let passphrase = "Größe ☾ two"
    Scratch.write([UInt8]("a secret".utf8), scratch.path + "/in")
    let outcome = try AgeTool.run(
      "age", ["-p", "-o", scratch.path + "/p.age", scratch.path + "/in"], answers: [passphrase, passphrase])
    #expect(outcome.status == 0, "\(outcome.transcript)")
    let sealed = try #require(Scratch.read(scratch.path + "/p.age"))
    #expect(reveal(try Age.open(sealed, passphrase: secret(passphrase))) == [UInt8]("a secret".utf8))
    #expect(throws: AgeError.wrongKey) { try Age.open(sealed, passphrase: secret("Grösse ☾ two")) }
  }

  @Test func theCostThatIsShipped() throws {
    let scratch = Scratch()
    let sealed = try Age.seal(secret("kept"), passphrase: secret("eighteen"))
    let (header, _, _) = try AgeHeader.parse(sealed)
    #expect(header.stanzas[0].arguments[2] == [UInt8]("18".utf8))
    Scratch.write(sealed, scratch.path + "/p.age")
    let outcome = try AgeTool.run(
      "age", ["-d", "-o", scratch.path + "/out", scratch.path + "/p.age"], answers: ["eighteen"])
    #expect(outcome.status == 0, "\(outcome.transcript)")
    #expect(Scratch.read(scratch.path + "/out") == [UInt8]("kept".utf8))
  }
}
