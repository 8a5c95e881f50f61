// Which notes a command is about, and opening them.
//
// Rules: a passphrase is tried on all vaults, and whatever it opens counts; what it does not open is not spoken of.

import CellGrid
import Glibc
import Settings
import Terminal
import Vault

/// Where the notes are, as the command line says it.
public struct NotesPlace: Sendable {
  /// The descriptor to read the passphrase from; `nil` asks on the terminal.
  public var passphraseDescriptor: Int32?
  /// The plain text files in place of the vaults.
  public var isPlainText = false
  /// The beginning of a vault's folder name, where a passphrase opens several.
  public var vault: String?

  /// The vaults that a passphrase from the terminal opens.
  public init() {}

  /// Asks for the passphrase and opens what it opens; at least one shelf.
  func open() throws(NotesTrouble) -> [any NotesShelf] {
    let dataHome = try asking { () throws(StoreError) in try HomeFolders.data(Environment.current) }
    if isPlainText { return [PlainShelf(dataHome: dataHome)] }
    let vaults = Vaults(dataHome: dataHome)
    let passphrase = try NotesPassphrase.read(from: passphraseDescriptor)
    let unlocked = try asking(
      try NotesWork.wait(.commandOpening) { progress in
        Result { () throws(StoreError) in try vaults.open(passphrase) { progress.reach($0, of: $1) } }
      }.get)
    for problem in unlocked.problems { NotesTrouble(problem).tell() }
    guard !unlocked.vaults.isEmpty else {
      throw NotesTrouble(
        .storeWrongPassphrase, hint: .commandWrongPassphraseHint,
        ["hint": Words.ofCommands[.storeWrongPassphraseHint], "path": vaults.path], status: ExitStatus.nothingOpens)
    }
    let opened = unlocked.vaults.filter { vault == nil || Self.name($0.path).hasPrefix(vault!.lowercased()) }
    guard !opened.isEmpty else {
      throw NotesTrouble(
        .commandNoVault, hint: .commandNoVaultHint, status: ExitStatus.nothingOpens)
    }
    return opened.map { SealedShelf(vault: $0, vaults: vaults) }
  }

  /// The same, where it must be one.
  func openOne() throws(NotesTrouble) -> any NotesShelf {
    let shelves = try open()
    guard shelves.count == 1 else {
      let names = shelves.map { Self.name($0.path).prefix(8) }.joined(separator: ", ")
      throw .usage(
        .commandSeveralVaults, hint: .commandSeveralVaultsHint, ["count": String(shelves.count), "names": names])
    }
    return shelves[0]
  }

  private static func name(_ path: String) -> String {
    path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
  }
}

/// Everything that was opened, as one list.
struct NotesList {
  var shelves: [any NotesShelf]
  /// Newest first, each with the number of its shelf.
  private(set) var kept: [(kept: Kept, shelf: Int)] = []
  /// Whether something is missing because it cannot be read; it was told.
  private(set) var isIncomplete = false

  init(_ place: NotesPlace) throws(NotesTrouble) {
    shelves = try place.open()
    for (number, shelf) in shelves.enumerated() {
      let holding = try asking(
        try NotesWork.wait(.commandReading) { progress in
          Result { () throws(StoreError) in try shelf.read(progress) }
        }.get)
      kept += holding.kept.map { ($0, number) }
      for problem in holding.problems { tell(problem) }
    }
    kept.sort { ($1.kept.created.seconds, $1.kept.id.text) < ($0.kept.created.seconds, $0.kept.id.text) }
  }

  /// How many characters of an id tell it from all others here; never fewer than eight.
  var idLength: Int {
    let ids = Set(kept.map(\.kept.id.text)).sorted()
    return zip(ids, ids.dropFirst()).reduce(8) { longest, pair in
      max(longest, zip(pair.0, pair.1).prefix { $0 == $1 }.count + 1)
    }
  }

  /// The one conversation whose id begins so.
  func find(_ beginning: String) throws(NotesTrouble) -> (kept: Kept, shelf: Int) {
    let found = kept.filter { !beginning.isEmpty && $0.kept.id.text.hasPrefix(beginning.lowercased()) }
    guard let first = found.first else {
      throw NotesTrouble(
        .commandNoId, hint: .commandNoIdHint, status: ExitStatus.nothingFound)
    }
    guard found.count == 1 else {
      throw found.allSatisfy({ $0.kept.id == first.kept.id })
        ? NotesTrouble.usage(.commandIdInVaults, hint: .commandIdInVaultsHint)
        : NotesTrouble.usage(.commandSeveralIds, hint: .commandSeveralIdsHint, ["count": String(found.count)])
    }
    return first
  }

  /// Opens conversations on all cores and does something with each. What cannot be opened is told and left out.
  mutating func open<Value: Sendable>(
    _ some: [Kept], _ doing: Phrase, _ body: @escaping @Sendable (Record) -> Value?
  ) throws(NotesTrouble) -> [Value] {
    let results = try NotesWork.map(doing, some) { kept in
      Result { () throws(StoreError) in body(try kept.open()) }
    }
    var values: [Value] = []
    for result in results {
      switch result {
      case .success(let value): if let value { values.append(value) }
      case .failure(let problem): tell(problem)
      }
    }
    return values
  }

  private mutating func tell(_ problem: StoreError) {
    NotesTrouble(problem).tell()
    isIncomplete = true
  }

  /// The exit code of a command that did what it could.
  var status: Int32 { isIncomplete ? ExitStatus.unreadable : ExitStatus.goodbye }
}
