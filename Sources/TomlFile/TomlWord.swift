// What a value without quotes is: true, false, a number, a date, or nothing that TOML knows.
//
// Rules: TOML 1.0 to the letter; a leap second is refused, as by the other readers. No number is converted here.

/// The bytes of a value without quotes.
struct TomlWord {
  /// What the bytes are.
  enum Kind: Equatable {
    case bool(Bool)
    case integer
    case other(TomlKind)
    /// Nothing of TOML; with what it looks like, if it does.
    case nothing(like: TomlKind?)
  }

  private let bytes: [UInt8]

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  var kind: Kind {
    switch bytes {
    case Array("true".utf8): return .bool(true)
    case Array("false".utf8): return .bool(false)
    default: break
    }
    let unsigned = bytes.first == 0x2B || bytes.first == 0x2D ? bytes[1...] : bytes[...]
    if unsigned.elementsEqual("inf".utf8) || unsigned.elementsEqual("nan".utf8) { return .other(.decimal) }
    guard let first = unsigned.first, Self.isDigit(first) else { return .nothing(like: nil) }
    if bytes.contains(UInt8(ascii: ":")) || (bytes.count >= 8 && Self.isDigit(bytes[0]) && bytes[4] == 0x2D) {
      return isDate ? .other(.date) : .nothing(like: .date)
    }
    if first == 0x30, let letter = unsigned.dropFirst().first, let radix = Self.radices[letter] {
      let digits = unsigned.dropFirst(2)
      let isSound = unsigned.count == bytes.count && Self.areDigits(digits, radix: radix)
      return isSound && Self.fits(digits, radix: radix, isNegative: false) ? .integer : .nothing(like: .integer)
    }
    return decimal(unsigned)
  }

  private static let radices: [UInt8: UInt64] = [
    UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2,
  ]

  // MARK: Numbers

  /// A whole number, or one with a point or an exponent, its sign taken off.
  private func decimal(_ unsigned: ArraySlice<UInt8>) -> Kind {
    let isExponent = { (byte: UInt8) in byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") }
    let mantissaEnd = unsigned.firstIndex(where: isExponent) ?? unsigned.endIndex
    let wholeEnd = unsigned[..<mantissaEnd].firstIndex(of: UInt8(ascii: ".")) ?? mantissaEnd
    let whole = unsigned[..<wholeEnd]
    let hasPoint = wholeEnd < mantissaEnd
    let hasExponent = mantissaEnd < unsigned.endIndex
    var isSound = Self.areDigits(whole, radix: 10) && (whole.count == 1 || whole.first != 0x30)
    if hasPoint { isSound = isSound && Self.areDigits(unsigned[(wholeEnd + 1)..<mantissaEnd], radix: 10) }
    if hasExponent {
      var power = unsigned[(mantissaEnd + 1)...]
      if power.first == 0x2B || power.first == 0x2D { power = power.dropFirst() }
      isSound = isSound && Self.areDigits(power, radix: 10)
    }
    if hasPoint || hasExponent { return isSound ? .other(.decimal) : .nothing(like: .decimal) }
    let fits = isSound && Self.fits(whole, radix: 10, isNegative: bytes.first == 0x2D)
    return fits ? .integer : .nothing(like: .integer)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Digits, with underscores only between them.
  private static func areDigits(_ bytes: ArraySlice<UInt8>, radix: UInt64) -> Bool {
    var afterDigit = false
    for byte in bytes {
      if byte == UInt8(ascii: "_") {
        guard afterDigit else { return false }
        afterDigit = false
      } else {
        guard let digit = hexDigit(byte), digit < radix else { return false }
        afterDigit = true
      }
    }
    return afterDigit
  }

  /// Whether the digits are a number of 64 bits.
  private static func fits(_ bytes: ArraySlice<UInt8>, radix: UInt64, isNegative: Bool) -> Bool {
    var value: UInt64 = 0
    for byte in bytes where byte != UInt8(ascii: "_") {
      let (product, tooLarge) = value.multipliedReportingOverflow(by: radix)
      let (sum, over) = product.addingReportingOverflow(UInt64(hexDigit(byte) ?? 0))
      if tooLarge || over { return false }
      value = sum
    }
    return value <= UInt64(Int64.max) + (isNegative ? 1 : 0)
  }

  // MARK: Dates

  /// A date, a time, or both, with an offset from UTC where there are both.
  private var isDate: Bool {
    if bytes.count >= 3, bytes[2] == UInt8(ascii: ":") { return Self.timeEnd(bytes[...]) == bytes.count }
    guard bytes.count >= 10, isDay else { return false }
    if bytes.count == 10 { return true }
    guard [UInt8(ascii: "T"), UInt8(ascii: "t"), 0x20].contains(bytes[10]), let end = Self.timeEnd(bytes[11...]) else {
      return false
    }
    return Self.isOffset(bytes[end...])
  }

  /// Whether the first ten bytes are a day of the calendar.
  private var isDay: Bool {
    guard bytes[4] == 0x2D, bytes[7] == 0x2D, let year = Self.number(bytes[0..<4]),
      let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10])
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && day >= 1 && day <= days[month - 1]
  }

  /// Where a time such as 07:32:00.5 ends; `nil` where there is none.
  private static func timeEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard bytes.count >= 8, isClock(bytes[start..<(start + 5)]), bytes[start + 5] == UInt8(ascii: ":"),
      let seconds = number(bytes[(start + 6)..<(start + 8)]), seconds < 60
    else { return nil }
    let end = start + 8
    guard end < bytes.endIndex, bytes[end] == UInt8(ascii: ".") else { return end }
    let fraction = bytes[(end + 1)...].prefix(while: isDigit)
    return fraction.isEmpty ? nil : fraction.endIndex
  }

  /// Nothing, Z, or hours and minutes with a sign.
  private static func isOffset(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let sign = bytes.first else { return true }
    if bytes.count == 1 { return sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") }
    return (sign == 0x2B || sign == 0x2D) && bytes.count == 6 && isClock(bytes.dropFirst())
  }

  /// Whether five bytes are hours and minutes.
  private static func isClock(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.startIndex
    guard bytes.count == 5, bytes[start + 2] == UInt8(ascii: ":"), let hours = number(bytes[start..<(start + 2)]),
      let minutes = number(bytes[(start + 3)...])
    else { return false }
    return hours < 24 && minutes < 60
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.allSatisfy(isDigit) ? bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
  }
}
