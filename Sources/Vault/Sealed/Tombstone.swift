// The mark that a kept conversation was deleted, so that a merge does not bring it back.
//
// The form, version 1, sealed like a record: a first line `aftercare tombstone 1`, then `id: ` and the id of the
// conversation. It wins over every version of the record, and stays.

/// A deleted conversation.
struct Tombstone: Equatable {
  var id: RandomName

  func encode() -> String { "aftercare tombstone 1\nid: \(id.text)\n" }

  /// Reads it; a higher version still deletes.
  static func decode(_ text: String) -> Tombstone? {
    PlainText.parse(text, kind: "tombstone")?.fields["id"].flatMap(RandomName.init).map(Tombstone.init)
  }
}
