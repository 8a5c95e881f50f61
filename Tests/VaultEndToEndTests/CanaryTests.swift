// The words of a sealed note and its passphrase, looked for wherever a program could leave them.
//
// Rules: the whole home, with folders for temporary files and the like in it; the screen, the scrollback and every byte
// after the end was asked for; the environment and the words of the command line.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite struct CanaryTests {
    /// A talk on a terminal of this type up to a sealed note that is being typed.
    private func typing(_ home: TemporaryFolder, _ type: String, _ note: String) throws -> PtySession {
      var environment = environment(of: home)
      environment["TERM"] = type
      for (name, folder) in [("TMPDIR", "tmp"), ("XDG_RUNTIME_DIR", "run"), ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state")] {
        environment[name] = home.makeFolder(folder)
      }
      let here = home.makeFolder("here")
      let screen = try PtySession("/bin/sh", ["-c", "cd '\(here)'; exec \(program)"], environment: environment)
      for (key, wanted) in [
        ("", "Hello, you two."), ("\r", "goes first"), ("2", "now you"), ("2", "Arriving"), ("n", "Before you write"),
        ("2", "now you"), ("2", "Your passphrase"), (passphrase + "\r", "Sealed with your passphrase"), (note, String(note.suffix(8))),
      ] {
        try screen.send(key)
        try screen.wait(forText: wanted)
        try screen.settle()
      }
      return screen
    }

    /// The end by a key or by a signal, and what a person or another program could find afterwards.
    @Test(arguments: [
      ("xterm-256color", "q"), ("screen", "\u{3}"), ("linux", "TERM"), ("vt100", "HUP"), ("tmux-256color", "SEGV"),
      ("xterm-direct", "INT"), ("vt220", "KILL"),
    ].filter { !Sanitizer.isOn || $0.1 != "SEGV" })
    func nothingIsLeftAnywhere(_ type: String, _ ending: String) throws {
      let home = try Two.home()
      let screen = try typing(home, type, "typed \(canary)")
      // Only root, and not always, can look into a program that hides itself.
      for file in ["environ", "cmdline"] {
        let text = String(decoding: contents("/proc/\(screen.pid)/\(file)"), as: UTF8.self)
        #expect(!text.contains(canary) && !text.contains("otters"), "\(file)")
      }
      screen.drain()
      let before = screen.output.count
      let signals: [String: Int32] = ["TERM": SIGTERM, "HUP": SIGHUP, "SEGV": SIGSEGV, "INT": SIGINT, "KILL": SIGKILL]
      if let number = signals[ending] {
        screen.signal(number)
      } else if ending == "q" {
        for (key, wanted) in [("\r", "You wrote something here."), ("q", "A kind word first")] {
          try screen.send(key)
          try screen.wait(forText: wanted)
          try screen.settle()
        }
        try screen.send("q")
      } else {
        try screen.send(ending)
      }
      try screen.waitForEnd()
      let all = String(decoding: screen.output, as: UTF8.self)
      #expect(!all.contains("otters"), "the passphrase was on the screen")
      #expect(!all.contains("\u{1B}]52"), "the clipboard was written")
      // Nobody can tidy up after `kill -9`: docs/PRIVACY.md says so.
      if ending != "KILL" {
        #expect(!String(decoding: screen.output[before...], as: UTF8.self).contains(canary))
        #expect(!screen.text.contains(canary) && !screen.scrollback.joined().contains(canary))
        #expect(screen.modes == screen.modesBefore)
      }
      home.expectSecret()
      #expect(home.litter.isEmpty)
      for (path, entry) in home.tree where !entry.isFolder { #expect(path.hasPrefix(".local/share/aftercare/"), "\(path)") }
      // And yet it is kept, unless there was no time to.
      let opened = try home.opened()
      #expect(opened.kept.contains("We liked the \(canary)."))
      if !["KILL", "SEGV"].contains(ending) { #expect(opened.kept.contains("typed \(canary)"), "\(ending)") }
    }

    /// What no draft holds yet, at the latest after 200 characters, is all that a kill can cost.
    @Test(arguments: [SIGKILL, SIGSEGV]) func aKillCostsNoMoreThanWhatNoDraftHolds(_ number: Int32) throws {
      let home = try Two.home()
      let text = (100..<190).map { "word \($0)." }.joined(separator: " ")
      let screen = try typing(home, "xterm-256color", text)
      screen.signal(number)
      try screen.waitForEnd()
      let draft = try home.opened().drafts.first ?? ""
      #expect(text.hasPrefix(draft) && text.count - draft.count <= 200, "\(draft.count) of \(text.count)")
      home.expectSecret()
    }
  }
}
