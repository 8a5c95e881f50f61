// `aftercare later`.

import App
import ArgumentParser

/// A check-in a day or more later.
struct Later: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A check-in a day or more later, for two or for one.",
    discussion: """
      A few gentle questions, as a low mood can come days later. Nothing runs in the meantime, and nothing reminds \
      you unless you ask for a calendar file.
      Together: aftercare later
      For one person: aftercare later --alone
      A calendar file in the home folder that only says "Reminder": aftercare later --calendar
      """)

  @ParentCommand var whole: Aftercare

  @Flag(help: "For one person.")
  var alone = false

  @Flag(help: "Make a calendar file for tomorrow and for three days from now, say where it is, and end.")
  var calendar = false

  func validate() throws {
    if !whole.talk.hasNoPlan {
      throw ValidationError("later takes no --path and no --length.")
    }
  }

  func run() throws {
    var options = whole.talk.options
    options.isCheckIn = true
    if alone { options.path = .alone }
    throw ExitCode(calendar ? makeCalendarFile(options) : converse(options))
  }
}
