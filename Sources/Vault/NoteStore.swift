// The one interface behind which notes are kept, in plain text or sealed.
//
// Rules: when a function returns, its work is on the disk and survives a power cut; when it throws, the
// version before is whole, and calling it again with the same record is the right thing to do.

/// Where the notes of a conversation go.
public protocol NoteStore: AnyObject {
  /// Keeps a conversation's notes so far, in place of what was kept of it before, and its draft with it.
  func commit(_ record: Record) throws(StoreError)
  /// Keeps what is being typed beside it: the record with the unfinished note as its last entry.
  func draft(_ record: Record) throws(StoreError)
  /// The unfinished note was let go: its draft goes, and what was committed stays.
  func dropDraft(of id: RandomName) throws(StoreError)
}

/// Counts the revisions of each conversation, so that every save is later than all before it.
struct Revisions {
  private var last: [RandomName: Int] = [:]

  /// The record with the revision that it is to be written with.
  mutating func next(_ record: Record) -> Record {
    var record = record
    record.revision = min(max(record.revision, last[record.id] ?? 0) + 1, Record.mostRevision)
    last[record.id] = record.revision
    return record
  }
}

extension Record {
  /// The text to be written, which reads back as this record: what could not be read again takes no older version's
  /// place.
  func encodeReadable(_ path: String) throws(StoreError) -> String {
    let text = encode()
    guard text.utf8.count <= Record.most else { throw .tooLarge(path: path) }
    guard let back = Record.decode(text), back.id == id, back.revision == revision, back.created == created,
      back.entries == entries
    else { throw .damaged(path: path) }
    return text
  }
}
