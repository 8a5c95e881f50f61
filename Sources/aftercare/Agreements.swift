// `aftercare agreements`.

import App
import ArgumentParser

struct Agreements: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show and print what you two agreed on; take one back.",
    discussion: """
      A yes is added only in a conversation of two. Either of you alone may take one off the list, or make it a no, \
      at once. A yes on the list is a reason to ask, never permission.
      The passphrase is asked for as aftercare notes does, and the exit codes are the same.
      Begin with: aftercare agreements
      """,
    subcommands: [Show.self, Withdraw.self, No.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What holds now, with numbers; or as Markdown, text or JSON.",
      discussion: "Example: aftercare agreements show --format json")
    @OptionGroup var notes: Notes.Place
    @Option(help: "markdown, text or json; left out, a list with numbers.") var format: NotesCommands.ExportForm?
    @Option(help: ArgumentHelp("A new file, for your eyes only.", valueName: "file")) var output: String?
    func run() throws { throw ExitCode(AgreementCommands.show(notes.place, form: format, output: output)) }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take one off the list, at once.", discussion: "Example: aftercare agreements withdraw 2")
    @OptionGroup var notes: Notes.Place
    @Argument(help: "Its number in the list.") var number: Int
    func run() throws { throw ExitCode(AgreementCommands.change(notes.place, number: number, to: .withdrawn)) }
  }

  struct No: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make one a no, at once.", discussion: "Example: aftercare agreements no 2")
    @OptionGroup var notes: Notes.Place
    @Argument(help: "Its number in the list.") var number: Int
    func run() throws { throw ExitCode(AgreementCommands.change(notes.place, number: number, to: .no)) }
  }
}
