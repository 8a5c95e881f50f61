// `aftercare agreements`: the list, printed; taking one back, or making it a no.
//
// Rules: as for the notes commands. A yes is never added here: that takes two people in a conversation. Wherever
// the list is told, its sentence is told with it.

import CellGrid
import Conversation
import Screens
import Settings
import Terminal
import Vault

public enum AgreementCommands {
  /// Prints what holds now.
  /// - Parameters:
  ///   - form: without it, a list with the numbers that `change` takes; a file is then plain text.
  ///   - output: a new file; without it, standard output.
  public static func show(_ place: NotesPlace, form: NotesCommands.ExportForm?, output: String?) -> Int32 {
    NotesCommands.run(place) { () throws(NotesTrouble) in
      if let output { try NotesOutput.refuseTaken(output) }
      let list = try OpenedList(place)
      let text = AgreementForms.text(list.agreements, isWhole: list.isWhole, (form ?? .text).export, list.words)
      if let output {
        try NotesOutput.file(output, text)
        NotesOutput.aside(list.words[.commandExportOpen])
        try NotesOutput.lines([list.words(.commandExportedList, ["path": output])])
      } else if form == nil {
        try NotesOutput.lines(list.lines)
      } else if LineTerminal.isTerminal(1) {
        try NotesOutput.lines([text])
      } else {
        try NotesOutput.raw(text)
      }
      return list.status
    }
  }

  /// Takes one off the list, or makes it a no, at once.
  /// - Parameter number: its place in the list as it is printed, from 1.
  public static func change(_ place: NotesPlace, number: Int, to answer: AgreementAnswer) -> Int32 {
    NotesCommands.run(place) { () throws(NotesTrouble) in
      let list = try OpenedList(place)
      guard list.agreements.indices.contains(number - 1) else {
        throw NotesTrouble(
          .commandNoAgreement, hint: .commandNoAgreementHint, ["number": String(number)], status: ExitStatus.nothingFound)
      }
      let agreement = list.agreements[number - 1]
      if agreement.state == .no, answer == .withdrawn {
        throw NotesTrouble(
          .commandAgreementIsNo, hint: .commandAgreementIsNoHint, ["number": String(number)], status: ExitStatus.nothingFound)
      }
      let new = NewAgreement(topic: agreement.topic, words: agreement.words, answer: answer)
      _ = try asking { () throws(StoreError) in try SealedStore(list.vault).add(new, on: LocalClock.moment.day) }
      let changed = try OpenedList(list.vault, list.words)
      try NotesOutput.lines(changed.lines)
      return changed.status
    }
  }
}

/// The list of one opened vault.
private struct OpenedList {
  let vault: UnlockedVault
  let words: Words
  let agreements: [Agreement]
  /// Whether every entry could be read.
  let isWhole: Bool
  /// The exit code of a command that did what it could.
  let status: Int32

  init(_ place: NotesPlace) throws(NotesTrouble) {
    guard let shelf = try place.openOne() as? SealedShelf else {
      throw .usage(.commandAgreementsSealed, hint: .commandAgreementsSealedHint)
    }
    try self.init(shelf.vault, Start(Options()).words)
  }

  init(_ vault: UnlockedVault, _ words: Words) throws(NotesTrouble) {
    self.vault = vault
    self.words = words
    let list = try asking(
      try NotesWork.wait(.commandReading) { progress in
        Result { () throws(StoreError) in try Self.read(vault, progress) }
      }.get)
    for problem in list.problems { NotesTrouble(problem).tell() }
    isWhole = list.isWhole
    status = list.problems.isEmpty ? ExitStatus.goodbye : ExitStatus.unreadable
    agreements = Conversation.agreements(
      from: list.entries, today: LocalClock.moment.day,
      lasts: Preferences(Options(), environment: Environment.current).yesLasts, isWhole: list.isWhole)
  }

  private static func read(_ vault: UnlockedVault, _ progress: NotesProgress) throws(StoreError) -> AgreementList {
    let catalogue = try vault.catalogue { progress.reach($0, of: $1) }
    var list = vault.agreements(catalogue)
    list.problems = catalogue.problems + list.problems
    return list
  }

  /// For people: each with its number, then the sentence.
  var lines: [String] {
    (agreements.isEmpty ? [words[.agreementsNone]] : [])
      + agreements.enumerated().map { "\($0 + 1). \(words.line($1))" } + ["", words[.sharedReason]]
      + (isWhole ? [] : [words[.agreementsUnsure]])
      + (agreements.allSatisfy(\.isProven) ? [] : [words[.provenNot]])
  }
}
