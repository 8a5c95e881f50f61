// A calendar file with two reminders, as RFC 5545 has it.
//
// Rules: pure; it says nothing but its title, twice. Numbers in comments are sections of RFC 5545.

import Vault

/// The reminders of one file.
struct CalendarFile {
  /// Now, with the offset of the clock on the wall.
  var now: Moment
  /// What the reminders say.
  var title: String
  /// Unlike any other text, and telling nothing; the reminders' names come from it.
  var name: String
  /// After so many days, counted on the local calendar.
  static let days = [1, 3]
  /// When, on those days, by the clock on the wall.
  static let hour = 18

  /// The whole file: 3.4, an iCalendar object; 3.6, a calendar's properties before its components.
  var text: String {
    let lines =
      ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:\(Self.product)"] + Self.days.flatMap(event) + ["END:VCALENDAR"]
    return lines.map(Self.folded).joined()
  }

  /// 3.7.3, the maker's name, which every calendar has to have; a neutral one, because it can be seen.
  private static let product = "-//Reminder//Reminder 1//EN"

  /// 3.6.1, an event. It takes up no time that others could see (3.8.2.7) and asks to be private (3.8.1.3).
  private func event(after days: Int) -> [String] {
    [
      "BEGIN:VEVENT",
      "UID:\(name)-\(days)",  // 3.8.4.7; RFC 7986, section 5.3: no host's name in it
      "DTSTAMP:\(Self.utc(now))",  // 3.8.7.2: in UTC
      "DTSTART:\(Self.floating(Self.date(after: days, now)))",  // 3.8.2.4
      "DURATION:PT15M",  // 3.8.2.5
      "SUMMARY:\(Self.escaped(title))",  // 3.8.1.12
      "CLASS:PRIVATE",
      "TRANSP:TRANSPARENT",
    ] + alarm + ["END:VEVENT"]
  }

  /// 3.6.6, an alarm that shows the title as the event begins.
  private var alarm: [String] {
    ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(Self.escaped(title))", "TRIGGER:PT0S", "END:VALARM"]
  }

  // MARK: - Dates

  /// The day after so many days here, as `20261125`. Whole days are added to the local date taken as if it
  /// were UTC, so that neither a change of the clock nor the offset can move it.
  static func date(after days: Int, _ now: Moment) -> String {
    let local = now.seconds + Int64(now.offset) * 60
    return digits(Moment(seconds: local + Int64(days) * 86_400, offset: 0), 10)
  }

  /// 3.3.5, form 1: a time without a zone is that of the clock on the wall, wherever it hangs.
  private static func floating(_ date: String) -> String { "\(date)T\(hour)0000" }

  /// 3.3.5, form 2: a time in UTC.
  static func utc(_ moment: Moment) -> String {
    let all = digits(Moment(seconds: moment.seconds, offset: 0), 19)
    return "\(all.prefix(8))T\(all.suffix(6))Z"
  }

  /// The digits of the first characters of a moment's text.
  private static func digits(_ moment: Moment, _ length: Int) -> String {
    String(moment.text.prefix(length).filter(\.isNumber))
  }

  // MARK: - Text

  /// 3.3.11, TEXT: a backslash before its four marks, line breaks as `\n`, no other control characters.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\", ";", ",": escaped += "\\\(character)"
      case let character where character.isNewline: escaped += "\\n"
      default:
        escaped.unicodeScalars += character.unicodeScalars.filter {
          $0 == "\t" || $0.properties.generalCategory != .control
        }
      }
    }
    return escaped
  }

  /// 3.1, a content line: no more than 75 octets before the CRLF; what is longer goes on behind a CRLF and
  /// one space. A character is cut nowhere, unless it is longer than a line by itself.
  static func folded(_ line: String) -> String {
    var folded = ""
    var width = 0
    for piece in line.flatMap(pieces) {
      let octets = piece.utf8.count
      if width + octets > 75 {
        folded += "\r\n "
        width = 1
      }
      folded += piece
      width += octets
    }
    return folded + "\r\n"
  }

  private static func pieces(_ character: Character) -> [String] {
    String(character).utf8.count <= 74 ? [String(character)] : character.unicodeScalars.map { String($0) }
  }
}
