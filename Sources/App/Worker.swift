// Slow work beside the one thread: opening and making vaults.
//
// Rules: takes values, gives a value, touches nothing else. The loop asks for the result; nothing on the
// screen stands still for it. What nobody waits for any more is forgotten.

import Glibc

/// One piece of work on a thread of its own.
final class Worker<Result: Sendable> {
  private let slot = Slot()

  /// Where the thread leaves its result. Unchecked: the lock guards it.
  private final class Slot: @unchecked Sendable {
    private var lock = pthread_mutex_t()
    private var result: Result?

    init() { pthread_mutex_init(&lock, nil) }
    deinit { pthread_mutex_destroy(&lock) }

    func put(_ new: Result) {
      pthread_mutex_lock(&lock)
      result = new
      pthread_mutex_unlock(&lock)
    }

    func take() -> Result? {
      pthread_mutex_lock(&lock)
      defer { pthread_mutex_unlock(&lock) }
      let taken = result
      result = nil
      return taken
    }
  }

  /// Starts the work.
  init(_ work: @escaping @Sendable () -> Result) {
    let slot = slot
    startThread { slot.put(work()) }
  }

  /// The result, once it is there; given out once.
  func result() -> Result? { slot.take() }
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
  Unmanaged<Job>.fromOpaque(pointer!).takeRetainedValue().run()
  return nil
}
