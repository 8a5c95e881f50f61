// A small program for the terminal's tests: it shows what came, and fails in every way when told to.

import CTerminalGuard
import CellGrid
import Glibc
import Terminal

func option(_ name: String) -> Bool { CommandLine.arguments.contains(name) }

@discardableResult
func say(_ text: String, to descriptor: Int32 = STDOUT_FILENO) -> WriteResult {
  writeAll(Array(text.utf8), to: descriptor)
}

if !option("--no-guard") { guard_install() }
if option("--lines") { exit(lines()) }
exit(screen())

/// Each line back in brackets; after the line "hide" one is read hidden.
func lines() -> Int32 {
  let terminal = LineTerminal()
  terminal.hold()
  defer { terminal.giveBack() }
  say("lines\n")
  var isHidden = false
  while true {
    let text: String
    switch isHidden ? hiddenLine(terminal) : terminal.readLine(limit: 100_000) {
    case .line(let line): text = line
    case .tooLong: text = "too long"
    case .resumed, .time:
      say("again\n")
      continue
    case .end:
      say("end\n")
      return 0
    case .signal(let number): return 128 + number
    }
    let shown = text.utf8.count > 200 ? "\(text.utf8.count) bytes" : text
    switch say("[\(shown)]\n") {
    case .written, .interrupted: break
    case .closed: return 0
    case .failed: return 74
    }
    if text == "trap" { trap() }
    isHidden = text == "hide" && !isHidden
    if isHidden { say("hidden\n") }
  }
}

func hiddenLine(_ terminal: LineTerminal) -> LineArrival<String> {
  switch terminal.readHiddenLine() {
  case .line(let bytes): .line(String(decoding: bytes, as: UTF8.self))
  case .tooLong: .tooLong
  case .end: .end
  case .signal(let number): .signal(number)
  case .resumed: .resumed
  case .time: .time
  }
}

func trap() {
  let empty: [Int] = []
  print(empty[CommandLine.arguments.count])
}

/// What came, its number and the last few before it, until `Q`, Ctrl-C or a signal.
func screen() -> Int32 {
  let ascii = option("--ascii")
  let mouse = option("--mouse")
  let theme = option("--ember") ? Theme.ember : .terminal
  let terminal: Terminal
  do {
    terminal = try Terminal(theme: theme, ascii: ascii, mouse: mouse)
  } catch {
    say("error: \(error)\n", to: STDERR_FILENO)
    return 66
  }
  var log: [String] = []
  var count = 0
  var scene = Scene.log
  var pasted = 0
  while true {
    if !terminal.hasWaitingInput || count < 100 {
      terminal.draw(frame(scene, terminal, count: count, pasted: pasted, log: log))
    }
    let arrival = terminal.next(until: nil)
    switch arrival {
    case .signal(SIGTSTP):
      terminal.suspend()
      continue
    case .signal(let number):
      terminal.leave()
      return 128 + number
    case .hungUp:
      terminal.leave()
      return 129
    case .time: continue
    case .input(let input):
      count += 1
      if case .paste(let text) = input { pasted += text.utf8.count }
      log.append(describe(input))
      log = log.suffix(40)
      guard case .key(let key) = input, let status = act(key, terminal, &scene) else { continue }
      return status
    }
  }
}

/// What the terminal is to show.
enum Scene { case log, hostile, wide, cursor, still, rolling }

/// Does what a key means here; a number ends the program with it.
func act(_ key: Key, _ terminal: Terminal, _ scene: inout Scene) -> Int32? {
  switch key {
  case .control("c"):
    terminal.leave()
    return 130
  case .control("z"): terminal.suspend()
  case .control("l"): terminal.repaint()
  case .character("Q"):
    terminal.leave()
    terminal.leave()
    return 0
  case .character("X"): exit(7)
  case .character("T"): trap()
  case .character("F"): fatalError("a fault for the tests")
  case .character("G"): UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1
  case .character("R"): recurse(0)
  case .character("P"), .character("p"): failElsewhere(deeply: key == .character("P"))
  case .character("E"): say("a message for later\n", to: STDERR_FILENO)
  case .character("H"): scene = .hostile
  case .character("W"): scene = .wide
  case .character("C"): scene = .cursor
  case .character("S"): scene = .still
  case .character("L"): scene = .log
  case .character("U"): scene = .rolling
  default: break
  }
  return nil
}

/// A fault on a thread of its own.
func failElsewhere(deeply: Bool) {
  var thread = pthread_t()
  let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { deeply in
    installFaultGuardOnThread()
    if deeply != nil { recurse(0) } else { UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1 }
    return nil
  }
  pthread_create(&thread, nil, start, deeply ? UnsafeMutableRawPointer(bitPattern: 1) : nil)
}

@inline(never) func recurse(_ depth: Int) {
  if depth >= 0 { recurse(depth + 1) }
  _ = describe(.key(.enter))
}

func describe(_ input: Input) -> String {
  switch input {
  case .key(let key): "\(key)".replacing("\"", "'")
  case .paste(let text):
    text.utf8.count > 200 ? "paste \(text.utf8.count) bytes" : "paste <\(escaped(text))>"
  case .resize(let size): "resize \(size.columns)x\(size.rows)"
  }
}

func escaped(_ text: String) -> String {
  text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "{\($0.value)}" : String($0) }.joined()
}

extension String {
  func replacing(_ old: Character, _ new: String) -> String {
    map { $0 == old ? new : String($0) }.joined()
  }
}

func frame(_ scene: Scene, _ terminal: Terminal, count: Int, pasted: Int, log: [String]) -> Frame {
  var grid = Grid(terminal.size)
  func put(_ text: String, _ row: Int, _ role: Role = .text) {
    guard row < grid.size.rows else { return }
    for (column, character) in text.enumerated() where column < grid.size.columns {
      grid[row, column] = Cell(String(character), role)
    }
  }
  put("probe \(grid.size.columns)x\(grid.size.rows) \(terminal.isUnicode ? "unicode" : "ascii")", 0, .heading)
  var cursor: Position?
  switch scene {
  case .log:
    put("count \(count) pasted \(pasted)", 1, .keys)
    for (index, line) in log.reversed().enumerated() { put(line, index + 2, index == 0 ? .words : .cue) }
  case .hostile:
    let texts = [
      "\u{1B}[2J", "\u{1B}", "\u{9B}31m", "\u{7F}", "\n", "\t", "a\u{202E}", "\u{202E}", "\u{2066}", "", "ab",
      "\u{200D}", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "\u{1F468}\u{200D}\u{1F469}", "\u{0}", "漢", "\u{7}",
    ]
    for (column, text) in texts.enumerated() where column < grid.size.columns && grid.size.rows > 1 {
      grid[1, column] = Cell(text)
    }
    // A wide cell with half its room, at the edge.
    if grid.size.rows > 2, grid.size.columns > 1 { grid[2, grid.size.columns - 1] = Cell("漢") }
    put("hostile", 3)
  case .wide:
    put("e\u{301}t\u{E9} – “ok” │", 1)
    for (index, text) in ["漢", "字", "🙂"].enumerated() where grid.size.rows > 2 && grid.size.columns > 6 {
      grid[2, index * 2] = Cell(text, .words)
      grid[2, index * 2 + 1] = Cell("", .words)
    }
    put("wide", 3)
  case .cursor:
    put("typed", 1, .typed)
    cursor = Position(row: 1, column: 5)
  case .rolling: for row in 0..<grid.size.rows {
      let letter = Character(Unicode.Scalar(UInt8(97 + (count + row) % 26)))
      put("line \(count + row) \(String(repeating: letter, count: 40))", row)
    }
  case .still: put("still", 1)
  }
  return Frame(grid: grid, cursor: cursor)
}
