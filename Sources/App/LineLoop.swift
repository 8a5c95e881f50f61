// The conversation in lines: for screen readers, pipes and terminals that cannot place a cursor.
//
// Rules: no control sequences; what did not change is not said again; the end of the input is a goodbye.

import CellGrid
import Conversation
import Glibc
import Screens
import Settings
import Terminal

final class LineLoop {
  private let talk: Talk
  private let input = LineTerminal()
  private let isTerminal = LineTerminal.isTerminal(STDIN_FILENO)
  private var said: [String] = []
  private var prompted = ""
  private var toldCover = false
  /// Whether a note was open already when something was last said.
  private var isWriting = false
  private var isOpen = true
  /// What stands in the open note of a line that is not over, so that a draft holds it.
  private var laid = ""
  /// How long typing rests before a line that is not over is laid into its note.
  private static let layRest: Int64 = 250

  init(_ talk: Talk) { self.talk = talk }

  /// - Returns: the exit code.
  func run() -> Int32 {
    installFaultGuard()
    input.onKey = { [talk] in talk.take(.touched) }
    input.hold()
    defer { input.giveBack() }
    talk.readDeck()
    while !talk.session.ended, isOpen {
      if let status = takeLine() { return status }
    }
    // Nobody reads any more; what was typed is not lost by that.
    if !talk.session.ended { end() }
    say([talk.words[.plainGoodbye]])
    return talk.close(ExitStatus.goodbye)
  }

  /// - Returns: an exit code where the line ends the program.
  private func takeLine() -> Int32? {
    switch ask() {
    case nil: break
    case .line(let line): take(line)
    case .tooLong: talk.take(.unknown)
    case .time:
      lay(input.partial)
      talk.tick()
    case .end: end()
    case .signal(let number):
      end()
      return talk.close(ExitStatus.signal(number))
    case .resumed:
      said = []
      prompted = ""
      isWriting = false
      talk.stir()
    }
    return nil
  }

  private func end() {
    lay(input.partial)
    talk.take(.interrupted)
  }

  /// Says what is new and reads the answer; unseen where a covered question is open, if that can be done.
  /// - Returns: `nil` where nothing is to be read.
  private func ask() -> LineArrival<[UInt8]>? {
    tell()
    guard isOpen else { return nil }
    if talk.session.isHandingOver { return waitForRest() }
    if talk.session.isWorking && waitForWork() { return nil }
    // A passphrase is taken as the bytes it is, also where nothing can be hidden.
    if talk.session.wantsSecret || isTerminal && talk.session.coveredTurn != nil {
      return input.readHiddenLine(until: due)
    }
    return input.readLine(until: due).map { Array($0.utf8) }
  }

  /// When to look up, though nobody has ended a line: for a draft, and to cover the words. A breath moves nothing here.
  private var due: Int64? {
    let session = talk.session
    let wake = session.isBreathing ? session.lastInput + Session.idleCover : session.nextWake
    guard session.editor != nil, laid != input.partial else { return wake }
    return min(input.lastKey + Self.layRest, wake ?? .max)
  }

  /// A covered question is handed over: what is typed meanwhile is nobody's.
  private func waitForRest() -> LineArrival<[UInt8]>? {
    switch input.discard(until: talk.session.nextWake) {
    case .line: talk.stir()
    case .time, .tooLong: talk.tick()
    case .end: return .end
    case .signal(let number): return .signal(number)
    case .resumed: return .resumed
    }
    return nil
  }

  private func take(_ bytes: [UInt8]) {
    if talk.session.wantsSecret {
      var secret = bytes
      talk.takeSecret(line: &secret)
      return LineTerminal.erase(bytes)
    }
    let line = String(decoding: bytes, as: UTF8.self)
    guard talk.session.editor != nil else {
      laid = ""
      talk.take(event(forLine: line, in: talk.session, talk.words))
      return
    }
    lay(line)
    laid = ""
    if line.isEmpty { talk.take(.commitNote) }
  }

  /// Lays a line into the open note, in place of what stood there of it before.
  private func lay(_ line: String) {
    guard line != laid, talk.session.editor != nil else { return }
    if !laid.isEmpty { talk.take(.edit(.undo)) }
    laid = line
    guard !line.isEmpty, let editor = talk.session.editor else { return }
    talk.take(.edit(.paste((editor.text.isEmpty ? "" : "\n") + line)))
  }

  /// In lines there is nothing else to do meanwhile.
  /// - Returns: whether something came of it, and not a signal instead.
  private func waitForWork() -> Bool {
    while talk.session.isWorking {
      if isAskedToEnd() { return false }
      usleep(20_000)
      talk.hearWork()
    }
    return true
  }

  // MARK: - Saying

  /// Says what is new since the last line.
  private func tell() {
    let lines = linear(talk.session, talk.words)
    if lines != said {
      say([""] + lines)
      said = lines
    }
    if let notice = linearNotice(talk.session, talk.words) { say([notice]) }
    tellCover()
    guard !talk.session.isWorking, !talk.session.isHandingOver else { return }
    tellNote()
    let prompt = linearPrompt(talk.session, talk.words)
    if prompt != prompted, talk.session.editor == nil || !isWriting {
      say([prompt])
      prompted = prompt
    }
    isWriting = talk.session.editor != nil
  }

  /// What a note holds already, as it is opened.
  private func tellNote() {
    guard !isWriting, let editor = talk.session.editor else { return }
    prompted = ""
    let lines = editor.text.split(whereSeparator: \.isNewline)
    if !lines.isEmpty { say(lines.map { SafeText.spoken(String($0)) }) }
  }

  /// Says once whether what is typed to a covered question can be seen.
  private func tellCover() {
    guard talk.session.coveredTurn != nil || talk.session.wantsSecret else {
      toldCover = false
      return
    }
    if !toldCover { say([talk.words[canHide ? .plainHidden : .plainCannotCover]]) }
    toldCover = true
  }

  /// Emacs and the like show a line before it is sent, whatever the terminal is told.
  private var canHide: Bool {
    let environment = talk.start.environment
    return input.canHide && environment["INSIDE_EMACS"] == nil && environment["TERM"] != "dumb"
  }

  private func say(_ lines: [String]) {
    guard isOpen else { return }
    let text = lines.map { $0 + "\n" }.joined()
    switch writeAll(text.utf8, to: STDOUT_FILENO) {
    // A signal is answered where the next line is read.
    case .written, .interrupted: break
    case .closed, .failed: isOpen = false
    }
  }
}
