// The system calls of a program, as strace tells them.
//
// Rules: every line of a trace is one call, in the order of time; descriptors come with their paths. Where nothing can be
// traced, tests that need it are skipped, and say so.

import Glibc

/// The program strace, and what it wrote.
public enum Strace {
  /// Why it cannot be used here; for the names of skipped tests.
  public static let reason = "strace cannot trace here, or a sanitizer is on"

  /// Whether it is installed and allowed, and nothing gets in its way: a sanitizer cannot look for leaks under it.
  public static let isUsable =
    !Sanitizer.isOn && access("/usr/bin/strace", X_OK) == 0
    && (try? runToEnd("/usr/bin/strace", ["-f", "-qq", "-e", "trace=none", "/bin/true"]))?.ending == .exited(0)

  /// Whether it can read what the program's calls are about: the program hides its memory from the same user.
  public static let readsMemory = isUsable && geteuid() == 0
  public static let memoryReason = "needs root and strace, because the program hides its memory from the same user"

  /// The words that start a program under it, with all its threads.
  /// - Parameters:
  ///   - calls: as strace's `trace=` takes them.
  ///   - fault: as its `inject=` takes it.
  ///   - file: where the trace goes; nowhere unless told.
  public static func command(_ calls: String, inject fault: String? = nil, to file: String = "/dev/null") -> [String] {
    ["/usr/bin/strace", "-f", "-y", "-qq", "-s", "64", "-o", file, "-e", "trace=" + calls]
      + (fault.map { ["-e", "inject=" + $0] } ?? [])
  }

  /// The calls in a trace, without the numbers of threads. A call that another one interrupted is told where it began.
  public static func calls(_ file: String) -> [String] {
    String(decoding: contents(file), as: UTF8.self).split(separator: "\n").map { line in
      String(line.drop { $0.isNumber }.drop { $0 == " " })
    }.filter { !$0.hasPrefix("<...") && !$0.hasPrefix("---") && !$0.hasPrefix("+++") }
  }
}
