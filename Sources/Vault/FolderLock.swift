// One program at a time in a folder.
//
// Rules: the kernel holds the lock and frees it however the program ends; the lock file is empty and stays.
// Taking the lock is the moment to sweep what an earlier run left unfinished: nobody else can own it.

import Glibc

/// The right to write in a folder; given back when it goes out of use.
public final class FolderLock: Sendable {
  /// The name of the lock file.
  public static let name = "lock"

  private let disk: any FileSystem
  private let file: Int32

  /// Takes the lock and sweeps leftover temporary files, or fails with `locked` at once.
  public init(_ folder: Folder) throws(StoreError) {
    disk = folder.disk
    file = try Self.take(folder)
    do throws(StoreError) {
      try AtomicFile.sweep(folder)
    } catch {
      try? disk.close(file)
      throw error
    }
  }

  deinit {
    try? disk.close(file)
  }

  private static func take(_ folder: Folder) throws(StoreError) -> Int32 {
    let disk = folder.disk
    for _ in 0..<8 {
      let file = try folder.call(name) { () throws(Errno) in try disk.openLock(name, in: folder.handle) }
      do throws(StoreError) {
        let opened = try folder.call(name) { () throws(Errno) in try disk.status(file) }
        try folder.check(name, opened, kind: .file, open: file)
        try folder.call(name) { () throws(Errno) in try disk.lock(file) }
        // A lock file that was removed and made again in between would be two locks.
        let named = try? disk.status(of: name, in: folder.handle)
        if named?.inode == opened.inode, named?.device == opened.device { return file }
        try? disk.close(file)
      } catch {
        try? disk.close(file)
        throw error
      }
    }
    throw .locked(path: folder.path(name))
  }
}
