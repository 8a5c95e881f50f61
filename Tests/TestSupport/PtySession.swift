// A program in a terminal of its own, driven as a person would.
//
// Rules: the program gets a controlling terminal, a size, and exactly the environment that the test names.
// Nothing sleeps: tests wait for what they want to see, and what they see at the end of their patience is the
// message of the failure. One thread a session.

import Glibc

/// How a program ended.
public enum Ending: Equatable, Sendable {
  case exited(Int32)
  case signalled(Int32)
}

/// A test waited in vain; the text says for what, and what was on the screen.
public struct WaitFailure: Error, CustomStringConvertible {
  public let description: String
  public init(description: String) { self.description = description }
}

/// A program running in a pseudo-terminal.
public final class PtySession {
  /// The program's process.
  public let pid: pid_t
  /// Every byte the program has written so far.
  public private(set) var output: [UInt8] = []
  /// The terminal's modes before the program started.
  public let modesBefore: TerminalModes
  /// How the program ended, once it has been seen to.
  public private(set) var ending: Ending?
  /// The process that `isStopped`, `settle` and the like look at: the program, or one that it started.
  public var subject: pid_t

  private var controller: Int32
  private let terminal: Int32
  private var screen: Screen
  private let readsScreen: Bool

  /// Starts `program` (a path) as the leader of a session with a terminal of this size.
  ///
  /// - Parameters:
  ///   - environment: all of it; nothing is inherited.
  ///   - readsScreen: false for terminals that libvterm is not; it hangs on some of their sequences.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = PtySession.environment,
    columns: Int = 80, rows: Int = 24, readsScreen: Bool = true
  ) throws {
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    // Step by step and not by `openpty`, so that a program started by another test at the same moment cannot
    // inherit the descriptors. The two requests are TIOCSPTLCK and TIOCGPTN.
    let controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: UInt32 = 0
    guard controller >= 0, ioctl(controller, 0x4004_5431, &locked) == 0,
      ioctl(controller, 0x8004_5430, &number) == 0
    else { throw WaitFailure(description: "no pseudo-terminal: error \(errno)") }
    let name = "/dev/pts/\(number)"
    let terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)

    var modes = termios()
    tcgetattr(terminal, &modes)
    modesBefore = TerminalModes(modes)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by a session leader without a terminal, it becomes the controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    do {
      pid = try spawn(program, arguments, environment, &actions)
      subject = pid
    } catch {
      close(controller)
      close(terminal)
      throw error
    }
    self.controller = controller
    self.terminal = terminal
    screen = Screen(columns: columns, rows: rows)
    self.readsScreen = readsScreen
  }

  deinit {
    if ending == nil {
      kill(pid, SIGKILL)
      kill(pid, SIGCONT)
      var status: Int32 = 0
      waitpid(pid, &status, 0)
    }
    if controller >= 0 { close(controller) }
    close(terminal)
  }

  /// A plain, fixed environment: UTF-8, xterm, a home that does not exist; and a short handover, in milliseconds, which
  /// builds for tests alone look at.
  public static let environment = [
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent",
    "AFTERCARE_HANDOVER": "30",
  ]

  // MARK: The screen

  /// The screen's rows from the top, without trailing spaces.
  public var rows: [String] { screen.rows }
  /// The same as one text.
  public var text: String { screen.rows.joined(separator: "\n") }
  /// One cell, from zero at the top left.
  public func cell(row: Int, column: Int) -> ScreenCell { screen.cell(row: row, column: column) }
  /// Where the cursor stands, from zero.
  public var cursor: (row: Int, column: Int) { screen.cursor }
  public var cursorIsVisible: Bool { screen.cursorIsVisible }
  /// Whether the alternate screen is showing.
  public var isAlternate: Bool { screen.isAlternate }
  /// Lines that have left the top of the screen, oldest first.
  public var scrollback: [String] { screen.scrollback }
  /// Whether the terminal puts brackets around pastes.
  public var bracketsPastes: Bool { lastIsSet("?2004") }

  /// The terminal's modes, as the program or its shell has set them.
  public var modes: TerminalModes {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return TerminalModes(modes)
  }

  /// Whether the last of `ESC [ mode h` and `ESC [ mode l` was the first.
  private func lastIsSet(_ mode: String) -> Bool {
    let pattern = Array("\u{1B}[\(mode)".utf8)
    var index = output.count - pattern.count - 1
    while index >= 0 {
      if output[index..<index + pattern.count].elementsEqual(pattern) {
        switch output[index + pattern.count] {
        case UInt8(ascii: "h"): return true
        case UInt8(ascii: "l"): return false
        default: break
        }
      }
      index -= 1
    }
    return false
  }

  // MARK: Acting

  /// Types `text`.
  public func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// Types `bytes`, reading what the program writes meanwhile, so that neither waits for the other for ever.
  public func send(_ bytes: [UInt8], timeout: Double = 20) throws {
    let end = monotonicSeconds() + timeout
    var rest = bytes[...]
    while !rest.isEmpty, ending == nil {
      guard monotonicSeconds() < end else { throw failure("the program to read what was typed") }
      var ready = pollfd(fd: controller, events: Int16(POLLOUT | POLLIN), revents: 0)
      // Our own end keeps the terminal open, so that only the process tells that nobody reads any more.
      if poll(&ready, 1, 100) == 0 { reap(block: false) }
      if ready.revents & Int16(POLLIN) != 0 { _ = readSome() }
      if ready.revents & Int16(POLLOUT) != 0 {
        let count = rest.prefix(512).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) } else if errno != EAGAIN, errno != EINTR { return }
      } else if ready.revents & Int16(POLLHUP) != 0 {
        return
      }
    }
  }

  /// Gives the window a new size. The screen is empty until the program paints it.
  public func resize(columns: Int, rows: Int) {
    screen = screen.resized(columns: columns, rows: rows)
    resizeUnseen(columns: columns, rows: rows)
  }

  /// Gives the terminal another size, which the screen that is read here does not take.
  public func resizeUnseen(columns: Int, rows: Int) {
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
  }

  /// Behaves from here on like a terminal whose alternate screen is switched off.
  public func leaveAlternateScreen() { screen.write(Array("\u{1B}[?1047l".utf8)) }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) { kill(pid, number) }

  /// Sends a signal to the job in the foreground, which may be a child of the program.
  public func signalForeground(_ number: Int32) { kill(-tcgetpgrp(controller), number) }

  /// Closes the window, as a person does: the program is hung up.
  public func closeWindow() {
    drain()
    close(controller)
    controller = -1
  }

  /// Types `bytes` as far as the terminal takes them, and reads nothing meanwhile.
  public func sendWithoutReading(_ bytes: [UInt8]) throws {
    var ready = pollfd(fd: controller, events: Int16(POLLOUT), revents: 0)
    for byte in bytes where poll(&ready, 1, 0) > 0 { _ = withUnsafeBytes(of: byte) { write(controller, $0.baseAddress, 1) } }
  }

  // MARK: The process

  /// The group of processes in the terminal's foreground; a shell with job control gives each job one of its own,
  /// with the number of its first process.
  public var foreground: pid_t { tcgetpgrp(controller) }

  /// How often the program has given up the processor of its own accord.
  public var contextSwitches: Int {
    let line = procLines("status").first { $0.hasPrefix("voluntary_ctxt_switches") }
    return line.flatMap { Int($0.drop { !$0.isNumber }) } ?? -1
  }

  /// Whether the program is stopped, as by Ctrl-Z.
  public var isStopped: Bool { procLines("status").contains { $0.hasPrefix("State:\tT") } }

  /// Waits until the program sleeps, for a key or for a terminal that takes what it writes.
  public func waitUntilAsleep(timeout: Double = 20) throws {
    let end = monotonicSeconds() + timeout
    var quiet = 0
    var last = -1
    while quiet < 5 {
      guard monotonicSeconds() < end else { throw failure("the program to sleep") }
      let sleeps = procLines("status").contains { $0.hasPrefix("State:\tS") }
      quiet = sleeps && contextSwitches == last ? quiet + 1 : 0
      last = contextSwitches
      poll(nil, 0, 20)
    }
  }

  /// What the screen shows while a covered question is handed over, in the languages there are. It goes by itself, and
  /// until it has gone no key is taken.
  public static let moments = ["One moment. Let the keys rest.", "Einen Moment. Die Tasten ruhen lassen."]

  /// Waits until the program sleeps with nothing more to say: what is on the screen stays there, and the next key is
  /// taken. Something must have been said since the last key, or this is no more than a guess.
  public func settle(timeout: Double = 20) throws {
    let end = monotonicSeconds() + timeout
    var quiet = 0
    var last = -1
    while ending == nil, quiet < 2 || Self.moments.contains(where: text.contains) {
      let isAsleep = procLines("status").contains { $0.hasPrefix("State:\tS") }
      // What was written just before falling asleep may still be on its way through the terminal.
      let isSilent = !waitForOutput(milliseconds: 3)
      quiet = isAsleep && isSilent && contextSwitches == last ? quiet + 1 : 0
      last = contextSwitches
      drain()
      guard monotonicSeconds() < end else { throw failure("a quiet moment") }
      reap(block: false)
    }
    drain()
  }

  /// Takes in what the program says for so long; what it does meanwhile is what a test wants to know.
  public func watch(seconds: Double) {
    let end = monotonicSeconds() + seconds
    while monotonicSeconds() < end {
      _ = waitForOutput(milliseconds: Int32(max(1, (end - monotonicSeconds()) * 1000)))
      drain()
    }
  }

  /// A number from the process's status: `VmRSS` in KiB, `Threads`, and the like.
  public func statusNumber(_ name: String) -> Int? {
    let line = procLines("status").first { $0.hasPrefix(name + ":") }
    return line.flatMap { Int($0.drop { !$0.isNumber }.prefix { $0.isNumber }) }
  }

  private func procLines(_ name: String) -> [Substring] {
    let descriptor = open("/proc/\(subject)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self).split(separator: "\n")
  }

  // MARK: Waiting

  /// Waits until `condition` holds; looks again whenever the program has written something.
  ///
  /// - Parameter what: what is waited for, for the message of the failure.
  public func wait(for what: String, timeout: Double = 20, until condition: () -> Bool) throws {
    let end = monotonicSeconds() + timeout
    while true {
      drain()
      if condition() { return }
      guard monotonicSeconds() < end else { throw failure(what) }
      if !waitForOutput(milliseconds: 50), ending == nil { reap(block: false) }
      if ending != nil {
        drain()
        if condition() { return }
        throw failure(what)
      }
    }
  }

  /// Waits as at the end of a slow line: takes in no more than it would carry, ten bits for each character.
  ///
  /// - Returns: how many seconds passed.
  public func waitOnLine(baud: Int, for what: String, timeout: Double = 60, until condition: () -> Bool) throws -> Double {
    let begun = monotonicSeconds()
    var carried = 0
    while !condition() {
      let passed = monotonicSeconds() - begun
      guard passed < timeout else { throw failure(what) }
      let before = output.count
      let due = Int(passed * Double(baud) / 10) - carried
      // A character at a time would cost more than it tells.
      if due < baud / 200 || !readSome(atMost: due) {
        if due >= baud / 200 { carried = Int(passed * Double(baud) / 10) }
        poll(nil, 0, 10)
      } else {
        carried += output.count - before
      }
    }
    return monotonicSeconds() - begun
  }

  /// Whether the program has written something that was not taken in.
  public var hasOutputWaiting: Bool { waitForOutput(milliseconds: 100) }

  /// Waits until the screen shows `text` somewhere.
  public func wait(forText wanted: String, timeout: Double = 20) throws {
    try wait(for: "the text “\(wanted)”", timeout: timeout) { text.contains(wanted) }
  }

  /// Waits until the program has ended, and takes in all it has written.
  @discardableResult public func waitForEnd(timeout: Double = 20) throws -> Ending {
    let end = monotonicSeconds() + timeout
    while ending == nil {
      guard monotonicSeconds() < end else { throw failure("the end of the program") }
      if controller < 0 || !waitForOutput(milliseconds: 20) { reap(block: false) } else { drain() }
      if controller < 0, ending == nil { poll(nil, 0, 5) }
    }
    drain()
    return ending!
  }

  /// The same without reading anything, as a terminal that has frozen.
  public func waitForEndWithoutReading(timeout: Double = 20) throws -> Ending {
    let end = monotonicSeconds() + timeout
    while ending == nil {
      guard monotonicSeconds() < end else { throw failure("the end of the program") }
      reap(block: false)
      if ending == nil { poll(nil, 0, 5) }
    }
    return ending!
  }

  /// Takes in what the program has written, without waiting.
  public func drain() { while readSome() {} }

  private func waitForOutput(milliseconds: Int32) -> Bool {
    guard controller >= 0 else { return false }
    var ready = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, milliseconds) > 0 && ready.revents & Int16(POLLIN) != 0
  }

  private func readSome(atMost most: Int = 1 << 16) -> Bool {
    guard waitForOutput(milliseconds: 0) else { return false }
    var bytes = [UInt8](repeating: 0, count: most)
    let count = read(controller, &bytes, bytes.count)
    guard count > 0 else { return false }
    output.append(contentsOf: bytes[..<count])
    if readsScreen { screen.write(Array(bytes[..<count])) }
    return true
  }

  private func reap(block: Bool) {
    var status: Int32 = 0
    guard waitpid(pid, &status, block ? 0 : WNOHANG) == pid else { return }
    let number = status & 0x7F
    ending = number == 0 ? .exited((status >> 8) & 0xFF) : .signalled(number)
  }

  private func failure(_ what: String) -> WaitFailure {
    let (columns, rows) = screen.size
    let tail = String(decoding: output.suffix(300), as: UTF8.self).debugDescription
    return WaitFailure(
      description: """
        waited in vain for \(what); the program \(ending.map { "ended: \($0)" } ?? "is running"), \
        the screen is \(columns)x\(rows):
        \(text)
        last bytes: \(tail)
        """)
  }
}

/// A terminal's modes, to compare before and after.
public struct TerminalModes: Equatable, Sendable {
  public let input, output, control, local: UInt32
  public let characters: [UInt8]

  init(_ modes: termios) {
    input = modes.c_iflag
    output = modes.c_oflag
    control = modes.c_cflag
    local = modes.c_lflag
    characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }

  /// Whether typed characters are shown.
  public var echoes: Bool { local & UInt32(ECHO) != 0 }
}

/// The path of an executable that this package built, beside the tests.
public func builtProgram(_ name: String) -> String {
  var folder = CommandLine.arguments[0]
  // The test runner is a program of the toolchain under some runners; the test bundle is its argument then.
  for argument in CommandLine.arguments where argument.hasSuffix(".xctest") { folder = argument }
  if let path = realpath(folder, nil) {
    folder = String(cString: path)
    free(path)
  }
  while !folder.isEmpty, access(folder + "/" + name, X_OK) != 0 {
    guard let slash = folder.lastIndex(of: "/") else { break }
    folder = String(folder[..<slash])
  }
  return folder + "/" + name
}
