// Homes of every kind, and what is made in them: closed to others, whatever the umask, and nowhere else.

import Glibc
import TestSupport
import Testing

@Suite struct Homes {
  /// Both choose to keep one note as plain text, in lines.
  private static let lines = "\n\n\nnote\n3\n3\nkept words\n\nleave\n"

  /// - Parameter start: a line of a shell that ends in starting `$0`.
  private func keep(_ home: String, _ start: String = "exec \"$0\" \"$@\"", in folder: TemporaryFolder) throws -> RunResult {
    folder.write("config/aftercare/settings.toml", keepingSettings, mode: 0o644)
    let variables = environment(of: folder, ["HOME": home, "XDG_CONFIG_HOME": folder.path("config")])
    return try runToEnd("/bin/sh", ["-c", start, program, "--plain"], environment: variables, input: Self.lines)
  }

  @Test(arguments: ["with spaces and 'quotes\"", "$HOME `x` *", "päivä 午後", "line\nbreak", "-rf", "\u{1B}[31mred"])
  func namesOfEveryKind(_ name: String) throws {
    let folder = TemporaryFolder()
    let home = folder.makeFolder(name)
    let result = try keep(home, in: folder)
    #expect(result.ending == .exited(0))
    #expect(result.errorText.isEmpty, "\(result.errorText)")
    let kept = folder.tree.filter { $0.key.hasPrefix(name + "/.local/share/aftercare/plain/") && $0.key.hasSuffix(".txt") }
    #expect(kept.count == 1 && kept.first?.value.text.contains("| kept words") == true)
    #expect(folder.tree.keys.allSatisfy { $0.hasPrefix(name) || $0.hasPrefix("config") })
  }

  @Test func aLinkToAHomeIsFollowed() throws {
    let folder = TemporaryFolder()
    folder.makeFolder("disk")
    symlink(folder.path("disk"), folder.path("home"))
    #expect(try keep(folder.path("home"), in: folder).errorText.isEmpty)
    #expect(folder.tree.contains { $0.key.hasPrefix("disk/.local/share/aftercare/plain/") && $0.value.text.contains("kept words") })
  }

  /// A home that is not there yet is made when something is kept, and only then.
  @Test func aMissingHome() throws {
    let folder = TemporaryFolder()
    let home = folder.path("not/yet")
    #expect(try runToEnd(program, ["--plain"], environment: environment(of: folder, ["HOME": home]), input: "\n").ending == .exited(0))
    #expect(folder.tree.isEmpty)
    #expect(try keep(home, in: folder).errorText.isEmpty)
    #expect(folder.tree.contains { $0.key.hasPrefix("not/yet/.local/share/aftercare/plain/") && $0.value.text.contains("kept words") })
    for (path, entry) in folder.tree where path.hasPrefix("not") { #expect(entry.mode == (entry.isFolder ? 0o700 : 0o600), "\(path)") }
  }

  @Test(arguments: ["000", "022", "777"]) func whateverTheUmask(_ mask: String) throws {
    let folder = TemporaryFolder()
    let home = folder.makeFolder("home")
    #expect(try keep(home, "umask \(mask); exec \"$0\" \"$@\"", in: folder).errorText.isEmpty)
    let made = folder.tree.filter { $0.key.hasPrefix("home/") }
    #expect(made.count == 6, "\(made.keys.sorted())")
    for (path, entry) in made { #expect(entry.mode == (entry.isFolder ? 0o700 : 0o600), "\(path)") }
  }

  /// The words of a home, a settings file or a deck cannot drive the terminal, wherever they are shown.
  @Test func hostileNamesAreShownAsText() throws {
    let hostile = "\u{1B}]52;c;eA==\u{7}\u{1B}[2Jred\u{202E}\u{2066}\u{9B}31m\u{200F}"
    let inToml = hostile.unicodeScalars.map { "\\U" + String(repeating: "0", count: 8 - String($0.value, radix: 16).count) + String($0.value, radix: 16) }.joined()
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", "left_name = \"\(inToml)\"\nhelpline = \"\(inToml)\"\n\"\(inToml)\" = 1\n")
    home.write("deck.toml", smallDeck.replacing("\"Small\"", with: "\"\(inToml)\"").replacing("Comfort usual", with: inToml))
    let name = home.write("\(hostile.replacing("/", with: ""))", "not a deck")
    for (arguments, greeting) in [(["--deck", home.path("deck.toml")], "Hello"), (["--deck", name], "Your deck")] {
      let couple = try Couple(arguments, home: home, greeting: greeting)
      let from = couple.session.output.count
      if greeting == "Hello" { try couple.toTalk() }
      try couple.press(Key.escape, "Rest here")
      try couple.step("8")
      try couple.session.send(Key.interrupt)
      try couple.session.waitForEnd()
      let said = String(decoding: couple.session.output, as: UTF8.self)
      for scalar: Unicode.Scalar in ["\u{7}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200F}"] {
        #expect(!said.unicodeScalars.contains(scalar), "U+\(String(scalar.value, radix: 16))")
      }
      #expect(!said.contains("\u{1B}]52") && !said.contains("\u{1B}[31m"))
      #expect(!String(decoding: couple.session.output[from...], as: UTF8.self).contains("\u{1B}[2Jred"))
      couple.expectLeft()
    }
    for arguments in [["--plain", "--deck", name], ["decks", "check", name], ["config"], ["notes", "import", name]] {
      let result = try runToEnd(program, arguments, environment: environment(of: home), timeout: 20)
      for bytes in [result.output, result.errors] {
        #expect(!bytes.contains(0x1B) && !bytes.contains(0x7), "\(arguments)")
        #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { "\u{202E}\u{2066}\u{200F}\u{9B}".unicodeScalars.contains($0) }, "\(arguments)")
      }
    }
  }
}
