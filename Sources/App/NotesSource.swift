// What the notes commands read from people: a file to import, a word that is typed to be sure.

import Glibc
import Terminal
import Vault

enum NotesSource {
  /// The largest file that is imported, in bytes: ten thousand long conversations.
  private static let most = 128 << 20

  /// The conversations in a file, or in standard input where the file is called `-`.
  static func records(_ file: String, _ place: NotesPlace) throws(NotesTrouble) -> [Record] {
    let bytes = file == "-" ? try standardInput(place) : try contents(file)
    do throws(Import.Failure) {
      return try Import.records(bytes)
    } catch {
      switch error {
      case .foreign:
        throw NotesTrouble(
          "\(name(file)) is neither a kept conversation nor a JSON export of this program; nothing was imported",
          hint: "make one with: aftercare notes export --format json")
      case .newer:
        throw NotesTrouble(
          "a newer version of this program wrote \(name(file)); nothing was imported", hint: "update this program")
      }
    }
  }

  private static func name(_ file: String) -> String { file == "-" ? "standard input" : file }

  private static func contents(_ file: String) throws(NotesTrouble) -> [UInt8] {
    do throws(SmallFileError) {
      return try SmallFile.contents(file, most: most)
    } catch {
      switch error {
      case .notRegular: throw NotesTrouble("\(file) is not a plain file", hint: "read a pipe with: import -")
      case .tooLarge: throw NotesTrouble("\(file) is too large", hint: "export fewer conversations at a time")
      case .missing, .unreadable: throw NotesTrouble(error.message(file), hint: error.hint)
      }
    }
  }

  private static func standardInput(_ place: NotesPlace) throws(NotesTrouble) -> [UInt8] {
    if place.passphraseDescriptor == STDIN_FILENO {
      throw .usage("standard input cannot give both the passphrase and the notes", hint: "use --passphrase-fd 3 3<FILE")
    }
    if LineTerminal.isTerminal(STDIN_FILENO) {
      throw .usage("there is nothing on standard input", hint: "name a file, or use a pipe: age -d … | aftercare notes import -")
    }
    let bytes = try NotesWork.wait("Reading") { progress in
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 64 << 10)
      while bytes.count <= most, progress.reach(0, of: 0) {
        let count = read(STDIN_FILENO, &part, part.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return count == 0 ? bytes : nil }
        bytes += part[..<count]
      }
      return bytes
    }
    guard let bytes else { throw NotesTrouble("standard input cannot be read", hint: "name a file") }
    guard bytes.count <= most else {
      throw NotesTrouble("standard input is too large", hint: "export fewer conversations at a time")
    }
    return bytes
  }

  /// Asks on the terminal for a word.
  /// - Returns: whether exactly this word was typed.
  static func isTyped(_ word: String) throws(NotesTrouble) -> Bool {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else {
      throw NotesTrouble(
        "there is no terminal to ask on", hint: "add --burn-everything if you mean it", status: ExitStatus.noTerminal)
    }
    defer { close(terminal) }
    let lines = LineTerminal(input: terminal)
    while true {
      _ = writeAll("Type \(word) and Enter to do it. Anything else keeps everything: ".utf8, to: terminal)
      switch lines.readLine(limit: 256) {
      case .line(let line): return line.trimming(" ") == word
      case .end, .tooLong: return false
      case .resumed: continue
      case .signal(let number): throw .signal(number)
      }
    }
  }
}

extension String {
  /// Without a character at both ends.
  fileprivate func trimming(_ character: Character) -> String {
    String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
  }
}
