// The line mode: lines in, lines out, over any descriptors, and lines that are not echoed.
//
// Rules: no control sequences, ever. On a terminal the keys are read one by one and lines are made of them here: the
// system's own lines end at 4,095 bytes, take a terminal's reports for words, and need modes that others may have
// changed. Nothing blocks a request to end. What was typed hidden is nowhere but in the line that is given out.

import CTerminalGuard
import CellGrid
import Glibc

/// What reading a line came to.
public enum LineArrival<Content> {
  /// A line without its end. The last one of the input may have had none.
  case line(Content)
  /// A line longer than the limit; it was read to its end and forgotten.
  case tooLong
  /// The input is over.
  case end
  /// A signal that asks the program to end: save and exit with 128 and the number.
  case signal(Int32)
  /// The program was stopped (Ctrl-Z) and goes on: ask again, the question has scrolled away.
  case resumed
  /// The time has come that was waited until.
  case time

  /// The same with another content.
  public func map<Other>(_ change: (Content) -> Other) -> LineArrival<Other> {
    switch self {
    case .line(let content): .line(change(content))
    case .tooLong: .tooLong
    case .end: .end
    case .signal(let number): .signal(number)
    case .resumed: .resumed
    case .time: .time
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
  private let modes: LineModes?
  private var isHeld = false
  private var isOver = false
  /// What has been read of a pipe, or a file, and not given out.
  private var bytes: [UInt8] = []
  /// What is being typed on a terminal.
  private var decoder = InputDecoder()
  /// What came of silence.
  private var late: Input?
  private var line = TypedLine(limit: 0)
  private var isTyping = false
  /// Whether the line that was read last is hidden.
  private var isHidden = false
  private var endings = 0
  /// When a key was last pressed, in `monotonicMilliseconds()`; called for each of them.
  public private(set) var lastKey: Milliseconds = 0
  public var onKey: () -> Void = {}

  /// Lines from `input`, standard input by default. Signals are watched from here on.
  public init(input: Int32 = STDIN_FILENO) {
    self.input = input
    modes = LineModes(input)
    guard_watch_signals()
  }

  /// Whether `descriptor` is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether what is typed can be kept from being seen: not where another program shows it by itself.
  public var canHide: Bool { modes?.echoes ?? false }

  /// Sets the modes until `giveBack()`, so that what is typed between two lines is not shown either.
  public func hold() {
    isHeld = true
    modes?.set()
  }

  /// Gives the terminal back as it was found. Words typed ahead are not for the shell.
  public func giveBack() {
    guard isHeld, let modes else { return }
    isHeld = false
    tcflush(input, TCIFLUSH)
    modes.giveBack()
  }

  /// Waits for a line of at most `limit` bytes. What is not UTF-8 becomes U+FFFD.
  /// - Parameter deadline: where given, waits at most until then, in `monotonicMilliseconds()`.
  public func readLine(limit: Int = 1 << 20, until deadline: Milliseconds? = nil) -> LineArrival<String> {
    read(limit, hidden: false, until: deadline).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same without echo where the input is a terminal, as bytes, so that the caller can erase them. No copy
  /// stays here.
  ///
  /// - Parameter ask: says what is asked for, once nothing is echoed any more.
  public func readHiddenLine(
    limit: Int = 1 << 12, until deadline: Milliseconds? = nil, asking ask: () -> Void = {}
  ) -> LineArrival<[UInt8]> {
    read(limit, hidden: true, until: deadline, asking: ask)
  }

  /// What is typed so far of a line that is not over; empty where nothing is, or where it is hidden.
  public var partial: String {
    if isHidden { return "" }
    return String(decoding: isTyping ? line.bytes : modes == nil ? bytes : [], as: UTF8.self)
  }

  /// Erases a hidden line where it lies, whoever else holds it: an array that is shared would be copied first.
  public static func erase(_ line: [UInt8]) {
    line.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { explicit_bzero(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
  }

  /// Throws away what is typed, until a key comes or the time is there.
  /// - Returns: `.line` where a key came.
  public func discard(until deadline: Milliseconds?) -> LineArrival<Void> {
    guard modes != nil else { return .time }
    line = TypedLine(limit: 0)
    isTyping = false
    while true {
      if let arrival: LineArrival<Void> = asked() { return arrival }
      if nextInput() != nil {
        lastKey = monotonicMilliseconds()
        return .line(())
      }
      if isOver { return .end }
      if wait(until: deadline) { return .time }
    }
  }

  private func read(
    _ limit: Int, hidden: Bool, until deadline: Milliseconds?, asking ask: () -> Void = {}
  ) -> LineArrival<[UInt8]> {
    isHidden = hidden
    guard let modes else {
      ask()
      return readBytes(limit, hidden: hidden, until: deadline)
    }
    if !isHeld { modes.set() }
    defer { if !isHeld { modes.giveBack() } }
    ask()
    return readKeys(limit, hidden: hidden, until: deadline)
  }

  // MARK: Keys of a terminal

  private func readKeys(_ limit: Int, hidden: Bool, until deadline: Milliseconds?) -> LineArrival<[UInt8]> {
    if !isTyping {
      line = TypedLine(limit: limit)
      isTyping = true
    }
    decoder.splitsPastes = hidden
    while true {
      if let arrival: LineArrival<[UInt8]> = asked() {
        // The question is said again, and what was typed stands behind it.
        if case .resumed = arrival { show(hidden ? [] : line.shown) }
        return arrival
      }
      while let input = nextInput() {
        if take(input, hidden: hidden) { return finish() }
        if isOver { break }
      }
      if isOver { return line.isEmpty ? .end : finish() }
      if wait(until: deadline) { return .time }
    }
  }

  /// Takes what was typed.
  /// - Returns: whether the line is over.
  private func take(_ input: Input, hidden: Bool) -> Bool {
    lastKey = monotonicMilliseconds()
    onKey()
    var shown: [UInt8] = []
    defer { if !hidden { show(shown) } }
    if input != .key(.control("d")) { endings = 0 }
    switch input {
    case .key(.enter), .key(.newline):
      show([0x0A])
      return true
    case .key(.character(let character)): shown = line.type(character)
    case .key(.tab): if !hidden { shown = line.type(" ") }
    case .key(.backspace): shown = line.deleteBackward()
    case .key(.control("u")): shown = line.clear()
    case .key(.control("w")): shown = line.deleteWord()
    // As the system has it: once ends an empty line and the input with it, a second time any line.
    case .key(.control("d")):
      endings += 1
      isOver = line.isEmpty || endings > 1
    // Spelled out by a terminal in another mode, they are signals all the same.
    case .key(.control("c")): raise(SIGINT)
    case .key(.control("z")): raise(SIGTSTP)
    case .key(.control("\\")): raise(SIGQUIT)
    case .paste(let text): for character in text.trimmingLineEnds { shown += line.type(character) }
    case .key, .resize: break
    }
    return false
  }

  /// The line that is over, and nothing of it stays.
  private func finish() -> LineArrival<[UInt8]> {
    isTyping = false
    endings = 0
    let typed = line
    line = TypedLine(limit: 0)
    return typed.isTooLong ? .tooLong : .line(typed.bytes)
  }

  private func nextInput() -> Input? {
    defer { late = nil }
    return late ?? decoder.next()
  }

  private func show(_ text: [UInt8]) {
    guard modes?.echoes ?? false, !text.isEmpty else { return }
    if case .failed = writeAll(text, to: input) { _ = writeAll(text, to: STDOUT_FILENO) }
  }

  /// Waits for bytes, and gives them to the decoder.
  /// - Returns: whether the deadline came first.
  private func wait(until deadline: Milliseconds?) -> Bool {
    guard let count = waitForBytes(until: [deadline, decoder.deadline].compactMap(\.self).min()) else {
      guard let due = decoder.deadline, due <= monotonicMilliseconds() else { return deadline.map { $0 <= monotonicMilliseconds() } ?? false }
      late = decoder.expire()
      return false
    }
    if count > 0 {
      decoder.feed(chunk[..<count], at: monotonicMilliseconds())
      LineTerminal.wipe(&chunk)
    }
    return false
  }

  // MARK: Bytes of anything else

  private func readBytes(_ limit: Int, hidden: Bool, until deadline: Milliseconds?) -> LineArrival<[UInt8]> {
    var isTooLong = false
    while true {
      if let arrival: LineArrival<[UInt8]> = asked() { return arrival }
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
      // What is too long has no end to wait for before it is told.
      guard let count = waitForBytes(until: isTooLong ? nil : deadline) else {
        if let deadline, !isTooLong, deadline <= monotonicMilliseconds() { return .time }
        continue
      }
      bytes.append(contentsOf: chunk[..<count])
      if hidden { LineTerminal.wipe(&chunk) }
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

  // MARK: Waiting

  private var chunk = [UInt8](repeating: 0, count: 4096)

  /// What a signal asks for; a stop has happened by then.
  private func asked<Content>() -> LineArrival<Content>? {
    let number = guard_take_end()
    if number != 0 { return .signal(number) }
    guard guard_take(SIGTSTP) else { return nil }
    modes?.giveBack()
    guard_stop()
    modes?.set()
    return .resumed
  }

  /// Waits for bytes to be in `chunk`.
  /// - Returns: how many, 0 at the end of the input; `nil` where time or a signal came first.
  private func waitForBytes(until deadline: Milliseconds?) -> Int? {
    var ready = [
      pollfd(fd: guard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: guard_alarm(deadline ?? 0), events: Int16(POLLIN), revents: 0),
    ]
    let time = deadline.map { Int32(clamping: max(0, $0 - monotonicMilliseconds())) } ?? -1
    let count = poll(&ready, 3, time)
    if count < 0 || ready[0].revents != 0 {
      guard_drain()
      return nil
    }
    guard ready[1].revents != 0 else { return nil }
    let bytes = Glibc.read(input, &chunk, chunk.count)
    if bytes < 0, errno == EINTR || errno == EAGAIN { return nil }
    if bytes <= 0 { isOver = true }
    return max(0, bytes)
  }

  private static func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { raw in
      if let start = raw.baseAddress { explicit_bzero(start, raw.count) }
    }
  }
}

extension String {
  /// Without the line ends at its end: they belong to the copying, not to the words.
  fileprivate var trimmingLineEnds: Substring {
    var text = self[...]
    while text.last?.isNewline ?? false { text.removeLast() }
    return text
  }
}
