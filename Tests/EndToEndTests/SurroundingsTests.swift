// Bad surroundings: what the program says where it cannot draw, and where there is no home.

import Glibc
import TestSupport
import Testing

@Suite struct Surroundings {
  /// One clear line, one hint, and nothing else.
  private func expectMessage(
    _ text: String, _ words: [String], _ place: SourceLocation = #_sourceLocation
  ) {
    let lines = text.split(whereSeparator: \.isNewline)
    #expect(lines.count == 2, "\(text)", sourceLocation: place)
    #expect(lines.first?.hasPrefix("aftercare: ") == true, "\(text)", sourceLocation: place)
    #expect(lines.last?.hasPrefix("hint: ") == true, "\(text)", sourceLocation: place)
    for word in words { #expect(text.contains(word), "\(text)", sourceLocation: place) }
  }

  @Test func noTerminal() throws {
    let result = try runToEnd(program, environment: environment(of: TemporaryFolder()))
    #expect(result.ending == .exited(69))
    #expect(result.output.isEmpty)
    expectMessage(result.errorText, ["needs a terminal", "aftercare --plain"])
  }

  /// Who listens says so for all programs at once; a terminal that cannot draw says so by its name.
  @Test(arguments: [("ACCESSIBLE", "1"), ("TERM", "dumb")]) func linesWithoutAWord(_ name: String, _ value: String) throws {
    let home = TemporaryFolder()
    let session = try PtySession(program, environment: environment(of: home, [name: value]), rows: 60)
    try session.wait(forText: "Enter alone takes number 1.")
    try session.send("leave\n")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(!session.output.contains(0x1B))
    let told = try runToEnd(program, ["config"], environment: environment(of: home, [name: value]))
    #expect(told.text.contains(name), "\(told.text)")
    let other = try Couple([], ["ACCESSIBLE": "0"])
    #expect(other.session.isAlternate)
  }

  @Test(arguments: [nil, "", "no-such-terminal", "../../etc/passwd", "\u{1B}[31mred"])
  func terminalsThatCannotDraw(_ type: String?) throws {
    let home = TemporaryFolder()
    let session = try PtySession(program, environment: environment(of: home, ["TERM": type]), columns: 200)
    #expect(try session.waitForEnd() == .exited(69))
    expectMessage(session.rows.filter { !$0.isEmpty }.joined(separator: "\n"), ["aftercare --plain"])
    #expect(session.modes == session.modesBefore)
    #expect(!session.output.contains(0x1B))
  }

  @Test(arguments: [
    ["--bogus"], ["--path"], ["--path", "alone"], ["--path", "nowhere"], ["--length", "11"], ["--theme", "loud"],
    ["nonsense"], ["alone", "--length", "10"], ["later", "--path", "first"],
    ["later", "--length", "10"], ["decks", "check"], ["decks", "burn"],
  ])
  func wordsThatMeanNothing(_ arguments: [String]) throws {
    let result = try runToEnd(program, arguments)
    #expect(result.ending == .exited(64), "\(arguments)")
    #expect(result.output.isEmpty)
    #expect(result.errorText.hasPrefix("aftercare: "), "\(result.errorText)")
    #expect(result.errorText.contains("\nhint: "), "\(result.errorText)")
    #expect(result.errorText.split(separator: "\n").count == 2, "\(result.errorText)")
  }

  @Test func helpAndVersion() throws {
    let help = try runToEnd(program, ["--help"])
    #expect(help.ending == .exited(0))
    for words in ["aftercare", "--plain", "--path", "--length", "alone", "safe together"] {
      #expect(help.text.contains(words), "\(words)")
    }
    let version = try runToEnd(program, ["--version"])
    #expect(version.ending == .exited(0))
    #expect(version.text.split(separator: "\n").count == 1)
  }

  @Test(arguments: [["LANG": "xx_YY.UTF-8"], ["LANG": "xx_YY"], ["LANG": nil], ["LC_ALL": "nonsense"]] as [[String: String?]])
  func anUnusableLocaleIsUnicode(_ changes: [String: String?]) throws {
    let couple = try Couple([], changes)
    #expect(couple.text.contains("› 1  We are ready"))
    #expect(couple.text.contains("→ on"))
  }

  @Test(arguments: [[], ["--ascii"]]) func asciiOnly(_ arguments: [String]) throws {
    let couple = try Couple(arguments, arguments.isEmpty ? ["LC_ALL": "C"] : [:])
    #expect(couple.text.contains("> 1  We are ready"))
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
    #expect(couple.session.output.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [nil, "", "relative", "/nonexistent", "/proc/nothing", "/dev/null"])
  func oddHomes(_ value: String?) throws {
    let home = TemporaryFolder()
    let here = home.makeFolder("here")
    let arguments = ["-c", "cd \(here) && exec \(program)"]
    let session = try PtySession("/bin/sh", arguments, environment: environment(of: home, ["HOME": value]))
    let couple = try Couple(session, home)
    try couple.walk()
    #expect(session.ending == .exited(0))
    #expect(home.tree.keys.sorted() == ["here"])
    couple.expectLeft()
    if [nil, "", "relative"].contains(value) {
      #expect(couple.text.contains("no usable home folder"))
      #expect(couple.text.contains("hint: set HOME to a full path"))
    }
  }

  @Test func theMovedBinaryIsEnough() throws {
    let home = TemporaryFolder()
    let copy = home.path("moved")
    try #require(try runToEnd("/bin/cp", [program, copy]).ending == .exited(0))
    let result = try runToEnd("/bin/sh", ["-c", "yes '' | \(copy) --plain"], environment: environment(of: home))
    #expect(result.ending == .exited(0))
    #expect(result.text.hasSuffix("Goodbye. Rest well, and take good care.\n"))
    let session = try PtySession(copy, environment: environment(of: home))
    try Couple(session, home).walk()
    #expect(session.ending == .exited(0))
  }
}

@Suite struct SettingsFiles {
  @Test func mistakesAreNamedAndCostNothingElse() throws {
    let home = TemporaryFolder()
    home.write(
      ".config/aftercare/settings.toml",
      "still = true\nstill_not = 1\nplain_text_notes = \"yes\"\nleft_name = \"Sam\"\n")
    let couple = try Couple(home: home)
    try couple.press(Key.right, "Sam goes first")
    try couple.press(Key.escape, "Rest here")
    try couple.press("1", "Breathe in while you count to four.")
    try couple.session.send(Key.interrupt)
    try couple.session.waitForEnd()
    let path = home.path(".config/aftercare/settings.toml")
    let said = couple.text.filter { !$0.isWhitespace }
    #expect(said.contains("\(path):2:1:"), "\(couple.text)")
    #expect(said.contains("\(path):3:20:") || said.contains("\(path):3:"), "\(couple.text)")
    #expect(said.contains("hint:"))
  }

  @Test(arguments: ["= = =", "still = true\nstill = false\n", "[[[", "left_name = \"", "\u{0}\u{1}", "theme = \"loud\""])
  func brokenFiles(_ text: String) throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", text)
    let result = try runToEnd(program, ["--plain"], environment: environment(of: home))
    #expect(result.ending == .exited(0))
    #expect(result.text.contains("Hello, you two."))
    #expect(result.errorText.contains("settings.toml:"), "\(result.errorText)")
    #expect(result.errorText.contains("\nhint: "), "\(result.errorText)")
  }

  @Test func hostileFiles() throws {
    for kind in ["fifo", "folder", "loop", "huge", "bytes", "zero"] {
      let home = TemporaryFolder()
      home.makeFolder(".config/aftercare")
      let path = home.path(".config/aftercare/settings.toml")
      switch kind {
      case "fifo": mkfifo(path, 0o600)
      case "folder": mkdir(path, 0o700)
      case "loop": symlink(path, path)
      case "huge": home.write(".config/aftercare/settings.toml", String(repeating: "# much\n", count: 300_000))
      case "bytes": home.write(".config/aftercare/settings.toml", [0xFF, 0xFE, 0x80] + Array("still = true\n".utf8))
      default: symlink("/dev/zero", path)
      }
      let result = try runToEnd(program, ["--plain"], environment: environment(of: home), timeout: 10)
      #expect(result.ending == .exited(0), "\(kind)")
      #expect(result.text.contains("Hello, you two."), "\(kind)")
      #expect(!result.errorText.isEmpty, "\(kind): not a word about a file that cannot be used")
    }
  }

  @Test func plainBySetting() throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", "plain = true\n")
    let result = try runToEnd(program, environment: environment(of: home))
    #expect(result.ending == .exited(0))
    #expect(result.text.contains("Hello, you two."))
  }
}
