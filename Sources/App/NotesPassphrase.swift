// Where a passphrase comes from: the terminal, without echo, or a descriptor.
//
// Rules: never an argument, never an environment variable. The bytes go to locked memory and are erased where
// they came from.

import Glibc
import Settings
import Terminal
import Vault

enum NotesPassphrase {
  /// The longest passphrase, in bytes; what the conversation takes too.
  private static let longest = 1024

  /// The first line of a descriptor; without one, a hidden line from the terminal that started the program.
  /// - Parameter question: what the terminal is asked.
  static func read(
    from descriptor: Int32?, asking question: Phrase = .commandPassphrase
  ) throws(NotesTrouble) -> SecretBytes {
    if let descriptor { return try secret(descriptor, question) }
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else {
      throw NotesTrouble(
        .commandPassphraseTerminal, hint: .commandPassphraseTerminalHint, status: ExitStatus.noTerminal)
    }
    defer { close(terminal) }
    return try secret(terminal, question)
  }

  /// Refuses a descriptor that cannot be read from.
  static func check(_ descriptor: Int32) throws(NotesTrouble) {
    let mode = fcntl(descriptor, F_GETFL)
    guard descriptor >= 0, mode >= 0, mode & O_ACCMODE != O_WRONLY else {
      throw .usage(.commandDescriptor, hint: .commandDescriptorHint, ["number": String(descriptor)])
    }
  }

  private static func secret(_ descriptor: Int32, _ question: Phrase) throws(NotesTrouble) -> SecretBytes {
    let lines = LineTerminal(input: descriptor)
    while true {
      let arrival = lines.readHiddenLine(limit: longest) {
        // On the terminal itself: standard output and standard error may go elsewhere.
        if LineTerminal.isTerminal(descriptor) {
          _ = writeAll(Words.ofCommands[question].utf8, to: descriptor)
        }
      }
      switch arrival {
      case .line(var bytes): return SecretBytes(taking: &bytes)
      case .resumed, .time: continue
      case .signal(let number): throw .signal(number)
      case .end: throw NotesTrouble(.emptyPassphrase)
      case .tooLong:
        throw NotesTrouble(
          .commandPassphraseLong, hint: .commandPassphraseLongHint, ["most": String(longest)],
          status: ExitStatus.nothingOpens)
      }
    }
  }
}
