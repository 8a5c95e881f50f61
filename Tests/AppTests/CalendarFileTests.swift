// The calendar file, byte by byte against RFC 5545. A reader by someone else is asked in EndToEndTests.

import Testing
import Vault

@testable import App

@Suite struct CalendarFileTests {
  private func file(_ moment: String, title: String = "Reminder") throws -> CalendarFile {
    CalendarFile(now: try #require(Moment(moment)), title: title, name: "0123456789abcdefghjkmnpqrs")
  }

  @Test func theWholeFile() throws {
    let event = { (day: Int, date: String) in
      [
        "BEGIN:VEVENT", "UID:0123456789abcdefghjkmnpqrs-\(day)", "DTSTAMP:20261124T220105Z", "DTSTART:\(date)T180000",
        "DURATION:PT15M", "SUMMARY:Reminder", "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY",
        "DESCRIPTION:Reminder", "TRIGGER:PT0S", "END:VALARM", "END:VEVENT",
      ]
    }
    let lines =
      ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reminder//Reminder 1//EN"] + event(1, "20261125") + event(3, "20261127")
      + ["END:VCALENDAR"]
    #expect(try file("2026-11-24 23:01:05 +01:00").text == lines.map { $0 + "\r\n" }.joined())
  }

  /// Days are those of the local calendar, across the ends of months and years, leap days and changes of the clock.
  @Test(arguments: [
    ("2026-11-29 23:59:59 +01:00", "20261130", "20261202"), ("2026-12-31 00:00:00 +00:00", "20270101", "20270103"),
    ("2028-02-28 12:00:00 -05:00", "20280229", "20280302"), ("2027-02-28 12:00:00 -05:00", "20270301", "20270303"),
    ("2100-02-28 12:00:00 +00:00", "21000301", "21000303"),
    // Still the day before in UTC, and already the day after.
    ("2026-11-24 00:30:00 +14:00", "20261125", "20261127"), ("2026-11-24 23:30:00 -11:00", "20261125", "20261127"),
    // The night before the clock goes back in Berlin, and the one before it goes forward; a day of 25 and of 23 hours.
    ("2026-10-24 23:50:00 +02:00", "20261025", "20261027"), ("2026-10-25 00:05:00 +02:00", "20261026", "20261028"),
    ("2026-03-28 23:50:00 +01:00", "20260329", "20260331"), ("2026-03-29 00:05:00 +01:00", "20260330", "20260401"),
  ])
  func daysOfTheLocalCalendar(now: String, one: String, three: String) throws {
    let now = try #require(Moment(now))
    #expect(CalendarFile.date(after: 1, now) == one)
    #expect(CalendarFile.date(after: 3, now) == three)
  }

  @Test(arguments: [
    ("2026-11-24 00:30:00 +14:00", "20261123T103000Z"), ("2026-12-31 23:30:00 -11:00", "20270101T103000Z"),
    ("2026-01-02 03:04:05 +00:00", "20260102T030405Z"),
  ])
  func theStampIsInUtc(now: String, stamp: String) throws {
    #expect(CalendarFile.utc(try #require(Moment(now))) == stamp)
  }

  @Test(arguments: [
    ("Reminder", "Reminder"), ("a, b; c\\d", "a\\, b\\; c\\\\d"), ("a\nb\r\nc\rd", "a\\nb\\nc\\nd"), ("a:\"b\"", "a:\"b\""),
    ("a\tb", "a\tb"), ("a\u{1B}[31mb\u{0}c\u{7F}\u{9B}", "a[31mbc"), ("静かな夜 👍🏽", "静かな夜 👍🏽"),
  ])
  func textIsEscaped(text: String, escaped: String) {
    #expect(CalendarFile.escaped(text) == escaped)
  }

  @Test(arguments: ["a", "é", "静", "👍🏽", "👨‍👩‍👧‍👦", "e" + String(repeating: "\u{301}", count: 60)], [1, 20, 74, 75, 76, 149, 150, 400])
  func longLinesAreFolded(character: String, count: Int) {
    let line = "SUMMARY:" + String(repeating: character, count: count)
    let folded = CalendarFile.folded(line)
    #expect(folded.hasSuffix("\r\n"))
    // As bytes, because a CRLF is one character.
    let bytes = Array(folded.utf8)
    var lines: [[UInt8]] = [[]]
    for byte in bytes.dropLast(2) {
      lines[lines.count - 1].append(byte)
      if lines[lines.count - 1].suffix(2) == [13, 10] {
        lines[lines.count - 1].removeLast(2)
        lines.append([])
      }
    }
    #expect(lines.allSatisfy { $0.count <= 75 && !$0.isEmpty })
    #expect(lines.dropFirst().allSatisfy { $0.first == 0x20 })
    #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil }, "a sequence is cut")
    #expect(lines.count == 1 || lines.dropLast().allSatisfy { $0.count > 75 - max(character.utf8.count, 2) || character.utf8.count > 74 })
    let unfolded = lines[0] + lines.dropFirst().flatMap { $0.dropFirst() }
    #expect(unfolded == Array(line.utf8))
    #expect((lines.count == 1) == (line.utf8.count <= 75))
  }

  @Test func aLongTitleIsFoldedInTheFile() throws {
    let text = try file("2026-11-24 12:00:00 +00:00", title: String(repeating: "Erinnerung, ", count: 20)).text
    #expect(text.utf8.split(separator: 10).allSatisfy { $0.count <= 76 && $0.last == 13 })
    #expect(text.contains("\r\n "))
  }

  /// Nothing in it says what it reminds of, or by which program.
  @Test func itTellsNothing() throws {
    let text = try file("2026-11-24 12:00:00 +00:00").text.lowercased()
    for word in ["aftercare", "check", "talk", "sex", "partner", "scene"] { #expect(!text.contains(word)) }
  }
}
