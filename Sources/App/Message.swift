// Messages on standard error: what happened, and a hint.
//
// Rules: made safe for the terminal before they are written; never a note's text.

import CellGrid
import Glibc
import Terminal

enum Message {
  /// Says what happened, and what can be done about it.
  static func warn(_ what: String, hint: String) {
    let text = "\(SafeText.spoken(what))\nhint: \(SafeText.spoken(hint))\n"
    _ = writeAll(text.utf8, to: STDERR_FILENO)
  }
}

/// A mistake in the words of the command line.
public enum CommandLineMistake {
  /// Tells it in one line, with what to do about it.
  public static func tell(_ what: String) {
    Message.warn("aftercare: \(what)", hint: "aftercare --help shows what can be asked for")
  }
}
