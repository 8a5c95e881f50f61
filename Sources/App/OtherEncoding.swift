// Text files that are not UTF-8: what they look like, and how they become it.

import Settings

/// An encoding that a file looks like it is in, in place of UTF-8.
enum OtherEncoding {
  case utf16, codePage

  /// `nil` where the bytes are UTF-8.
  init?(of bytes: [UInt8]) {
    // As PowerShell's > writes it: with a mark, or with a zero in each letter.
    let starts = bytes.prefix(2)
    let zeros = bytes.prefix(4).map { $0 == 0 }
    if starts.elementsEqual([0xFF, 0xFE]) || starts.elementsEqual([0xFE, 0xFF])
      || zeros == [false, true, false, true] || zeros == [true, false, true, false]
    {
      self = .utf16
    } else if String(validating: bytes, as: UTF8.self) == nil {
      self = .codePage
    } else {
      return nil
    }
  }

  func complaint(_ path: String) -> Complaint {
    switch self {
    case .utf16: Complaint(.fileUtf16, hint: .fileEncodingHint, ["path": path, "from": "UTF-16"])
    case .codePage: Complaint(.fileCodePage, hint: .fileEncodingHint, ["path": path, "from": "WINDOWS-1252"])
    }
  }
}
