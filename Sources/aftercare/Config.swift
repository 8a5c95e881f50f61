// `aftercare config` and `aftercare language`.

import App
import ArgumentParser

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the settings: where the file is, what holds now, and where it came from.",
    discussion: """
      Begin a settings file, with every setting explained: aftercare config --new
      Flags win over the file, the file over the system's language and NO_COLOR, those over the defaults.
      """)

  @ParentCommand var whole: Aftercare

  @Flag(help: "Write a file with every setting explained; one that is there stays as it is.")
  var new = false

  func run() throws { throw ExitCode(new ? ConfigCommand.new() : ConfigCommand.show(whole.talk.options)) }
}

struct Language: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the languages, check a translation, and read how one is made.",
    discussion: "Use one with: aftercare --lang de",
    subcommands: [List.self, New.self, Check.self, Guide.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Which languages there are, and where yours belong.", discussion: "Example: aftercare language list")
    func run() throws { throw ExitCode(LanguageCommands.list()) }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Begin a translation: a file with all phrases in English.",
      discussion: "Example: aftercare language new nl.toml")
    @Argument(help: "The file to make, named by the language's tag.") var file: String
    func run() throws { throw ExitCode(LanguageCommands.new(file)) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell what a words file lacks; 0 is complete, 1 has faults, 2 cannot be read.",
      discussion: "Example: aftercare language check nl.toml")
    @Argument(help: "The files to check.") var files: [String]
    func run() throws { throw ExitCode(LanguageCommands.check(files)) }
  }

  struct Guide: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How the program is translated.", discussion: "Example: aftercare language guide")
    func run() throws { throw ExitCode(LanguageCommands.guide()) }
  }
}
