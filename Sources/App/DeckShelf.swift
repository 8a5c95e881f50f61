// Where decks are found: the bundled one, and those that people put in their own folder.
//
// Rules: only regular files of bounded size are opened; a deck that cannot be used is named with its faults
// and never stops a conversation.

import Conversation
import DeckFormat
import Glibc
import Settings
import Vault

/// The decks of one user.
struct DeckShelf {
  /// The user's own decks: DATA/aftercare/decks, files NAME.toml; `nil` without a usable home.
  let folder: String?

  init(environment: [String: String]) {
    folder = (try? HomeFolders.data(environment)).map { $0 + "/aftercare/decks" }
  }

  /// The name of the deck that comes with the program.
  static let bundled = "aftercare"

  /// The names of the user's own decks, in order.
  var ownNames: [String] { folder.map(Self.names) ?? [] }

  /// The names of a folder's files NAME.toml, in order.
  static func names(in folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name.hasSuffix(".toml"), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
    }
    return names.sorted()
  }

  /// The deck that was asked for; without a wish the user's own deck that fits the language best, where the
  /// bundled one does not fit it and theirs does.
  func deck(_ asked: String?, in language: Language? = nil) throws(DeckTrouble) -> Deck {
    if asked == nil, let language, let own = deck(for: language) { return own }
    guard let path = try path(of: asked) else { return Self.bundledDeck }
    let (bytes, file) = try Self.open(path)
    switch DeckReader.read(bytes, file: file) {
    case .success(let deck): return deck
    case .failure(let unreadable): throw .faults(unreadable.faults)
    }
  }

  /// A deck with the cards of others beside its own. A card with an id that is there already takes that card's place.
  /// - Parameter names: the others, by name or file.
  func deck(_ asked: String?, also names: [String], in language: Language?) throws(DeckTrouble) -> Deck {
    var whole = try deck(asked, in: language)
    for name in names {
      let other = try deck(name)
      let ids = Set(other.cards.map(\.id))
      whole.cards = whole.cards.filter { !ids.contains($0.id) } + other.cards
    }
    return whole
  }

  /// The file of the deck that was asked for: a path where it has a slash or ends in `.toml`, else a name; the
  /// user's own decks before the bundled one, which has no file: `nil`.
  private func path(of asked: String?) throws(DeckTrouble) -> String? {
    guard let asked else { return nil }
    if asked.contains("/") || asked.hasSuffix(".toml") { return asked }
    if let folder, ownNames.contains(asked) { return "\(folder)/\(asked).toml" }
    guard asked == Self.bundled else { throw .unknownName(asked) }
    return nil
  }

  /// The user's own deck that fits a language best, the first of equals; `nil` where none does, and where the
  /// bundled deck is in that language.
  private func deck(for language: Language) -> Deck? {
    guard Language("en").map(language.fit) == 0 else { return nil }
    let decks = ownNames.compactMap { try? deck($0) }
    let fits = decks.map { deck in (deck, Language(deck.language).map(language.fit) ?? 0) }.filter { $0.1 > 0 }
    guard let most = fits.map(\.1).max() else { return nil }
    return fits.first { $0.1 == most }?.0
  }

  /// The bundled deck; that it can be read is held by the tests.
  static var bundledDeck: Deck {
    guard let (document, file) = Resources.bundledDeck,
      case .success(let deck) = DeckReader.read(document, file: file)
    else {
      preconditionFailure("the bundled deck cannot be read")
    }
    return deck
  }

  /// The bytes of a deck's file.
  static func open(_ path: String) throws(DeckTrouble) -> (bytes: [UInt8], file: String) {
    do {
      return (try SmallFile.contents(path, most: DeckLimits.bytes), path)
    } catch {
      throw .file(path, error)
    }
  }
}

/// Why a deck cannot be used.
enum DeckTrouble: Error {
  case unknownName(String)
  case file(String, SmallFileError)
  /// At least one.
  case faults([DeckFault])
}
