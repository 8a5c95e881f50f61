// The calendar file that someone asked for: one new file in the home folder.
//
// Rules: made only when asked for; its name and its words tell nothing of what it reminds of.

import Conversation
import Glibc
import Screens
import Settings
import Vault

enum ReminderFile {
  /// Writes it under the first free name.
  static func make(_ words: Words, environment: [String: String]) -> CalendarOutcome {
    do throws(StoreError) {
      return .written(try write(words, environment: environment))
    } catch {
      return .failed(error.complaint.line(words))
    }
  }

  /// - Returns: its path.
  static func write(_ words: Words, environment: [String: String]) throws(StoreError) -> String {
    let now = LocalClock.moment
    let file = CalendarFile(now: now, title: words[.laterTitle], name: RandomName().text)
    return try HomeFile(home: environment["HOME"] ?? "", name: "reminder-\(now.text.prefix(10))", ending: "ics")
      .write(file.text)
  }

  /// `aftercare later --calendar`: writes it and says where.
  /// - Returns: the exit code.
  static func command(_ options: Options) -> Int32 {
    let start = Start(options)
    do throws(StoreError) {
      let path = try write(start.words, environment: start.environment)
      Output.print([start.words[.laterMade], path, start.words[.laterMadeCare]])
      return ExitStatus.goodbye
    } catch {
      error.complaint.tell(start.words)
      return ExitStatus.unreadable
    }
  }
}

/// Writes a calendar file for a day and for three days from now, and says where.
/// - Returns: the exit code.
public func makeCalendarFile(_ options: Options) -> Int32 { ReminderFile.command(options) }
