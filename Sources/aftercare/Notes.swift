// `aftercare notes`.

import App
import ArgumentParser

struct Notes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read, search, export, import and burn the notes that you kept.",
    discussion: """
      The passphrase is asked for on the terminal and not shown, or read from a descriptor with --passphrase-fd. \
      It is never an argument and never taken from the environment. Whatever it opens is listed.
      Exit codes: 0 done; 1 nothing found; 2 something cannot be read or written; 3 nothing opens with this \
      passphrase, or there is no vault; 64 the words of the command line mean nothing; 69 no terminal to ask on; \
      130 Ctrl-C.
      Begin with: aftercare notes list
      """,
    subcommands: [List.self, Show.self, Search.self, Export.self, Import.self, Delete.self, NewPassphrase.self, Burn.self])

  /// Which notes it is about.
  struct Place: ParsableArguments {
    @Option(
      name: .customLong("passphrase-fd"),
      help: ArgumentHelp("Read the passphrase from this descriptor: its first line.", valueName: "number"))
    var passphraseDescriptor: Int32?

    @Flag(name: .customLong("plain-text"), help: "The plain text notes that the settings allow; no passphrase.")
    var isPlainText = false

    @Option(
      help: ArgumentHelp(
        "The beginning of a vault's folder name, if your passphrase opens several.", valueName: "name"))
    var vault: String?

    var place: NotesPlace {
      var place = NotesPlace()
      place.passphraseDescriptor = passphraseDescriptor
      place.isPlainText = isPlainText
      place.vault = vault
      return place
    }

    func validate() throws {
      if isPlainText, passphraseDescriptor != nil || vault != nil {
        throw ValidationError("--plain-text takes no --passphrase-fd and no --vault.")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What is kept, newest first: date, id, number of notes, sections.",
      discussion: "Example: aftercare notes list --json")
    @OptionGroup var notes: Place
    @Flag(help: "For programs: a JSON list.") var json = false
    func run() throws { throw ExitCode(NotesCommands.list(notes.place, json: json)) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One conversation, whole.", discussion: "Example: aftercare notes show k3")
    @OptionGroup var notes: Place
    @Argument(help: "The id, or its beginning, as in the list.") var id: String
    @Flag(help: "For programs: the same JSON as an export.") var json = false
    func run() throws { throw ExitCode(NotesCommands.show(notes.place, id: id, json: json)) }
  }

  struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The conversations in which all the words occur.",
      discussion: """
        Words on the command line can stay in your shell's history, and other programs can see them while it runs. \
        Without them you are asked, or they are read from standard input.
        Example: aftercare notes search
        """)
    @OptionGroup var notes: Place
    @Argument(help: "Words, in any order; parts of words count.") var words: [String] = []
    @Flag(help: "For programs: a JSON list.") var json = false
    func run() throws { throw ExitCode(NotesCommands.search(notes.place, words: words, json: json)) }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write notes for other programs. What is exported is not sealed.",
      discussion: "Example: aftercare notes export --format json --output notes.json")
    @OptionGroup var notes: Place
    @Argument(help: "Ids, or their beginnings; without any, everything.") var ids: [String] = []
    @Option(help: "markdown, text or json.") var format: NotesCommands.ExportForm = .markdown
    @Option(help: ArgumentHelp("A new file, for your eyes only; without it, a pipe.", valueName: "file"))
    var output: String?
    func run() throws {
      throw ExitCode(NotesCommands.export(notes.place, ids: ids, form: format, output: output))
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep what was exported as JSON, or the text of one kept conversation.",
      discussion: """
        What is kept here and newer stays; what was deleted here stays deleted. The file itself stays where it is.
        Example: age -d -i identity.age RECORD.age | aftercare notes import -
        """)
    @OptionGroup var notes: Place
    @Argument(help: "The file; - is standard input.") var file: String
    func run() throws { throw ExitCode(NotesCommands.importFile(notes.place, file: file)) }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete one conversation, at once and for good.",
      discussion: """
        A sealed mark stays in its place, so that merging with another copy does not bring it back.
        Example: aftercare notes delete k3
        """)
    @OptionGroup var notes: Place
    @Argument(help: "The id, or its beginning, as in the list.") var id: String
    func run() throws { throw ExitCode(NotesCommands.delete(notes.place, id: id)) }
  }

  struct NewPassphrase: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "passphrase",
      abstract: "Change the passphrase: the one for both of you, or your own.",
      discussion: """
        What is kept stays as it is; it opens with the new passphrase from then on. Copies of the folder and backups open \
        with the old one for as long as they exist.
        Example: aftercare notes passphrase
        """)
    @OptionGroup var notes: Place
    @Option(
      name: .customLong("new-passphrase-fd"),
      help: ArgumentHelp("Read the new passphrase from this descriptor: its first line.", valueName: "number"))
    var newDescriptor: Int32?
    func run() throws { throw ExitCode(NotesCommands.changePassphrase(notes.place, from: newDescriptor)) }
  }

  struct Burn: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove everything that the passphrase opens.",
      discussion: """
        It says what it can and cannot promise, then asks you to type the word burn. With --passphrase-fd nobody is \
        asked, so it wants --burn-everything.
        Example: aftercare notes burn
        """)
    @OptionGroup var notes: Place
    @Flag(name: .customLong("burn-everything"), help: "Do not ask for the word.") var isSure = false
    func run() throws { throw ExitCode(NotesCommands.burn(notes.place, isSure: isSure)) }
  }
}

extension NotesCommands.ExportForm: ExpressibleByArgument {}
