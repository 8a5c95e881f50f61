// Options that several commands share, and their values.

import App
import ArgumentParser

struct SharedOptions: ParsableArguments {
  @Flag(help: "Lines in place of screens: for screen readers, pipes and simple terminals.")
  var plain = false

  @Flag(help: "Nothing moves, not even the breathing.")
  var still = false

  @Flag(help: "Draw with plain ASCII characters only.")
  var ascii = false

  @Option(help: ArgumentHelp("Colours: \(Options.themeNames.joined(separator: ", ")).", valueName: "name"))
  var theme: ThemeArgument?

  var options: Options {
    var options = Options()
    options.plain = plain
    options.still = still
    options.ascii = ascii
    options.theme = theme?.name
    return options
  }
}

/// The name of a theme.
struct ThemeArgument: ExpressibleByArgument {
  let name: String
  static var allValueStrings: [String] { Options.themeNames }

  init?(argument: String) {
    guard Options.themeNames.contains(argument) else { return nil }
    name = argument
  }
}

/// A length in minutes, as typed.
struct LengthArgument: ExpressibleByArgument {
  let length: Length
  var defaultValueDescription: String { String(length.rawValue) }
  static let allValueStrings = Length.allCases.map { String($0.rawValue) }

  init?(argument: String) {
    guard let length = Int(argument).flatMap(Length.init) else { return nil }
    self.length = length
  }
}

/// A path that two people can choose beforehand.
struct PathArgument: ExpressibleByArgument {
  let path: Path
  static let allValueStrings = Path.allCases.filter { $0 != .alone }.map(\.rawValue)

  init?(argument: String) {
    guard let path = Path(rawValue: argument), path != .alone else { return nil }
    self.path = path
  }
}
