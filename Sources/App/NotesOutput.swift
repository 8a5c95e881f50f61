// Where the notes commands write: standard output, standard error, a new file.
//
// Rules: a closed pipe is no error; a write that fails is one. A file is always new and for its owner only.

import CellGrid
import Glibc
import Settings
import Terminal

enum NotesOutput {
  /// Lines for people on standard output, made safe for the terminal.
  static func lines(_ lines: [String]) throws(NotesTrouble) {
    try raw(lines.map { SafeText.spoken($0) + "\n" }.joined())
  }

  /// Text for programs on standard output, as it is.
  static func raw(_ text: String) throws(NotesTrouble) {
    if let trouble = write(text, to: STDOUT_FILENO, Words.ofCommands[.commandStdout]) { throw trouble }
  }

  /// A line beside what was asked for, on standard error.
  static func aside(_ line: String) {
    _ = writeAll((SafeText.spoken(line) + "\n").utf8, to: STDERR_FILENO)
  }

  /// A new file that only its owner can read. When it cannot be written whole, nothing of it stays.
  static func file(_ path: String, _ text: String) throws(NotesTrouble) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw cannotMake(path, errno) }
    var trouble = write(text, to: file, path)
    if trouble == nil, fsync(file) != 0 { trouble = cannotMake(path, errno) }
    if close(file) != 0, trouble == nil { trouble = cannotMake(path, errno) }
    // Its name is to last too.
    if trouble == nil { syncFolder(of: path) }
    if let trouble {
      unlink(path)
      throw trouble
    }
  }

  /// A folder that cannot be synced, such as one of a disk without it, is no trouble: the file is there.
  private static func syncFolder(of path: String) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast()
    let above = parts.map { String(Substring($0)) }.joined(separator: "/")
    let folder = open(parts.isEmpty ? "." : above.isEmpty ? "/" : above, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Refuses a name that is taken, before anybody is asked for a passphrase.
  static func refuseTaken(_ path: String) throws(NotesTrouble) {
    var status = stat()
    if lstat(path, &status) == 0 { throw cannotMake(path, EEXIST) }
  }

  private static func cannotMake(_ path: String, _ code: Int32) -> NotesTrouble {
    NotesTrouble(.notMade(path, code))
  }

  private static func write(_ text: String, to descriptor: Int32, _ name: String) -> NotesTrouble? {
    switch writeAll(text.utf8, to: descriptor) {
    case .written: nil
    case .closed: nil
    case .interrupted: .signal(EndRequest.wait(milliseconds: 0) ?? SIGTERM)
    case .failed(let code): cannotMake(name, code)
    }
  }
}
