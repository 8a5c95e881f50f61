// The conversation in lines: for screen readers, pipes and terminals that cannot place a cursor.
//
// Rules: no control sequences; what did not change is not said again; the end of the input is a goodbye.

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
  private var isOpen = true

  init(_ talk: Talk) { self.talk = talk }

  /// - Returns: the exit code.
  func run() -> Int32 {
    installFaultGuard()
    talk.readDeck()
    while !talk.session.ended, isOpen {
      tell()
      guard isOpen else { break }
      if talk.session.isWorking {
        waitForVault()
        continue
      }
      if let status = takeLine() { return status }
    }
    if isOpen && talk.session.ended { say([talk.words[.plainGoodbye]]) }
    talk.tellFailure()
    return ExitStatus.goodbye
  }

  /// - Returns: an exit code where the line ends the program.
  private func takeLine() -> Int32? {
    switch readLine() {
    case .line(let line): take(line)
    case .tooLong: take("?")
    case .end:
      talk.take(.interrupted)
    case .signal(let number):
      talk.take(.interrupted)
      talk.tellFailure()
      return ExitStatus.signal(number)
    case .resumed:
      said = []
      prompted = ""
    }
    return nil
  }

  /// A line; not echoed where a covered question is open, if that can be done.
  private func readLine() -> LineArrival<String> {
    guard talk.session.coveredTurn != nil || talk.session.wantsSecret, isTerminal else { return input.readLine() }
    switch input.readHiddenLine() {
    case .line(let bytes): return .line(String(decoding: bytes, as: UTF8.self))
    case .tooLong: return .tooLong
    case .end: return .end
    case .signal(let number): return .signal(number)
    case .resumed: return .resumed
    }
  }

  private func take(_ line: String) {
    if talk.session.wantsSecret {
      var bytes = Array(line.utf8)
      return talk.takeSecret(line: &bytes)
    }
    guard let editor = talk.session.editor else {
      talk.take(event(forLine: line, in: talk.session, talk.words))
      return
    }
    if line.isEmpty { return talk.take(.commitNote) }
    if !editor.text.isEmpty { talk.take(.edit(.newline)) }
    talk.take(.edit(.paste(line)))
  }

  /// In lines there is nothing else to do meanwhile.
  private func waitForVault() {
    while talk.session.isWorking {
      usleep(20_000)
      talk.hearVault()
    }
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
    guard !talk.session.isWorking else { return }
    let prompt = linearPrompt(talk.session, talk.words)
    if prompt != prompted, talk.session.editor?.text.isEmpty ?? true {
      say([prompt])
      prompted = prompt
    }
  }

  /// Says once whether what is typed to a covered question can be seen.
  private func tellCover() {
    guard talk.session.coveredTurn != nil || talk.session.wantsSecret else {
      toldCover = false
      return
    }
    if !toldCover { say([talk.words[isTerminal ? .plainHidden : .plainCannotCover]]) }
    toldCover = true
  }

  private func say(_ lines: [String]) {
    guard isOpen else { return }
    let text = lines.map { $0 + "\n" }.joined()
    if writeAll(text.utf8, to: STDOUT_FILENO) != .written { isOpen = false }
  }
}
