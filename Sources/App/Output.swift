// What a command was asked for, to standard output; and files that commands begin.

import CellGrid
import Glibc
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
  enum Result {
    case written, isThere
    case failed(String)
  }

  /// Writes a new file; one that is there, or a link, stays as it is.
  static func write(_ text: String, to path: String, mode: mode_t) -> Result {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { return errno == EEXIST ? .isThere : .failed(String(cString: strerror(errno))) }
    defer { close(file) }
    if writeAll(text.utf8, to: file) == .written { return .written }
    let reason = String(cString: strerror(errno))
    unlink(path)
    return .failed(reason)
  }
}
