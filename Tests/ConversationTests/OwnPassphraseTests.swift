// A passphrase for each seat: typed apart, and notes for both or for one alone.

import Testing

@testable import Conversation

struct OwnPassphraseTests {
  @Test func eachSeatTypesItsOwnTwice() {
    var session = begun()
    for seat in [Seat.left, .right] {
      #expect(session.layer == .passphrase(.own(seat, again: false, nil)) && session.wantsSecret)
      #expect(session.send(.secret) == [.holdPassphrase])
      #expect(session.layer == .passphrase(.own(seat, again: true, nil)) && session.wantsSecret)
      #expect(session.send(.secret) == [.comparePassphrases])
      #expect(session.send(.vault(.same)) == (seat == .left ? [] : [.makeVault]))
    }
    #expect(session.isOpening)
    session.send(.vault(.madeForEach))
    #expect(session.layer == .passphrase(.ready) && session.owner == .left && session.keeping == .sealed)
  }

  @Test(arguments: [Seat.left, .right]) func eachIsOfferedItsKey(seat: Seat) {
    var session = made()
    #expect(session.choices == [.write, .showRecoveryOf(.left), .showRecoveryOf(.right)])
    #expect(session.pick(.showRecoveryOf(seat)) == [.tellRecovery(seat)])
    session.send(.recovery("KEY"), .on)
    #expect(session.layer == .passphrase(.ready))
  }

  @Test(arguments: [Seat.left, .right]) func aSlipAsksTheSameSeatAgain(seat: Seat) {
    var session = begun()
    if seat == .right { session.send(.secret, .secret, .vault(.same)) }
    session.send(.secret, .secret, .vault(.different))
    #expect(session.layer == .passphrase(.own(seat, again: false, .different)))
  }

  @Test func whatIsSuggestedToOneIsNotShownToTheOther() {
    var session = begun()
    session.send(.suggest, .suggestion("moss river"))
    #expect(session.suggestion == "moss river")
    session.send(.secret)
    #expect(session.suggestion == "moss river" && !session.maySuggest)
    session.send(.secret, .vault(.same))
    #expect(session.layer == .passphrase(.own(.right, again: false, nil)) && session.suggestion == nil && session.maySuggest)
  }

  @Test func wordsSuggestedForBothAreGoneWhereEachTypesTheirs() {
    var session = asked()
    session.send(.suggest, .suggestion("moss river"), .secret, .vault(.unknown))
    session.pick(.beginForEach)
    #expect(session.suggestion == nil)
  }

  @Test func itCanBeTypedAgain() {
    var session = asked()
    session.send(.secret, .vault(.unknown))
    session.pick(.typeAgain)
    #expect(session.layer == .passphrase(.ask(nil)))
  }

  @Test(arguments: [Event.on, .back]) func withoutAPassphraseNothingIsBegun(event: Event) {
    var session = begun()
    session.send(.secret, event)
    #expect(session.layers.isEmpty && session.keeping == .undecided && session.owner == nil)
  }

  // MARK: - Notes

  @Test(arguments: [nil, Seat.left, .right]) func beforeEachNoteItIsAskedWhomItIsFor(reader: Seat?) {
    var session = made()
    session.pick(.write)
    #expect(session.layer == .reader && session.editor == nil)
    session.pick(.reader(reader))
    session.send(.edit(.type("words")))
    let note = Note(card: session.card?.id ?? "", text: "words", reader: reader)
    #expect(session.send(.commitNote) == [.save([note])])
    session.send(.note)
    #expect(session.layer == .reader)
  }

  /// One card can have words for both and words for each alone; none takes the place of another.
  @Test func wordsForOneAndForBothAreKeptApart() {
    var session = made()
    session.pick(.write)
    for (reader, text) in [(nil, "both"), (Seat.left, "left"), (.right, "right"), (.left, " and more")] {
      if session.layer != .reader { session.send(.note) }
      session.pick(.reader(reader))
      session.send(.edit(.type(text)), .commitNote)
    }
    #expect(session.notes.map(\.reader) == [nil, .left, .right])
    #expect(session.notes.map(\.text) == ["both", "left and more", "right"])
    // What one wrote does not open for the other.
    session.send(.note)
    session.pick(.reader(.right))
    #expect(session.editor?.text == "right")
  }

  @Test func aDraftIsForWhomTheNoteIsFor() {
    var session = made()
    session.pick(.write)
    session.pick(.reader(.right))
    session.send(.clock(10_000, minuteOfDay: 0), .edit(.type("warm")))
    let effects = session.send(.clock(10_000 + Session.draftRest, minuteOfDay: 0))
    #expect(effects == [.draft([Note(card: session.card?.id ?? "", text: "warm", reader: .right)])])
  }

  @Test(arguments: [Seat.left, .right]) func aPassphraseOfOneAsksWhoseItWas(seat: Seat) {
    var session = asked()
    session.send(.secret, .vault(.openedOwn))
    #expect(session.layer == .passphrase(.whose) && session.keeping == .undecided)
    session.pick(.whose(seat))
    #expect(session.owner == seat && session.keeping == .sealed && session.layer == .reader)
  }

  @Test func onePassphraseForBothAsksNothingMore() {
    var session = asked()
    session.send(.secret, .vault(.opened))
    #expect(session.owner == nil && session.editor != nil && session.reader == nil)
  }

  /// A session that asks for a passphrase.
  private func asked() -> Session {
    var session = Session.at(.reflection, maySeal: true)
    session.send(.note)
    session.pickBoth(.sealNotes)
    return session
  }

  /// A session that asks the left seat for its own.
  private func begun() -> Session {
    var session = asked()
    session.send(.secret, .vault(.unknown))
    session.pick(.beginForEach)
    return session
  }

  /// A session with a new vault that has a passphrase for each.
  private func made() -> Session {
    var session = begun()
    session.send(.secret, .secret, .vault(.same), .secret, .secret, .vault(.same), .vault(.madeForEach))
    return session
  }
}
