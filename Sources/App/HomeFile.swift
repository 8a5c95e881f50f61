// One new file in the home folder, where a person asked for it.
//
// Rules: 0600 whatever the umask; never in the place of a file that is there; gone again if it cannot be whole.

import Vault

/// Where a new file goes.
struct HomeFile: Sendable {
  /// The home folder, as the environment names it.
  var home: String
  /// The file's name; a number follows where it is taken.
  var name: String
  var ending: String

  /// Writes the file under the first free name.
  /// - Returns: its path.
  func write(_ text: String) throws(StoreError) -> String {
    guard !home.isEmpty else { throw .noHome(variable: "HOME") }
    guard home.utf8.first == UInt8(ascii: "/") else { throw .relativeHome(variable: "HOME") }
    let folder = try Folder.home(home, create: false)
    for number in 1...999 {
      let name = name + (number == 1 ? "" : "-\(number)") + ".\(ending)"
      if try folder.create(name, [UInt8](text.utf8)) { return folder.path(name) }
    }
    throw .failed(path: folder.path("\(name).\(ending)"), code: 17)
  }
}
