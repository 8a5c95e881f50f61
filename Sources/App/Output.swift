// What a command was asked for, to standard output; and files that commands begin.

import CellGrid
import Glibc
import Settings
import Terminal

enum Output {
  /// Prints lines made safe for a terminal; a closed pipe is no error.
  static func print(_ lines: [String]) {
    let text = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    _ = writeAll(text.map { SafeText.spoken(String($0)) + "\n" }.joined().utf8, to: STDOUT_FILENO)
  }
}

/// A file that must not be there yet.
enum NewFile {
  /// Writes a new file for people to go on with, and says that it is ready; one that is there, or a link, stays as it is.
  /// - Parameter ready: what is said of the {path}.
  /// - Returns: the exit code.
  static func begin(_ path: String, with text: String, mode: mode_t, _ ready: Phrase) -> Int32 {
    if let code = write(text, to: path, mode: mode) {
      Complaint.notMade(path, code).tell(.ofCommands)
      return ExitStatus.unreadable
    }
    Output.print([Words.ofCommands(ready, ["path": path])])
    return ExitStatus.goodbye
  }

  /// - Returns: `nil` where it is written whole, else errno; then nothing of it stays.
  private static func write(_ text: String, to path: String, mode: mode_t) -> Int32? {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { return errno }
    defer { close(file) }
    if writeAll(text.utf8, to: file) == .written { return nil }
    let code = errno
    unlink(path)
    return code
  }
}
