// A disk in memory that loses what was not synced, and fails where a test asks it to.
//
// Rules: a file's bytes last once the file is synced, a folder's names once the folder is synced. After a
// power cut one of three things holds of the rest, because a real disk may have written any part of it early:
// nothing of it, the names without the bytes, or all of it. One disk is used by one thread.

import Glibc

@testable import Vault

final class MemoryDisk: FileSystem, @unchecked Sendable {
  /// What a power cut leaves of what was not synced.
  enum Loss: CaseIterable { case everything, bytes, nothing }

  private final class Node {
    let inode: UInt64
    let isFolder: Bool
    var bytes: [UInt8] = []
    var lasting: [UInt8] = []
    var names: [String: Node] = [:]
    var lastingNames: [String: Node] = [:]
    var holder: Int32?
    init(_ inode: UInt64, isFolder: Bool) {
      self.inode = inode
      self.isFolder = isFolder
    }
  }

  private final class Box {
    var state = State()
    func change<Result>(_ body: (inout State) -> Result) -> Result { body(&state) }
  }

  private struct State {
    var root = Node(1, isFolder: true)
    var open: [Int32: (node: Node, position: Int)] = [:]
    var next: Int32 = 3
    var inode: UInt64 = 1
    var calls: [String] = []
    var powerCut: Int?
    var fail: [String: Int32] = [:]
    var shortWrites = false
    var everWritten: [[UInt8]] = []
  }

  private let state = Box()
  let user: UInt32 = 1000

  /// The calls that change something, in their order.
  var calls: [String] { state.change { $0.calls } }
  /// All bytes that were ever handed over, whatever became of them.
  var everWritten: [[UInt8]] { state.change { $0.everWritten } }
  var openHandles: Int { state.change { $0.open.count } }

  /// From the call with this number on, nothing happens any more.
  func cutPower(at call: Int?) { state.change { $0.powerCut = call } }
  func forgetCalls() { state.change { $0.calls = [] } }
  /// Makes every call of this name fail; `nil` heals it.
  func fail(_ call: String, with code: Int32?) { state.change { $0.fail[call] = code } }
  func writeShort() { state.change { $0.shortWrites = true } }

  /// The power comes back: all handles and locks are gone, and so is what the loss takes.
  func restart(losing loss: Loss) {
    state.change { state in
      func settle(_ node: Node) {
        node.holder = nil
        switch loss {
        case .everything: (node.bytes, node.names) = (node.lasting, node.lastingNames)
        case .bytes: node.bytes = node.lasting
        case .nothing: break
        }
        (node.lasting, node.lastingNames) = (node.bytes, node.names)
        for child in node.names.values { settle(child) }
      }
      settle(state.root)
      state.open = [:]
      state.calls = []
      state.powerCut = nil
      state.fail = [:]
    }
  }

  /// A file's bytes by its full path, as a program would see them now.
  func bytes(_ path: String) -> [UInt8]? {
    state.change { state in Self.walk(path, from: state.root)?.bytes }
  }
  func names(_ path: String) -> [String] {
    state.change { state in Self.walk(path, from: state.root)?.names.keys.sorted() ?? [] }
  }
  /// Puts a file there, as another program would, and lasting.
  func put(_ bytes: [UInt8], _ path: String) {
    state.change { state in
      let parts = path.split(separator: "/").map(String.init)
      var node = state.root
      for (index, part) in parts.enumerated() {
        if node.names[part] == nil {
          state.inode += 1
          node.names[part] = Node(state.inode, isFolder: index < parts.count - 1)
          node.lastingNames[part] = node.names[part]
        }
        node = node.names[part]!
      }
      (node.bytes, node.lasting) = (bytes, bytes)
    }
  }

  private static func walk(_ path: String, from root: Node) -> Node? {
    path.split(separator: "/").reduce(root as Node?) { $0?.names[String($1)] }
  }

  /// Runs one call; `changes` are counted and can be hit by the power cut.
  private func run<Result>(
    _ name: String, changes: Bool = true, _ body: (inout State) throws(Errno) -> Result
  ) throws(Errno) -> Result {
    var outcome: Swift.Result<Result, Errno> = .failure(Errno(EIO))
    state.change { state in
      if changes { state.calls.append(name) }
      if let cut = state.powerCut, state.calls.count > cut { return }
      if let code = state.fail[name] {
        outcome = .failure(Errno(code))
        return
      }
      do throws(Errno) { outcome = .success(try body(&state)) } catch { outcome = .failure(error) }
    }
    return try outcome.get()
  }

  private static func node(_ handle: Int32, _ state: State) throws(Errno) -> Node {
    guard let open = state.open[handle] else { throw Errno(EBADF) }
    return open.node
  }
  private static func child(_ name: String, _ folder: Int32, _ state: State) throws(Errno) -> Node {
    guard let found = try node(folder, state).names[name] else { throw Errno(ENOENT) }
    return found
  }
  private static func opened(_ node: Node, _ state: inout State) -> Int32 {
    state.next += 1
    state.open[state.next] = (node, 0)
    return state.next
  }

  func openFolder(path: String) throws(Errno) -> Int32 {
    try run("openFolder", changes: false) { state throws(Errno) in
      guard let node = Self.walk(path, from: state.root) else { throw Errno(ENOENT) }
      return Self.opened(node, &state)
    }
  }
  func openFolder(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try run("openFolder", changes: false) { state throws(Errno) in
      let node = try Self.child(name, folder, state)
      guard node.isFolder else { throw Errno(ENOTDIR) }
      return Self.opened(node, &state)
    }
  }
  func makeFolder(_ name: String, in folder: Int32) throws(Errno) {
    try run("makeFolder") { state throws(Errno) in
      let parent = try Self.node(folder, state)
      guard parent.names[name] == nil else { throw Errno(EEXIST) }
      state.inode += 1
      parent.names[name] = Node(state.inode, isFolder: true)
    }
  }
  func removeFolder(_ name: String, in folder: Int32) throws(Errno) {
    try run("removeFolder") { state throws(Errno) in
      guard try Self.child(name, folder, state).names.isEmpty else { throw Errno(ENOTEMPTY) }
      try Self.node(folder, state).names[name] = nil
    }
  }
  func createFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try run("createFile") { state throws(Errno) in
      let parent = try Self.node(folder, state)
      guard parent.names[name] == nil else { throw Errno(EEXIST) }
      state.inode += 1
      let node = Node(state.inode, isFolder: false)
      parent.names[name] = node
      return Self.opened(node, &state)
    }
  }
  func tighten(_ handle: Int32, to mode: UInt32) throws(Errno) {}
  func openFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try run("openFile", changes: false) { state throws(Errno) in
      Self.opened(try Self.child(name, folder, state), &state)
    }
  }
  func openLock(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try run("openLock") { state throws(Errno) in
      let parent = try Self.node(folder, state)
      if parent.names[name] == nil {
        state.inode += 1
        parent.names[name] = Node(state.inode, isFolder: false)
      }
      return Self.opened(try Self.child(name, folder, state), &state)
    }
  }
  func lock(_ file: Int32) throws(Errno) {
    try run("lock", changes: false) { state throws(Errno) in
      let node = try Self.node(file, state)
      if node.holder != nil { throw Errno(EWOULDBLOCK) }
      node.holder = file
    }
  }
  func read(_ file: Int32, most: Int) throws(Errno) -> [UInt8] {
    try run("read", changes: false) { state throws(Errno) in
      let node = try Self.node(file, state)
      let part = node.bytes.dropFirst(state.open[file]!.position).prefix(most)
      state.open[file]!.position += part.count
      return Array(part)
    }
  }
  func write(_ file: Int32, _ bytes: ArraySlice<UInt8>) throws(Errno) -> Int {
    try run("write") { state throws(Errno) in
      let part = state.shortWrites ? bytes.prefix(7) : bytes
      state.everWritten.append(Array(bytes))
      try Self.node(file, state).bytes += part
      return part.count
    }
  }
  func syncFile(_ file: Int32) throws(Errno) {
    try run("syncFile") { state throws(Errno) in
      let node = try Self.node(file, state)
      node.lasting = node.bytes
    }
  }
  func syncFolder(_ folder: Int32) throws(Errno) {
    try run("syncFolder") { state throws(Errno) in
      let node = try Self.node(folder, state)
      node.lastingNames = node.names
    }
  }
  func close(_ handle: Int32) throws(Errno) {
    try run("close", changes: false) { state throws(Errno) in
      let node = try Self.node(handle, state)
      if node.holder == handle { node.holder = nil }
      state.open[handle] = nil
    }
  }
  func rename(_ name: String, to newName: String, in folder: Int32) throws(Errno) {
    try run("rename") { state throws(Errno) in
      let node = try Self.child(name, folder, state)
      let parent = try Self.node(folder, state)
      parent.names[newName] = node
      parent.names[name] = nil
    }
  }
  func remove(_ name: String, in folder: Int32) throws(Errno) {
    try run("remove") { state throws(Errno) in
      _ = try Self.child(name, folder, state)
      try Self.node(folder, state).names[name] = nil
    }
  }
  func names(in folder: Int32) throws(Errno) -> [String] {
    try run("names", changes: false) { state throws(Errno) in try Array(Self.node(folder, state).names.keys) }
  }
  func status(_ handle: Int32) throws(Errno) -> FileStatus {
    try run("status", changes: false) { state throws(Errno) in Self.status(try Self.node(handle, state)) }
  }
  func status(of name: String, in folder: Int32) throws(Errno) -> FileStatus {
    try run("status", changes: false) { state throws(Errno) in
      Self.status(try Self.child(name, folder, state))
    }
  }
  private static func status(_ node: Node) -> FileStatus {
    FileStatus(
      kind: node.isFolder ? .folder : .file, mode: node.isFolder ? 0o700 : 0o600, owner: 1000,
      size: node.bytes.count, device: 1, inode: node.inode)
  }
}
