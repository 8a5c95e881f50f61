// Faults injected into real runs of the program: the longer test command of docs/TESTING.md.
//
// Rules: only with AFTERCARE_LONGER=1; bounded; a run that no fault reached ends each loop.

import Foundation
import TestSupport
import Testing

@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["AFTERCARE_LONGER"] == "1", "set AFTERCARE_LONGER=1"), .serialized)
struct KillTests {
  private static let program = builtProgram("aftercare")

  /// Two kept notes, in lines; the settings allow plain text, and both choose it.
  private static let lines = "\n\n\nnote\n3\n3\nfirst canary\n\nnote\nsecond canary\n\n"

  /// SIGKILL at each call, one after the other: what is on the disk is a whole version, and the next run
  /// sweeps up.
  @Test(arguments: ["openat", "write", "fsync", "renameat,renameat2,rename", "close"])
  func killedAtEachCall(_ call: String) throws {
    var runs = 0
    for number in 1...400 {
      let home = try Home()
      let status = try home.run(under: ["-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)"])
      runs += 1
      try home.expectWholeNotes("\(call) \(number)")
      if status == 0 { break }
      #expect(try home.run(under: []) == 0)
      try home.expectNoLitter("\(call) \(number)")
    }
    #expect(runs > 1, "no fault reached the program")
    report("killed at \(call)", runs - 1, "each left whole notes and no litter")
  }

  /// A home of its own, removed at the end.
  private final class Home {
    let folder = FileManager.default.temporaryDirectory.appending(path: "aftercare-\(UUID().uuidString)")
    private var kept: URL { folder.appending(path: ".local/share/aftercare/plain") }

    init() throws {
      let config = folder.appending(path: ".config/aftercare")
      try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
      try "plain_text_notes = true\n".write(
        to: config.appending(path: "settings.toml"), atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// - Returns: 0 for a run that came to its end, another number for one that was killed.
    func run(under tracing: [String]) throws -> Int32 {
      let process = Process()
      let program = KillTests.program
      process.executableURL = URL(filePath: tracing.isEmpty ? program : "/usr/bin/strace")
      process.arguments =
        tracing.isEmpty ? ["--plain"] : ["-f", "-qq", "-o", "/dev/null"] + tracing + [program, "--plain"]
      process.environment = ["HOME": folder.path(), "LANG": "C.UTF-8", "TZ": "UTC"]
      let input = folder.appending(path: "lines")
      try KillTests.lines.write(to: input, atomically: true, encoding: .utf8)
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: kept.path())) ?? [] }

    /// Every record is whole: the first note, or both.
    func expectWholeNotes(_ what: String) throws {
      for name in names where name.hasSuffix(".txt") {
        let text = try String(contentsOf: kept.appending(path: name), encoding: .utf8)
        #expect(text.hasPrefix("aftercare record 1\n"), "\(what)")
        #expect(text.hasSuffix("\n") && text.contains("| first canary\n"), "\(what)")
      }
    }

    /// Nothing but records, drafts and the lock.
    func expectNoLitter(_ what: String) throws {
      #expect(names.contains { $0.hasSuffix(".txt") }, "\(what): the next run kept nothing")
      #expect(names.allSatisfy { $0 == "lock" || $0.hasSuffix(".txt") }, "\(what): \(names)")
    }
  }
}
