// `aftercare notes export`, `import` and `burn`: notes that leave the vault, come to it, or go for good.
//
// Rules: people are told before it happens what will not be private any more, or not come back. An export never
// takes the place of a file, and goes to no terminal.

import Glibc
import Screens
import Settings
import Terminal
import Vault

extension NotesCommands {
  /// The forms of an export, by the names that people type.
  public enum ExportForm: String, Sendable, CaseIterable {
    case markdown, text, json

    var export: Export {
      switch self {
      case .markdown: .markdown
      case .text: .plain
      case .json: .json
      }
    }
  }

  /// Writes conversations for other programs; all of them where no id is given.
  public static func export(_ place: NotesPlace, ids: [String], form: ExportForm, output: String?) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      if let output {
        try NotesOutput.refuseTaken(output)
      } else if LineTerminal.isTerminal(STDOUT_FILENO) {
        throw .usage(.commandExportTerminal, hint: .commandExportTerminalHint)
      }
      NotesOutput.aside(words[.commandExportOpen])
      var list = try NotesList(place)
      let chosen = ids.isEmpty ? list.kept.map(\.kept) : try choose(ids, from: list)
      let records = try list.open(chosen, .commandReading) { $0 }
      let text = form.export.text(records, words)
      if let output {
        try NotesOutput.file(output, text)
        try NotesOutput.lines([words(.commandExported, ["what": conversations(records.count), "path": output])])
      } else {
        try NotesOutput.raw(text)
      }
      return list.status
    }
  }

  private static func choose(_ ids: [String], from list: NotesList) throws(NotesTrouble) -> [Kept] {
    var chosen: [Kept] = []
    for id in ids {
      let kept = try list.find(id).kept
      if !chosen.contains(where: { $0.id == kept.id }) { chosen.append(kept) }
    }
    return chosen
  }

  /// Keeps the conversations of a record's text or a JSON export; `-` is standard input.
  public static func importFile(_ place: NotesPlace, file: String) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      let records = try NotesSource.records(file, place)
      let shelf = try place.openOne()
      let outcomes = try asking(
        try NotesWork.wait(.commandImporting) { progress in
          Result { () throws(StoreError) in try shelf.add(records, progress) }
        }.get)
      try NotesOutput.lines(summary(outcomes))
      return ExitStatus.goodbye
    }
  }

  private static func summary(_ outcomes: [ImportOutcome]) -> [String] {
    func line(_ outcome: ImportOutcome, _ phrase: Phrase) -> String? {
      let count = outcomes.count { $0 == outcome }
      return count == 0 ? nil : words(phrase, ["what": conversations(count)])
    }
    let lines = [
      line(.added, .commandAdded), line(.renewed, .commandRenewed), line(.known, .commandKnown),
      line(.deleted, .commandLeftOut),
    ].compactMap { $0 }
    return lines.isEmpty ? [words[.commandImportNothing]] : lines
  }

  /// Removes everything that the passphrase opens.
  /// - Parameter isSure: whether the command line said so; without it, a word is asked for on the terminal.
  public static func burn(_ place: NotesPlace, isSure: Bool) -> Int32 {
    run(place) { () throws(NotesTrouble) in
      if place.passphraseDescriptor != nil, !isSure {
        throw .usage(.commandBurnUnasked, hint: .commandBurnSureHint)
      }
      let list = try NotesList(place)
      let promise = place.isPlainText ? plainPromise(list.kept.count) : sealedPromise(list.shelves.count, list.kept.count)
      for line in promise { NotesOutput.aside(line) }
      if !isSure, try !NotesSource.isSureToBurn() {
        NotesOutput.aside(words[.commandBurnKept])
        return ExitStatus.goodbye
      }
      // Not to be left in the middle: on this thread, where a signal waits for its end.
      for shelf in list.shelves {
        if let left = try asking({ () throws(StoreError) in try shelf.burn() }) { NotesTrouble(left).tell() }
      }
      try NotesOutput.lines([words[.commandBurnt]])
      return ExitStatus.goodbye
    }
  }

  private static func sealedPromise(_ vaults: Int, _ kept: Int) -> [String] {
    let values = ["what": conversations(kept), "count": String(vaults)]
    return [
      words(vaults == 1 ? .commandBurnOne : .commandBurnMany, values), words[.commandBurnHow], words[.commandBurnLimits],
    ]
  }

  private static func plainPromise(_ kept: Int) -> [String] {
    [words(.commandBurnPlain, ["what": conversations(kept)]), words[.commandBurnPlainLimits]]
  }

  private static func conversations(_ count: Int) -> String {
    count == 1 ? words[.commandOneConversation] : words(.commandConversations, ["count": String(count)])
  }

  private static var words: Words { .ofCommands }
}
