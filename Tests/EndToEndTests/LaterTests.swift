// A day or more later: the check-in, and the calendar file, which a reader by someone else has to understand.

import Glibc
import TestSupport
import Testing

@Suite struct Later {
  private func lines(_ words: String, _ home: TemporaryFolder = TemporaryFolder()) throws -> RunResult {
    try runToEnd("/bin/sh", ["-c", "yes '' | \(program) later --plain \(words)"], environment: environment(of: home))
  }

  @Test(arguments: ["", "--alone", "--lang de"]) func yesLeadsThroughItAndNothingStays(_ words: String) throws {
    let home = TemporaryFolder()
    let result = try lines(words, home)
    #expect(result.ending == .exited(0))
    #expect(result.errors.isEmpty)
    #expect(home.tree.isEmpty)
    let told =
      words == "--lang de"
      ? ["Wie lange ist es her?", "Bewiesen ist nicht, dass es hilft."]
      : [
        "How long ago was it?", "not proven science", "2: Three days or more",
        "how is your body today?",
        words == "--alone" ? "You can ask someone for care" : "A low mood can come", "See a doctor",
      ]
    for words in told { #expect(result.text.contains(words), "\(words)") }
    #expect(result.text.contains("you go first") == (words == ""))
    #expect(result.text.contains("If you are afraid of a partner") == (words == "--alone"), "two may read along")
    #expect(!result.text.contains("In a day or two"))
  }

  @Test func twoLookBackAfterThreeDays() throws {
    let couple = try Couple(["later"])
    try couple.press(Key.right, "goes first")
    try couple.press("1", "now you")
    try couple.press("1", "How long ago was it?")
    try couple.press("2", "some days")
    try couple.step("e")
    try couple.press(Key.escape, "Rest here")
    try couple.press("0", "Closing")
    while couple.heading != "Goodbye" { try couple.step() }
    try couple.session.send(Key.right)
    #expect(try couple.session.waitForEnd() == .exited(0))
    #expect(couple.home.tree.isEmpty)
  }

  // MARK: - The calendar file

  /// Reads the file with python3-icalendar and tells what it found, one line each.
  private func read(_ path: String, _ zone: String) throws -> [String] {
    let script = """
      import icalendar, sys
      calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
      events = list(calendar.walk("VEVENT"))
      faults = [fault for part in calendar.walk() for fault in part.errors]
      print(calendar["VERSION"], len(events), len(calendar.subcomponents), faults)
      print(len({event["UID"] for event in events}))
      for event in events:
          start = event.decoded("DTSTART")
          print(start.isoformat(), start.tzinfo, event.decoded("DURATION"), event["SUMMARY"], event["CLASS"])
          stamp = event.decoded("DTSTAMP")
          print(stamp.utcoffset(), int(stamp.timestamp()))
          [alarm] = event.walk("VALARM")
          print(alarm["ACTION"], alarm.decoded("TRIGGER"), alarm["DESCRIPTION"])
      """
    let result = try runToEnd(
      "/usr/bin/python3", ["-c", script, path], environment: ["TZ": zone, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"])
    #expect(result.ending == .exited(0), "python3-icalendar: \(result.errorText)")
    return result.text.split(separator: "\n").map(String.init)
  }

  /// A local date in a zone of a fixed offset.
  private func date(_ seconds: time_t, zone: Int) -> String {
    var shifted = seconds + zone * 3600
    var parts = tm()
    gmtime_r(&shifted, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  /// Fixed offsets as POSIX writes them, where the sign is the other way round.
  @Test(arguments: [("UTC0", 0), ("AAA-14", 14), ("BBB+11", -11), ("CCC-1", 1)], ["en", "de"])
  func anotherReaderUnderstandsIt(zone: (name: String, hours: Int), language: String) throws {
    let home = TemporaryFolder()
    let start = time(nil)
    let result = try runToEnd(
      "/bin/sh", ["-c", "umask 000; exec \(program) later --calendar --lang \(language)"],
      environment: environment(of: home, ["TZ": zone.name]))
    let end = time(nil)
    #expect(result.ending == .exited(0) && result.errors.isEmpty)
    let files = home.tree
    try #require(files.count == 1)
    let (name, file) = try #require(files.first)
    #expect(file.mode == 0o600)
    #expect(result.text.contains(home.path(name) + "\n"))
    #expect(result.text.contains(language == "de" ? "Wer diesen Computer benutzt" : "Anyone who uses this computer can see it."))
    let today = try #require([start, end].first { name == "reminder-\(date($0, zone: zone.hours)).ics" }, "\(name)")
    let title = language == "de" ? "Erinnerung" : "Reminder"
    let lines = try read(home.path(name), zone.name)
    try #require(lines.count == 8, "\(lines)")
    #expect(lines[0] == "2.0 2 2 []")
    #expect(lines[1] == "2")
    for (place, days) in [(2, 1), (5, 3)] {
      let day = date(today + days * 86_400, zone: zone.hours)
      #expect(lines[place] == "\(day)T18:00:00 None 0:15:00 \(title) PRIVATE")
      let stamp = lines[place + 1].split(separator: " ")
      #expect(stamp[0] == "0:00:00")
      #expect((start...end).contains(Int(stamp[1]) ?? 0))
      #expect(lines[place + 2] == "DISPLAY 0:00:00 \(title)")
    }
  }

  @Test func aFileThatIsThereStays() throws {
    let home = TemporaryFolder()
    let victim = home.write("victim", "mine")
    for day in [0, 86_400] { symlink(victim, home.path("reminder-\(date(time(nil) + day, zone: 0)).ics")) }
    for number in [2, 3] {
      let result = try runToEnd(program, ["later", "--calendar"], environment: environment(of: home))
      #expect(result.ending == .exited(0))
      #expect(result.text.contains("-\(number).ics"))
    }
    #expect(home.tree["victim"]?.text == "mine")
    #expect(Set(home.tree.values.map(\.text)).filter { $0.contains("UID:") }.count == 2, "two files of different names")
  }

  @Test(arguments: [nil, "", "relative", "/nonexistent", "/dev/null"]) func withoutAHome(_ value: String?) throws {
    let home = TemporaryFolder()
    let here = home.makeFolder("here")
    let result = try runToEnd(
      "/bin/sh", ["-c", "cd \(here) && exec \(program) later --calendar"], environment: environment(of: home, ["HOME": value]))
    #expect(result.ending == .exited(2))
    #expect(result.output.isEmpty)
    #expect(result.errorText.contains("aftercare: ") && result.errorText.contains("hint: "))
    #expect(home.tree.keys.sorted() == ["here"])
  }

  @Test(arguments: [(80, 24), (40, 12)]) func theCloseOffersOne(_ size: (columns: Int, rows: Int)) throws {
    let couple = try Couple(["--path", "everyday"], columns: size.columns, rows: size.rows)
    for _ in 0..<3 { try couple.step() }
    try couple.press(Key.escape, "Rest here")
    try couple.press("0", "Closing")
    try couple.takeOffer("A reminder", "In a day or two")
    #expect(couple.home.tree.isEmpty)
    try couple.press("2", "The file is here.")
    let (name, file) = try #require(couple.home.tree.first)
    #expect(name.hasPrefix("reminder-") && name.hasSuffix(".ics") && file.mode == 0o600)
    #expect(file.text.contains("SUMMARY:Reminder\r\n") && !file.text.lowercased().contains("aftercare"))
    #expect(couple.text.filter { !$0.isWhitespace }.contains(name))
    try couple.press(Key.right, "Rest well")
    try couple.walk()
    #expect(couple.session.ending == .exited(0))
    #expect(couple.home.tree.count == 1)
  }

  @Test func aFullCloseWithoutTheWishLeavesNothing() throws {
    let result = try runToEnd(
      "/bin/sh", ["-c", "yes '' | \(program) alone --plain"], environment: environment(of: TemporaryFolder()))
    #expect(result.text.contains("Rest well"))
  }
}
