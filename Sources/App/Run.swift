// One conversation from its start to its exit code.

import Conversation
import DeckFormat
import Glibc
import Screens
import Settings
import Terminal

/// Holds one conversation, on the screen or in lines.
/// - Returns: the exit code.
public func converse(_ options: Options) -> Int32 {
  let start = Start(options)
  let talk = Talk(start)
  return start.isPlain ? LineLoop(talk).run() : ScreenLoop(talk).run()
}

/// A session with the world around it: the one place that carries events in and effects out.
final class Talk {
  let start: Start
  private(set) var session: Session
  private let keeper: Keeper
  var words: Words { start.words }

  init(_ start: Start) {
    self.start = start
    session = start.session(seed: UInt64.random(in: .min ... .max))
    keeper = Keeper(environment: start.environment)
    _ = reduce(&session, LocalClock.event)
  }

  /// Reads the deck: after the first screen is up, because that needs none.
  func readDeck() {
    do {
      take(.deck(try DeckShelf(environment: start.environment).deck(start.options.deck, in: start.preferences.language)))
    } catch {
      take(.deck(DeckShelf.bundledDeck))
      let (what, hint) = error.message
      take(.trouble("\(what)\n\(hint)"))
    }
  }

  /// Time passes.
  func tick() { carryOut(reduce(&session, LocalClock.event)) }

  /// Something happens now.
  func take(_ event: Event) {
    tick()
    carryOut(reduce(&session, event))
  }

  private func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .save(let notes): _ = reduce(&session, .saved(keeper.save(notes, of: session)))
      case .discard: _ = reduce(&session, .saved(keeper.discard()))
      case .end: keeper.finish()
      }
    }
  }

  /// Tells, after the screen is free again, what could not be kept.
  func tellFailure() {
    if let failure = keeper.failure { Message.warn(words(.errorKeep, ["what": failure.message]), hint: failure.hint) }
  }
}
