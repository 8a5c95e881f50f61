// Agreements and memory in a vault: read from the catalogue's files, written as new ones.

import Conversation

extension UnlockedVault {
  /// All entries of the list of agreements that this seat can read.
  public func agreements(_ catalogue: Catalogue) -> AgreementList {
    var list = AgreementList(isWhole: catalogue.isWhole)
    for (name, item) in catalogue.items where item.kind == .agreement {
      do throws(StoreError) {
        guard case .agreement(let entry) = try document(name.text + Self.ending) else {
          throw .damaged(path: folder.path(name.text + Self.ending))
        }
        list.entries.append(entry)
      } catch {
        list.isWhole = false
        list.problems.append(error)
      }
    }
    return list
  }

  /// What the vault remembers, joined from all copies that can be read.
  public func memory(_ catalogue: Catalogue) -> Memory {
    var memory = Memory()
    let names = catalogue.items.filter { $0.value.kind == .memory }
    // Once there is a proven one, others count no more.
    let isProven = names.contains { $0.value.isAuthentic }
    for (name, item) in names where item.isAuthentic || !isProven {
      guard case .memory(let other)? = try? document(name.text + Self.ending) else { continue }
      memory.join(other)
      memory.replaces.insert(name)
    }
    return memory
  }
}

/// What a vault holds of agreements.
public struct AgreementList: Sendable {
  public var entries: [AgreementEntry] = []
  /// Whether nothing is missing that could be a no: only then is a yes shown as a yes.
  public var isWhole: Bool
  /// What went wrong with files that could be read before; the catalogue names the others.
  public var problems: [StoreError] = []
}

extension SealedStore {
  /// Adds an entry to the list of agreements, for everybody who shares the vault.
  /// - Returns: the entry with its id, once it is on the disk.
  public func add(_ new: NewAgreement, on day: Day) throws(StoreError) -> AgreementEntry {
    let name = RandomName()
    let entry = AgreementEntry(
      id: name.text, day: day, topic: new.topic, words: new.words, answer: new.answer, seen: new.seen)
    try write(AgreementFile.encode(entry), name)
    return entry
  }

  /// Remembers in place of the files that the memory was read from.
  public func remember(_ memory: Memory, on day: Day) throws(StoreError) {
    var memory = memory
    memory.forget(before: day - Recalled.earlierDays)
    let name = RandomName()
    try write(memory.encode(id: name), name)
    for old in memory.replaces { try? vault.folder.remove(old.text + UnlockedVault.ending, lasting: false) }
  }
}
