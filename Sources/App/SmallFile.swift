// Reading a small file that a person wrote: settings, decks.
//
// Rules: only a regular file, of bounded size; a pipe, a device or a folder is never waited for.

import Glibc

/// Why a small file could not be read.
enum SmallFileError: Error, Equatable {
  case missing
  case notRegular
  case tooLarge
  case unreadable(Int32)
}

enum SmallFile {
  /// The bytes of a regular file of at most `most` bytes; `nil` where there is none that can be read.
  static func read(_ path: String, most: Int) -> [UInt8]? {
    try? contents(path, most: most)
  }

  /// The bytes of a regular file of at most `most` bytes.
  static func contents(_ path: String, most: Int) throws(SmallFileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    return try bytes(of: file, most: most)
  }

  private static func bytes(of file: Int32, most: Int) throws(SmallFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= most else { throw .tooLarge }
    }
  }
}
