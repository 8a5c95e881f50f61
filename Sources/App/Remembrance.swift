// What the opened vault remembers besides notes, carried between it and the session.
//
// Rules: read with the catalogue, which is read anyway; written only where a vault was opened in this conversation.

import Conversation
import Vault

/// What a vault remembered as it was opened.
struct Remembrance: Sendable {
  let vault: UnlockedVault
  private var memory: Memory
  private let agreements: AgreementList

  init(_ vault: UnlockedVault, _ catalogue: Catalogue) {
    self.vault = vault
    memory = vault.memory(catalogue)
    agreements = vault.agreements(catalogue)
  }

  /// The same for a session, today.
  func recalled(_ today: Day) -> Recalled {
    let lately = memory.dealt(within: Recalled.latelyDays, of: today)
    return Recalled(
      today: today, entries: agreements.entries, isWhole: agreements.isWhole, lately: lately,
      earlier: memory.dealt(within: Recalled.earlierDays, of: today).subtracting(lately), favourites: memory.favourites)
  }

  /// Remembers the cards that a conversation met, and its favourites; nothing, if that changes nothing.
  mutating func remember(_ cards: [String], favourites: [String], with keeper: Keeper) throws(StoreError) {
    let today = LocalClock.moment.day
    guard memory.add(dealt: cards, favourites: favourites, on: today) else { return }
    try store(keeper).remember(memory, on: today)
  }

  /// Adds an entry to the agreements.
  func add(_ new: NewAgreement, with keeper: Keeper) throws(StoreError) -> AgreementEntry {
    try store(keeper).add(new, on: LocalClock.moment.day)
  }

  /// The open store where notes go to this vault, or one for this moment.
  private func store(_ keeper: Keeper) -> SealedStore { keeper.store(of: vault) ?? SealedStore(vault) }
}
