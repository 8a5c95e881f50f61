// A pseudo-terminal that takes whatever is written to it, in place of standard input and output.

import CellGrid
import Glibc

final class TakingTerminal {
  private let kept: (input: Int32, output: Int32)

  init(_ size: Size) {
    let controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN, which the C library's `unlockpt` and `ptsname` ask for.
    guard controller >= 0, ioctl(controller, 0x4004_5431, &locked) == 0, ioctl(controller, 0x8004_5430, &number) == 0
    else { fatalError("no pseudo-terminal") }
    var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
    let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    fflush(nil)
    kept = (dup(STDIN_FILENO), dup(STDOUT_FILENO))
    dup2(terminal, STDIN_FILENO)
    dup2(terminal, STDOUT_FILENO)
    setenv("TERM", "xterm-256color", 1)
    setenv("LC_ALL", "C.UTF-8", 1)
    var thread = pthread_t()
    pthread_create(&thread, nil, { controller in
      let controller = Int32(Int(bitPattern: controller))
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while read(controller, &buffer, buffer.count) > 0 {}
      return nil
    }, UnsafeMutableRawPointer(bitPattern: Int(controller)))
  }

  /// Gives standard input and output back.
  func end() {
    fflush(nil)
    dup2(kept.input, STDIN_FILENO)
    dup2(kept.output, STDOUT_FILENO)
  }
}
