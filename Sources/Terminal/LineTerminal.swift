// The line mode: lines in, lines out, over any descriptors, and lines that are not echoed.
//
// Rules: no control sequences, ever. The terminal's modes change only while a hidden line is read, and are back
// on every path: a line, the end, a signal, a stop, a fault. Nothing blocks a request to end.

import CTerminalGuard
import Glibc

/// What reading a line came to.
public enum LineArrival<Content> {
  /// A line without its end. The last one of the input may have had none.
  case line(Content)
  /// A line longer than the limit; it was read to its end and forgotten.
  case tooLong
  /// The input is over.
  case end
  /// SIGTERM, SIGHUP or SIGINT: save and exit with 128 and the number.
  case signal(Int32)
  /// The program was stopped (Ctrl-Z) and goes on: ask again, the question has scrolled away.
  case resumed

  /// The same with another content.
  public func map<Other>(_ change: (Content) -> Other) -> LineArrival<Other> {
    switch self {
    case .line(let content): .line(change(content))
    case .tooLong: .tooLong
    case .end: .end
    case .signal(let number): .signal(number)
    case .resumed: .resumed
    }
  }
}

extension LineArrival: Equatable where Content: Equatable {}
extension LineArrival: Sendable where Content: Sendable {}

/// What writing came to.
public enum WriteResult: Equatable, Sendable {
  case written
  /// Nobody reads any more.
  case closed
  /// A signal asks the program to end; some of the bytes may have been written.
  case interrupted
  /// Another error, by its number.
  case failed(Int32)
}

/// Whether a signal asks the program to end, which the next line that is read will tell.
public func isAskedToEnd() -> Bool { guard_asked_to_end() }

/// Writes all of `bytes` to `descriptor`, whatever it is.
public func writeAll(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> WriteResult {
  // A pipe that is ready for writing takes this many without blocking.
  let most = 4096
  guard_watch_signals()
  let all = Array(bytes)
  var done = 0
  while done < all.count {
    var ready = [
      pollfd(fd: guard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
    ]
    if poll(&ready, 2, -1) < 0 || ready[0].revents != 0 { guard_drain() }
    if guard_asked_to_end() { return .interrupted }
    guard ready[1].revents != 0 else { continue }
    let count = all.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, min(most, all.count - done)) }
    if count >= 0 { done += count; continue }
    switch errno {
    case EINTR, EAGAIN: continue
    case EPIPE: return .closed
    default: return .failed(errno)
    }
  }
  return .written
}

/// Reads lines from a descriptor, a terminal or not.
///
/// Used on the main thread only; one for a descriptor, because it reads ahead.
public final class LineTerminal {
  private let input: Int32
  private var bytes: [UInt8] = []
  private var isOver = false

  /// Lines from `input`, standard input by default. Signals are watched from here on.
  public init(input: Int32 = STDIN_FILENO) {
    self.input = input
    guard_watch_signals()
  }

  /// Whether `descriptor` is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Waits for a line of at most `limit` bytes. What is not UTF-8 becomes U+FFFD.
  public func readLine(limit: Int = 1 << 20) -> LineArrival<String> {
    readBytes(limit, hidden: false).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same without echo where the input is a terminal, as bytes, so that the caller can erase them. No copy
  /// stays here.
  ///
  /// - Parameter ask: says what is asked for, once nothing is echoed any more.
  public func readHiddenLine(limit: Int = 1 << 12, asking ask: () -> Void = {}) -> LineArrival<[UInt8]> {
    var shown = termios()
    guard tcgetattr(input, &shown) == 0 else {
      ask()
      return readBytes(limit, hidden: true)
    }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    hidden.c_lflag |= tcflag_t(ECHONL)
    guard_remember(input)
    guard_arm("", 0)
    tcsetattr(input, TCSANOW, &hidden)
    defer {
      tcsetattr(input, TCSANOW, &shown)
      guard_disarm()
    }
    ask()
    return readBytes(limit, hidden: true) { stop in
      tcsetattr(self.input, TCSANOW, &shown)
      stop()
    }
  }

  /// - Parameter stopping: what is to be done around stopping the process.
  private func readBytes(
    _ limit: Int, hidden: Bool, stopping: (() -> Void) -> Void = { $0() }
  ) -> LineArrival<[UInt8]> {
    var isTooLong = false
    var chunk = [UInt8](repeating: 0, count: 4096)
    defer { if hidden { LineTerminal.wipe(&chunk) } }
    while true {
      for number in [SIGTERM, SIGHUP, SIGINT] where guard_take(number) { return .signal(number) }
      if guard_take(SIGTSTP) {
        stopping(guard_stop)
        return .resumed
      }
      if let end = bytes.firstIndex(of: 0x0A) {
        let line = take(end, hidden: hidden)
        return isTooLong || line.count > limit ? .tooLong : .line(line)
      }
      if bytes.count > limit {
        isTooLong = true
        LineTerminal.wipe(&bytes)
        bytes = []
      }
      if isOver {
        if isTooLong {
          bytes = []
          return .tooLong
        }
        return bytes.isEmpty ? .end : .line(take(bytes.count, hidden: hidden))
      }
      var ready = [
        pollfd(fd: guard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&ready, 2, -1) < 0 || ready[0].revents != 0 {
        guard_drain()
        continue
      }
      let count = read(input, &chunk, chunk.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count <= 0 { isOver = true } else { bytes.append(contentsOf: chunk[..<count]) }
    }
  }

  /// The first `count` bytes as a line, without its end; they and the end are gone from the buffer.
  private func take(_ count: Int, hidden: Bool) -> [UInt8] {
    var line = Array(bytes[..<count])
    var rest = Array(bytes[min(count + 1, bytes.count)...])
    swap(&rest, &bytes)
    if hidden { LineTerminal.wipe(&rest) }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  private static func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { raw in
      if let start = raw.baseAddress { explicit_bzero(start, raw.count) }
    }
  }
}
