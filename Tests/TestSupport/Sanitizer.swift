// Whether the tests, and so the programs they start, were built with a sanitizer.
//
// Rules: a test that one gets in the way of is skipped with the reason; the plain run has them all.

import Glibc

/// What watches over this build.
public enum Sanitizer {
  /// Whether memory or threads are watched: such a build has handlers of its own for faults, needs several times
  /// the memory, and is slow.
  public static let isOn = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

  /// Why a test of our own guard against faults is left out there.
  public static let guardIsOff = "the sanitizer reports faults by handlers of its own, and the guard is left out"

  /// Whether our guard brings about this end, by a fault or by SIGQUIT; a build with a sanitizer leaves it out.
  public static func takes(_ ending: Ending?) -> Bool {
    isOn && [SIGSEGV, SIGTRAP, SIGQUIT].contains { ending == .signalled($0) }
  }

  /// Why a test with a limit on the size of files is left out there: the watch over threads keeps a file of its own.
  public static let needsFiles = "a sanitizer needs files that the limit forbids"

  /// Why a test of locked memory is left out there: the sanitizers answer each request to lock with a yes and do nothing.
  public static let locksNothing = "under a sanitizer no memory is locked"
}
