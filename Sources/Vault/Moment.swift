// A point in time as it is stored: UTC and the offset that the clock on the wall had.
//
// Rules: no clock and no time zone here; both numbers come from outside. Written as in RFC 3339, section 5.6,
// with a space for the T, which its note allows for the sake of people who read it.

/// UTC seconds since 1970 and the local offset from UTC in minutes.
public struct Moment: Hashable, Sendable {
  /// Seconds since 1970-01-01 00:00:00 UTC, held between 1971 and 9998 so that every year has four digits.
  public let seconds: Int64
  /// Minutes east of UTC, held within a day.
  public let offset: Int

  /// A moment; numbers outside the range are taken to its nearest end.
  public init(seconds: Int64, offset: Int) {
    self.seconds = min(max(seconds, 31_536_000), 253_370_764_799)
    self.offset = min(max(offset, -1439), 1439)
  }

  /// The local date and time with its offset, such as `2025-06-30 23:10:05 +02:00`.
  public var text: String {
    let local = seconds + Int64(offset) * 60
    let days = Int(local / 86_400)
    let rest = Int(local % 86_400)
    let (year, month, day) = Self.date(days)
    let away = abs(offset)
    return "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2)) "
      + "\(Self.pad(rest / 3600, 2)):\(Self.pad(rest / 60 % 60, 2)):\(Self.pad(rest % 60, 2)) "
      + (offset < 0 ? "-" : "+") + Self.pad(away / 60, 2) + ":" + Self.pad(away % 60, 2)
  }

  /// Reads `text` back; `nil` unless it is exactly of that form and names a real moment.
  public init?(_ text: String) {
    let bytes = [UInt8](text.utf8)
    let form = [UInt8]("0000-00-00 00:00:00 ~00:00".utf8)
    guard bytes.count == form.count else { return nil }
    for (byte, mark) in zip(bytes, form) {
      switch mark {
      case UInt8(ascii: "0"): guard (0x30...0x39).contains(byte) else { return nil }
      case UInt8(ascii: "~"): guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") else { return nil }
      default: guard byte == mark else { return nil }
      }
    }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let away = number(21..<23) * 60 + number(24..<26)
    let offset = bytes[20] == UInt8(ascii: "-") ? -away : away
    let time = number(11..<13) * 3600 + number(14..<16) * 60 + number(17..<19)
    let days = Self.days(number(0..<4), number(5..<7), number(8..<10))
    self.init(seconds: Int64(days) * 86_400 + Int64(time) - Int64(offset) * 60, offset: offset)
    guard self.text == text else { return nil }
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The Gregorian date of a day since 1970-01-01, not before it. The year is taken to begin in March, so that
  /// the leap day is its last day; 400 years have 146,097 days.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let sinceMarch0 = days + 719_468
    let era = sinceMarch0 / 146_097
    let inEra = sinceMarch0 % 146_097
    let yearInEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearInEra + yearInEra / 4 - yearInEra / 100)
    let shifted = (5 * inYear + 2) / 153
    let day = inYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (era * 400 + yearInEra + (month <= 2 ? 1 : 0), month, day)
  }

  /// The other way; the date need not exist.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let shifted = month > 2 ? month - 3 : month + 9
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearInEra = shiftedYear - era * 400
    let inYear = (153 * shifted + 2) / 5 + day - 1
    return era * 146_097 + yearInEra * 365 + yearInEra / 4 - yearInEra / 100 + inYear - 719_468
  }
}
