// The three streams that every program takes for granted.
//
// Rules: called before anything is opened. Where a stream was closed, the next file to be opened would take its
// number, and messages would be written into a note.

import Glibc

public enum StandardStreams {
  /// Opens nothing-in, nothing-out in the place of streams that were closed.
  public static func ensure() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      // The lowest free number is this one, because those below are open.
      _ = open("/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY)
    }
  }
}
