// Looking for words in kept notes, over all cores.
//
// Rules: each conversation is opened, looked through and forgotten; what is found is told in the list's order,
// as far as everything before it has been looked through too.

import Conversation
import Glibc
import Vault

/// One search while it goes on, and its result.
final class KeptSearch {
  private typealias Part = (number: Int, found: [KeptShelf.Entry])

  private let query: String
  private let count: Int
  private var workers: [Worker<Part>] = []
  private var parts: [Int: [KeptShelf.Entry]] = [:]
  private var found: [KeptShelf.Entry] = []
  /// How many parts are in `found`, and how many there are.
  private var next = 0
  private let all: Int
  private static let partSize = 32

  init(_ query: String, in entries: [KeptShelf.Entry]) {
    self.query = query
    count = entries.count
    let size = Self.partSize
    let all = (entries.count + size - 1) / size
    self.all = all
    let threads = min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    workers = (0..<min(threads, all)).map { thread in
      Worker { slot in
        let search = Search(query)
        for number in stride(from: thread, to: all, by: threads) {
          let part = entries[(number * size)..<min(entries.count, (number + 1) * size)]
          let found = part.filter { entry in
            slot.isWanted && !entry.vault.search(search, in: [entry.summary][...]).isEmpty
          }
          guard slot.isWanted else { return }
          slot.put((number, found))
        }
      }
    }
  }

  private var isDone: Bool { next == all }
  private var wasTold = false

  /// Stops; what was found stays for a longer query only if everything was looked through.
  func rest() { workers = [] }

  /// What has been found, if there is anything new to tell.
  func news() -> KeptNews? {
    for worker in workers {
      for part in worker.results() { parts[part.number] = part.found }
    }
    let before = next
    while let part = parts.removeValue(forKey: next) {
      found += part
      next += 1
    }
    guard next > before || (isDone && !wasTold) else { return nil }
    wasTold = isDone
    if isDone { workers = [] }
    let progress = isDone ? nil : KeptProgress(done: min(count, next * Self.partSize), all: count)
    return .found(found.map(\.talk), for: query, progress)
  }

  /// What was found, where whoever looks for this cannot find anything else.
  func found(enoughFor longer: String) -> [KeptShelf.Entry]? {
    isDone && Array(longer).starts(with: Array(query)) ? found : nil
  }
}
