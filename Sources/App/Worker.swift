// Slow work beside the one thread: opening and making vaults, listing, looking for words, writing a copy.
//
// Rules: takes values, gives values, touches nothing else. The loop asks for the results; nothing on the screen
// stands still for it. What nobody waits for any more is told so, and forgotten.

import Glibc
import Terminal

/// One piece of work on a thread of its own.
final class Worker<Result: Sendable> {
  private let slot = Slot()

  /// Where the thread leaves its results, in their order. Unchecked: the lock guards it.
  final class Slot: @unchecked Sendable {
    private var lock = pthread_mutex_t()
    private var results: [Result] = []
    private var isDropped = false

    init() { pthread_mutex_init(&lock, nil) }
    deinit { pthread_mutex_destroy(&lock) }

    /// - Returns: whether anybody still waits for it.
    @discardableResult
    func put(_ new: Result) -> Bool {
      pthread_mutex_lock(&lock)
      defer { pthread_mutex_unlock(&lock) }
      if !isDropped { results.append(new) }
      return !isDropped
    }

    /// Whether anybody still waits for the results.
    var isWanted: Bool {
      pthread_mutex_lock(&lock)
      defer { pthread_mutex_unlock(&lock) }
      return !isDropped
    }

    fileprivate func take() -> [Result] {
      pthread_mutex_lock(&lock)
      defer { pthread_mutex_unlock(&lock) }
      let taken = results
      results = []
      return taken
    }

    fileprivate func drop() -> [Result] {
      pthread_mutex_lock(&lock)
      defer { pthread_mutex_unlock(&lock) }
      isDropped = true
      defer { results = [] }
      return results
    }
  }

  /// Starts the work, which puts its results into the slot as they come.
  init(_ work: @escaping @Sendable (Slot) -> Void) {
    let slot = slot
    startThread { work(slot) }
  }

  /// Starts work that gives one result.
  convenience init(_ work: @escaping @Sendable () -> Result) {
    self.init { slot in slot.put(work()) }
  }

  /// Whoever lets go of it does not wait any more.
  deinit { _ = slot.drop() }

  /// Nobody waits for it any more.
  /// - Returns: the results that nobody took.
  func abandon() -> [Result] { slot.drop() }

  /// The results that have come since the last time.
  func results() -> [Result] { slot.take() }

  /// The one result, once it is there; given out once.
  func result() -> Result? { results().first }
}

/// What a thread is started with.
private final class Job: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Runs something on a thread of its own; on this one, where the system has no more threads.
private func startThread(_ run: @escaping @Sendable () -> Void) {
  let job = Unmanaged.passRetained(Job(run))
  var thread = pthread_t()
  if pthread_create(&thread, nil, runJob, job.toOpaque()) == 0 {
    pthread_detach(thread)
  } else {
    job.takeRetainedValue().run()
  }
}

private func runJob(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  installFaultGuardOnThread()
  Unmanaged<Job>.fromOpaque(pointer!).takeRetainedValue().run()
  return nil
}
