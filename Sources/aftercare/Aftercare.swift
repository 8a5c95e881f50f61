// The command line.
//
// Rules: names, passphrases and notes are never arguments. A start without arguments goes straight to the
// conversation, because it is the one that people wait for.

import App
import ArgumentParser

@main
struct Aftercare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aftercare",
    abstract: "A gentle talk for two people after being intimate.",
    discussion: """
      Sit side by side and type: aftercare
      Arrow keys lead through it. Esc covers the words at any time. Nothing is saved unless you both choose it.

      It is for two people who feel safe together. If you are afraid of a partner, do not use it with them: \
      talk with someone you trust, or a helpline, when you are alone.

      A longer talk after an intense scene: aftercare --length 25 --path intense
      Read aloud, and nothing moves: aftercare --plain --still
      """,
    version: Version.current,
    subcommands: [Alone.self, Later.self, Notes.self, Agreements.self, Decks.self, Config.self, Language.self],
    helpNames: [.short, .long])

  @OptionGroup var talk: TalkOptions

  static func main() {
    StandardStreams.ensure()
    if CommandLine.arguments.count == 1 { converseAndLeave(Options()) }
    // Options alone are a conversation, and most starts: they wait for no commands to be looked through. Help and
    // mistakes are for the whole.
    if CommandLine.arguments[1].hasPrefix("-"), let talk = try? TalkOptions.parse() { converseAndLeave(talk.options) }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// Ends the program as an error asks; a mistake in the words of the command line is told in our form.
  private static func leave(with error: any Error) -> Never {
    // A command that ends with this code has said why.
    guard exitCode(for: error) == .validationFailure, !(error is ExitCode) else { exit(withError: error) }
    CommandLineMistake.tell(message(for: error))
    exit(withError: ExitCode(ExitStatus.usage))
  }

  func run() throws { throw ExitCode(converse(talk.options)) }
}

/// The conversation of one person.
struct Alone: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "For one person, without a partner; also days later.",
    discussion: """
      Body, breath, gentle questions, one message that you can copy by hand, and when more help is good.
      If you are afraid of a partner, this is the part for you; nothing is saved.
      Example: aftercare alone
      """)

  @ParentCommand var whole: Aftercare

  func validate() throws {
    if !whole.talk.hasNoPlan {
      throw ValidationError("alone takes no --path and no --length.")
    }
  }

  func run() throws {
    var options = whole.talk.options
    options.path = .alone
    throw ExitCode(converse(options))
  }
}
