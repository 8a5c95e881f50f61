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

  init(_ talk: Talk) { self.talk = talk }

  /// - Returns: the exit code.
  func run() -> Int32 {
    installFaultGuard()
    talk.readDeck()
    while !talk.session.ended, isOpen {
      if let status = takeLine() { return status }
    }
    // Nobody reads any more; what was typed is not lost by that.
    if !talk.session.ended { talk.take(.interrupted) }
    say([talk.words[.plainGoodbye]])
    return talk.close(ExitStatus.goodbye)
  }

  /// - Returns: an exit code where the line ends the program.
  private func takeLine() -> Int32? {
    switch ask() {
    case nil: break
    case .line(let line): take(line)
    case .tooLong: talk.take(.unknown)
    case .end:
      talk.take(.interrupted)
    case .signal(let number):
      talk.take(.interrupted)
      return talk.close(ExitStatus.signal(number))
    case .resumed:
      said = []
      prompted = ""
      isWriting = false
    }
    return nil
  }

  /// Says what is new and reads the answer; unseen where a covered question is open, if that can be done.
  /// - Returns: `nil` where nothing is to be read.
  private func ask() -> LineArrival<[UInt8]>? {
    // A passphrase is taken as the bytes it is, also where nothing can be hidden.
    guard talk.session.wantsSecret || isTerminal && talk.session.coveredTurn != nil else {
      tell()
      guard isOpen else { return nil }
      if talk.session.isWorking && waitForWork() { return nil }
      return input.readLine().map { Array($0.utf8) }
    }
    // The question comes after the echo is off: whoever answers at once is covered too.
    let answer = input.readHiddenLine(asking: tell)
    return isOpen ? answer : nil
  }

  private func take(_ bytes: [UInt8]) {
    if talk.session.wantsSecret {
      var secret = bytes
      return talk.takeSecret(line: &secret)
    }
    let line = String(decoding: bytes, as: UTF8.self)
    guard let editor = talk.session.editor else {
      talk.take(event(forLine: line, in: talk.session, talk.words))
      return
    }
    if line.isEmpty { return talk.take(.commitNote) }
    if !editor.text.isEmpty { talk.take(.edit(.newline)) }
    talk.take(.edit(.paste(line)))
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
    guard !talk.session.isWorking else { return }
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
    if !toldCover { say([talk.words[isTerminal ? .plainHidden : .plainCannotCover]]) }
    toldCover = true
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
