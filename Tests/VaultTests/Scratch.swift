// Real folders and unprivileged children for the tests that need the real disk.

import Glibc
import Testing

@testable import Vault

/// A folder of its own under the system's temporary folder, removed afterwards with all that is in it.
final class Scratch {
  let path: String

  init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    path = base + "/vault-test-" + RandomName().text
    precondition(mkdir(path, 0o700) == 0, "cannot make \(path)")
  }

  deinit { Self.remove(path) }

  static func remove(_ path: String) {
    if let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        var raw = stat()
        lstat(path + "/" + name, &raw)
        if raw.st_mode & S_IFMT == S_IFDIR { remove(path + "/" + name) } else { unlink(path + "/" + name) }
      }
      closedir(stream)
    }
    rmdir(path)
  }

  static func mode(_ path: String) -> UInt32? {
    var raw = stat()
    return lstat(path, &raw) == 0 ? raw.st_mode & 0o7777 : nil
  }

  static func write(_ bytes: [UInt8], _ path: String, mode: mode_t = 0o600) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(file >= 0 && Glibc.write(file, bytes, bytes.count) == bytes.count)
    fchmod(file, mode)
    close(file)
  }

  static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    if file < 0 { return nil }
    defer { close(file) }
    var raw = stat()
    fstat(file, &raw)
    var bytes = [UInt8](repeating: 0, count: Int(raw.st_size))
    let count = Glibc.read(file, &bytes, bytes.count)
    return count == bytes.count ? bytes : nil
  }
}

/// Gives up root for good, so that permissions mean something; ends the child with an issue if that fails.
func becomeUnprivileged() {
  if geteuid() == 0 {
    _ = setgroups(0, nil)
    _ = setgid(65_534)
    _ = setuid(65_534)
  }
  #expect(geteuid() != 0 && setuid(0) != 0, "this test says nothing as root")
}
