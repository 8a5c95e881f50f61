// Decks of one's own, good and bad.

import Glibc
import TestSupport
import Testing

@Suite struct DecksOfOnesOwn {
  private func decks(_ arguments: [String], in home: TemporaryFolder = TemporaryFolder()) throws -> RunResult {
    try runToEnd(program, ["decks"] + arguments, environment: environment(of: home), timeout: 20)
  }

  @Test func listAndShow() throws {
    let home = TemporaryFolder()
    home.write(".local/share/aftercare/decks/small.toml", smallDeck)
    home.write(".local/share/aftercare/decks/broken.toml", "format = 1\n[deck]\n")
    let list = try decks(["list"], in: home)
    #expect(list.ending == .exited(0))
    #expect(list.text.contains("aftercare: Aftercare, "))
    #expect(list.text.contains("small: Small, 9 cards"))
    #expect(list.text.contains("broken: cannot be used"))
    let show = try decks(["show", "small"], in: home)
    #expect(show.ending == .exited(0))
    #expect(show.text.contains("Comfort usual words"))
    #expect(try decks(["show", "aftercare"]).text.contains("# comfort"))
    let unknown = try decks(["show", "nothing"])
    #expect(unknown.ending == .exited(2))
    #expect(unknown.errorText.contains("hint: "))
  }

  @Test func newAndCheck() throws {
    let home = TemporaryFolder()
    let path = home.path("mine.toml")
    #expect(try decks(["new", path]).ending == .exited(0))
    let clean = try decks(["check", path])
    #expect(clean.ending == .exited(0), "\(clean.text)")
    let again = try decks(["new", path])
    #expect(again.ending == .exited(2))
    #expect(again.errorText.contains("is there already"))
    let result = try runToEnd(
      "/bin/sh", ["-c", "yes '' | \(program) --plain --deck \(path)"], environment: environment(of: home))
    #expect(result.ending == .exited(0))
    #expect(result.text.contains("What would help you feel more at ease right now?"))
  }

  /// Cards of one's own come beside the bundled ones, by a flag or by the settings.
  @Test func ownCardsComeBesideTheOthers() throws {
    let home = TemporaryFolder()
    let path = home.write(
      "ours.toml",
      """
      format = 2
      [deck]
      name = "ours"
      title = "Ours"
      language = "en"
      [[cards]]
      id = "ours-tea"
      section = "comfort"
      place = "near"
      always = true
      paths = ["everyday"]
      text = "Shall we make that tea of ours?"
      easier = "A nod for tea, or stay as we are."
      """)
    func talk(_ words: String) throws -> RunResult {
      try runToEnd(
        "/bin/sh", ["-c", "yes '' | \(program) --plain --path everyday \(words)"], environment: environment(of: home))
    }
    let said = try talk("--also \(path)")
    #expect(said.text.contains("that tea of ours") && said.text.contains("Reflection"))
    #expect(try !talk("").text.contains("that tea of ours"))
    home.write(".config/aftercare/settings.toml", "also = [\"\(path)\"]\n")
    #expect(try talk("").text.contains("that tea of ours"))
    let broken = try talk("--also \(home.path("none.toml"))")
    #expect(broken.ending == .exited(0) && broken.text.contains("none.toml"))
  }

  @Test func faultsHaveAPlace() throws {
    let home = TemporaryFolder()
    let path = home.write("bad.toml", smallDeck.replacing("easier = \"Wishes easy words\"\n", with: "easer = \"x\"\n"))
    let plain = try decks(["check", path])
    #expect(plain.ending == .exited(1))
    let places = plain.text.split(separator: "\n").filter { $0.hasPrefix("\(path):") }
    #expect(!places.isEmpty)
    for line in places { #expect(line.dropFirst(path.count + 1).wholeMatch(of: /[0-9]+:[0-9]+: .+/) != nil, "\(line)") }
    let json = try decks(["check", "--json", path])
    #expect(json.ending == .exited(1))
    #expect(json.text.hasPrefix("["))
    #expect(json.text.contains("\"line\""))
  }

  @Test func theGuide() throws {
    let guide = try decks(["guide"])
    #expect(guide.ending == .exited(0))
    #expect(guide.text.contains("easier"))
    #expect(try runToEnd("/bin/sh", ["-c", "\(program) decks guide | head -1"]).ending == .exited(0))
  }

  @Test func byNameAndByFile() throws {
    let home = TemporaryFolder()
    let path = home.write(".local/share/aftercare/decks/small.toml", smallDeck)
    for deck in ["small", path] {
      let couple = try Couple(["--deck", deck], home: home)
      for _ in 0..<3 { try couple.step() }
      #expect(couple.text.contains("Body easy words"))
    }
  }

  @Test func aBrokenDeckIsNamed() throws {
    let home = TemporaryFolder()
    let path = home.write("bad.toml", "format = 1\n[deck]\nname = \"x\"\n")
    let couple = try Couple(["--deck", path], home: home, greeting: "Your deck")
    #expect(couple.text.filter { !$0.isWhitespace }.contains("\(path):"))
    #expect(couple.text.contains("This deck cannot be used."))
    try couple.press(Key.right, "Hello, you two.")
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
    let lines = try runToEnd(
      "/bin/sh", ["-c", "yes '' | \(program) --plain --deck \(path)"], environment: environment(of: home))
    #expect(lines.ending == .exited(0))
    #expect(lines.text.contains("Your deck"))
    #expect(lines.text.hasSuffix("Goodbye. Rest well, and take good care.\n"))
  }

  @Test(arguments: ["fifo", "folder", "zero", "loop", "huge", "bytes", "missing", "socket", "empty", "controls"])
  func hostileFilesNeverHang(_ kind: String) throws {
    let home = TemporaryFolder()
    let path = home.path("deck.toml")
    switch kind {
    case "fifo": mkfifo(path, 0o600)
    case "folder": mkdir(path, 0o700)
    case "zero": symlink("/dev/zero", path)
    case "loop": symlink(path, path)
    case "huge": home.write("deck.toml", smallDeck + String(repeating: "# much more of it\n", count: 120_000))
    case "bytes": home.write("deck.toml", Array(smallDeck.utf8) + [0xFF, 0xC0, 0x80])
    case "socket": mknod(path, S_IFSOCK | 0o600, 0)
    case "empty": home.write("deck.toml", "")
    case "controls": home.write("deck.toml", smallDeck.replacing("Wishes usual", with: "\\u001B[31mWishes\\u202E usual"))
    default: break
    }
    let check = try decks(["check", path])
    #expect([.exited(1), .exited(2)].contains(check.ending), "\(kind)")
    #expect(!check.output.contains(0x1B) && !check.errors.contains(0x1B))
    #expect((check.text + check.errorText).contains("deck.toml"))
    let talk = try runToEnd(
      "/bin/sh", ["-c", "yes '' | \(program) --plain --deck \(path)"], environment: environment(of: home))
    #expect(talk.ending == .exited(0), "\(kind)")
    #expect(talk.text.hasSuffix("Goodbye. Rest well, and take good care.\n"))
    #expect(!talk.output.contains(0x1B) && !talk.errors.contains(0x1B))
    let couple = try Couple(["--deck", path], home: home, greeting: kind == "controls" ? "Hello" : "Your deck")
    try couple.session.send(Key.interrupt)
    #expect(try couple.session.waitForEnd() == .exited(130))
  }
}
