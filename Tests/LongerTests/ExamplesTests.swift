// The examples of --help, of the README and of docs/KEEPING.md, run as a person would run them.
//
// Rules: only with AFTERCARE_LONGER=1; Packaging/examples.py finds and judges them, so that the test of the package and
// this one cannot differ. Without python3 it is skipped, and says so.

import Foundation
import TestSupport
import Testing

@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["AFTERCARE_LONGER"] == "1", "set AFTERCARE_LONGER=1"),
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "python3 is not installed"))
struct ExamplesLongerTests {
  @Test func everyExampleWorks() throws {
    let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let examples = Process()
    examples.executableURL = URL(filePath: "/usr/bin/python3")
    examples.arguments = [project.appending(path: "Packaging/examples.py").path, builtProgram("aftercare")]
    let said = Pipe()
    examples.standardOutput = said
    try examples.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    examples.waitUntilExit()
    #expect(examples.terminationStatus == 0, "\(text)")
    report("examples of --help and the pages", text.split(separator: "\n").count { $0.hasPrefix("ok  ") }, "each works as printed")
  }
}
