// `aftercare notes`: list, show, search, export, import, delete and burn kept notes.
//
// Rules: what is asked for goes to standard output, messages to standard error, and no message holds a note's
// text. Reading writes nothing. Memory is kept private before a passphrase is read.

import DeckFormat
import Glibc
import Screens
import Settings
import Terminal
import Vault

/// The commands that deal with kept notes.
public enum NotesCommands {
  /// Lists what is kept, newest first.
  public static func list(_ place: NotesPlace, json: Bool) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      var list = try NotesList(place)
      let rows = try list.open(list.kept.map(\.kept), .commandReading) { NotesRow($0) }
      try tell(rows, of: list, json: json)
      return list.status
    }
  }

  /// Shows one conversation whole.
  public static func show(_ place: NotesPlace, id: String, json: Bool) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      var list = try NotesList(place)
      let records = try list.open([try list.find(id).kept], .commandReading) { $0 }
      guard !records.isEmpty else { return ExitStatus.unreadable }
      if json {
        try NotesOutput.raw(Export.json.text(records))
      } else {
        try NotesOutput.lines(lines(Export.plain.text(records, Words.ofCommands)))
        if LineTerminal.isTerminal(STDOUT_FILENO) { NotesOutput.aside(Words.ofCommands[.commandScrollback]) }
      }
      return ExitStatus.goodbye
    }
  }

  /// Finds the conversations in which all words occur. Without words, they are a line of standard input.
  public static func search(_ place: NotesPlace, words: [String], json: Bool) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      let query = words.isEmpty ? try askForWords(place) : words.joined(separator: " ")
      let search = Search(query)
      let each = query.split(whereSeparator: \.isWhitespace).map { Search(String($0)) }
      guard !each.isEmpty else { throw .usage(.commandNoWords, hint: .commandNoWordsHint) }
      var list = try NotesList(place)
      let rows = try list.open(list.kept.map(\.kept), .commandSearching) { record in
        guard search.matches(record) else { return NotesRow?.none }
        var row = NotesRow(record)
        row.found = found(each, in: record)
        return row
      }
      try tell(rows, of: list, json: json, afterSearch: true)
      return list.isIncomplete ? list.status : rows.isEmpty ? ExitStatus.nothingFound : ExitStatus.goodbye
    }
  }

  /// Deletes one conversation, here and in every copy that is merged with this one.
  public static func delete(_ place: NotesPlace, id: String) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      let list = try NotesList(place)
      let (kept, number) = try list.find(id)
      let shelf = list.shelves[number]
      try asking(
        try NotesWork.wait(.commandDeleting) { _ in
          Result { () throws(StoreError) in try shelf.delete(kept.id) }
        }.get)
      try NotesOutput.lines([Words.ofCommands(.commandDeleted, ["id": String(kept.id.text.prefix(list.idLength))])])
      return list.status
    }
  }

  /// The lines of a record that hold one of the words, prompts included.
  private static func found(_ words: [Search], in record: Record) -> [String] {
    record.entries.flatMap { lines($0.prompt) + lines($0.text) }.filter { line in
      let only = Record(id: record.id, created: record.created, entries: [.init(section: "", prompt: "", text: line)])
      return words.contains { $0.matches(only) }
    }
  }

  private static func askForWords(_ place: NotesPlace) throws(NotesTrouble) -> String {
    if place.passphraseDescriptor == STDIN_FILENO {
      throw .usage(.commandStdinTwiceWords, hint: .commandStdinTwiceHint)
    }
    let input = LineTerminal()
    while true {
      if LineTerminal.isTerminal(STDIN_FILENO) { NotesOutput.aside(Words.ofCommands[.commandAskWords]) }
      switch input.readLine(limit: 4096) {
      case .line(let line): return line
      case .end: return ""
      case .resumed, .time: continue
      case .signal(let number): throw .signal(number)
      case .tooLong: throw .usage(.commandManyWords, hint: .commandManyWordsHint)
      }
    }
  }

  private static func tell(
    _ rows: [NotesRow], of list: NotesList, json: Bool, afterSearch: Bool = false
  ) throws(NotesTrouble) {
    if json {
      try NotesOutput.raw(JSONText.lines(rows.map { $0.json(withFound: afterSearch) }) + "\n")
    } else if rows.isEmpty {
      guard !list.isIncomplete else { return }
      NotesOutput.aside(Words.ofCommands[afterSearch ? .commandFoundNone : .commandNothing])
    } else {
      let length = list.idLength
      try NotesOutput.lines(rows.flatMap { [$0.line(idLength: length, .ofCommands)] + $0.found.map { "    " + $0 } })
    }
  }

  /// The lines of a text, without its last line feed.
  static func lines(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Runs a command and turns what goes wrong into a message and an exit code.
  static func run(_ place: NotesPlace, _ command: () throws(NotesTrouble) -> Int32) -> Int32 {
    installFaultGuard()
    do throws(NotesTrouble) {
      // Before the program opens anything of its own, which could get the number of a descriptor that is missing.
      if let descriptor = place.passphraseDescriptor { try NotesPassphrase.check(descriptor) }
      return try command()
    } catch {
      error.tell()
      return error.status
    }
  }
}
