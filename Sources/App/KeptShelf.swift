// What two people kept, taken from the opened vaults for the browser.
//
// Rules: opened text goes into the session or, after the warning, into the one file that was asked for, and
// nowhere else. Reading never keeps this conversation. Work that the session no longer waits for ends.

import Conversation
import Glibc
import Screens
import Settings
import Vault

/// The opened vaults and the work on them.
final class KeptShelf {
  /// One conversation and the vault that holds it.
  struct Entry: Sendable {
    var vault: UnlockedVault
    var summary: Summary
    var talk: KeptTalk

    init(_ summary: Summary, of vault: UnlockedVault) {
      self.vault = vault
      self.summary = summary
      talk = KeptTalk(
        id: summary.id.text, date: summary.created.date,
        sections: summary.sections, isProven: summary.isProven)
    }
  }

  /// The list as far as it is read.
  struct Listed: Sendable {
    var entries: [Entry] = []
    var progress: KeptProgress?
    var unreadable = 0
    var failure: StoreError?
    /// What the first vault remembers, once its list is whole.
    var remembrance: Remembrance?
  }

  /// The vaults that the last passphrase opened; the first is offered for notes.
  var vaults: [UnlockedVault] = []
  private let environment: [String: String]
  private let disk: any FileSystem
  private let keeper: Keeper
  private let words: Words
  private var entries: [Entry] = []
  private var listing: Worker<Listed>?
  private var looking: KeptSearch?
  private var writing: Worker<KeptNews>?
  private var lookingBack: Worker<KeptNews>?
  /// What the vault that notes go to remembers.
  var remembrance: Remembrance?

  init(environment: [String: String], keeper: Keeper, words: Words, disk: any FileSystem = RealFileSystem()) {
    self.environment = environment
    self.disk = disk
    self.keeper = keeper
    self.words = words
  }

  /// Ends the work that the session no longer waits for.
  func follow(_ session: Session) {
    if session.kept?.looking == nil { looking?.rest() }
    if !session.layers.contains(.kept(.writing)) { writing = nil }
    if session.kept?.recalling == nil { lookingBack = nil }
    guard session.kept == nil else { return }
    entries = []
    listing = nil
    looking = nil
  }

  /// What the work has come to since the last time.
  func news() -> [KeptNews] {
    var news: [KeptNews] = []
    if let listed = listing?.results().last {
      entries = listed.entries
      news.append(.listed(entries.map(\.talk), listed.progress, unreadable: listed.unreadable))
      if let failure = listed.failure { news.append(.did(.failed(failure.complaint.line(words)))) }
      if listed.progress == nil { listing = nil }
      if let new = listed.remembrance { remembrance = new }
    }
    if let back = lookingBack?.results().last { news.append(back) }
    if let found = looking?.news() { news.append(found) }
    for step in writing?.results() ?? [] {
      news.append(step)
      if case .did = step { writing = nil }
    }
    return news
  }

  // MARK: - The list

  /// Lists all vaults: first what their indexes know, then everything.
  func list() {
    let vaults = vaults
    let open = keeper.ids
    listing = Worker { slot in
      var listed = Listed()
      do throws(StoreError) {
        for vault in vaults {
          let before = listed.entries
          let known = try vault.knownCatalogue()
          listed.add(known, of: vault, to: before, hiding: open)
          listed.progress = KeptProgress(done: 0, all: 0)
          slot.put(listed)
          let whole = try vault.catalogue { done, all in
            listed.progress = KeptProgress(done: done, all: all)
            slot.put(listed)
            return slot.isWanted
          }
          listed.add(whole, of: vault, to: before, hiding: open)
          if listed.remembrance == nil { listed.remembrance = Remembrance(vault, whole) }
          listed.unreadable += whole.problems.count
          // A list that took long is put into the index, so that the next one does not.
          if whole.summaries.count > known.summaries.count + 64 { try? SealedStore(vault).tidy(whole) }
        }
      } catch {
        if error != .cancelled { listed.failure = error }
      }
      listed.progress = nil
      slot.put(listed)
    }
  }

  /// One conversation's notes.
  func read(_ id: String) -> KeptNews {
    guard let entry = entries.first(where: { $0.talk.id == id }) else { return .text(id: id, []) }
    do throws(StoreError) {
      let record = try entry.vault.record(entry.summary)
      return .text(
        id: id, record.entries.map { KeptEntry(section: $0.section, prompt: $0.prompt, text: $0.text) })
    } catch {
      return .did(.failed(error.complaint.line(words)))
    }
  }

  /// Looks for words, in what was found for fewer of them where that is known.
  func search(_ query: String) {
    looking = KeptSearch(query, in: looking?.found(enoughFor: query) ?? entries)
  }

  // MARK: - What is remembered

  /// What the vault that notes go to remembers, as a session takes it.
  func recall() -> Recalled? { remembrance?.recalled(LocalClock.moment.day) }

  /// Adds an entry to the agreements.
  func agree(_ new: NewAgreement) -> Event? {
    guard let remembrance else { return nil }
    do throws(StoreError) {
      return .agreed(try remembrance.add(new, with: keeper))
    } catch {
      return .notAgreed(error.complaint.line(words))
    }
  }

  /// Remembers the cards that were met, and the favourites.
  func remember(_ cards: [String], _ favourites: [String]) throws(StoreError) {
    try remembrance?.remember(cards, favourites: favourites, with: keeper)
  }

  /// Gathers what the notes say helps.
  func lookBack(_ deck: Deck) { lookingBack = KeptLookBack.gather(entries, deck) }

  // MARK: - Copies

  /// Writes one conversation, or all, or a page, as a file in the home folder.
  func export(_ copy: KeptCopy, _ form: KeptForm, of session: Session) {
    switch copy {
    case .one(let id): export(entries.filter { $0.talk.id == id }, form)
    case .all: export(entries, form)
    case .lookBack: write(AgreementForms.text(lookBack: words.lookBack(of: session), form.export), form)
    case .agreements: write(AgreementForms.text(session.agreements, isWhole: session.agreedIsWhole, form.export, words), form)
    }
  }

  private func write(_ text: String, _ form: KeptForm) {
    let (export, words) = (export(form), words)
    writing = Worker {
      do throws(StoreError) {
        return .did(.exported(try export.write(text)))
      } catch {
        return .did(.failed(error.complaint.line(words)))
      }
    }
  }

  private func export(_ form: KeptForm) -> KeptExport {
    KeptExport(form: form, home: environment["HOME"] ?? "", day: String(LocalClock.moment.text.prefix(10)))
  }

  private func export(_ entries: [Entry], _ form: KeptForm) {
    let (export, words) = (export(form), words)
    writing = Worker { slot in
      do throws(StoreError) {
        var records: [Record] = []
        for (done, entry) in entries.enumerated() {
          if done % 32 == 0 { slot.put(.writing(KeptProgress(done: done, all: entries.count))) }
          guard slot.isWanted else { return }
          records.append(try entry.vault.record(entry.summary))
        }
        let text = export.text(records, words)
        guard slot.isWanted else { return }
        slot.put(.did(.exported(try export.write(text))))
      } catch {
        slot.put(.did(.failed(error.complaint.line(words))))
      }
    }
  }

  // MARK: - Letting go

  /// Deletes one conversation.
  func delete(_ id: String) -> KeptNews {
    guard let entry = entries.first(where: { $0.talk.id == id }) else { return .did(.deleted) }
    do throws(StoreError) {
      try (keeper.store(of: entry.vault) ?? SealedStore(entry.vault)).delete(entry.summary)
      entries.removeAll { $0.talk.id == id }
      looking = nil
      return .did(.deleted)
    } catch {
      return .did(.failed(error.complaint.line(words)))
    }
  }

  /// Burns every vault that the passphrase opened. One that cannot be burnt stays open, and notes that go to it stay
  /// sealed.
  func burn() -> KeptNews {
    do throws(StoreError) {
      let all = Vaults(dataHome: try HomeFolders.data(environment), on: disk)
      while let vault = vaults.last {
        let left = try all.burn(vault, with: keeper.store(of: vault))
        keeper.letGo(of: vault, in: all, left: left)
        entries.removeAll { $0.vault.path == vault.path }
        vaults.removeLast()
      }
      entries = []
      remembrance = nil
      return .did(.burnt)
    } catch {
      return .did(.failed(error.complaint.line(words)))
    }
  }
}

extension KeptShelf.Listed {
  /// Adds a vault's conversations to those before it, newest first.
  fileprivate mutating func add(
    _ catalogue: Catalogue, of vault: UnlockedVault, to before: [KeptShelf.Entry], hiding ids: Set<RandomName>
  ) {
    let new = catalogue.summaries.filter { !ids.contains($0.id) }.map { KeptShelf.Entry($0, of: vault) }
    entries = before.isEmpty ? new : (before + new).sorted { $0.summary.created.seconds > $1.summary.created.seconds }
  }
}

extension Moment {
  /// The date and time that the clock on the wall showed.
  fileprivate var date: KeptDate {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    return KeptDate(year: numbers[0], month: numbers[1], day: numbers[2], minuteOfDay: numbers[3] * 60 + numbers[4])
  }
}
