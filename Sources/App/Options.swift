// What can be asked of a start, and how a run can end.

import CellGrid
@_exported import enum Conversation.Length
@_exported import enum Conversation.Path

/// The choices of one start. What is `nil` or false here comes from the settings file, then from the defaults.
public struct Options: Sendable {
  /// The read-aloud mode: lines in, lines out.
  public var plain = false
  /// Nothing moves.
  public var still = false
  /// Draw in ASCII only.
  public var ascii = false
  /// The theme's name.
  public var theme: String?
  public var path: Path?
  public var length = Length.short
  /// A deck's name or file; `nil` is the bundled one.
  public var deck: String?

  /// The start of someone who asks for nothing in particular.
  public init() {}

  /// The names that `theme` can have.
  public static var themeNames: [String] { Theme.names }
}

/// The program's version; the one place where it stands.
public enum Version {
  public static let current = "0.1.0"
}

/// The exit codes, documented in the README.
public enum ExitStatus {
  /// A conversation that ended in any way people chose; also a closed pipe.
  public static let goodbye: Int32 = 0
  /// `decks check` found faults.
  public static let faults: Int32 = 1
  /// `notes search` found nothing, or no kept conversation has the id that was asked for.
  public static let nothingFound: Int32 = 1
  /// A file that was asked for could not be read or made; kept notes could not all be read, or not be changed.
  public static let unreadable: Int32 = 2
  /// Nothing opens with this passphrase: it is another one, or there is no vault.
  public static let nothingOpens: Int32 = 3
  /// The words of the command line mean nothing; sysexits' EX_USAGE.
  public static let usage: Int32 = 64
  /// There is no terminal that screens can be drawn on or a passphrase can be typed on; sysexits' EX_UNAVAILABLE.
  public static let noTerminal: Int32 = 69
  /// Ctrl-C.
  public static let interrupted: Int32 = 130

  /// Ended by a signal.
  static func signal(_ number: Int32) -> Int32 { 128 + number }
}
