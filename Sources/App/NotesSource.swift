// What the notes commands read from people: a file to import, a word that is typed to be sure.

import Glibc
import Settings
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
        throw NotesTrouble(.commandImportForeign, hint: .commandImportForeignHint, ["file": name(file)])
      case .newer:
        throw NotesTrouble(.commandImportNewer, hint: .commandImportNewerHint, ["file": name(file)])
      }
    }
  }

  private static func name(_ file: String) -> String { file == "-" ? Words.ofCommands[.commandStdin] : file }

  private static func contents(_ file: String) throws(NotesTrouble) -> [UInt8] {
    do throws(SmallFileError) {
      return try SmallFile.contents(file, most: most)
    } catch {
      switch error {
      case .notRegular: throw NotesTrouble(.fileNotRegular, hint: .commandImportPipeHint, ["path": file])
      case .tooLarge: throw NotesTrouble(.storeTooLarge, hint: .commandImportLargeHint, ["path": file])
      case .missing, .unreadable: throw NotesTrouble(error.complaint(file))
      }
    }
  }

  private static func standardInput(_ place: NotesPlace) throws(NotesTrouble) -> [UInt8] {
    if place.passphraseDescriptor == STDIN_FILENO {
      throw .usage(.commandStdinTwiceNotes, hint: .commandStdinTwiceHint)
    }
    if LineTerminal.isTerminal(STDIN_FILENO) {
      throw .usage(.commandImportEmpty, hint: .commandImportEmptyHint)
    }
    let bytes = try NotesWork.wait(.commandReading) { progress in
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
    guard let bytes else { throw NotesTrouble(.commandImportUnreadable, hint: .commandImportUnreadableHint) }
    guard bytes.count <= most else {
      throw NotesTrouble(.storeTooLarge, hint: .commandImportLargeHint, ["path": Words.ofCommands[.commandStdin]])
    }
    return bytes
  }

  /// Asks on the terminal for the word that burns.
  /// - Returns: whether exactly this word was typed.
  static func isSureToBurn() throws(NotesTrouble) -> Bool {
    let words = Words.ofCommands
    let word = words[.commandBurnWord]
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else {
      throw NotesTrouble(.commandBurnTerminal, hint: .commandBurnSureHint, status: ExitStatus.noTerminal)
    }
    defer { close(terminal) }
    let lines = LineTerminal(input: terminal)
    while true {
      _ = writeAll(words(.commandBurnAsk, ["word": word]).utf8, to: terminal)
      switch lines.readLine(limit: 256) {
      case .line(let line): return line.trimming(" ") == word
      case .end, .tooLong: return false
      case .resumed, .time: continue
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
