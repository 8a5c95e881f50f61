// The modes that the line mode needs, and those that it found.
//
// Rules: nothing is taken for granted: another program may have left the terminal raw, without Enter or without Ctrl-C.
// What was found is given back on every path: a line, the end, a signal, a stop, a fault.

import CTerminalGuard
import Glibc

/// One terminal's modes while lines are read key by key.
struct LineModes {
  private let descriptor: Int32
  private let found: termios
  /// Whether what is typed is to be shown by us. A terminal that cooks lines and shows nothing belongs to a program that
  /// shows them by itself, as Emacs does.
  let echoes: Bool

  /// The modes of a terminal; `nil` where it is none.
  init?(_ descriptor: Int32) {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return nil }
    self.descriptor = descriptor
    found = modes
    echoes = modes.c_lflag & tcflag_t(ECHO) != 0 || modes.c_lflag & tcflag_t(ICANON) == 0
  }

  /// Keys come one by one, unshown and unchanged; Ctrl-C, Ctrl-Z and Ctrl-\ are signals.
  func set() {
    var modes = found
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
    modes.c_lflag |= tcflag_t(ISIG)
    modes.c_iflag &= ~tcflag_t(ISTRIP | INLCR | IGNCR | ICRNL | PARMRK)
    if echoes { modes.c_oflag |= tcflag_t(OPOST | ONLCR) }
    withUnsafeMutableBytes(of: &modes.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
      for (place, key) in [(VINTR, 0x03), (VQUIT, 0x1C), (VSUSP, 0x1A)] as [(Int32, UInt8)] where keys[Int(place)] == 0 {
        keys[Int(place)] = key
      }
    }
    guard_remember(descriptor)
    guard_arm("", 0)
    tcsetattr(descriptor, TCSANOW, &modes)
  }

  func giveBack() {
    var modes = found
    tcsetattr(descriptor, TCSANOW, &modes)
    guard_disarm()
  }
}
