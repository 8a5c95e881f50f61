// One conversation from its start to its exit code.

import CellGrid
import Conversation
import DeckFormat
import Glibc
import Screens
import Settings
import Terminal
import Vault

/// Holds one conversation, on the screen or in lines.
/// - Returns: the exit code.
public func converse(_ options: Options) -> Int32 {
  let start = Start(options)
  let talk = Talk(start)
  return start.isPlain ? LineLoop(talk).run() : ScreenLoop(talk).run()
}

/// Holds one conversation and ends the program: what people who start it wait for, and nothing else.
public func converseAndLeave(_ options: Options) -> Never { exit(converse(options)) }

/// A session with the world around it: the one place that carries events in and effects out.
final class Talk {
  let start: Start
  private(set) var session: Session
  private let keeper: Keeper
  private let door: VaultDoor
  private let shelf: KeptShelf
  private var clock = LocalClock()
  /// Whether something from outside ends the conversation.
  private var isCutOff = false
  /// When the disk may be asked again for what it refused.
  private var triesAt: Int64 = 0
  var words: Words { start.words }

  init(_ start: Start) {
    self.start = start
    session = start.session(seed: UInt64.random(in: .min ... .max))
    keeper = Keeper(environment: start.environment)
    door = VaultDoor(environment: start.environment)
    shelf = KeptShelf(environment: start.environment, keeper: keeper, words: start.words)
    _ = reduce(&session, clock.event())
  }

  /// Reads the deck: after the first screen is up, because that needs none.
  func readDeck() {
    // The tree that a deck is read from is a quarter of the heap.
    do {
      let decks = DeckShelf(environment: start.environment)
      let preferences = start.preferences
      take(.deck(try decks.deck(start.options.deck, also: preferences.also, in: preferences.language)))
    } catch {
      take(.deck(DeckShelf.bundledDeck))
      take(.trouble(error.complaint.lines(words)))
    }
  }

  /// Time passes.
  func tick() { carryOut(reduce(&session, clock.event())) }

  /// Something happens now.
  func take(_ event: Event) {
    tick()
    tryAgain()
    if case .interrupted = event { isCutOff = true }
    carryOut(reduce(&session, event))
    // What was pressed while the world did what it was asked was pressed before the next one's turn.
    if session.isHandingOver { stir() }
  }

  /// Something moved that may be a key, or the page is shown only now.
  func stir() {
    tick()
    carryOut(reduce(&session, .stirred))
  }

  /// What the disk refused is tried again while the conversation goes on, now and then.
  private func tryAgain() {
    let now = monotonicMilliseconds()
    guard keeper.isPending, now >= triesAt else { return }
    triesAt = now + 5000
    take(back: .saved(keeper.retry()))
  }

  private func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .save(let notes): take(back: .saved(keeper.save(notes, of: session)))
      case .draft(let notes): take(back: .saved(keeper.draft(notes, of: session)))
      case .discard: take(back: .saved(keeper.discard()))
      case .openPlain: tellUnfinished(keeper.usePlain())
      case .openVault: door.open(toRead: session.layer == .passphrase(.opening))
      case .makeVault: if !door.make() { take(back: .vault(.different)) }
      case .holdPassphrase:
        door.hold()
        if door.isWeak { take(back: .vault(.weak)) }
      case .comparePassphrases: take(back: .vault(door.compare() ? .same : .different))
      case .tellRecovery(let seat): tellRecovery(of: seat)
      case .suggestPassphrase: take(back: .suggestion(Suggestion.draw(from: Resources.passphraseWords)))
      case .useOpened: if let vault = shelf.vaults.first { door.ready(vault) }
      case .listKept: shelf.list()
      case .readKept(let id): take(back: .kept(shelf.read(id)))
      case .searchKept(let query): shelf.search(query)
      case .exportKept(let copy, let form): shelf.export(copy, form, of: session)
      case .lookBack: shelf.lookBack(session.setup.deck)
      case .recall: recall()
      case .agree(let new): if let answer = shelf.agree(new) { take(back: answer) }
      case .remember(let cards, let favourites): remember(cards, favourites)
      case .deleteKept(let id): take(back: .kept(shelf.delete(id)))
      case .burnKept: take(back: .kept(shelf.burn()))
      case .makeCalendar: take(back: .calendar(ReminderFile.make(words, environment: start.environment)))
      case .end: keeper.end(isWhole: !isCutOff)
      }
    }
    // Once, because a session is large, and reading one property of it copies the whole.
    let session = session
    if !session.needsSecret { door.forget() }
    shelf.follow(session)
  }

  /// The world's answer to an effect.
  private func take(back event: Event) { carryOut(reduce(&session, event)) }

  private func tellUnfinished(_ texts: [String]) {
    if !texts.isEmpty { take(back: .unfinished(texts)) }
  }

  // MARK: - What the vault remembers

  /// What the vault remembers that notes go to from here on; it was read as the vault was opened.
  private func recall() {
    guard let vault = keeper.vault, shelf.remembrance?.vault.path == vault.path, let recalled = shelf.recall() else { return }
    take(back: .recalled(recalled))
  }

  private func remember(_ cards: [String], _ favourites: [String]) {
    do throws(StoreError) {
      try shelf.remember(cards, favourites)
    } catch {
      keeper.note(error)
    }
  }

  private func tellRecovery(of seat: Seat?) {
    guard let vault = seat == .right ? door.made.last : door.made.first else { return }
    take(back: .recovery(vault.recovery.withBytes { String(decoding: $0, as: UTF8.self) }))
  }

  // MARK: - The passphrase

  /// Listens whether slow work has come to anything; call it now and then while the session is working.
  func hearWork() {
    hearVault()
    let news = shelf.news()
    if session.agreed == nil, let recalled = shelf.recall() { take(back: .recalled(recalled)) }
    for news in news { take(back: .kept(news)) }
  }

  private func hearVault() {
    guard let outcome = door.outcome() else { return }
    guard session.isOpening else { return door.undo(outcome) }
    switch outcome {
    case .opened(let vaults, let problems, let ready):
      keeper.tellLater(problems)
      if session.layer == .passphrase(.working) {
        if let ready { use(ready) }
        return
      }
      shelf.vaults = vaults
      take(back: .vault(.opened))
    case .made(let vaults, let ready):
      keeper.use(ready)
      shelf.remembrance = ready.remembrance
      take(back: .vault(vaults.count == 1 ? .made : .madeForEach))
    case .unknown(let problems):
      keeper.tellLater(problems)
      if door.isWeak { take(back: .vault(.weak)) }
      take(back: .vault(.unknown))
    case .failed(let error): take(back: .vault(.failed(error.complaint.line(words))))
    }
  }

  /// Seals this conversation's notes in a vault, if it can be written.
  private func use(_ ready: Keeper.Ready) {
    keeper.use(ready)
    if let problem = keeper.readOnly { return take(back: .vault(.failed(problem.complaint.line(words)))) }
    if let remembrance = ready.remembrance { shelf.remembrance = remembrance }
    take(back: .vault(ready.store.vault.other == nil ? .opened : .openedOwn))
    tellUnfinished(ready.unfinished)
  }

  /// A key while a passphrase is being typed, which `Session.wantsSecret` tells.
  /// - Returns: whether it was for the passphrase.
  func takeSecret(_ input: Input) -> Bool {
    tick()
    switch input {
    case .key(.character(let character)): typeSecret(String(character)) { door.type($0) }
    case .key(.backspace): typeSecret("") { _ in door.deleteBackward() }
    case .paste(let text): typeSecret("") { _ in door.type(text) }
    case .key(.enter): door.isEmpty ? typeSecret("\n") { _ in } : takeTyped()
    default: return false
    }
    return true
  }

  /// A key for the passphrase, unless it may be the answer before it once more.
  private func typeSecret(_ text: String, _ type: (String) -> Void) {
    if session.holdsBack(typed: text) { return stir() }
    // Ten minutes may have passed: what is covered takes no passphrase.
    guard session.wantsSecret else { return }
    type(text)
    take(.touched)
  }

  /// A whole passphrase, read as a line.
  func takeSecret(line bytes: inout [UInt8]) {
    guard door.take(&bytes) else { return take(.unknown) }
    door.isEmpty ? take(.back) : takeTyped()
  }

  /// What was typed: a passphrase, or the question mark that asks for a suggestion.
  private func takeTyped() {
    guard session.maySuggest, door.holdsQuestionMark else { return take(.secret) }
    door.clear()
    take(.suggest)
  }

  /// Ends, after the screen is free again: tells what could not be kept, or not be let go.
  /// - Parameter status: the exit code otherwise.
  /// - Returns: the exit code.
  func close(_ status: Int32) -> Int32 {
    door.close()
    for failure in keeper.told { failure.complaint.tell(words) }
    return status == ExitStatus.goodbye && keeper.isPending ? ExitStatus.notDone : status
  }
}
