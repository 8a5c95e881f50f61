// The time: a steady one for waiting, and the local time of day for the words about a break.
//
// Rules: the only place that asks the system's clock for the time of day.

import Conversation
import Glibc
import Terminal
import Vault

struct LocalClock {
  /// The last minute that was asked for, since 1970 and since midnight here: every key asks.
  private var known: (minute: time_t, ofDay: Int)?

  /// The event that tells a session what time it is.
  mutating func event() -> Event {
    let minute = time(nil) / 60
    if known?.minute != minute {
      let local = Self.localTime()
      known = (minute, Int(local.tm_hour) * 60 + Int(local.tm_min))
    }
    return .clock(monotonicMilliseconds(), minuteOfDay: known?.ofDay ?? 0)
  }

  /// Now, as kept notes tell it.
  static var moment: Moment {
    Moment(seconds: Int64(time(nil)), offset: localTime().tm_gmtoff / 60)
  }

  private static func localTime() -> tm {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return local
  }
}
