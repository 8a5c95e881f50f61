// The page of promises, held to the sources; and a rule about faults that only the sources can show.

import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func text(_ path: String) -> String? { try? String(contentsOf: root.appending(path: path), encoding: .utf8) }

@Suite struct PromiseTests {
  /// The names of tests and fuzzers in a text: folder, file and function, or `fuzz` and one of them.
  private func names(in text: Substring) -> [Substring] {
    text.matches(of: /`((?:[A-Z][A-Za-z]+Tests|fuzz)\/[A-Za-z0-9.]+)`/).map(\.output.1)
  }

  /// A test function in a file under Tests, or a fuzzer.
  private func exists(_ name: Substring) throws -> Bool {
    let parts = name.split(whereSeparator: { "/.".contains($0) })
    if parts[0] == "fuzz" {
      let names = try #require(text("fuzz/run")?.firstMatch(of: /names=\(([a-z ]+)\)/))
      return names.output.1.split(separator: " ").contains(parts[1])
    }
    guard parts.count == 3, let source = text("Tests/\(parts[0])/\(parts[1]).swift") else { return false }
    // Its attribute, which may hold arguments of several lines, and then the function.
    return source.split(separator: "@Test").dropFirst().contains { part in
      part.firstMatch(of: /func ([A-Za-z0-9]+)/)?.output.1 == parts[2]
    }
  }

  @Test func everyPromiseHasTestsThatExist() throws {
    let page = try #require(text("Tests/PROMISES.md"))
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| promise") }
    #expect(rows.count >= 22)
    for row in rows { #expect(!names(in: row).isEmpty, "no test holds this: \(row)") }
    let names = names(in: page[...])
    #expect(names.count > 100)
    for name in names { #expect(try exists(name), "\(name) is not there") }
  }

  @Test(arguments: ["VaultTests/CrashTests.nothing", "VaultTests/Nothing.anything", "fuzz/nothing", "VaultTests/DiskTests.becomeUnprivileged"])
  func aNameWithoutATestIsNoticed(_ name: String) throws { #expect(try !exists(name[...])) }

  /// What a fault prints is written by us alone: no note, prompt or name can be part of it.
  @Test func noFaultTellsAWord() throws {
    let sources = root.appending(path: "Sources")
    let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path()).filter { $0.hasSuffix(".swift") }
    #expect(names.count > 50)
    for name in names {
      for line in try #require(text("Sources/" + name)).split(separator: "\n") where line.contains("\\(") {
        // A line's number in a file of our own is no word.
        guard !line.contains("the bundled words cannot be read: \\(error.line)") else { continue }
        for call in ["fatalError(", "preconditionFailure(", "precondition(", "assert(", "assertionFailure("] {
          #expect(!line.contains(call), "\(name): \(line)")
        }
      }
    }
  }
}
