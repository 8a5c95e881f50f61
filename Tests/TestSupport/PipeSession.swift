// A program between three pipes, as in a shell's pipeline: no terminal anywhere near.
//
// Rules: as for PtySession: exactly the environment that the test names, nothing sleeps, and what was said so far
// is the message of a failure.

import Glibc
import Synchronization

/// Held while a program starts and while a pipe is not yet closed to programs that start.
private let starting = Mutex(())

private func makePipe(_ ends: inout [Int32]) -> Bool {
  starting.withLock { _ in
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return true
  }
}

/// A program whose standard input, output and error are pipes.
public final class PipeSession {
  public let pid: pid_t
  /// What it has written to standard output and standard error so far.
  public private(set) var output: [UInt8] = []
  public private(set) var errors: [UInt8] = []
  /// How it ended, once it has been seen to.
  public private(set) var ending: Ending?

  public var text: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }

  private var input: Int32
  private var outputEnd: Int32
  private var errorEnd: Int32

  /// Starts `program` (a path) without a controlling terminal.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = PtySession.environment
  ) throws {
    var pipes = [[Int32]](repeating: [-1, -1], count: 3)
    for place in 0..<3 {
      guard makePipe(&pipes[place]) else { throw WaitFailure(description: "no pipe: error \(errno)") }
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[0][0], 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1][1], 1)
    posix_spawn_file_actions_adddup2(&actions, pipes[2][1], 2)
    pid = try spawn(program, arguments, environment, &actions)
    close(pipes[0][0])
    close(pipes[1][1])
    close(pipes[2][1])
    input = pipes[0][1]
    outputEnd = pipes[1][0]
    errorEnd = pipes[2][0]
    // A program that does not read its input must not hold the test up.
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    _ = Glibc.signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    if ending == nil {
      kill(pid, SIGKILL)
      var status: Int32 = 0
      waitpid(pid, &status, 0)
    }
    for descriptor in [input, outputEnd, errorEnd] where descriptor >= 0 { close(descriptor) }
  }

  /// Writes `text` to its input.
  public func send(_ text: String, timeout: Double = 20) throws {
    let end = monotonicSeconds() + timeout
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty, input >= 0 {
      let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count); continue }
      guard errno == EAGAIN else { return }
      guard monotonicSeconds() < end else { throw failure("the program to read its input") }
      read(milliseconds: 10)
    }
  }

  /// Ends its input.
  public func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Stops reading its output, for good.
  public func closeOutput() {
    if outputEnd >= 0 { close(outputEnd) }
    outputEnd = -1
  }

  public func signal(_ number: Int32) { kill(pid, number) }

  /// Writes `line` again and again, reading nothing, until the program takes no more: it waits for a reader.
  public func fill(_ line: String, timeout: Double = 20) throws {
    let end = monotonicSeconds() + timeout
    var refusals = 0
    while refusals < 20 {
      let bytes = Array(line.utf8)
      if write(input, bytes, bytes.count) == bytes.count { refusals = 0; continue }
      refusals += 1
      poll(nil, 0, 10)
      guard monotonicSeconds() < end else { throw failure("the program to wait for a reader") }
    }
  }

  /// Whether all of its input was read, and it sleeps.
  public var isAsleepWithEmptyInput: Bool {
    var count: Int32 = 0
    // FIONREAD
    guard ioctl(input, 0x541B, &count) == 0, count == 0 else { return false }
    return String(decoding: contents("/proc/\(pid)/status"), as: UTF8.self).contains("State:\tS")
  }

  /// Waits until `condition` holds.
  public func wait(for what: String, timeout: Double = 20, until condition: () -> Bool) throws {
    let end = monotonicSeconds() + timeout
    while !condition() {
      guard ending == nil, monotonicSeconds() < end else { throw failure(what) }
      if !read(milliseconds: 20) { reap() }
      if ending != nil { while read(milliseconds: 0) {} }
    }
  }

  /// Sends a line, and waits until what was said since then holds `answer`.
  /// - Returns: what was said since then.
  @discardableResult public func say(_ line: String, answer: String) throws -> String {
    let start = output.count
    try send(line + "\n")
    try wait(for: "“\(answer)” after “\(line)”") {
      String(decoding: output[start...], as: UTF8.self).contains(answer)
    }
    return String(decoding: output[start...], as: UTF8.self)
  }

  /// Sends empty lines, each after the page of the one before has come, until the output holds `text`. Pages begin
  /// with an empty line; a prompt of the page before may come first.
  public func goOn(until text: String, most: Int = 40) throws {
    for _ in 0..<most where !self.text.contains(text) {
      let start = output.count
      try send("\n")
      try wait(for: "a page on the way to “\(text)”") {
        let new = String(decoding: output[start...], as: UTF8.self)
        return new.hasPrefix("\n") || new.contains("\n\n")
      }
    }
  }

  /// Waits until it has ended, and takes in all it has written.
  @discardableResult public func waitForEnd(timeout: Double = 20) throws -> Ending {
    let end = monotonicSeconds() + timeout
    while ending == nil {
      guard monotonicSeconds() < end else { throw failure("the end of the program") }
      if !read(milliseconds: 20) { reap() }
    }
    while read(milliseconds: 0) {}
    return ending!
  }

  /// The same without reading, as a reader that has stopped.
  @discardableResult public func waitForEndWithoutReading(timeout: Double = 20) throws -> Ending {
    let end = monotonicSeconds() + timeout
    while ending == nil {
      guard monotonicSeconds() < end else { throw failure("the end of the program") }
      reap()
      if ending == nil { poll(nil, 0, 5) }
    }
    return ending!
  }

  /// - Returns: whether something was read.
  @discardableResult private func read(milliseconds: Int32) -> Bool {
    var ready = [
      pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0), pollfd(fd: errorEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&ready, 2, milliseconds) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var wasRead = false
    if ready[0].revents != 0 {
      let count = Glibc.read(outputEnd, &bytes, bytes.count)
      if count > 0 { output += bytes[..<count]; wasRead = true } else { closeOutput() }
    }
    if ready[1].revents != 0 {
      let count = Glibc.read(errorEnd, &bytes, bytes.count)
      if count > 0 {
        errors += bytes[..<count]
        wasRead = true
      } else {
        close(errorEnd)
        errorEnd = -1
      }
    }
    return wasRead
  }

  private func reap() {
    var status: Int32 = 0
    guard waitpid(pid, &status, WNOHANG) == pid else { return }
    let number = status & 0x7F
    ending = number == 0 ? .exited((status >> 8) & 0xFF) : .signalled(number)
  }

  private func failure(_ what: String) -> WaitFailure {
    WaitFailure(
      description: """
        waited in vain for \(what); the program \(ending.map { "ended: \($0)" } ?? "is running"); it said:
        \(text.suffix(1500))
        and on standard error:
        \(errorText.suffix(500))
        """)
  }
}

/// What a program that ran to its end came to.
public struct RunResult {
  public var ending: Ending
  public var output: [UInt8]
  public var errors: [UInt8]
  public var text: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// Runs a program between pipes to its end.
/// - Parameter input: all of its input; what it does not read is no matter.
public func runToEnd(
  _ program: String, _ arguments: [String] = [], environment: [String: String] = PtySession.environment,
  input: String = "", timeout: Double = 20
) throws -> RunResult {
  let session = try PipeSession(program, arguments, environment: environment)
  try session.send(input)
  session.closeInput()
  let ending = try session.waitForEnd(timeout: timeout)
  return RunResult(ending: ending, output: session.output, errors: session.errors)
}

/// Starts a program as the leader of a session; whatever the tests ignore or block, it starts with nothing of it.
func spawn(
  _ program: String, _ arguments: [String], _ environment: [String: String],
  _ actions: inout posix_spawn_file_actions_t
) throws -> pid_t {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  // 0x80 is POSIX_SPAWN_SETSID.
  posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  var every = sigset_t()
  sigfillset(&every)
  posix_spawnattr_setsigdefault(&attributes, &every)
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  var words = ([program] + arguments).map { strdup($0) } + [nil]
  var variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for word in words + variables { free(word) } }
  var pid: pid_t = 0
  let problem = starting.withLock { _ in posix_spawn(&pid, program, &actions, &attributes, &words, &variables) }
  guard problem == 0 else { throw WaitFailure(description: "\(program) does not start: error \(problem)") }
  return pid
}

/// The time since some fixed moment.
public func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
