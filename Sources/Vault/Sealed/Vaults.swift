// All vaults of one user: folders side by side, without labels.
//
// The layout, under DATA/aftercare/vaults:
//
//     <26 letters and digits>/    one vault
//       identity.age              the identity, sealed with a passphrase (IdentityFile)
//       identity-2.age            the other seat's, where each has a passphrase
//       recipients.txt            the public keys, one a line: a cache, compared at every unlock
//       lock                      empty; held by the program that writes
//       <name>.age                a record or a tombstone, written once and never changed
//       <name>.draft.age          what is being typed
//       index.age, index-2.age    caches that can be rebuilt
//     .new-<name>/                a vault being made
//     .burn-<name>/               a vault being burnt
//
// Rules: a vault appears under its name only when it is whole and was opened once from the disk. A passphrase is
// tried on every vault; nothing tells which one a person meant, or how many opened for somebody else.

import Glibc

/// The folder that holds the vaults.
public struct Vaults: Sendable {
  private let dataHome: String
  private let disk: any FileSystem
  /// The cost of a guess (RFC 7914: N = 2^logN); tests of what happens around it take less.
  private let logN: Int

  static let newPrefix = ".new-"
  static let burnPrefix = ".burn-"

  /// The vaults under a data home; nothing is made or opened yet.
  public init(dataHome: String, on disk: any FileSystem = RealFileSystem()) {
    self.init(dataHome: dataHome, on: disk, logN: Scrypt.logN)
  }

  init(dataHome: String, on disk: any FileSystem = RealFileSystem(), logN: Int) {
    self.dataHome = dataHome
    self.disk = disk
    self.logN = logN
  }

  /// Where they lie, for messages.
  public var path: String { dataHome + "/aftercare/vaults" }

  /// What a passphrase opened.
  public struct Unlocked: Sendable {
    /// The vaults that it opens, most often one.
    public var vaults: [UnlockedVault]
    /// What is wrong with vaults or identities, so that they were passed over, or cannot be written.
    public var problems: [StoreError]
  }

  /// A new vault's identities as they are to be written: sealed, and opened once.
  public struct Prepared: Sendable {
    fileprivate var identities: [(name: String, sealed: [UInt8], file: IdentityFile)]
  }

  /// Makes the identities of a new vault, in memory alone: with two passphrases each seat has one of its own. Slow
  /// (scrypt, twice a passphrase): not for the thread that draws. What nobody waits for any more is simply let go.
  public func prepare(_ passphrases: [SecretBytes]) throws(StoreError) -> Prepared {
    precondition((1...IdentityFile.names.count).contains(passphrases.count))
    if passphrases.contains(where: { $0.count == 0 }) { throw .emptyPassphrase }
    if passphrases.count == 2, SecretBytes.same(passphrases[0], passphrases[1]) { throw .samePassphrase }
    let identities = passphrases.map { _ in AgeIdentity() }
    let recipients = identities.map(\.recipient)
    var names = IdentityFile.names.prefix(passphrases.count).shuffled()[...]
    var prepared = Prepared(identities: [])
    for (seat, passphrase) in passphrases.enumerated() {
      let file = IdentityFile(identity: identities[seat], others: recipients.filter { $0 != recipients[seat] })
      prepared.identities.append((names.removeFirst(), try sealed(file, passphrase), file))
    }
    return prepared
  }

  /// An identity sealed with a passphrase, which opened it.
  private func sealed(_ file: IdentityFile, _ passphrase: SecretBytes) throws(StoreError) -> [UInt8] {
    do throws(AgeError) {
      let sealed = try Age.seal(file.encode(), passphrase: passphrase, logN: logN)
      guard IdentityFile(try Age.open(sealed, passphrase: passphrase))?.recipients == file.recipients else {
        throw .damaged
      }
      return sealed
    } catch {
      throw StoreError(error, path: dataHome)
    }
  }

  /// Prepares and makes a vault.
  public func create(_ passphrases: [SecretBytes]) throws(StoreError) -> [UnlockedVault] {
    try create(try prepare(passphrases))
  }

  /// Makes a vault and gives it back once for each passphrase, in their order. Every identity was read back from the
  /// disk, byte for byte as it was opened before, when this returns. Quick: a vault being made lies on the disk for
  /// a moment only.
  public func create(_ prepared: Prepared) throws(StoreError) -> [UnlockedVault] {
    let folder = try root(create: true)
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    Self.sweep(folder)
    let name = RandomName()
    let temporary = Self.newPrefix + name.text
    do throws(StoreError) {
      let new = try folder.folder(temporary, create: true)
      for (name, sealed, _) in prepared.identities { try AtomicFile.write(sealed, name, in: new) }
      let recipients = prepared.identities.map(\.file.identity.recipient)
      try AtomicFile.write(UnlockedVault.cache(of: recipients), UnlockedVault.cacheName, in: new)
      for (name, sealed, _) in prepared.identities where try new.read(name, most: IdentityFile.most) != sealed {
        throw .damaged(path: new.path(name))
      }
      try folder.call(temporary) { () throws(Errno) in
        try disk.rename(temporary, to: name.text, in: folder.handle)
        try disk.syncFolder(folder.handle)
      }
    } catch {
      // Renamed already where only the last sync failed: nobody was told of it.
      for made in [temporary, name.text] { _ = Self.erase(made, in: folder) }
      throw error
    }
    let made = try folder.folder(name.text, create: false)
    return prepared.identities.map { UnlockedVault(folder: made, file: $0.file, name: $0.name) }
  }

  /// Tries a passphrase on every vault, as it is and in the forms that another keyboard may have made of it. One vault
  /// or identity in trouble stands in no other's way. `progress` hears how many of how many vaults were tried and stops
  /// the work by answering `false`: then this throws `cancelled`. Slow (scrypt for each): not for the thread that draws.
  public func open(
    _ passphrase: SecretBytes, progress: (_ done: Int, _ all: Int) -> Bool = { _, _ in true }
  ) throws(StoreError) -> Unlocked {
    if passphrase.count == 0 { throw .emptyPassphrase }
    // What an earlier run left half made or half burnt opens no more; what stands in the way of that stands in the
    // way of no reading.
    _ = try? tidy()
    let forms = Passphrase.forms(passphrase)
    var unlocked = Unlocked(vaults: [], problems: SecretBytes.problem.map { [$0] } ?? [])
    let names: [RandomName]
    let folder: Folder
    do throws(StoreError) {
      folder = try root(create: false)
      names = try folder.names().compactMap(RandomName.init)
    } catch {
      guard case .missing = error else { throw error }
      pretend(forms)
      return unlocked
    }
    if names.isEmpty { pretend(forms) }
    for (done, name) in names.enumerated() {
      guard progress(done, names.count) else { throw .cancelled }
      do throws(StoreError) {
        let opening = try UnlockedVault.open(try folder.folder(name.text, create: false), forms)
        if let vault = opening.vault { unlocked.vaults.append(vault) }
        unlocked.problems += opening.problems
      } catch {
        unlocked.problems.append(error)
      }
    }
    _ = progress(names.count, names.count)
    return unlocked
  }

  /// The same, where at least one vault has to open.
  public func unlock(
    _ passphrase: SecretBytes, progress: (_ done: Int, _ all: Int) -> Bool = { _, _ in true }
  ) throws(StoreError) -> Unlocked {
    let unlocked = try open(passphrase, progress: progress)
    if unlocked.vaults.isEmpty { throw unlocked.problems.first { $0 != .swappable } ?? .wrongPassphrase }
    return unlocked
  }

  /// Takes as long as trying one vault, so that its speed does not tell that there is none.
  private func pretend(_ forms: [SecretBytes]) {
    for form in forms { _ = try? Scrypt.wrap(SecretBytes(random: 16), passphrase: form, logN: logN) }
  }

  /// Seals the identity that a passphrase opened with another one. The identity stays the same, and so does everything
  /// that is sealed to it. Whatever happens in between, the old passphrase opens it or the new one does. Slow (scrypt,
  /// twice and once for the other seat): not for the thread that draws.
  ///
  /// Copies of the folder and backups open with the old passphrase for as long as they exist.
  public func change(_ vault: UnlockedVault, to passphrase: SecretBytes) throws(StoreError) {
    if passphrase.count == 0 { throw .emptyPassphrase }
    if vault.file.version > IdentityFile.currentVersion { throw .newerVersion(path: vault.folder.path(vault.name)) }
    let lock = try FolderLock(vault.folder)
    defer { withExtendedLifetime(lock) {} }
    // Two seats with one passphrase would be one: whose was typed could not be told.
    for other in IdentityFile.names where other != vault.name {
      guard let sealed = try? vault.folder.read(other, most: IdentityFile.most) else { continue }
      if (try? Age.open(Armor.open(sealed), passphrase: passphrase)) != nil { throw .samePassphrase }
    }
    let sealed = try sealed(vault.file, passphrase)
    let written = Self.failure { () throws(StoreError) in try AtomicFile.write(sealed, vault.name, in: vault.folder) }
    guard let written else { return }
    // It failed late where the new one stands there already: then only its name may not be lasting yet.
    guard (try? vault.folder.read(vault.name, most: IdentityFile.most)) == sealed else { throw written }
    try vault.folder.sync()
  }

  /// Burns a vault: its identities first, which makes the rest unreadable, then every file of ours. What a modern disk
  /// or a backup still holds of them is out of reach; so are other copies of the folder.
  ///
  /// Where it throws, everything is as it was and the vault still opens. Once an identity is gone there is no way back;
  /// what could not be finished is given back, and `tidy` and the next start go on with it.
  /// - Parameter store: the open store of the vault, where there is one: its lock serves.
  /// - Returns: what is left of it: something that is not ours, or that the disk did not let go yet.
  public func burn(_ vault: UnlockedVault, with store: SealedStore? = nil) throws(StoreError) -> StoreError? {
    let folder = try root(create: false)
    guard let name = vault.folder.path.utf8.split(separator: UInt8(ascii: "/")).last.map({ String(Substring($0)) }),
      RandomName(name) != nil
    else { throw .missing(path: vault.folder.path) }
    let lock = try FolderLock(folder)
    let isHeld = store.map { $0.readOnly == nil } ?? false
    let vaultLock = isHeld ? nil : try FolderLock(vault.folder)
    defer { withExtendedLifetime((lock, vaultLock, store)) {} }
    // Under this name a start that comes after a kill knows what to finish.
    let burning = Self.burnPrefix + name
    try folder.call(name) { () throws(Errno) in try disk.rename(name, to: burning, in: folder.handle) }
    var anyGone = false
    let failure = Self.failure { () throws(StoreError) in
      try folder.sync()
      try Self.eraseIdentities(vault.folder, &anyGone)
    }
    if let failure, !anyGone {
      let undone = Self.failure { () throws(StoreError) in
        try folder.call(name) { () throws(Errno) in try disk.rename(burning, to: name, in: folder.handle) }
      }
      if undone == nil {
        try? folder.sync()
        throw failure
      }
    }
    store?.close(because: .missing(path: vault.folder.path))
    // The identities are gone for good before anything else goes.
    let unsure = Self.failure { () throws(StoreError) in try vault.folder.sync() }
    let left = Self.erase(burning, in: folder)
    return left ?? unsure
  }

  /// Ends what an earlier run left half made or half burnt. Writes nothing where there is nothing to do. What cannot
  /// be removed stands in nobody's way.
  /// - Returns: what is left of it.
  @discardableResult
  public func tidy() throws(StoreError) -> StoreError? {
    let folder: Folder
    do throws(StoreError) {
      folder = try root(create: false)
    } catch {
      if case .missing = error { return nil }
      throw error
    }
    guard try !Self.leftovers(folder).isEmpty else { return nil }
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    return Self.sweep(folder)
  }

  private func root(create: Bool) throws(StoreError) -> Folder {
    try Folder.home(dataHome, create: create, on: disk)
      .folder("aftercare", create: create, isSealed: true)
      .folder("vaults", create: create)
  }

  private static func leftovers(_ folder: Folder) throws(StoreError) -> [String] {
    try folder.names().filter { name in
      [newPrefix, burnPrefix].contains { name.hasPrefix($0) && RandomName(String(name.dropFirst($0.count))) != nil }
    }
  }

  /// Only under the lock of the folder of vaults.
  @discardableResult
  private static func sweep(_ folder: Folder) -> StoreError? {
    ((try? leftovers(folder)) ?? []).map { erase($0, in: folder) }.reduce(nil) { $0 ?? $1 }
  }

  /// Removes a vault's folder: identities first, then what is ours, the lock last. What is not ours stays, and the
  /// folder with it.
  /// - Returns: what is left.
  private static func erase(_ name: String, in folder: Folder) -> StoreError? {
    let vault: Folder
    do throws(StoreError) {
      vault = try folder.folder(name, create: false)
    } catch {
      if case .missing = error { return nil }
      return error
    }
    var anyGone = false
    var left = failure { () throws(StoreError) in try eraseIdentities(vault, &anyGone) }
    var names: [String] = []
    let unlisted = failure { () throws(StoreError) in names = try vault.names() }
    left = left ?? unlisted
    for file in names.filter({ isOurs($0) && $0 != FolderLock.name }) + [FolderLock.name] {
      let failure = failure { () throws(StoreError) in try vault.remove(file, lasting: false) }
      left = left ?? failure
    }
    left = left ?? failure { () throws(StoreError) in try vault.sync() }
    do throws(Errno) {
      try folder.disk.removeFolder(name, in: folder.handle)
    } catch {
      left = left ?? (error.code == ENOTEMPTY || error.code == EEXIST
        ? .leftBehind(path: vault.path) : StoreError(error, path: vault.path))
    }
    return left ?? failure { () throws(StoreError) in try folder.sync() }
  }

  /// Removes everything that could be an identity, copies that a synchroniser made of it too; all that can go go.
  /// - Parameter anyGone: whether any went.
  private static func eraseIdentities(_ vault: Folder, _ anyGone: inout Bool) throws(StoreError) {
    var first: StoreError?
    for name in try vault.names() where isOurs(name) && name.contains("identity") {
      do throws(StoreError) {
        try vault.remove(name, lasting: false)
        anyGone = true
      } catch { first = first ?? error }
    }
    if let first { throw first }
  }

  /// Whether a name in a vault's folder is one that this program gave, or a copy's that a synchroniser or an editor
  /// made of it.
  static func isOurs(_ name: String) -> Bool {
    if name == FolderLock.name || name.hasPrefix("recipients") || name.hasPrefix(AtomicFile.prefix) { return true }
    let bytes = Array(name.utf8), ending = Array(UnlockedVault.ending.utf8)
    return bytes.indices.contains { start in
      let end = start + ending.count
      guard end <= bytes.count, Array(bytes[start..<end]) == ending else { return false }
      return end == bytes.count || !(0x61...0x7A).contains(bytes[end] | 0x20)
    }
  }

  private static func failure(_ work: () throws(StoreError) -> Void) -> StoreError? {
    do throws(StoreError) {
      try work()
      return nil
    } catch {
      return error
    }
  }
}
