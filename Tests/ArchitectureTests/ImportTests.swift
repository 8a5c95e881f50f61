// The house's import table, held line by line; short files; and the README's commands and picture.

import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// What each module may import, beside what the compiler brings by itself.
private let table: [String: Set<String>] = [
  "Conversation": [],
  "CellGrid": ["CUnistring"],
  "TomlFile": ["CToml"],
  "DeckFormat": ["Conversation", "TomlFile"],
  "Settings": ["TomlFile"],
  "Screens": ["Conversation", "CellGrid", "Settings"],
  "Vault": ["Conversation", "CSodium", "CUnistring", "FoundationEssentials", "Glibc"],
  "Terminal": ["CellGrid", "CNcurses", "CTerminalGuard", "CTerminals", "Glibc"],
  "Shipped": [],
  "App": [
    "Conversation", "TomlFile", "DeckFormat", "Settings", "CellGrid", "Screens", "Vault", "Terminal", "Shipped",
    "Glibc", "Synchronization",
  ],
  "aftercare": ["App", "ArgumentParser"],
]

/// C alone: nothing of them is Swift.
private let cModules: Set<String> = [
  "CNcurses", "CSodium", "CUnistring", "CTerminalGuard", "CTerminals", "COneFile", "CToml",
]

private struct File: CustomTestStringConvertible {
  var module: String
  var path: String
  var lines: [Substring]
  var testDescription: String { path }

  /// The modules of the import lines, whatever stands before or between.
  var imports: [String] {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias", "actor"]
    return lines.compactMap { line in
      let words = line.split(whereSeparator: { " \t;".contains($0) })
      guard let at = words.firstIndex(of: "import"),
        words[..<at].allSatisfy({ $0.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains($0) })
      else { return nil }
      let rest = words[(at + 1)...].drop { kinds.contains($0) }
      return rest.first?.split(separator: ".").first.map(String.init)
    }
  }
}

private func files(_ folder: String, _ ending: String = ".swift") -> [File] {
  let base = root.appending(path: folder)
  let names = (try? FileManager.default.subpathsOfDirectory(atPath: base.path())) ?? []
  return names.sorted().filter { $0.hasSuffix(ending) }.compactMap { name in
    guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else { return nil }
    return File(
      module: String(name.split(separator: "/")[0]), path: "\(folder)/\(name)",
      lines: text.split(separator: "\n", omittingEmptySubsequences: false))
  }
}

@Suite struct ImportTests {
  @Test func everyModuleIsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path())
    #expect(Set(folders) == Set(table.keys).union(cModules))
  }

  @Test func nothingIsImportedThatTheTableDoesNotAllow() {
    let sources = files("Sources")
    #expect(sources.count > 50)
    for file in sources {
      let strangers = Set(file.imports).subtracting(table[file.module] ?? []).sorted()
      #expect(strangers.isEmpty, "\(file.path) may not import \(strangers)")
    }
  }

  @Test func onlyTerminalKnowsNcurses() {
    for file in files("Sources") where file.module != "Terminal" { #expect(!file.imports.contains("CNcurses"), "\(file.path)") }
  }

  /// A re-export would let a module through that is not in the importer's row.
  @Test func onlyAppHandsOnWhatItImports() {
    for file in files("Sources") where file.module != "App" {
      #expect(!file.lines.contains { $0.contains("@_exported") || $0.hasPrefix("public import") }, "\(file.path)")
    }
  }

  @Test func thePureModulesAskNoClockAndNoDisk() {
    let words = ["clock_gettime", "localtime", "FileManager", "ContinuousClock", "SystemRandomNumberGenerator", "getenv"]
    for file in files("Sources") where ["Conversation", "CellGrid", "Screens", "Settings", "DeckFormat"].contains(file.module) {
      for word in words { #expect(!file.lines.contains { $0.contains(word) }, "\(file.path) names \(word)") }
    }
  }

  /// Phrase.swift is one list, as long as there are phrases.
  @Test func noFileIsLong() {
    for file in files("Sources") + files("Sources", ".c") where !file.path.hasSuffix("/Phrase.swift") {
      #expect(file.lines.count <= 501, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test(arguments: [
    ("import A", "A"), ("  @testable import A", "A"), ("@_exported import enum A.B", "A"), ("public import A", "A"),
    ("import struct A.B // why", "A"), ("@preconcurrency public import A;", "A"), ("// import A", nil),
    ("let import = 1", nil), ("important A", nil),
  ])
  func readsImportLines(line: String, module: String?) {
    #expect(File(module: "", path: "", lines: [line[...]]).imports == [module].compactMap(\.self))
  }
}

@Suite struct ReadmeTests {
  /// What stands in rows, without the room around it.
  private func words(_ rows: [Substring]) -> [String] {
    rows.map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }

  /// The picture is a screen of today: that of a snapshot, but for empty rows.
  @Test func thePictureIsCurrent() throws {
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let picture = readme.split(separator: "```text\n", maxSplits: 1).last?.split(separator: "\n```")[0] ?? ""
    let snapshot = try String(
      contentsOf: root.appending(path: "Tests/ScreensTests/Snapshots/card-first.txt"), encoding: .utf8)
    let rows = snapshot.split(separator: "\n").dropFirst().prefix(24)
    let drawn = words(rows.map { $0.split(separator: "|")[0] })
    #expect(!drawn.isEmpty && words(picture.split(separator: "\n")) == drawn, "README.md shows a screen of before")
  }

  /// The README's commands, a block each.
  private func commands() throws -> [String] {
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    return readme.split(separator: "```sh\n").dropFirst().map { String($0.split(separator: "\n```")[0]) }
  }

  @Test func theTestCommandStandsInTheCheckLineForLine() throws {
    let commands = try commands()
    #expect(commands.first?.contains("swift build -c release -Xswiftc -static-executable") == true, "it begins with the start")
    let tests = commands.filter { $0.contains("swift test") }
    try #require(!tests.isEmpty, "README.md tells the test command in a ```sh block")
    let run = try String(contentsOf: root.appending(path: ".ci/run"), encoding: .utf8)
    let lines = run.split(separator: "\n")
    for line in tests[0].split(separator: "\n") {
      #expect(lines.contains(line), ".ci/run lacks the README's line: \(line)")
    }
  }
}
