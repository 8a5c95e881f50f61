// Slow work of the notes commands: scrypt, opening and searching many records.
//
// Rules: the main thread only waits, so that Ctrl-C ends at once; work gets values and gives values. A long wait
// is told on standard error in whole lines, where that is a terminal.

import Glibc
import Settings
import Terminal

/// A value that several threads share.
final class Locked<Value>: @unchecked Sendable {
  // Unchecked is sound: the value is touched under the lock alone.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var value: Value

  init(_ value: Value) {
    self.value = value
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  func use<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body(&value)
  }
}

/// How far some work is; shared between the thread that works and the one that waits.
struct NotesProgress: Sendable {
  private let state = Locked((done: 0, all: 0, stopped: false))

  /// Tells how far it is.
  /// - Returns: whether to go on.
  func reach(_ done: Int, of all: Int) -> Bool {
    state.use { state in
      state.done = max(state.done, done)
      state.all = all
      return !state.stopped
    }
  }

  /// Asks the work to end.
  func stop() { state.use { $0.stopped = true } }

  fileprivate var now: (done: Int, all: Int) { state.use { ($0.done, $0.all) } }
}

enum NotesWork {
  /// Waits for a piece of work on another thread.
  /// - Parameter doing: what it is, for people who wait.
  static func wait<Result: Sendable>(
    _ doing: Phrase, _ work: @escaping @Sendable (NotesProgress) -> Result
  ) throws(NotesTrouble) -> Result {
    let progress = NotesProgress()
    return try wait(doing, progress, for: [Worker { work(progress) }])[0]
  }

  /// Does something with every item, on as many threads as there are cores; the results keep the items' order.
  static func map<Item: Sendable, Result: Sendable>(
    _ doing: Phrase, _ items: [Item], _ body: @escaping @Sendable (Item) -> Result
  ) throws(NotesTrouble) -> [Result] {
    let progress = NotesProgress()
    let next = Locked(0)
    // Parts small enough that no core waits long for the other at the end.
    let part = 16
    let threads = max(1, min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), (items.count + part - 1) / part, 8))
    let workers = (0..<threads).map { _ in
      Worker<[(Int, [Result])]> {
        var parts: [(Int, [Result])] = []
        while true {
          let start = next.use { (start: inout Int) in
            defer { start += part }
            return start
          }
          guard start < items.count, progress.reach(start, of: items.count) else { return parts }
          parts.append((start, items[start..<min(start + part, items.count)].map(body)))
        }
      }
    }
    let parts = try wait(doing, progress, for: workers).flatMap { $0 }
    return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
  }

  private static func wait<Result: Sendable>(
    _ doing: Phrase, _ progress: NotesProgress, for workers: [Worker<Result>]
  ) throws(NotesTrouble) -> [Result] {
    var results: [Result] = []
    var rest = workers[...]
    let start = monotonicMilliseconds()
    var toldAt = start
    while let worker = rest.first {
      if let result = worker.result() {
        results.append(result)
        rest.removeFirst()
        continue
      }
      if let number = EndRequest.wait(milliseconds: 2) {
        progress.stop()
        throw .signal(number)
      }
      let now = monotonicMilliseconds()
      if now - start >= 1500, now - toldAt >= 3000 || toldAt == start, LineTerminal.isTerminal(STDERR_FILENO) {
        let (done, all) = progress.now
        let words = Words.ofCommands
        NotesOutput.aside(
          words(
            all > 1 ? .commandBusyShare : .commandBusy,
            ["what": words[doing], "done": String(done), "all": String(all)]))
        toldAt = now
      }
    }
    return results
  }
}
