// The terminal in screen mode: frames to ncurses, bytes and signals to arrivals, entering, stopping, leaving.
//
// Rules: no policy: what a key or signal means is decided elsewhere. ncurses owns the output and the
// differences between frames; the bytes that come in are read and decoded here, and the size is asked of the
// kernel, so that a resize is never lost to a race. Whatever ends the program, the terminal is left as found, and
// nothing of a frame stays on it. While nothing is due, nothing wakes.

import CNcurses
import CTerminalGuard
import CellGrid
import Glibc

/// A time or a span in thousandths of a second.
public typealias Milliseconds = Int64

/// The time since some fixed moment; it never goes back, is not a time of day, and goes on while the computer sleeps.
public func monotonicMilliseconds() -> Milliseconds {
  var now = timespec()
  clock_gettime(CLOCK_BOOTTIME, &now)
  return Milliseconds(now.tv_sec) * 1000 + Milliseconds(now.tv_nsec) / 1_000_000
}

/// Why the screen mode cannot start here.
public enum TerminalError: Error, Equatable, Sendable {
  /// Standard input or standard output is no terminal.
  case notATerminal
  /// TERM is not set, or empty.
  case noType
  /// No description of this TERM is installed or carried along, or one that is only the beginning of others (`ibm327x`, `unknown`).
  case unknownType(String)
  /// The description of this TERM cannot move the cursor.
  case tooSimple(String)
  /// The terminal's modes cannot be set.
  case unusable
}

/// What `Terminal.next(until:)` waited for.
public enum Arrival: Equatable, Sendable {
  /// A key, a paste or a new size.
  case input(Input)
  /// A signal that asks the program to end, from outside: save, leave, exit with 128 and the number. Or SIGTSTP: suspend.
  case signal(Int32)
  /// The deadline has passed.
  case time
  /// The terminal is gone: nothing will ever come again.
  case hungUp
}

/// The terminal that the program was started in, taken over from `init` to `leave()`.
///
/// Used on the main thread only, once in a process.
public final class Terminal {
  /// The window's size in cells, at least 1 by 1. Of a window with more than a thousand columns or rows only so many are
  /// drawn in: ncurses fails beyond 32,767, and memory long before.
  public private(set) var size = Size(columns: 1, rows: 1)
  private static let most = 1000
  /// Whether frames are drawn as they are; otherwise in ASCII.
  public let isUnicode: Bool

  private var decoder: InputDecoder
  private var brush: Brush
  private let output: Int32
  private let modesOn: [UInt8]
  private let modesOff: [UInt8]
  /// Sets the keyboard right where another program left a protocol of its own on, and again where the terminal is still
  /// ours: kitty's protocol is put on top of what was found and taken off at the end, xterm's modifyOtherKeys and Windows'
  /// win32-input-mode are switched off. Only for terminals that know an alternate screen of today's kind: older ones
  /// would print it.
  private let keysOn: [UInt8]
  private let keysAgain: [UInt8]
  /// What a fault writes before and after the rows are wiped.
  private let resetBefore: [UInt8]
  private let resetAfter: [UInt8]
  private let isAnsi: Bool
  /// Lets all rows of the window scroll, however many there are; the cursor goes to the top left. ncurses names the
  /// rows it knows of when it comes back from a stop, and never looks at that again: where the window had grown
  /// meanwhile, lines below did not scroll, not even the shell's afterwards.
  private let wholeRegion: [UInt8]
  private var isActive = false
  private var cursorIsShown = false
  /// What the screen shows; `nil` if that is not known.
  private var shown: Frame?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Takes the terminal over and clears it.
  ///
  /// - Parameters:
  ///   - ascii: draw in ASCII even where the locale has more.
  ///   - mouse: let the wheel move up and down; the terminal's own selecting then needs Shift.
  public init(theme: Theme, ascii: Bool, mouse: Bool = false) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    guard let name = getenv("TERM").map({ String(cString: $0) }), !name.isEmpty else { throw .noType }

    isUnicode = Terminal.chooseLocale() && !ascii
    guard_watch_signals()
    guard_remember(STDIN_FILENO)
    // Before anything is sent to the terminal: `newterm` would begin with the alternate screen.
    var problem: Int32 = 0
    guard setupterm(name, STDOUT_FILENO, &problem) == OK || Terminal.lookUpOwn(name, &problem) else {
      // 1: it exists, but prints on paper. What is too general for a screen is told as not being there.
      throw problem == 1 ? .tooSimple(name) : .unknownType(name)
    }
    guard let cup = Terminal.capability("cup") else { throw .tooSimple(name) }

    output = guard_output(STDOUT_FILENO)
    guard output >= 0, let reading = fdopen(STDIN_FILENO, "r"), let writing = fdopen(output, "w") else {
      throw .unusable
    }
    // LINES and COLUMNS of a parent are older than what the kernel knows.
    use_env(false)
    use_tioctl(true)
    guard newterm(name, writing, reading) != nil else { throw .unusable }

    isAnsi = cup.starts(with: [0x1B, UInt8(ascii: "[")])
    let isModern = isAnsi && Terminal.capability("smcup").map { String(decoding: $0, as: UTF8.self).contains("?1049h") } ?? false
    keysOn = isModern ? Array("\u{1B}[>0u\u{1B}[>4;0m\u{1B}[?9001l".utf8) : []
    keysAgain = isModern ? Array("\u{1B}[=0u\u{1B}[>4;0m\u{1B}[?9001l".utf8) : []
    let keysOff = isModern ? "\u{1B}[<u" : ""
    modesOn = isAnsi ? Array(("\u{1B}[?2004h" + (mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")).utf8) : []
    modesOff = isAnsi ? Array(((mouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "") + "\u{1B}[?2004l" + keysOff).utf8) : []
    wholeRegion = isAnsi && Terminal.capability("csr") != nil ? Array("\u{1B}[r".utf8) : []
    resetBefore = (isAnsi ? ["sgr0"] : ["sgr0", "clear"]).flatMap { Terminal.capability($0) ?? [] } + wholeRegion
    resetAfter = modesOff + ["rmkx", "rmcup", "cnorm"].flatMap { Terminal.capability($0) ?? [] }
    decoder = InputDecoder(named: Terminal.namedKeys(), mouse: mouse)
    decoder.gathers = .words
    brush = Brush(theme: theme, isUnicode: isUnicode)
    size = Terminal.bounded(Int(curses_columns()), Int(curses_lines()))
    if size != Size(columns: Int(curses_columns()), rows: Int(curses_lines())) {
      resize_term(Int32(size.rows), Int32(size.columns))
    }

    isActive = true
    arm()
    raw()
    noecho()
    nonl()
    Terminal.passAllBytes()
    def_prog_mode()
    curses_keypad()
    // A key that is already waiting must not hold back the frame that covers the words.
    typeahead(-1)
    curs_set(0)
    curses_keep_cursor(false)
    brush.paintBackground()
    send(modesOn)
    guard_hold_errors()
    refreshNow()
    // Where there is an alternate screen, a protocol on top belongs to that screen; it is there only now.
    send(keysOn)
  }

  deinit { leave() }

  // MARK: Drawing

  /// Shows `frame`, sending only what differs from what is on the screen. What does not fit is cut off.
  public func draw(_ frame: Frame) {
    guard isActive else { return }
    let frame = isUnicode ? frame : frame.asciiOnly()
    let new = frame.grid
    let before = shown?.grid.size == new.size ? shown : nil
    if before == nil { curses_erase() }
    let old = before?.grid ?? Grid(new.size)
    let difference = FrameDifference(from: old, to: new)
    if let before, difference.rows.isEmpty, before.cursor == frame.cursor, before.focus == frame.focus { return }
    // Where a terminal may disagree about a character's width, differences would leave stale cells: such rows are painted
    // whole, and always in the same way, the first time too.
    var whole: [(row: Int, columns: Range<Int>)] = []
    for (row, columns) in difference.rows where row < size.rows {
      if difference.movesUp || mayDisagree(old, row) || mayDisagree(new, row) {
        whole.append((row, columns))
      } else {
        brush.paint(new[row: row], row: row, columns: columns.clamped(to: 0..<size.columns))
      }
    }
    // What is painted after the screen was cleared skips over spaces.
    if before == nil, !whole.isEmpty { refreshNow() }
    for (row, columns) in whole {
      curses_repaint_row(Int32(row))
      brush.paint(new[row: row], row: row, columns: columns.clamped(to: 0..<size.columns))
    }
    guard_begin_writing()
    showCursor(frame)
    curses_refresh()
    guard_end_writing()
    shown = frame
  }

  private func mayDisagree(_ grid: Grid, _ row: Int) -> Bool {
    grid.contents[row] == .odd && brush.mayDisagree(grid[row: row])
  }

  /// Paints every cell anew, also those that should be right already.
  public func repaint() {
    guard isActive else { return }
    clearWhole()
    redraw()
  }

  /// Clears the screen and paints every cell at the next refresh.
  ///
  /// Row by row first: tmux and GNU screen keep in their history what stood on a screen that is cleared at once.
  private func clearWhole() {
    send(wholeRegion + wiping)
    curses_repaint_all()
  }

  /// Erases each row, from the top; it does not depend on what stands where.
  private var wiping: [UInt8] {
    isAnsi ? Array(("\u{1B}[m\u{1B}[H" + String(repeating: "\u{1B}[K\u{1B}[B", count: size.rows) + "\u{1B}[H").utf8) : []
  }

  private func arm() {
    let bytes = resetBefore + wiping + resetAfter
    guard_arm(bytes.map { CChar(bitPattern: $0) }, bytes.count)
  }

  private static func bounded(_ columns: Int, _ rows: Int) -> Size {
    Size(columns: min(max(1, columns), most), rows: min(max(1, rows), most))
  }

  private func redraw() {
    guard let frame = shown else { return refreshNow() }
    shown = nil
    draw(frame)
  }

  /// Puts the cursor where it belongs. A hidden one has its place, too: it is what braille lines follow.
  private func showCursor(_ frame: Frame) {
    let isInside = { (place: Position) in place.row < self.size.rows && place.column < self.size.columns }
    let shown = frame.cursor.flatMap { isInside($0) ? $0 : nil }
    let place = shown ?? frame.focus
    if isInside(place) { curses_move(Int32(max(0, place.row)), Int32(max(0, place.column))) }
    guard (shown != nil) != cursorIsShown else { return }
    cursorIsShown = shown != nil
    curs_set(cursorIsShown ? 1 : 0)
  }

  private func refreshNow() {
    guard_begin_writing()
    curses_refresh()
    guard_end_writing()
  }

  private func send(_ bytes: [UInt8]) {
    guard_begin_writing()
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { break }
      rest = rest.dropFirst(written)
    }
    guard_end_writing()
  }

  // MARK: Waiting

  /// Waits for the next thing that comes; with a deadline (in `monotonicMilliseconds()`) at most until then.
  ///
  /// Signals come before keys, and what is already here before the deadline.
  public func next(until deadline: Milliseconds?) -> Arrival {
    while true {
      if let arrival = signalled() { return arrival }
      if let input = decoder.next() { return .input(input) }
      let due = [deadline, decoder.deadline].compactMap { $0 }.min()
      switch wait(until: due) {
      case .bytes: if !read() { return signalled() ?? .hungUp }
      case .signal: guard_drain()
      case .nothing:
        let now = monotonicMilliseconds()
        if let waiting = decoder.deadline, waiting <= now {
          if let input = decoder.expire() { return .input(input) }
        } else if let deadline, deadline <= now {
          return .time
        }
      }
    }
  }

  /// What is being typed, which decides what keys are that come in one piece.
  public enum Typing: Sendable {
    /// Nothing: keys, or a word that was said to the computer.
    case nothing
    /// Text: one with a line end inside is a paste, also where the terminal puts no brackets around it.
    case text
    /// A passphrase: what is pasted comes as the keys of its characters, so that no copy is made.
    case secret
  }
  public var typing = Typing.nothing {
    didSet {
      decoder.splitsPastes = typing == .secret
      decoder.gathers = typing == .secret ? .keys : typing == .text ? .text : .words
    }
  }

  /// Whether a key is here already, so that drawing can wait until it has been looked at.
  public var hasWaitingInput: Bool {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return decoder.hasWaitingBytes || poll(&ready, 1, 0) > 0
  }

  private enum Ready { case bytes, signal, nothing }

  private func wait(until due: Milliseconds?) -> Ready {
    var ready = [
      pollfd(fd: guard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
    ]
    var time: Int32 = -1
    if let due {
      let rest = due - monotonicMilliseconds()
      time = Int32(clamping: max(0, rest))
      // The computer may sleep meanwhile; over a moment it does not matter.
      if rest > 5000 { ready.append(pollfd(fd: guard_alarm(due), events: Int16(POLLIN), revents: 0)) }
    }
    let count = poll(&ready, nfds_t(ready.count), time)
    if count < 0 || ready[0].revents != 0 { return .signal }
    return ready[1].revents != 0 ? .bytes : .nothing
  }

  /// Reads what is there, as far as a megabyte; false at the end of input.
  private func read() -> Bool {
    for _ in 0..<256 {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR || errno == EAGAIN { return true }
      guard count > 0 else { return false }
      decoder.feed(buffer[..<count], at: monotonicMilliseconds())
      buffer.withUnsafeMutableBytes { if let start = $0.baseAddress { explicit_bzero(start, count) } }
      var more = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&more, 1, 0) > 0, more.revents == Int16(POLLIN) else { return true }
    }
    return true
  }

  private func signalled() -> Arrival? {
    let number = guard_take_end()
    if number != 0 { return .signal(number) }
    if guard_take(SIGTSTP) { return .signal(SIGTSTP) }
    // Stopped from outside without a chance to leave the screen: the shell has written over it and set its
    // own modes.
    if guard_take(SIGCONT) {
      reset_prog_mode()
      send(modesOn + keysAgain)
      clearWhole()
      if !readSize() { redraw() }
      // Also where the size is the same: whoever reads is told that the screen is shown anew.
      return .input(.resize(size))
    }
    if guard_take(SIGWINCH), readSize() { return .input(.resize(size)) }
    return nil
  }

  /// Takes over the size that the kernel knows; true if it is a new one.
  private func readSize() -> Bool {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return false
    }
    let new = Terminal.bounded(Int(window.ws_col), Int(window.ws_row))
    guard new != size, resize_term(Int32(new.rows), Int32(new.columns)) == OK else { return false }
    size = new
    shown = nil
    arm()
    // Terminals move what they show when they grow or shrink.
    clearWhole()
    return true
  }

  // MARK: Stopping and leaving

  /// Gives the terminal back, stops the process as Ctrl-Z does, and once it goes on in the foreground takes the
  /// terminal over again and shows the last frame. A size that has changed is the next arrival.
  public func suspend() {
    guard isActive else { return }
    let frame = shown
    giveBack()
    guard_stop()
    isActive = true
    arm()
    guard_hold_errors()
    brush.paintBackground()
    shown = nil
    // The first refresh after `endwin` sets the modes and enters the alternate screen; it paints everything.
    refreshNow()
    send(modesOn + keysOn)
    // A change of size is left for `next` to report: its signal has come, or comes now.
    raise(SIGWINCH)
    if let frame { draw(frame) }
  }

  /// Gives the terminal back as it was found. Calling it again does nothing.
  public func leave() {
    guard isActive else { return }
    guard_ignore_quit()
    giveBack()
  }

  private func giveBack() {
    isActive = false
    let reachable = guard_reconnect()
    // Words typed or pasted ahead are not for the shell.
    tcflush(STDIN_FILENO, TCIFLUSH)
    // Also where there is no alternate screen, and where there is: nothing of the frame is left in it.
    clearWhole()
    brush.clearBackground()
    curses_erase()
    curses_refresh()
    send(modesOff)
    // Shows the cursor, and remembers to hide it again if the program comes back.
    endwin()
    // A signal that came meanwhile may have sent the last bytes nowhere.
    if reachable && !guard_is_diverted() { guard_disarm() } else { guard_restore() }
    guard_show_errors()
  }

  // MARK: Setting up

  /// Sets up the terminal from a description that the program carries, where the host has none.
  private static func lookUpOwn(_ name: String, _ problem: inout Int32) -> Bool {
    guard problem != 1, let description = KnownTerminals.description(of: name) else { return false }
    // ncurses reads it from the process's own environment; nothing is written anywhere.
    setenv("TERMINFO", description, 1)
    return setupterm(name, STDOUT_FILENO, &problem) == OK
  }

  /// Chooses the locale; true if its characters are UTF-8.
  private static func chooseLocale() -> Bool {
    let isNamed = ["LC_ALL", "LC_CTYPE", "LANG"].contains { (name: String) in
      getenv(name).map { $0.pointee != 0 } ?? false
    }
    // Where nobody has said anything, or something that is not installed, UTF-8 is the better guess.
    if !isNamed || setlocale(LC_ALL, "") == nil {
      _ = setlocale(LC_ALL, "C.UTF-8") ?? setlocale(LC_ALL, "en_US.UTF-8")
    }
    if curses_locale_is_utf8() { return true }
    // An older set of characters would be converted by a library of the machine, which the program does not load.
    setlocale(LC_ALL, "C")
    return false
  }

  /// A string capability without its padding, or `nil`.
  private static func capability(_ name: String) -> [UInt8]? {
    guard let value = curses_capability(name) else { return nil }
    var bytes = Array(String(cString: value).utf8)
    while let start = bytes.firstIndex(of: UInt8(ascii: "$")), bytes[start...].dropFirst().first == UInt8(ascii: "<"),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) {
      bytes.removeSubrange(start...end)
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// The key sequences of this terminal's description. It is in application mode, as they presume.
  private static func namedKeys() -> [[UInt8]: Key] {
    let names: [(String, Key)] = [
      ("kcub1", .left), ("kcuf1", .right), ("kcuu1", .up), ("kcud1", .down), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
      ("kLFT3", .wordLeft), ("kRIT3", .wordRight), ("kLFT5", .wordLeft), ("kRIT5", .wordRight),
    ]
    var keys = [[UInt8]: Key](minimumCapacity: names.count)
    for (name, key) in names { if let bytes = capability(name) { keys[bytes] = key } }
    return keys
  }

  /// What `raw` and `nonl` leave to the terminal's former modes.
  private static func passAllBytes() {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    modes.c_iflag &= ~tcflag_t(ISTRIP | INLCR | IGNCR | ICRNL | IXON)
    withUnsafeMutableBytes(of: &modes.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }
}

/// Makes faults of the program restore the terminal and keeps its memory private: no core dump, not readable by
/// other processes of the user. Only the executable calls it, before anything private is typed.
public func installFaultGuard() { guard_install() }

/// The same for a fault on another thread, which calls this before it does anything.
public func installFaultGuardOnThread() { guard_install_thread() }

extension Grid {
  /// One row's cells.
  fileprivate subscript(row row: Int) -> ArraySlice<Cell> { cells[row * size.columns..<(row + 1) * size.columns] }
}
