// Options that several commands share, and their values.

import App
import ArgumentParser

struct SharedOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Lines in place of screens: for screen readers, pipes and simple terminals.")
  var plain: Bool?

  @Flag(inversion: .prefixedNo, help: "Nothing moves, not even the breathing.")
  var still: Bool?

  @Flag(inversion: .prefixedNo, help: "Large print: a free line between all lines.")
  var large: Bool?

  @Flag(inversion: .prefixedNo, help: "Draw with plain ASCII characters only.")
  var ascii: Bool?

  @Option(help: ArgumentHelp("Colours: \(Options.themeNames.joined(separator: ", ")).", valueName: "name"))
  var theme: ThemeArgument?

  @Option(help: ArgumentHelp("The language of words and cards, such as en or de.", valueName: "tag"))
  var lang: LanguageArgument?

  var options: Options {
    var options = Options()
    options.plain = plain
    options.still = still
    options.large = large
    options.ascii = ascii
    options.language = lang?.tag
    options.theme = theme?.name
    return options
  }
}

/// What a conversation can be asked for.
struct TalkOptions: ParsableArguments {
  @OptionGroup var shared: SharedOptions

  @Option(help: ArgumentHelp("What kind of time it was: everyday, first, intense, apart or hurt.", valueName: "path"))
  var path: PathArgument?

  @Option(help: ArgumentHelp("For how many minutes the talk is planned: 10 (the default), 25 or 45.", valueName: "minutes"))
  var length: LengthArgument?

  @Option(help: ArgumentHelp("A deck's name or file, in place of the bundled deck.", valueName: "deck"))
  var deck: String?

  @Option(
    help: ArgumentHelp("A deck's name or file whose cards come beside the others; can be said again.", valueName: "deck"))
  var also: [String] = []

  /// Whether neither a path nor a length was asked for.
  var hasNoPlan: Bool { path == nil && length == nil }

  var options: Options {
    var options = shared.options
    options.path = path?.path
    options.deck = deck
    options.also = also
    options.length = length?.length
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

/// The tag of a language.
struct LanguageArgument: ExpressibleByArgument {
  let tag: String

  init?(argument: String) {
    guard Options.isLanguage(argument) else { return nil }
    tag = argument
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
