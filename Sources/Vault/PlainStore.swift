// Notes as plain text files, for people whose settings ask for it.
//
// Rules: DATA/aftercare/plain, 0700, files 0600; one conversation is one file, `<id>.txt`, replaced whole at
// each committed note; what is being typed is `<id>.draft.txt`. The store holds the folder's lock for as long
// as it is in use, so a second program is told at once.

/// Plain text notes under the data home.
public final class PlainStore: NoteStore {
  /// The folder that holds the files.
  public let folder: Folder
  private let lock: FolderLock
  private var revisions = Revisions()

  /// Opens the store, and makes its folders if they are missing.
  public init(dataHome: String, on disk: any FileSystem = RealFileSystem()) throws(StoreError) {
    folder = try Folder.home(dataHome, create: true, on: disk)
      .folder("aftercare", create: true)
      .folder("plain", create: true)
    lock = try FolderLock(folder)
  }

  public func commit(_ record: Record) throws(StoreError) {
    try write(record, record.id.text + ".txt")
    // The note is kept; a draft that stays behind is older than it and is not offered.
    try? dropDraft(of: record.id)
  }

  public func draft(_ record: Record) throws(StoreError) {
    try write(record, draftName(record.id))
  }

  public func dropDraft(of id: RandomName) throws(StoreError) {
    let name = draftName(id)
    if try folder.holds(name) { try folder.remove(name) }
  }

  /// Lets a conversation go: what was committed, and its draft.
  public func remove(_ id: RandomName) throws(StoreError) {
    try dropDraft(of: id)
    let name = id.text + ".txt"
    if try folder.holds(name) { try folder.remove(name) }
  }

  /// Reads the conversation kept under an id.
  public func record(_ id: RandomName) throws(StoreError) -> Record {
    try read(id.text + ".txt")
  }

  /// The ids of all conversations that are kept, in no telling order.
  public func ids() throws(StoreError) -> [RandomName] {
    try ids(ending: ".txt")
  }

  /// Notes that were being typed when a program ended; later than what was committed of their conversation.
  public func drafts() throws(StoreError) -> [Record] {
    var drafts: [Record] = []
    for id in try ids(ending: ".draft.txt") {
      let draft = try read(draftName(id))
      let isCommitted = try folder.holds(id.text + ".txt")
      if isCommitted, try record(id).revision >= draft.revision { continue }
      drafts.append(draft)
    }
    return drafts
  }

  private func draftName(_ id: RandomName) -> String { id.text + ".draft.txt" }

  private func ids(ending: String) throws(StoreError) -> [RandomName] {
    try folder.names().compactMap { $0.hasSuffix(ending) ? RandomName(String($0.dropLast(ending.count))) : nil }
  }

  private func write(_ record: Record, _ name: String) throws(StoreError) {
    if record.isReadOnly { throw .newerVersion(path: folder.path(name)) }
    let text = try revisions.next(record).encodeReadable(folder.path(name))
    try AtomicFile.write([UInt8](text.utf8), name, in: folder)
  }

  private func read(_ name: String) throws(StoreError) -> Record {
    guard let record = Record.decode(try folder.read(name, most: Record.most)) else {
      throw .damaged(path: folder.path(name))
    }
    return record
  }
}
