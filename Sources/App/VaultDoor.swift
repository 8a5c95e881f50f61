// The passphrase: typed, used, forgotten.
//
// Rules: what is typed lives in locked memory only and leaves with the screen that asked for it; scrypt runs
// on the Worker. A vault that nobody was told of is gone again.

import Conversation
import Glibc
import Vault

/// Where a passphrase is typed, and what it opens.
final class VaultDoor {
  /// What opening or making a vault came to.
  enum Outcome: Sendable {
    /// The vaults that it opens, most often one; never none.
    /// With the first of them opened for notes, where it is for that.
    case opened([UnlockedVault], problems: [StoreError], Keeper.Ready?)
    /// The new vault, once for each passphrase, opened for notes.
    case made([UnlockedVault], Keeper.Ready)
    /// Nothing opened; what was wrong with vaults that were passed over.
    case unknown(problems: [StoreError])
    case failed(StoreError)
  }

  private let environment: [String: String]
  private static let nothing = SecretBytes(count: 0) { _ in }
  private var typed = VaultDoor.nothing
  private var first: SecretBytes?
  /// The passphrases of the seats that have typed theirs twice, in their order.
  private var each: [SecretBytes] = []
  private var worker: Worker<Outcome>?
  /// Whether a vault is being made on the disk at this moment.
  private let isMaking = Locked(false)
  /// The vault that was just made, once for each passphrase.
  private(set) var made: [UnlockedVault] = []
  /// The longest passphrase, in bytes.
  private static let longest = 1024

  init(environment: [String: String]) { self.environment = environment }

  // MARK: - Typing

  /// Adds what was typed or pasted.
  func type(_ text: String) {
    let new = Array(text.utf8.filter { $0 >= 0x20 && $0 != 0x7F })
    guard typed.count + new.count <= Self.longest else { return }
    let old = typed
    typed = SecretBytes(count: old.count + new.count) { memory in
      old.withBytes { memory.copyMemory(from: $0) }
      UnsafeMutableRawBufferPointer(rebasing: memory[old.count...]).copyBytes(from: new)
    }
  }

  /// Takes the last character back.
  func deleteBackward() {
    let old = typed
    let end = old.withBytes { bytes in
      var end = max(0, bytes.count - 1)
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      return end
    }
    typed = SecretBytes(count: end) { memory in
      old.withBytes { memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    }
  }

  var isEmpty: Bool { typed.count == 0 }

  /// Whether what is remembered for something new could be guessed.
  var isWeak: Bool { first.map(Passphrase.isWeak) ?? false }

  /// Whether a question mark and nothing else was typed.
  var holdsQuestionMark: Bool { typed.withBytes { $0.count == 1 && $0[0] == 0x3F } }

  /// A whole passphrase from a line; the bytes are erased.
  /// - Returns: false, and nothing is taken, where it is longer than a passphrase may be.
  func take(_ bytes: inout [UInt8]) -> Bool {
    typed = SecretBytes(taking: &bytes)
    guard typed.count > Self.longest else { return true }
    clear()
    return false
  }

  /// Forgets what was typed last.
  func clear() { typed = Self.nothing }

  /// Forgets everything that was typed.
  func forget() {
    clear()
    first = nil
    each = []
    for outcome in worker?.abandon() ?? [] { undo(outcome) }
    worker = nil
  }

  /// Undoes what was made and not told.
  func undo(_ outcome: Outcome) { Self.undo(outcome, environment) }

  private static func undo(_ outcome: Outcome, _ environment: [String: String]) {
    guard case .made(let vaults, let ready) = outcome, let data = try? HomeFolders.data(environment) else { return }
    _ = try? Vaults(dataHome: data).burn(vaults[0], with: ready.store)
  }

  /// Forgets everything, and waits until no vault is half made. At most two seconds: the next start does the rest.
  func close() {
    forget()
    for _ in 0..<200 where isMaking.use({ $0 }) { usleep(10_000) }
  }

  // MARK: - One passphrase each

  /// Remembers what a seat typed until it is typed again.
  func hold() {
    first = typed
    clear()
  }

  /// Takes a seat's passphrase, if what was typed is what was held.
  /// - Returns: whether it is.
  func compare() -> Bool {
    defer {
      first = nil
      clear()
    }
    guard let first, SecretBytes.same(first, typed) else { return false }
    each.append(first)
    return true
  }

  // MARK: - Opening

  /// Tries what was typed on every vault. Where there is none it takes as long as if there were one.
  /// - Parameter toRead: no vault is made with it if it opens none.
  func open(toRead: Bool) {
    let passphrase = typed
    first = toRead ? nil : passphrase
    start { vaults, slot in
      do throws(StoreError) {
        let unlocked = try vaults.open(passphrase) { _, _ in slot.isWanted }
        let problems = unlocked.problems
        guard let first = unlocked.vaults.first else {
          slot.put(.unknown(problems: problems))
          return
        }
        let ready = toRead || !slot.isWanted ? nil : Keeper.ready(first) { slot.isWanted }
        slot.put(.opened(unlocked.vaults, problems: problems, ready))
      } catch {
        slot.put(.failed(error))
      }
    }
  }

  /// Makes a vault: with the passphrases of both seats, or for both, if what was typed is what was typed before.
  /// - Returns: whether it is.
  func make() -> Bool {
    if each.isEmpty, !compare() {
      forget()
      return false
    }
    let passphrases = each
    let (isMaking, environment) = (isMaking, environment)
    start { vaults, slot in
      do throws(StoreError) {
        let prepared = try vaults.prepare(passphrases)
        // From here on the end of the program waits.
        let goesOn = isMaking.use { (isMaking: inout Bool) in
          isMaking = slot.isWanted
          return isMaking
        }
        defer { isMaking.use { $0 = false } }
        guard goesOn else { return }
        let new = try vaults.create(prepared)
        let made = Outcome.made(new, Keeper.ready(new[0]))
        if !slot.put(made) { Self.undo(made, environment) }
      } catch {
        slot.put(.failed(error))
      }
    }
    return true
  }

  /// Opens a vault for notes that a passphrase opened before.
  func ready(_ vault: UnlockedVault) {
    worker = Worker { slot in slot.put(.opened([vault], problems: [], Keeper.ready(vault) { slot.isWanted })) }
  }

  private func start(_ work: @escaping @Sendable (Vaults, Worker<Outcome>.Slot) -> Void) {
    let environment = environment
    clear()
    worker = Worker { slot in
      do throws(StoreError) {
        work(Vaults(dataHome: try HomeFolders.data(environment)), slot)
      } catch {
        slot.put(.failed(error))
      }
    }
  }

  /// What came of it, once, when it is done.
  func outcome() -> Outcome? {
    guard let outcome = worker?.results().first else { return nil }
    worker = nil
    if case .made(let vaults, _) = outcome { made = vaults }
    if case .unknown = outcome {} else { first = nil }
    each = []
    return outcome
  }
}
