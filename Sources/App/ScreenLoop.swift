// The conversation on the screen.
//
// Rules: one thread; what a key means is asked of Screens, what it does of the session. While keys are
// waiting nothing is drawn except a cover, which must be seen at once.

import CellGrid
import Conversation
import Glibc
import Screens
import Settings
import Terminal

struct ScreenLoop {
  let talk: Talk

  init(_ talk: Talk) { self.talk = talk }

  /// - Returns: the exit code.
  func run() -> Int32 {
    installFaultGuard()
    let terminal: Terminal
    do {
      let preferences = talk.start.preferences
      terminal = try Terminal(
        theme: preferences.theme, ascii: preferences.flag(.ascii), mouse: preferences.flag(.mouse))
    } catch {
      tell(error)
      return ExitStatus.noTerminal
    }
    draw(talk.session, on: terminal)
    talk.readDeck()
    // What is wrong with a deck is on the screen before the first key.
    draw(talk.session, on: terminal)
    let status = loop(terminal)
    terminal.leave()
    return talk.close(status)
  }

  private func loop(_ terminal: Terminal) -> Int32 {
    // Read once each time around: a session is large, and one property of another's costs as much as the whole.
    var session = talk.session
    // Whether something has changed since the last frame. What is waiting may come to no key at all, such as a report
    // of the terminal, and the frame is owed all the same.
    var isOwed = false
    while !session.ended {
      // Whether the page that follows may be another one than before, for a covered question.
      var mayBeNew = !session.isHandingOver
      switch terminal.next(until: isOwed ? monotonicMilliseconds() : wake(session)) {
      case .input(let input):
        mayBeNew = true
        if let status = take(input, session, terminal) { return status }
      case .signal(SIGTSTP): suspend(terminal)
      case .signal(let number):
        talk.take(.interrupted)
        return ExitStatus.signal(number)
      case .hungUp:
        talk.take(.interrupted)
        return ExitStatus.signal(SIGHUP)
      case .time: talk.tick()
      }
      talk.hearWork()
      let wasCovered = session.isCovered
      session = talk.session
      terminal.typing = session.wantsSecret ? .secret : session.editor != nil || session.isLooking ? .text : .nothing
      let isNewlyCovered = session.isCovered && !wasCovered
      isOwed = terminal.hasWaitingInput && !isNewlyCovered
      if isOwed { continue }
      draw(session, on: terminal)
      // Nobody answers what could not be seen yet, however slow the line is.
      if mayBeNew, session.isHandingOver {
        talk.stir()
        session = talk.session
      }
    }
    return ExitStatus.goodbye
  }

  /// Stops as Ctrl-Z asks. The key that the shell was told to go on with answers no question.
  private func suspend(_ terminal: Terminal) {
    terminal.suspend()
    talk.stir()
  }

  /// When to look up next; while a vault is being opened, soon.
  private func wake(_ session: Session) -> Int64? {
    session.isWorking ? monotonicMilliseconds() + 50 : session.nextWake
  }

  /// - Returns: an exit code where the input ends the program at once.
  private func take(_ input: Input, _ session: Session, _ terminal: Terminal) -> Int32? {
    switch input {
    case .key(.control("c")):
      talk.take(.interrupted)
      return ExitStatus.interrupted
    case .key(.control("z")): suspend(terminal)
    case .key(.control("l")): terminal.repaint()
    case .key where isCoveredByTime(session), .paste where isCoveredByTime(session): break
    case .paste where !hasRoom(terminal.size): talk.take(.touched)
    case let input where session.wantsSecret && hasRoom(terminal.size) && talk.takeSecret(input): break
    case .key(let key): talk.take(event(for: moved(key, session), in: session, talk.words, size: terminal.size))
    case .paste(let text): talk.take(event(forPaste: text, in: session, talk.words))
    // What changed on the screen has to be seen before it is answered.
    case .resize: talk.stir()
    }
    return nil
  }

  /// After a night with the lid closed, a key is the first to find that the words should have been covered. They are,
  /// and it does nothing else: whoever pressed it meant what stood there before.
  private func isCoveredByTime(_ session: Session) -> Bool {
    talk.tick()
    return talk.session.isCovered && !session.isCovered
  }

  /// An arrow for a letter that the settings made one; while a note is typed, letters type.
  private func moved(_ key: Key, _ session: Session) -> Key {
    guard talk.start.preferences.flag(.hjkl), session.editor == nil, !session.isLooking else { return key }
    return switch key {
    case .character("h"): .left
    case .character("j"): .down
    case .character("k"): .up
    case .character("l"): .right
    default: key
    }
  }

  private func draw(_ session: Session, on terminal: Terminal) {
    terminal.draw(render(session, talk.words, size: terminal.size))
  }

  private func tell(_ error: TerminalError) {
    let complaint =
      switch error {
      case .notATerminal, .unusable: Complaint(.errorNoTerminal, hint: .errorNoTerminalHint)
      case .noType: Complaint(.errorNoType, hint: .errorNoTypeHint)
      case .unknownType(let name): Complaint(.errorUnknownType, hint: .errorUnknownTypeHint, ["name": name])
      case .tooSimple(let name): Complaint(.errorPoorType, hint: .errorPoorTypeHint, ["name": name])
      }
    complaint.tell(talk.words)
  }
}
