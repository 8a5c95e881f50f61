// What can be asked of a start, and how a run can end.

import CellGrid
import Settings
@_exported import enum Conversation.AgreementAnswer
@_exported import enum Conversation.Length
@_exported import enum Conversation.Path

/// The choices of one start. What is `nil` here comes from the settings file, then from the defaults.
public struct Options: Sendable {
  /// The read-aloud mode: lines in, lines out.
  public var plain: Bool?
  /// Nothing moves.
  public var still: Bool?
  /// A free line between all lines.
  public var large: Bool?
  /// Draw in ASCII only.
  public var ascii: Bool?
  /// The theme's name.
  public var theme: String?
  /// The language of the program's words and cards, a BCP 47 tag.
  public var language: String?
  public var path: Path?
  public var length: Length?
  /// A check-in, a day or more later.
  public var isCheckIn = false
  /// A deck's name or file; `nil` is the bundled one, or one of the language.
  public var deck: String?

  /// Decks, by name or file, whose cards come beside those of the deck; empty is what the settings say.
  public var also: [String] = []

  /// The start of someone who asks for nothing in particular.
  public init() {}

  /// The names that `theme` can have.
  public static var themeNames: [String] { Theme.names }

  /// Whether a text can be a language.
  public static func isLanguage(_ text: String) -> Bool { Language(text) != nil }

  /// What a flag asked this setting to be, and the flag; `nil` where none did.
  func asked(_ setting: Setting) -> (value: SettingValue, flag: String)? {
    func flag(_ value: Bool?, _ name: String) -> (SettingValue, String)? {
      value.map { (.flag($0), "--\($0 ? "" : "no-")\(name)") }
    }
    return switch setting {
    case .theme: theme.map { (.text($0), "--theme") }
    case .language: language.map { (.text($0), "--lang") }
    case .plain: flag(plain, "plain")
    case .still: flag(still, "still")
    case .large: flag(large, "large")
    case .ascii: flag(ascii, "ascii")
    case .length: length.map { (.number($0.rawValue), "--length") }
    case .path: path.map { (.text($0.rawValue), "--path") }
    case .also: also.isEmpty ? nil : (.texts(also), "--also")
    case .leftName, .rightName, .helpline, .plainTextNotes, .yesLasts, .hjkl, .mouse: nil
    }
  }
}

/// The program's version; the one place where it stands.
public enum Version {
  public static let current = "0.2.0"
}

/// The exit codes, documented in the README.
public enum ExitStatus {
  /// A conversation that ended in any way people chose; also a closed pipe.
  public static let goodbye: Int32 = 0
  /// A check found faults.
  public static let faults: Int32 = 1
  /// `notes search` found nothing, or no kept conversation has the id that was asked for.
  public static let nothingFound: Int32 = 1
  /// A file that was asked for could not be read or made; kept notes could not all be read, or not be changed.
  public static let unreadable: Int32 = 2
  /// Nothing opens with this passphrase: it is another one, or there is no vault.
  public static let nothingOpens: Int32 = 3
  /// A conversation ended, and something that was to be kept is not saved, or something that was to go is not gone.
  public static let notDone: Int32 = 4
  /// The words of the command line mean nothing; sysexits' EX_USAGE.
  public static let usage: Int32 = 64
  /// There is no terminal that screens can be drawn on or a passphrase can be typed on; sysexits' EX_UNAVAILABLE.
  public static let noTerminal: Int32 = 69
  /// Ctrl-C.
  public static let interrupted: Int32 = 130

  /// Ended by a signal.
  static func signal(_ number: Int32) -> Int32 { 128 + number }
}
