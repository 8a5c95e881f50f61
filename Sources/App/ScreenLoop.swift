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
      switch terminal.next(until: isOwed ? monotonicMilliseconds() : wake(session)) {
      case .input(let input):
        if let status = take(input, session, terminal) { return status }
      case .signal(SIGTSTP): terminal.suspend()
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
      let isNewlyCovered = session.isCovered && !wasCovered
      isOwed = terminal.hasWaitingInput && !isNewlyCovered
      if !isOwed { draw(session, on: terminal) }
    }
    return ExitStatus.goodbye
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
    case .key(.control("z")): terminal.suspend()
    case .key(.control("l")): terminal.repaint()
    case let input where session.wantsSecret && talk.takeSecret(input): break
    case .key(let key): talk.take(event(for: moved(key, session), in: session, talk.words, size: terminal.size))
    case .paste(let text): talk.take(event(forPaste: text, in: session))
    case .resize: break
    }
    return nil
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
