// Noticing a request to end while something else is being waited for.

import CTerminalGuard
import Glibc

/// A wish that the program ends: Ctrl-C, or a signal from outside.
public enum EndRequest {
  /// Waits up to `milliseconds`, less if a request comes.
  /// - Returns: the number of the signal that asks the program to end; `nil` if none does.
  public static func wait(milliseconds: Int32) -> Int32? {
    guard_watch_signals()
    var ready = pollfd(fd: guard_wake_descriptor(), events: Int16(POLLIN), revents: 0)
    if poll(&ready, 1, milliseconds) != 0 { guard_drain() }
    if guard_take(SIGTSTP) { guard_stop() }
    let number = guard_take_end()
    return number == 0 ? nil : number
  }
}
