// Why an age file is not opened.

/// What is wrong with an age file, or with the keys tried on it. Whatever it is, nothing was released.
public enum AgeError: Error, Equatable, Sendable {
  /// It does not begin as an age v1 file.
  case notAge
  /// The header breaks the specification, or a bound of this program.
  case header
  /// It asks for more scrypt work than `Scrypt.mostLogN`.
  case tooCostly(logN: Int)
  /// None of the keys, or not this passphrase, opens it.
  case wrongKey
  /// The header or the payload was changed, or its end is missing.
  case damaged
  /// The memory that scrypt asks for is not there.
  case noMemory
}
