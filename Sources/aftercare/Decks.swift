// `aftercare decks`.

import App
import ArgumentParser

struct Decks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, show, check and write decks of cards.",
    discussion: """
      A deck is a text file of cards. Start one with: aftercare decks new my-deck.toml
      Hold it to the rules with: aftercare decks check my-deck.toml
      Use it with: aftercare --deck my-deck.toml
      """,
    subcommands: [List.self, Show.self, Check.self, New.self, Guide.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Which decks there are, and where yours belong.", discussion: "Example: aftercare decks list")
    func run() throws { throw ExitCode(DeckCommands.list()) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All cards of a deck.", discussion: "Example: aftercare decks show aftercare")
    @Argument(help: "A deck's name, or its file.") var name: String
    func run() throws { throw ExitCode(DeckCommands.show(name)) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hold decks to the rules; 0 is clean, 1 has faults, 2 cannot be read.",
      discussion: "Example: aftercare decks check my-deck.toml")
    @Argument(help: "The files to check.") var files: [String]
    @Flag(help: "Tell the faults as JSON.") var json = false
    func run() throws { throw ExitCode(DeckCommands.check(files, json: json)) }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Begin a deck: a file with an explanation of every field.",
      discussion: "Example: aftercare decks new my-deck.toml")
    @Argument(help: "The file to make.") var file: String
    func run() throws { throw ExitCode(DeckCommands.new(file)) }
  }

  struct Guide: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How cards are written: tone, rules, every field.", discussion: "Example: aftercare decks guide")
    func run() throws { throw ExitCode(DeckCommands.guide()) }
  }
}
