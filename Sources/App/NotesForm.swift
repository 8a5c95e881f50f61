// How kept conversations look in lists: lines for people, JSON for programs.

import DeckFormat
import Screens
import Settings
import Vault

/// What a list says of one conversation.
struct NotesRow: Sendable {
  var id: RandomName
  var created: Moment
  var finished: Bool
  var notes: Int
  var sections: [String]
  /// Whether all of it is proven to come from the vault's own people.
  var isProven: Bool
  /// Lines in which words were found.
  var found: [String] = []

  init(_ record: Record) {
    id = record.id
    created = record.created
    finished = record.finished
    isProven = record.isProven
    notes = record.entries.count
    sections = []
    for entry in record.entries where !sections.contains(entry.section) { sections.append(entry.section) }
  }

  /// For people: when it began by their clock, its id, what it holds.
  func line(idLength: Int, _ words: Words) -> String {
    let parts = sections.map(words.sectionName).filter { !$0.isEmpty }
    let count = notes == 1 ? words[.commandOneNote] : words(.commandNotes, ["count": String(notes)])
    return "\(created.text.prefix(16))  \(id.text.prefix(idLength))  \(count)"
      + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + (finished ? "" : " " + words[.commandUnfinished])
      + (isProven ? "" : " (" + words[.provenNotShort] + ")")
  }

  /// For programs. Keys: created (UTC seconds), finished, found (only after a search), id, isProven, notes,
  /// offsetMinutes, sections.
  func json(withFound: Bool) -> String {
    var fields = [
      "created": String(created.seconds), "finished": String(finished), "id": JSONText.quoted(id.text),
      "isProven": String(isProven),
      "notes": String(notes), "offsetMinutes": String(created.offset),
      "sections": JSONText.list(sections.map(JSONText.quoted)),
    ]
    if withFound { fields["found"] = JSONText.list(found.map(JSONText.quoted)) }
    return JSONText.object(fields)
  }
}
