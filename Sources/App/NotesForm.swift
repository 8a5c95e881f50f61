// How kept conversations look in lists: lines for people, JSON for programs.

import Conversation
import DeckFormat
import Settings
import Vault

/// What a list says of one conversation.
struct NotesRow: Sendable {
  var id: RandomName
  var created: Moment
  var finished: Bool
  var notes: Int
  var sections: [String]
  /// Lines in which words were found.
  var found: [String] = []

  init(_ record: Record) {
    id = record.id
    created = record.created
    finished = record.finished
    notes = record.entries.count
    sections = []
    for entry in record.entries where !sections.contains(entry.section) { sections.append(entry.section) }
  }

  /// For people: when it began by their clock, its id, what it holds.
  func line(idLength: Int, _ words: NotesWords) -> String {
    let parts = sections.map(words.section).filter { !$0.isEmpty }
    let count = notes == 1 ? "1 note" : "\(notes) notes"
    return "\(created.text.prefix(16))  \(id.text.prefix(idLength))  \(count)"
      + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + (finished ? "" : " (not finished)")
  }

  /// For programs. Keys: created (UTC seconds), finished, found (only after a search), id, notes, offsetMinutes,
  /// sections.
  func json(withFound: Bool) -> String {
    var fields = [
      "created": String(created.seconds), "finished": String(finished), "id": JSONText.quoted(id.text),
      "notes": String(notes), "offsetMinutes": String(created.offset),
      "sections": JSONText.list(sections.map(JSONText.quoted)),
    ]
    if withFound { fields["found"] = JSONText.list(found.map(JSONText.quoted)) }
    return JSONText.object(fields)
  }
}

/// The names of sections in the words of the screens.
struct NotesWords: Sendable {
  private let words = Resources.englishWords()

  /// A section's name for people; one that no screen names stands as it is.
  func section(_ name: String) -> String {
    switch Section(rawValue: name) {
    case .arrive, .body: words[.partOpening]
    case .comfort: words[.partComfort]
    case .reflection: words[.partReflection]
    case .boundaries: words[.partBoundaries]
    case .wishes: words[.partWishes]
    case .rest: words[.partRest]
    case .close, .appreciation: words[.partClose]
    default: name
    }
  }
}
