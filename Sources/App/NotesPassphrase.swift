// Where a passphrase comes from: the terminal, without echo, or a descriptor.
//
// Rules: never an argument, never an environment variable. The bytes go to locked memory and are erased where
// they came from.

import Glibc
import Terminal
import Vault

enum NotesPassphrase {
  /// The longest passphrase, in bytes; what the conversation takes too.
  private static let longest = 1024

  /// The first line of a descriptor; without one, a hidden line from the terminal that started the program.
  static func read(from descriptor: Int32?) throws(NotesTrouble) -> SecretBytes {
    if let descriptor { return try secret(checked(descriptor)) }
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else {
      throw NotesTrouble(
        "there is no terminal to type the passphrase on",
        hint: "give it through a descriptor: --passphrase-fd 3 3<FILE", status: ExitStatus.noTerminal)
    }
    defer { close(terminal) }
    return try secret(terminal)
  }

  /// A descriptor that can be read from.
  private static func checked(_ descriptor: Int32) throws(NotesTrouble) -> Int32 {
    let mode = fcntl(descriptor, F_GETFL)
    guard descriptor >= 0, mode >= 0, mode & O_ACCMODE != O_WRONLY else {
      throw .usage(
        "descriptor \(descriptor) cannot be read", hint: "open it for reading: --passphrase-fd 3 3<FILE")
    }
    return descriptor
  }

  private static func secret(_ descriptor: Int32) throws(NotesTrouble) -> SecretBytes {
    let lines = LineTerminal(input: descriptor)
    while true {
      // Asked on the terminal itself: standard output and standard error may go elsewhere.
      if LineTerminal.isTerminal(descriptor) {
        if writeAll("Passphrase (not shown): ".utf8, to: descriptor) != .written {
          NotesOutput.aside("Passphrase (not shown):")
        }
      }
      switch lines.readHiddenLine(limit: longest) {
      case .line(var bytes): return SecretBytes(taking: &bytes)
      case .resumed: continue
      case .signal(let number): throw .signal(number)
      case .end: throw NotesTrouble(.emptyPassphrase)
      case .tooLong:
        throw NotesTrouble(
          "the passphrase is longer than \(longest) bytes", hint: "give one line and nothing else",
          status: ExitStatus.nothingOpens)
      }
    }
  }
}
