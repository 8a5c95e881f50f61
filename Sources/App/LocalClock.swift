// The time: a steady one for waiting, and the local time of day for the words about a break.
//
// Rules: the only place that asks the system's clock for the time of day.

import Conversation
import Glibc
import Terminal
import Vault

enum LocalClock {
  /// The event that tells a session what time it is.
  static var event: Event { .clock(monotonicMilliseconds(), minuteOfDay: minuteOfDay) }

  /// Minutes after midnight here.
  private static var minuteOfDay: Int {
    let local = localTime()
    return Int(local.tm_hour) * 60 + Int(local.tm_min)
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
