// What can happen to a conversation, and what it asks for in return.
//
// Rules: an event says what was meant, never which key it was; an effect is a wish that App carries out
// and answers, where there is an answer, with another event.

/// Milliseconds since any fixed moment; only differences mean something.
public typealias Milliseconds = Int64

/// One thing that happens to a session.
public enum Event: Sendable, Hashable {
  /// The time now, and the local time of day in minutes after midnight. Sent before other events.
  case clock(Milliseconds, minuteOfDay: Int)
  /// The deck has been read; the first screen does not wait for it.
  case deck(Deck)
  /// Something about this start that has to be read first, such as a deck that cannot be used.
  case trouble(String)
  /// Go on; where there is a list, take what is selected.
  case on
  case back
  /// Take one thing of a list by its place, from 0.
  case choose(Int)
  /// Move the selection to a place of the list; clamped.
  case select(Int)
  /// Show the text from this character on; Screens works out where that may be.
  case scroll(to: Int)
  /// The easier, or the deeper, form of the card.
  case easier, deeper
  /// The other one speaks.
  case other
  case favourite
  /// Open a note.
  case note
  case edit(NoteEditor.Edit)
  /// Keep the note that is open, and close it.
  case commitNote
  /// Cover the words and offer the menu: Esc, from everywhere.
  case cover
  case help
  /// The contents: where we are.
  case contents
  case goodbye
  /// Straight to the whole ending.
  case enough
  /// The next start must not be argued with: leave at once.
  case leave
  /// A signal or a hung-up terminal: keep what was typed, if keeping was chosen, and end.
  case interrupted
  /// A key that goes elsewhere, to a passphrase or a line that is not over.
  case touched
  /// A passphrase was typed to its end.
  case secret
  /// Words for a new passphrase are asked for; here they are.
  case suggest, suggestion(String)
  /// What opening or making a vault came to.
  case vault(VaultAnswer)
  /// The identity of the new vault, which was asked for.
  case recovery(String)
  /// Notes that were being typed when an earlier conversation was cut short; they are kept now.
  case unfinished([String])
  /// What came of the calendar file that was asked for.
  case calendar(CalendarOutcome)
  /// Whether the last `save` or `discard` reached the disk.
  case saved(Bool)
  /// So many pages of a long list further down, or up.
  case page(Int)
  /// Look for words in what was kept; the words as typed so far; the words typed to their end.
  case look, query(String), search(String)
  /// News of what was kept.
  case kept(KeptNews)
  /// What an opened vault remembers; an entry of its agreements is on the disk, or could not be written.
  case recalled(Recalled), agreed(AgreementEntry), notAgreed(String)
  /// A key or a word that means nothing here.
  case unknown
  /// Something moved that may be a key, or a page is shown only now: where a covered question is handed over, the
  /// rest of the keys begins anew.
  case stirred
}

/// One thing that a session asks of the world.
public enum Effect: Sendable, Hashable {
  /// Put these notes, all of this conversation's so far, where the two chose to keep them.
  case save([Note])
  /// Put these notes, the unfinished one included, beside what was saved.
  case draft([Note])
  /// Take back what was saved.
  case discard
  /// Notes of this conversation are kept as plain text from here on.
  case openPlain
  /// Open a vault with the passphrase that was typed, or make a new one.
  case openVault, makeVault
  /// A seat's own passphrase: remember it until it is typed again; compare the two.
  case holdPassphrase, comparePassphrases
  /// Draw words for a new passphrase.
  case suggestPassphrase
  /// Show the new vault's identity: the one for both, or that of a seat.
  case tellRecovery(Seat?)
  /// Seal this conversation's notes where a passphrase opened what was kept.
  case useOpened
  /// List what was kept; read one; look for words; write one, or all, as a file; delete one; burn everything.
  case listKept, readKept(String), searchKept(String), exportKept(KeptCopy, KeptForm), deleteKept(String), burnKept
  /// Gather what the kept notes say helps.
  case lookBack
  /// Tell what the opened vault remembers; write an entry of its agreements; remember the cards that were met, by
  /// their ids, and the favourites.
  case recall, agree(NewAgreement), remember(dealt: [String], [String])
  /// Write a calendar file for a day and for three days from now.
  case makeCalendar
  /// End the program, gently.
  case end
}

/// What opening or making a vault came to.
public enum VaultAnswer: Sendable, Hashable {
  case opened
  /// Opened, and each seat has a passphrase of its own.
  case openedOwn
  /// Nothing opens with this passphrase.
  case unknown
  /// Made, and opened once from the disk.
  case made
  /// Made with a passphrase for each seat, the left one's first.
  case madeForEach
  /// The two passphrases that were typed for a new vault are the same, or differ.
  case same, different
  /// The passphrase that was just typed for something new could be guessed.
  case weak
  /// What the system said, in one line.
  case failed(String)
}

/// A few words that were written down with a card.
public struct Note: Sendable, Hashable {
  /// The card's id.
  public var card: String
  /// The words, exactly as typed.
  public var text: String
  /// The one seat it is for; `nil` is both.
  public var reader: Seat?
  public init(card: String, text: String, reader: Seat? = nil) {
    self.card = card
    self.text = text
    self.reader = reader
  }
}
