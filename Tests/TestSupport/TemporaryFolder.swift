// A folder of a test's own, and what stands in it.
//
// Rules: removed with all that is in it when the test is over; a tree tells kinds, modes and contents, so that two
// of them show whether anything was written in between.

import Glibc

/// A folder that lives as long as the value.
public final class TemporaryFolder {
  public let path: String

  public init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var pattern = Array((base + "/aftercare-test-XXXXXX").utf8CString)
    guard mkdtemp(&pattern) != nil else { fatalError("no temporary folder: error \(errno)") }
    path = pattern.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { TemporaryFolder.remove(path) }

  /// The path of a name in it.
  public func path(_ name: String) -> String { path + "/" + name }

  /// Makes a folder in it, and those on the way.
  @discardableResult public func makeFolder(_ name: String, mode: mode_t = 0o700) -> String {
    var whole = path
    for part in name.split(separator: "/") {
      whole += "/" + part
      mkdir(whole, 0o700)
    }
    chmod(whole, mode)
    return whole
  }

  /// Writes a file in it, and makes the folders on the way.
  @discardableResult public func write(_ name: String, _ text: String, mode: mode_t = 0o600) -> String {
    write(name, Array(text.utf8), mode: mode)
  }

  @discardableResult public func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) -> String {
    if let slash = name.lastIndex(of: "/") { makeFolder(String(name[..<slash])) }
    let file = open(path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else { fatalError("cannot write \(name)") }
    fchmod(file, mode)
    close(file)
    return path(name)
  }

  /// Everything in it: relative paths, each with its kind, mode and content.
  public var tree: [String: Entry] {
    var tree: [String: Entry] = [:]
    collect("", &tree)
    return tree
  }

  /// What stands at one path.
  public struct Entry: Equatable, Sendable, CustomStringConvertible {
    public var isFolder: Bool
    public var mode: UInt32
    public var bytes: [UInt8]
    public var text: String { String(decoding: bytes, as: UTF8.self) }
    public var description: String { "\(isFolder ? "folder" : "file") \(String(mode, radix: 8)) \(bytes.count) bytes" }
  }

  private func collect(_ relative: String, _ tree: inout [String: Entry]) {
    for name in TemporaryFolder.names(path(relative)) {
      let below = relative.isEmpty ? name : relative + "/" + name
      var status = stat()
      guard lstat(path(below), &status) == 0 else { continue }
      let kind = status.st_mode & S_IFMT
      tree[below] = Entry(
        isFolder: kind == S_IFDIR, mode: status.st_mode & 0o7777, bytes: kind == S_IFREG ? contents(path(below)) : [])
      if kind == S_IFDIR { collect(below, &tree) }
    }
  }

  private static func names(_ path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in names(path) { remove(path + "/" + name) }
    rmdir(path)
  }
}

/// The bytes of a file; none where it cannot be read.
public func contents(_ path: String) -> [UInt8] {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { return [] }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(file, &buffer, buffer.count)
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}
