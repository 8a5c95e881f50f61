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

  /// Whether this is the end of a fault, which the sanitizer would report in its own way.
  public static func takes(_ ending: Ending?) -> Bool { isOn && ending == .signalled(SIGSEGV) }
}
