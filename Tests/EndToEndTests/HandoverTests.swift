// One press, one person, in the real program: keys that bounce, keys that are held, and what a terminal says by itself.
//
// Rules: how long it is between two keys is what these tests are about; everything else is waited for.

import Glibc
import TestSupport
import Testing

@Suite struct Handovers {
  /// As long as it is for people.
  private let real: [String: String?] = ["AFTERCARE_HANDOVER": nil]

  /// A key, and the same again after so many milliseconds each.
  private func press(_ key: String, again gaps: [Int32], _ session: PtySession) throws {
    try session.send(key)
    for gap in gaps {
      poll(nil, 0, gap)
      try session.send(key)
    }
  }

  @Test(arguments: [[20], [8, 8], [500, 33, 33, 33, 33], [250, 90, 90]] as [[Int32]], ["1", "2", "3", "\r", "\u{1B}[C"])
  func aKeyThatBouncesOrIsHeld(_ gaps: [Int32], _ key: String) throws {
    let couple = try Couple(["--still"], real)
    try couple.press(Key.right, "goes first")
    try press(key, again: gaps, couple.session)
    try couple.session.wait(forText: "now you")
    try couple.session.settle()
    #expect(couple.text.contains("now you"), "Right was not asked")
    // Right's answer is Right's, and what follows is not pressed by it.
    try press(key, again: gaps, couple.session)
    try couple.session.wait(for: "what follows") { !couple.text.contains("now you") }
    try couple.session.settle()
    #expect(couple.heading == (key == "3" ? "Whoever has a little more strength" : "Arriving") || key == "3", "\(couple.text)")
  }

  @Test func theKeyThatOpensAPageDoesNotAnswerIt() throws {
    let couple = try Couple(["--still"], real)
    try press(Key.enter, again: [500, 33, 33, 33, 33, 33], couple.session)
    try couple.session.wait(forText: "goes first")
    try couple.session.settle()
    #expect(couple.text.contains("goes first"))
  }

  @Test(arguments: [
    "\u{1B}[49;1:3u", "\u{1B}[50;3;50;0;0;1_", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}]lzsh 3\u{1B}\\", "\u{1B}Xsos 12\u{1B}\\", "\u{1B}^pm 2\u{1B}\\",
    "\u{1B}P1$r1 q\u{1B}\\", "\u{1B}[12;40R", "\u{9B}1;2R",
  ])
  func whatATerminalSaysAnswersNothing(_ report: String) throws {
    let couple = try Couple(["--still"], real)
    try couple.press(Key.right, "goes first")
    try couple.press("1", "now you")
    let asked = couple.text
    try couple.session.send(report)
    let bytes = Array(report.utf8)
    try couple.session.send(Array(bytes.prefix(bytes.count - 2)))
    poll(nil, 0, 300)
    try couple.session.send(Array(bytes.suffix(2)))
    // Ctrl-L is read behind all of it.
    let start = couple.session.output.count
    try couple.session.send("\u{C}")
    try couple.session.wait(for: "the screen painted anew") { couple.session.output.count > start + 200 }
    try couple.session.settle()
    #expect(couple.text == asked)
  }

  @Test(arguments: ["1\n1\n", "\n\n\n", "2\n", "1\n\u{1B}[13;1:3u"]) func linesToo(_ typed: String) throws {
    let home = TemporaryFolder()
    let session = try PtySession(program, ["--plain", "--still"], environment: environment(of: home, real), rows: 60)
    try session.wait(forText: "Enter alone takes number 1.")
    try session.send("\n\n\n")
    try session.wait(forText: "Left, type a number")
    #expect(!session.text.contains("Right, now you."))
    try session.send(typed)
    try session.wait(forText: "Right, type a number")
    try session.settle()
    #expect(!session.text.contains("Press Enter to go on."))
    try session.send(typed)
    try session.wait(forText: "Press Enter to go on.")
    try session.send("leave\n")
    #expect(try session.waitForEnd() == .exited(0))
  }

  // MARK: Lines

  @Test func emacsShowsWhatIsTyped() throws {
    for (name, value) in [("INSIDE_EMACS", "30.1,comint"), ("TERM", "dumb")] {
      let home = TemporaryFolder()
      let session = try PtySession(program, ["--plain"], environment: environment(of: home, [name: value]), rows: 60)
      try session.wait(forText: "Enter alone takes number 1.")
      try session.send("\n")
      try session.wait(forText: "Left, type a number")
      #expect(session.text.contains("What you type here can be seen."))
      try session.send("\u{3}")
      #expect(try session.waitForEnd() == .exited(130))
    }
  }

  /// Four seconds of rest, with a line that is not over, and the program is killed.
  @Test(arguments: [true, false]) func aDraftInLines(_ onTerminal: Bool) throws {
    let home = TemporaryFolder()
    home.write(".config/aftercare/settings.toml", keepingSettings)
    let drafts = { home.tree.filter { $0.key.contains("/plain/") && $0.value.text.contains("and half") } }
    if onTerminal {
      let session = try PtySession(program, ["--plain"], environment: environment(of: home), rows: 60)
      try session.wait(forText: "Enter alone takes number 1.")
      for (line, wanted) in [
        ("", "Left, type"), ("2", "Right, type"), ("2", "Press Enter to go on."), ("note", "Before you write"),
      ] {
        try session.send(line + "\n")
        try session.wait(forText: wanted)
      }
      for wanted in ["Left, type a number and Enter. Enter alone is: ", "Right, type a number and Enter. Enter alone is: "] {
        try session.wait(for: wanted) { session.text.components(of: wanted) == 2 }
        try session.send("3\n")
      }
      try session.wait(forText: "Type your note.")
      try session.send("a whole line\nand half")
      try session.wait(for: "a draft") { !drafts().isEmpty }
      #expect(drafts().allSatisfy { $0.value.text.contains("a whole line") })
      try session.send(" of one\n\n")
      try session.wait(forText: "You wrote something here.")
      #expect(home.tree.contains { $0.value.text.contains("| and half of one\n") })
      session.signal(SIGKILL)
    } else {
      let session = try PipeSession(program, ["--plain"], environment: environment(of: home))
      try session.send("\n2\n2\nnote\n3\n3\na whole line\nand half")
      try session.wait(for: "a draft") { !drafts().isEmpty }
      session.signal(SIGKILL)
    }
    #expect(!drafts().isEmpty)
  }

  // MARK: Time

  /// A computer that sleeps: the clocks that count it are eight hours ahead, as soon as a file is there.
  @Test(.enabled(if: access("/usr/bin/cc", X_OK) == 0, "no C compiler"), .disabled(if: Sanitizer.isOn, "a sanitizer is loaded before everything"))
  func afterANightWithTheLidClosed() throws {
    let home = TemporaryFolder()
    let source = home.write("clock.c", """
      #define _GNU_SOURCE
      #include <stdlib.h>
      #include <sys/syscall.h>
      #include <time.h>
      #include <unistd.h>
      int clock_gettime(clockid_t id, struct timespec *now) {
        int result = (int)syscall(SYS_clock_gettime, id, now);
        if ((id == CLOCK_BOOTTIME || id == CLOCK_REALTIME) && access(getenv("SLEPT"), F_OK) == 0) now->tv_sec += 8 * 3600;
        return result;
      }
      """)
    let library = home.path("clock.so")
    #expect(try runToEnd("/usr/bin/cc", ["-shared", "-fPIC", "-o", library, source]).ending == .exited(0))
    let couple = try Couple(["--still"], ["LD_PRELOAD": library, "SLEPT": home.path("slept")], home: home)
    try couple.toTalk()
    try couple.openNote()
    try couple.type("private words")
    home.write("slept", "")
    try couple.session.send(Key.enter)
    try couple.session.wait(for: "the cover") { !couple.text.contains("private words") }
    try couple.session.settle()
    #expect(couple.heading == "Quiet", "the key did nothing else: \(couple.text)")
    try couple.step(Key.enter)
    #expect(!couple.text.contains("private words"))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
