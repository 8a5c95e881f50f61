// Notes that both chose to keep, and disks that do not take them.

import Glibc
import TestSupport
import Testing

private let canary = "canary in the mine"

@Suite struct Keeping {
  private func couple(
    _ home: TemporaryFolder = TemporaryFolder(), _ changes: [String: String?] = [:], _ arguments: [String] = []
  ) throws -> Couple {
    let couple = try Couple(arguments, settings: keepingSettings, changes, home: home)
    #expect(couple.text.contains("Nothing is saved unless you both choose it."))
    return couple
  }

  @Test func bothChooseIt() throws {
    let couple = try couple()
    let before = couple.home.tree
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    try couple.press(Key.enter, "You wrote something here.")
    let kept = couple.kept
    #expect(kept.count == 1)
    #expect(kept.first?.value.mode == 0o600)
    #expect(kept.first?.value.text.contains("| \(canary)\n") == true)
    for (path, entry) in couple.home.tree where before[path] == nil {
      #expect(entry.mode == (entry.isFolder ? 0o700 : 0o600), "\(path)")
    }
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
    #expect(couple.kept.first?.value.text.contains("finished: yes") == true)
    couple.expectLeft(without: canary)
  }

  @Test func underTheDataHome() throws {
    let home = TemporaryFolder()
    let couple = try couple(home, ["XDG_DATA_HOME": home.path("far/away")])
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    try couple.press(Key.enter, "You wrote something here.")
    let files = home.tree.filter { $0.key.hasPrefix("far/away/aftercare/plain/") && $0.key.hasSuffix(".txt") }
    #expect(files.count == 1)
    #expect(home.tree[".local"] == nil)
  }

  @Test(arguments: [(Couple.Keeping.plain, Couple.Keeping.forgotten), (.forgotten, .plain)])
  func onlyOneChoosesIt(_ left: Couple.Keeping, _ right: Couple.Keeping) throws {
    let couple = try couple()
    let before = couple.home.tree
    try couple.toTalk()
    try couple.openNote(left, right: right)
    try couple.type(canary)
    try couple.press(Key.enter, "You wrote something here.")
    #expect(couple.home.tree == before)
    couple.session.signal(SIGTERM)
    try couple.session.waitForEnd()
    #expect(couple.home.tree == before)
  }

  @Test func afterAKill() throws {
    let couple = try couple()
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    try couple.session.send(Key.enter)
    try couple.session.wait(forText: "You wrote something here.")
    couple.session.signal(SIGKILL)
    try couple.session.waitForEnd()
    #expect(couple.kept.count == 1)
    #expect(couple.kept.first?.value.text.contains(canary) == true)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func aSignalWhileTyping(_ number: Int32) throws {
    let couple = try couple()
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    couple.session.signal(number)
    #expect(try couple.session.waitForEnd() == .exited(128 + number))
    #expect(couple.kept.count == 1)
    #expect(couple.kept.first?.value.text.contains(canary) == true)
    couple.expectLeft(without: canary)
  }

  @Test func theDraftOfAKilledConversation() throws {
    let home = TemporaryFolder()
    let first = try couple(home)
    try first.toTalk()
    try first.openNote(.plain)
    // More than what is drafted at once.
    try first.type(String(repeating: "long words ", count: 25) + canary)
    first.session.signal(SIGKILL)
    try first.session.waitForEnd()
    #expect(first.kept.contains { $0.value.text.contains("long words long words") })
    let second = try couple(home)
    try second.toTalk()
    try second.press("n", "Before you write")
    try second.press("3", "Thank you. Right, now you.")
    try second.press("3", "long words")
    try second.step()
    #expect(second.text.contains(Couple.keptLine))
  }

  @Test func bothLetItGo() throws {
    let couple = try couple()
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    try couple.press(Key.enter, "You wrote something here.")
    try couple.press(Key.escape, "Rest here")
    try couple.press("0", "Closing")
    try couple.takeOffer("What was written", "What you wrote")
    try couple.press("2", "now you")
    try couple.press("2", "Goodbye")
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
    #expect(couple.kept.isEmpty)
    #expect(!couple.home.tree.contains { $0.value.text.contains(canary) })
  }

  @Test func oneAloneCannotLetItGo() throws {
    let couple = try couple()
    try couple.toTalk()
    try couple.openNote(.plain)
    try couple.type(canary)
    try couple.press(Key.enter, "You wrote something here.")
    try couple.press(Key.escape, "Rest here")
    try couple.press("0", "Closing")
    try couple.takeOffer("What was written", "What you wrote")
    try couple.press("2", "now you")
    try couple.press("1", "Goodbye")
    try couple.walk()
    #expect(couple.kept.count == 1)
  }

  @Test func sealedNotesTellNothing() throws {
    let couple = try Couple()
    try couple.toTalk()
    try couple.press("n", "Before you write")
    try couple.press("2", "Thank you. Right, now you.")
    try couple.press("2", "Your passphrase")
    try couple.session.send("four private words here\r")
    try couple.session.wait(forText: "Begin with it", timeout: 60)
    try couple.press("1", "Type it once more.")
    try couple.session.send("four private words here\r")
    try couple.session.wait(forText: "Write the note", timeout: 60)
    try couple.press(Key.right, "Sealed with your passphrase")
    try couple.type(canary)
    try couple.press(Key.enter, "You wrote something here.")
    try couple.press("q", "A kind word first")
    try couple.session.send("q")
    #expect(try couple.session.waitForEnd() == .exited(0))
    couple.expectLeft(without: canary)
    #expect(!couple.home.tree.isEmpty)
    for (path, entry) in couple.home.tree {
      #expect(entry.mode & 0o077 == 0, "\(path)")
      for secret in [canary, "four private words", "AGE-SECRET-KEY-1"] {
        #expect(!entry.text.contains(secret), "\(path)")
        #expect(!path.contains(secret))
      }
    }
    #expect(!couple.session.output.elementsEqual([]) && !String(decoding: couple.session.output, as: UTF8.self).contains("private words"))
  }

  // MARK: - Disks that do not take it

  private func letters(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  /// The conversation goes on, says so on the screen, and tells what happened at the end.
  private func expectUnsaved(_ couple: Couple, _ message: String, _ place: SourceLocation = #_sourceLocation) throws {
    try couple.toTalk()
    try couple.press("n", "Before you write")
    // Where nothing can be sealed, plain text is the second in the list.
    let key = couple.text.contains("  3  ") ? "3" : "2"
    try couple.press(key, "Thank you. Right, now you.")
    try couple.press(key, Couple.keptLine)
    try couple.type(canary)
    try couple.press(Key.enter, "Not saved yet.")
    #expect(couple.text.contains("You wrote something here."), sourceLocation: place)
    try couple.walk()
    #expect(couple.session.ending == .exited(4), "what is not saved is said with a code", sourceLocation: place)
    couple.expectLeft(without: canary, place)
    // The terminal breaks long lines anywhere.
    #expect(letters(couple.text).contains(letters(message)), "\(couple.text)", sourceLocation: place)
    #expect(couple.text.contains("hint: "), sourceLocation: place)
    #expect(!couple.home.tree.contains { $0.value.text.contains(canary) }, sourceLocation: place)
  }

  @Test func aDataHomeThatIsAFile() throws {
    let home = TemporaryFolder()
    home.write("file", "")
    let couple = try couple(home, ["XDG_DATA_HOME": home.path("file/data")])
    try expectUnsaved(couple, "is a link or not a plain file or folder")
  }

  @Test(arguments: [nil, "", "relative/home"]) func noHome(_ value: String?) throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", keepingSettings)
    let here = home.makeFolder("here")
    let couple = try couple(
      home, ["HOME": value, "XDG_CONFIG_HOME": home.path(".config"), "XDG_DATA_HOME": value, "PWD": here])
    try expectUnsaved(couple, value?.isEmpty ?? true ? "HOME is not set" : "is not a full path")
  }

  @Test func aFolderThatOthersCanRead() throws {
    let home = TemporaryFolder()
    home.makeFolder(".local/share/aftercare/plain", mode: 0o755)
    try expectUnsaved(couple(home), "other people on this computer could open")
  }

  @Test func anotherWindow() throws {
    let home = TemporaryFolder()
    let first = try couple(home)
    try first.toTalk()
    try first.openNote(.plain)
    let second = try couple(home)
    try expectUnsaved(second, "is open in another window")
  }

  /// A limit on the size of files stands for a full disk: the write fails in the middle of a note.
  @Test(.disabled(if: Sanitizer.isOn, "\(Sanitizer.needsFiles)")) func aFullDisk() throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", keepingSettings)
    let session = try PtySession(
      "/bin/sh", ["-c", "ulimit -f 0; exec \(program)"], environment: environment(of: home))
    try expectUnsaved(try Couple(session, home), "there is no room left")
  }

  /// As a user without rights, because to root every folder is open.
  @Test func aReadOnlyFolder() throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", keepingSettings, mode: 0o644)
    let copy = home.path("aftercare")
    let isRoot = geteuid() == 0
    for folder in ["", ".config", ".config/aftercare"] { chmod(home.path(folder), 0o755) }
    if isRoot { try #require(try runToEnd("/bin/cp", [program, copy]).ending == .exited(0)) }
    if !isRoot { chmod(home.path, 0o555) }
    defer { chmod(home.path, 0o755) }
    let session =
      isRoot
      ? try PtySession(
        "/usr/bin/setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", copy],
        environment: environment(of: home))
      : try PtySession(program, environment: environment(of: home))
    try expectUnsaved(try Couple(session, home), "no permission for")
  }
}
