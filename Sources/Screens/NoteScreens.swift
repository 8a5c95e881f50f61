// Notes: whether they are kept, the editor, and the last look at them.

import CellGrid
import Conversation
import Settings

extension Scene {
  var keepingPage: Page {
    Page(
      heading: words[.keepingHeading],
      blocks: [.text(words[.keepingQuestion], .words)] + ask(.cardPickLeft, .cardPickRight) + [
        .text(words[.keepingWhose], .text), .text(words[.keepingBoth], .cue),
      ] + (session.hasOpened ? [.text(words[.keepingOpened], .cue)] : []),
      list: list(covered: true) { choice in
        switch choice {
        case .sealNotes: words[.keepingSeal]
        case .keepNotes: words[.keepingKeep]
        default: words[.keepingOnlyHere]
        }
      },
      keys: [.back, .rest, .help])
  }

  func notePage(_ editor: NoteEditor) -> Page {
    Page(
      heading: words[.notesHeading],
      blocks: [
        .text(whereItGoes, .keys),
        .text(session.cardText, .cue),
      ],
      editor: editor, keys: [.keep, .newline, .keepAndCover])
  }

  private var whereItGoes: String {
    switch session.keeping {
    case .undecided, .forgetting: words[.notesForgotten]
    case .sealed: session.reader.map { words(.notesSealedFor, ["name": name($0)]) } ?? words[.notesSealed]
    case .keeping: words[.notesKept]
    }
  }

  /// Whom the next words are for.
  var readerPage: Page {
    Page(
      heading: words[.notesHeading],
      blocks: [.text(words[.readerQuestion], .words), .text(words[.readerLine], .text)],
      list: list { choice in
        if case .reader(let seat?) = choice { words(.readerOne, ["name": name(seat)]) } else { words[.readerBoth] }
      }, keys: [.on, .back, .choose, .rest, .help])
  }

  var closingNotesPage: Page {
    let isKept = session.keeping.isKept
    var page = Page(
      heading: words[.notesCloseHeading],
      blocks: [.text(words[isKept ? .notesCloseKept : .notesCloseForgotten], .text)],
      keys: [.on, .back, .rest, .help])
    if isKept {
      page.blocks += ask(.notesPickLeft, .notesPickRight)
      page.list = list(covered: true) { words[$0 == .letGo ? .notesLetGo : .notesKeep] }
      page.keys = [.back, .rest, .help]
    }
    if session.notes.contains(where: { $0.reader != nil }) { page.blocks.append(.text(words[.notesClosePrivate], .cue)) }
    for note in session.notes where note.reader == nil {
      page.blocks.append(.text(session.setup.deck.card(note.card)?.text ?? "", .cue))
      page.blocks.append(.text(note.text, .typed))
    }
    return page
  }
}
