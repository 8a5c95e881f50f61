// `aftercare notes export`, `import` and `burn`: notes that leave the vault, come to it, or go for good.
//
// Rules: people are told before it happens what will not be private any more, or not come back. An export never
// takes the place of a file, and goes to no terminal.

import Glibc
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
    run { () throws(NotesTrouble) in
      if let output {
        try NotesOutput.refuseTaken(output)
      } else if LineTerminal.isTerminal(STDOUT_FILENO) {
        throw .usage(
          "an export does not go to the terminal", hint: "use --output FILE, or read with: aftercare notes show ID")
      }
      NotesOutput.aside("What is exported is not sealed: whoever can open the file can read it.")
      var list = try NotesList(place)
      let chosen = ids.isEmpty ? list.kept.map(\.kept) : try choose(ids, from: list)
      let records = try list.open(chosen, "Reading") { $0 }
      let text = form.export.text(records, sectionName: NotesWords().section)
      if let output {
        try NotesOutput.file(output, text)
        try NotesOutput.lines(["\(conversations(records.count)) exported to \(output)"])
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
    run { () throws(NotesTrouble) in
      let records = try NotesSource.records(file, place)
      let shelf = try place.openOne()
      let outcomes = try asking(
        try NotesWork.wait("Importing") { progress in
          Result { () throws(StoreError) in try shelf.add(records, progress) }
        }.get)
      try NotesOutput.lines(summary(outcomes))
      return ExitStatus.goodbye
    }
  }

  private static func summary(_ outcomes: [ImportOutcome]) -> [String] {
    func line(_ outcome: ImportOutcome, _ words: String) -> String? {
      let count = outcomes.count { $0 == outcome }
      return count == 0 ? nil : "\(conversations(count)) \(words)"
    }
    let lines = [
      line(.added, "added"), line(.renewed, "renewed"), line(.known, "left as kept here, the same or newer"),
      line(.deleted, "left out, deleted here earlier"),
    ].compactMap { $0 }
    return lines.isEmpty ? ["The file holds no conversation."] : lines
  }

  /// Removes everything that the passphrase opens.
  /// - Parameter isSure: whether the command line said so; without it, a word is asked for on the terminal.
  public static func burn(_ place: NotesPlace, isSure: Bool) -> Int32 {
    run { () throws(NotesTrouble) in
      if place.passphraseDescriptor != nil, !isSure {
        throw .usage("with --passphrase-fd nobody is asked", hint: "add --burn-everything if you mean it")
      }
      let list = try NotesList(place)
      NotesOutput.aside(
        place.isPlainText ? plainPromise(list.kept.count) : sealedPromise(list.shelves.count, list.kept.count))
      if !isSure, try !NotesSource.isTyped("burn") {
        NotesOutput.aside("Nothing was burnt.")
        return ExitStatus.goodbye
      }
      // Not to be left in the middle: on this thread, where a signal waits for its end.
      for shelf in list.shelves { try asking { () throws(StoreError) in try shelf.burn() } }
      try NotesOutput.lines(["Burnt."])
      return ExitStatus.goodbye
    }
  }

  private static func sealedPromise(_ vaults: Int, _ kept: Int) -> String {
    """
    This burns \(vaults == 1 ? "the vault" : "all \(vaults) vaults") that this passphrase opens: \(conversations(kept)), \
    and in a vault with two passphrases also what is private to the other.
    First the key is removed. Without it nobody can open what is left, not even with the passphrase. Then every file \
    is removed. It cannot be undone.
    What it cannot promise: a modern disk may still hold old copies of what was removed for a while. Backups, synced \
    folders, other computers, exports and a recovery copy of the key are out of reach; they still open.
    """
  }

  private static func plainPromise(_ kept: Int) -> String {
    """
    This removes all plain text notes: \(conversations(kept)). It cannot be undone.
    What it cannot promise: a modern disk may still hold old copies of what was removed, and these can be read. \
    Backups, synced folders, other computers and exports are out of reach.
    """
  }

  private static func conversations(_ count: Int) -> String {
    count == 1 ? "1 conversation" : "\(count) conversations"
  }
}
