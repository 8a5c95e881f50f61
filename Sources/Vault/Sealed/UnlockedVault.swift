// A vault whose passphrase was right: what can be read of it, as a value.
//
// Rules: nothing here writes, so it may be used on another thread while notes are being saved. Files are written
// once, so a file that is gone by the time it is read was replaced by another one, and is passed over. Opened
// text lives in memory only.

import Conversation
import Glibc

/// The right to read a vault, for one seat.
public struct UnlockedVault: Sendable {
  let folder: Folder
  let file: IdentityFile
  /// The name of the identity's file.
  let name: String
  /// What proves that the vault's own people wrote a text.
  let proof: Proof

  init(folder: Folder, file: IdentityFile, name: String) {
    self.folder = folder
    self.file = file
    self.name = name
    proof = Proof(file)
  }

  static let cacheName = "recipients.txt"
  static let ending = ".age"
  static let draftEnding = ".draft.age"
  /// A record with room for what sealing adds.
  static let most = Record.most + (1 << 20)

  /// The one to whom this passphrase belongs.
  public var own: AgeRecipient { file.identity.recipient }
  /// Everybody that shared notes are sealed to: one, or one for each seat.
  public var recipients: [AgeRecipient] { file.recipients }
  /// The other seat, where each has a passphrase of its own.
  public var other: AgeRecipient? { file.others.first }
  /// Whom a record is sealed to when nobody says more: a private one to this seat alone.
  func readers(of record: Record) -> [AgeRecipient] { record.isPrivate ? [own] : recipients }
  /// The identity as text for a recovery copy, `AGE-SECRET-KEY-1…`: whoever has it needs no passphrase.
  public var recovery: SecretBytes { file.identity.text }
  /// Where the vault lies, for messages.
  public var path: String { folder.path }

  /// What a passphrase came to at one vault.
  struct Opening {
    /// `nil` where it opens none of the identities.
    var vault: UnlockedVault?
    /// What is wrong with identities, which were passed over, or with the cache, which stops writing alone.
    var problems: [StoreError] = []
  }

  /// Tries the forms of a passphrase on all of a vault's identities, whatever comes of each: how long it takes does
  /// not tell which one it opened.
  static func open(_ folder: Folder, _ forms: [SecretBytes]) throws(StoreError) -> Opening {
    var opening = Opening()
    let names = try folder.names()
    for name in IdentityFile.names where names.contains(name) {
      do throws(StoreError) {
        guard let file = try identity(name, in: folder, forms), opening.vault == nil else { continue }
        opening.vault = UnlockedVault(folder: folder, file: file, name: name)
      } catch {
        opening.problems.append(error)
      }
    }
    if let problem = opening.vault?.cacheProblem { opening.problems.append(problem) }
    return opening
  }

  private static func identity(
    _ name: String, in folder: Folder, _ forms: [SecretBytes]
  ) throws(StoreError) -> IdentityFile? {
    // People who change a passphrase by hand may have made it text.
    let sealed = Armor.open(try folder.read(name, most: IdentityFile.most))
    var found: IdentityFile?
    for form in forms {
      do throws(AgeError) {
        let text = try Age.open(sealed, passphrase: form)
        guard let file = IdentityFile(text) else { throw .damaged }
        found = found ?? file
      } catch {
        if error != .wrongKey { throw StoreError(error, path: folder.path(name)) }
      }
    }
    return found
  }

  /// The text of the cache file.
  static func cache(of recipients: [AgeRecipient]) -> [UInt8] {
    [UInt8](recipients.map { $0.text + "\n" }.sorted().joined().utf8)
  }

  /// What is wrong with the cache of recipients. A missing one is no harm: it is derived again. A different one stops
  /// writing until somebody has looked; line ends and blanks are no difference.
  var cacheProblem: StoreError? {
    do throws(StoreError) {
      let cached = try folder.read(Self.cacheName, most: 4096)
      let keys = cached.split { $0 == 0x0A || $0 == 0x0D }
        .map { String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
      return keys.sorted() == recipients.map(\.text).sorted() ? nil : .swappedRecipient(path: folder.path(Self.cacheName))
    } catch {
      if case .missing = error { return nil }
      return error
    }
  }

  /// What a sealed file holds for this seat.
  enum Document {
    case record(Record)
    case tombstone(RandomName, isProven: Bool)
    case agreement(AgreementEntry)
    case memory(Memory)
    /// Sealed to the other seat alone.
    case foreign
    /// Gone since its name was listed.
    case gone
  }

  /// Opens one sealed file; `damaged` if it is whole for nobody.
  func document(_ name: String) throws(StoreError) -> Document {
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try folder.read(name, most: Self.most)
    } catch {
      if case .missing = error { return .gone }
      throw error
    }
    let plain: [UInt8]
    do throws(AgeError) {
      plain = try Age.open(Armor.open(bytes), with: [file.identity])
    } catch {
      if error == .wrongKey, other != nil, Age.recipientCount(of: Armor.open(bytes)) == 1 { return .foreign }
      throw StoreError(error, path: folder.path(name))
    }
    guard let text = String(validating: plain, as: UTF8.self) else { throw .damaged(path: folder.path(name)) }
    let isProven = proof.holds(of: plain, name: Self.provenName(name))
    if var record = Record.decode(text) {
      if !isProven { (record.isAuthentic, record.isProven) = (false, false) }
      return .record(record)
    }
    if let tombstone = Tombstone.decode(text) { return .tombstone(tombstone.id, isProven: isProven) }
    if var entry = AgreementFile.decode(text) {
      entry.isProven = isProven
      return .agreement(entry)
    }
    if var memory = Memory.decode(text) {
      memory.isAuthentic = isProven
      return .memory(memory)
    }
    // A form that this version does not know is left alone, and named: it could say no.
    let known = ["record", "tombstone", "agreement", "memory"].map { "aftercare \($0) 1\n" }
    if text.hasPrefix("aftercare "), !known.contains(where: text.hasPrefix) {
      throw .newerVersion(path: folder.path(name))
    }
    throw .damaged(path: folder.path(name))
  }

  /// The name that a file's proof is made for; a synchroniser's copy has that of its file.
  static func provenName(_ file: String) -> String {
    let name = String(file.dropLast(ending.count))
    return file.hasSuffix(draftEnding) ? name : RandomName(name.prefix(26).lowercased())?.text ?? name
  }

  /// A kept conversation, whole. Where two copies of the vault went on with it apart, all notes of both.
  public func record(_ summary: Summary) throws(StoreError) -> Record {
    var records: [Record] = []
    for name in summary.files {
      switch try document(name.text + Self.ending) {
      case .record(let record): records.append(record)
      // Removed or replaced since the list was made.
      case .gone: continue
      case .tombstone, .agreement, .memory, .foreign: throw .damaged(path: folder.path(name.text + Self.ending))
      }
    }
    // What is proven leads.
    records.sort { ($1.isAuthentic ? 1 : 0, $1.revision, $1.id.text) < ($0.isAuthentic ? 1 : 0, $0.revision, $0.id.text) }
    guard var record = records.first else { throw .missing(path: folder.path) }
    let trusted = records.filter(\.isAuthentic)
    record.isPrivate = (trusted.isEmpty ? records : trusted).contains(where: \.isPrivate)
    for other in records.dropFirst() {
      for entry in other.entries where !record.entries.contains(entry) { record.entries.append(entry) }
      if other.isAuthentic || trusted.isEmpty { record.replaces.formUnion(other.replaces) }
      record.finished = record.finished && other.finished
      record.isProven = record.isProven && other.isProven
    }
    record.replaces.formUnion(summary.files)
    return record
  }
}
