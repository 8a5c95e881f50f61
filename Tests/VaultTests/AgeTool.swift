// Debian's `age`, driven as a person would: in a terminal of its own, answering when it asks.

import Glibc
import Testing

@testable import Vault

enum AgeTool {
  struct Missing: Error, CustomStringConvertible {
    let description = "the age tool does not start; hint: apt-get install age"
  }

  struct Outcome {
    var status: Int32
    var transcript: String
  }

  /// Runs a program in a new terminal; each question that names a passphrase gets the next answer.
  static func run(_ program: String, _ arguments: [String], answers: [String] = []) throws -> Outcome {
    var master: Int32 = 0
    var slave: Int32 = 0
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, &name, nil, nil) == 0 else { throw Missing() }
    defer { close(master) }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, 0x80)  // POSIX_SPAWN_SETSID: the terminal becomes its own
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let spawned = posix_spawnp(&child, program, &actions, &attributes, words, environ)
    close(slave)
    if spawned != 0 { throw Missing() }
    var transcript: [UInt8] = []
    var asked = 0
    var waiting = answers
    var buffer = [UInt8](repeating: 0, count: 4096)
    var poller = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&poller, 1, 60_000) > 0 {
      let count = read(master, &buffer, buffer.count)
      if count <= 0 { break }
      transcript += buffer.prefix(count)
      // A question ends in a colon and a blank; what follows it is not echoed.
      let questions = String(decoding: transcript, as: UTF8.self).split(separator: ": ", omittingEmptySubsequences: false)
        .dropLast().filter { $0.lowercased().contains("passphrase") }.count
      while asked < questions, !waiting.isEmpty {
        asked += 1
        let answer = [UInt8]((waiting.removeFirst() + "\n").utf8)
        _ = write(master, answer, answer.count)
      }
    }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    return Outcome(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F),
      transcript: String(decoding: transcript, as: UTF8.self))
  }
}

/// Secret bytes of a text that is no secret.
func secret(_ text: String) -> SecretBytes {
  var bytes = [UInt8](text.utf8)
  return SecretBytes(taking: &bytes)
}

/// The bytes of a secret that is none.
func reveal(_ secret: SecretBytes) -> [UInt8] { secret.withBytes { Array($0) } }

/// Bytes that look like nothing and are the same each time.
func noise(_ count: Int) -> [UInt8] {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  return (0..<count).map { _ in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 32)
  }
}
