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

  /// What a passphrase opened.
  public struct Unlocked: Sendable {
    /// The vaults that it opens, most often one; never none.
    public var vaults: [UnlockedVault]
    /// What is wrong with other vaults, so that they were not tried.
    public var problems: [StoreError]
  }

  /// Makes a vault and gives it back once for each passphrase, in their order. With two passphrases each seat
  /// has an identity of its own. Every identity was read back from the disk and opened before this returns. Slow
  /// (scrypt, twice a passphrase): not for the thread that draws.
  public func create(_ passphrases: [SecretBytes]) throws(StoreError) -> [UnlockedVault] {
    precondition((1...IdentityFile.names.count).contains(passphrases.count))
    if passphrases.contains(where: { $0.count == 0 }) { throw .emptyPassphrase }
    if passphrases.count == 2, SecretBytes.same(passphrases[0], passphrases[1]) { throw .samePassphrase }
    let folder = try root(create: true)
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try Self.sweep(folder)
    let name = RandomName()
    let temporary = Self.newPrefix + name.text
    do throws(StoreError) {
      let new = try folder.folder(temporary, create: true)
      try Self.fill(new, passphrases, logN: logN)
      var opened: [UnlockedVault] = []
      for passphrase in passphrases {
        guard let vault = try UnlockedVault.open(new, passphrase: passphrase) else {
          throw .damaged(path: new.path)
        }
        opened.append(vault)
      }
      try folder.call(temporary) { () throws(Errno) in
        try disk.rename(temporary, to: name.text, in: folder.handle)
        try disk.syncFolder(folder.handle)
      }
      let made = try folder.folder(name.text, create: false)
      return opened.map { $0.moved(to: made) }
    } catch {
      try? Self.erase(temporary, in: folder)
      throw error
    }
  }

  /// Writes a new vault's files.
  private static func fill(_ folder: Folder, _ passphrases: [SecretBytes], logN: Int) throws(StoreError) {
    let identities = passphrases.map { _ in AgeIdentity() }
    let recipients = identities.map(\.recipient)
    for (name, seat) in zip(IdentityFile.names, passphrases.indices.shuffled()) {
      let file = IdentityFile(identity: identities[seat], others: recipients.filter { $0 != recipients[seat] })
      let sealed: [UInt8]
      do throws(AgeError) {
        sealed = try Age.seal(file.encode(), passphrase: passphrases[seat], logN: logN)
      } catch {
        throw StoreError(error, path: folder.path(name))
      }
      try AtomicFile.write(sealed, name, in: folder)
    }
    try AtomicFile.write(UnlockedVault.cache(of: recipients), UnlockedVault.cacheName, in: folder)
  }

  /// Tries a passphrase on every vault. `progress` hears how many of how many vaults were tried and stops the work
  /// by answering `false`: then this throws `cancelled`. Slow (scrypt for each): not for the thread that draws.
  public func unlock(
    _ passphrase: SecretBytes, progress: (_ done: Int, _ all: Int) -> Bool = { _, _ in true }
  ) throws(StoreError) -> Unlocked {
    if passphrase.count == 0 { throw .emptyPassphrase }
    let names: [RandomName]
    let folder: Folder
    do throws(StoreError) {
      folder = try root(create: false)
      names = try folder.names().compactMap(RandomName.init)
    } catch {
      guard case .missing = error else { throw error }
      pretend(passphrase)
      throw .wrongPassphrase
    }
    if names.isEmpty { pretend(passphrase) }
    var unlocked = Unlocked(vaults: [], problems: [])
    for (done, name) in names.enumerated() {
      guard progress(done, names.count) else { throw .cancelled }
      do throws(StoreError) {
        let vault = try folder.folder(name.text, create: false)
        if let opened = try UnlockedVault.open(vault, passphrase: passphrase) { unlocked.vaults.append(opened) }
      } catch {
        unlocked.problems.append(error)
      }
    }
    _ = progress(names.count, names.count)
    if unlocked.vaults.isEmpty { throw unlocked.problems.first ?? .wrongPassphrase }
    return unlocked
  }

  /// Takes as long as trying one vault, so that its speed does not tell that there is none.
  private func pretend(_ passphrase: SecretBytes) {
    _ = try? Scrypt.wrap(SecretBytes(random: 16), passphrase: passphrase, logN: logN)
  }

  /// Burns a vault: its identities first, which makes the rest unreadable, then every file. What a modern disk
  /// or a backup still holds of them is out of reach; so are other copies of the folder. Whoever has the vault's
  /// SealedStore lets go of it first: burning takes its lock.
  public func burn(_ vault: UnlockedVault) throws(StoreError) {
    let folder = try root(create: false)
    guard let name = vault.folder.path.utf8.split(separator: UInt8(ascii: "/")).last.map({ String(Substring($0)) }),
      RandomName(name) != nil
    else { throw .missing(path: vault.folder.path) }
    let locks = (try FolderLock(folder), try FolderLock(vault.folder))
    defer { withExtendedLifetime(locks) {} }
    // From here on nothing opens it any more, whatever happens in between.
    let burning = Self.burnPrefix + name
    try folder.call(name) { () throws(Errno) in
      try disk.rename(name, to: burning, in: folder.handle)
      try disk.syncFolder(folder.handle)
    }
    try Self.erase(burning, in: folder)
  }

  /// Ends what an earlier run left half made or half burnt. Writes nothing where there is nothing to do.
  public func tidy() throws(StoreError) {
    let folder: Folder
    do throws(StoreError) {
      folder = try root(create: false)
    } catch {
      if case .missing = error { return }
      throw error
    }
    guard try !Self.leftovers(folder).isEmpty else { return }
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try Self.sweep(folder)
  }

  private func root(create: Bool) throws(StoreError) -> Folder {
    try Folder.home(dataHome, create: create, on: disk)
      .folder("aftercare", create: create)
      .folder("vaults", create: create)
  }

  private static func leftovers(_ folder: Folder) throws(StoreError) -> [String] {
    try folder.names().filter { name in
      [newPrefix, burnPrefix].contains { name.hasPrefix($0) && RandomName(String(name.dropFirst($0.count))) != nil }
    }
  }

  /// Only under the lock of the folder of vaults.
  private static func sweep(_ folder: Folder) throws(StoreError) {
    for name in try leftovers(folder) { try erase(name, in: folder) }
  }

  /// Removes a vault's folder, identities first.
  private static func erase(_ name: String, in folder: Folder) throws(StoreError) {
    let vault = try folder.folder(name, create: false)
    let names = try vault.names()
    for identity in IdentityFile.names where names.contains(identity) {
      try vault.remove(identity)
    }
    for file in names where !IdentityFile.names.contains(file) {
      try vault.call(file) { () throws(Errno) in try vault.disk.remove(file, in: vault.handle) }
    }
    try folder.removeFolder(name)
  }
}
