// Keeping notes sealed: records, drafts and tombstones as write-once age files.
//
// Rules: text is sealed in memory and only then given to the disk. A new version of a record is a new file under
// a new random name that lists the files it replaces; those are removed once it is on the disk. So no file ever
// changes, copies of the folder merge by copying, and a crash leaves the old version or the new one. A draft is
// the exception: one file for each conversation, replaced whole.

import Glibc

/// An unlocked vault, open for writing if the lock is free.
public final class SealedStore: NoteStore {
  /// What can be read of the vault; may be used elsewhere at the same time.
  public let vault: UnlockedVault
  /// Why nothing can be written: another program holds the lock, the disk is read-only, or a newer program made
  /// the vault. `nil` when all is well.
  public private(set) var readOnly: StoreError?

  private let lock: FolderLock?
  private var revisions = Revisions()
  /// The files of a conversation that may be on the disk (one, and more after saves that failed late), and those
  /// before them.
  private var files: [RandomName: (live: Set<RandomName>, gone: Set<RandomName>)] = [:]
  private var draftFiles: [RandomName: String] = [:]

  /// Takes the vault's lock, sweeps leftovers and restores the cache of recipients; what stands in the way of
  /// writing is told by `readOnly`.
  public init(_ vault: UnlockedVault) {
    self.vault = vault
    var lock: FolderLock?
    var problem: StoreError?
    do throws(StoreError) {
      if vault.file.version > IdentityFile.currentVersion {
        throw .newerVersion(path: vault.folder.path(vault.name))
      }
      if let problem = vault.cacheProblem { throw problem }
      lock = try FolderLock(vault.folder)
      if try !vault.folder.holds(UnlockedVault.cacheName) {
        try AtomicFile.write(UnlockedVault.cache(of: vault.recipients), UnlockedVault.cacheName, in: vault.folder)
      }
    } catch {
      lock = nil
      problem = error
    }
    self.lock = lock
    readOnly = problem
  }

  /// Nothing is written from here on.
  func close(because why: StoreError) { readOnly = why }

  /// Keeps a conversation's notes for everybody who shares the vault, or private ones for this seat alone.
  public func commit(_ record: Record) throws(StoreError) {
    try commit(record, to: vault.readers(of: record))
  }

  /// Keeps notes for some of those who share the vault: private notes go to one. They must be a record of their
  /// own, with an id of their own.
  public func commit(_ record: Record, to recipients: [AgeRecipient]) throws(StoreError) {
    let gone = files[record.id]?.gone ?? []
    let record = next(record)
    let name = RandomName()
    do throws(StoreError) {
      try write(record, name.text + UnlockedVault.ending, to: recipients)
    } catch {
      // It may have got its name and not be lasting; the next one takes its place too.
      files[record.id, default: ([], [])].live.insert(name)
      throw error
    }
    files[record.id] = ([name], record.replaces)
    // The new version is on the disk, and opens where it is for us. What cannot be removed of the old ones is swept later.
    for old in record.replaces.subtracting(gone) {
      try? vault.folder.remove(old.text + UnlockedVault.ending, lasting: false)
    }
    if let draft = draftFiles.removeValue(forKey: record.id) { try? vault.folder.remove(draft, lasting: false) }
  }

  /// Keeps what is being typed, for everybody who shares the vault, or private words for this seat alone.
  public func draft(_ record: Record) throws(StoreError) {
    try draft(record, to: vault.readers(of: record))
  }

  /// Keeps what is being typed for some of those who share the vault.
  public func draft(_ record: Record, to recipients: [AgeRecipient]) throws(StoreError) {
    let record = next(record)
    let name = draftFiles[record.id] ?? RandomName().text + UnlockedVault.draftEnding
    try write(record, name, to: recipients)
    draftFiles[record.id] = name
  }

  public func dropDraft(of id: RandomName) throws(StoreError) {
    try refuseIfReadOnly()
    guard let name = draftFiles[id] else { return }
    try vault.folder.remove(name)
    draftFiles[id] = nil
  }

  /// Deletes a conversation: a sealed tombstone first, so that no other copy brings it back, then its files.
  public func delete(_ summary: Summary) throws(StoreError) { try delete(summary.id, Set(summary.files)) }

  /// Whether this store has kept something under an id.
  public func knows(_ id: RandomName) -> Bool { files[id] != nil }

  /// Deletes what this store has kept under an id, also where it was sealed to the other seat and cannot be listed.
  public func delete(_ id: RandomName) throws(StoreError) { if files[id] != nil { try delete(id, []) } }

  private func delete(_ id: RandomName, _ listed: Set<RandomName>) throws(StoreError) {
    try refuseIfReadOnly()
    try write(Tombstone(id: id).encode(), RandomName())
    for old in listed.union(files[id]?.live ?? []) { try vault.folder.remove(old.text + UnlockedVault.ending) }
    files[id] = nil
    try dropDraft(of: id)
  }

  /// Removes files whose work is done, drafts that were committed or deleted, and writes the index. Nothing is
  /// lost if it is never called.
  public func tidy(_ catalogue: Catalogue) throws(StoreError) {
    try refuseIfReadOnly()
    var obsolete = catalogue.obsolete
    for summary in catalogue.summaries where obsolete.contains(where: { catalogue.items[$0]?.id == summary.id }) {
      // An older version is all that is left if the newer one no longer opens.
      if (try? vault.record(summary)) == nil { obsolete.removeAll { catalogue.items[$0]?.id == summary.id } }
    }
    for name in obsolete { try vault.folder.remove(name.text + UnlockedVault.ending, lasting: false) }
    let inUse = Set(draftFiles.values)
    for name in try vault.folder.names() where name.hasSuffix(UnlockedVault.draftEnding) && !inUse.contains(name) {
      guard case .record(let draft)? = try? vault.document(name) else { continue }
      if !catalogue.isLater(draft) { try vault.folder.remove(name) } else {
        draftFiles[draft.id] = name
      }
    }
    let gone = Set(obsolete)
    let rest = Catalogue(items: catalogue.items.filter { !gone.contains($0.key) }, problems: [], lost: catalogue.lost)
    guard SealedIndex.read(vault) != rest.known else { return }
    let sealed: [UInt8]
    do throws(AgeError) {
      sealed = try SealedIndex.seal(rest, vault)
    } catch {
      throw StoreError(error, path: vault.folder.path)
    }
    try AtomicFile.write(sealed, SealedIndex.name(vault), in: vault.folder)
  }

  /// The record as it is to be written: later than all before it, and in the place of their files.
  private func next(_ record: Record) -> Record {
    var record = revisions.next(record)
    if let known = files[record.id] { record.replaces.formUnion(known.live.union(known.gone)) }
    return record
  }

  private func write(_ record: Record, _ file: String, to recipients: [AgeRecipient]) throws(StoreError) {
    try refuseIfReadOnly()
    if record.isReadOnly { throw .newerVersion(path: vault.folder.path(file)) }
    let text = try record.encodeReadable(vault.folder.path(file))
    try AtomicFile.write(try seal(text, file, to: recipients), file, in: vault.folder)
  }

  /// Writes a text of any form under a name, for everybody.
  func write(_ text: String, _ name: RandomName) throws(StoreError) {
    try refuseIfReadOnly()
    let file = name.text + UnlockedVault.ending
    try AtomicFile.write(try seal(text, file, to: vault.recipients), file, in: vault.folder)
  }

  private func seal(_ text: String, _ file: String, to recipients: [AgeRecipient]) throws(StoreError) -> [UInt8] {
    precondition(
      !recipients.isEmpty && recipients.allSatisfy(vault.recipients.contains), "sealed to nobody of this vault")
    do throws(AgeError) {
      return try Age.seal(vault.proof.seal(text, name: UnlockedVault.provenName(file)), to: recipients)
    } catch {
      throw StoreError(error, path: vault.folder.path)
    }
  }

  private func refuseIfReadOnly() throws(StoreError) {
    if let readOnly { throw readOnly }
  }
}
