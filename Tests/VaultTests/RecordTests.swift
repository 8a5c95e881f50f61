import Testing

@testable import Vault

@Suite struct RecordTests {
  static let sample = Record(
    id: RandomName(bytes: Array(0..<16)), revision: 3, created: Moment(seconds: 1_751_317_805, offset: 120),
    entries: [
      Record.Entry(section: "comfort", prompt: "How does your body feel now?", text: "Warm. A bit sore,\n\nbut calm."),
      Record.Entry(section: "wishes", prompt: "", text: ""),
    ])

  @Test func looksAsSpecified() {
    #expect(
      Self.sample.encode() == """
        aftercare record 1
        id: 000g40r40m30e209185gr38e1w
        revision: 3
        created: 2025-06-30 23:10:05 +02:00
        finished: no

        # comfort
        > How does your body feel now?
        | Warm. A bit sore,
        |
        | but calm.

        # wishes
        >
        |

        """)
    #expect(Record.decode(Self.sample.encode()) == Self.sample)
  }

  @Test(arguments: [
    "", "\n", "\n\n", " ", "  lead", "trail  \n", "# wishes\n> x\n| y", "aftercare record 9\n\n", "\\", "\\u{41}", "\\\\n",
    "a\r\nb\rc", "\u{1B}[2J\u{7F}\u{85}\u{9B}", "\u{202E}abc\u{2066}\u{FEFF}", "\u{0}", "e\u{301}\n\u{301}x", "👩‍❤️‍👩 नमस्ते", "\t|",
    "\u{2028}\u{2029}", "\u{10FFFF}", "| ", "\u{301}",
  ])
  func anyTextSurvives(_ text: String) throws {
    var record = Self.sample
    record.entries = [
      Record.Entry(section: text, prompt: text, text: text), Record.Entry(section: "s", prompt: "p", text: text),
    ]
    let encoded = record.encode()
    let back = try #require(Record.decode(encoded))
    #expect(back.entries.count == 2)
    for entry in back.entries { #expect(Array(entry.text.utf8) == Array(text.utf8)) }
    #expect(Array(back.entries[0].prompt.utf8) == Array(text.utf8))
    #expect(Array(back.entries[0].section.utf8) == Array(text.utf8))
    #expect(!encoded.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" || $0 == "\u{202E}" })
    // A tool that changed the line ends has changed nothing.
    let windows = encoded.utf8.split(separator: 10, omittingEmptySubsequences: false).map { String(Substring($0)) }
    #expect(Record.decode("\u{FEFF}" + windows.joined(separator: "\r\n")) == back)
  }

  @Test func randomTextSurvives() throws {
    var generator = SystemRandomNumberGenerator()
    let scalars: [Unicode.Scalar] = ["\n", "\r", "\\", "u", "{", "}", "4", "1", "#", ">", "|", " ", "\u{301}", "é", "\u{200F}"]
    for _ in 0..<2000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &generator) { view.append(scalars.randomElement(using: &generator)!) }
      var record = Self.sample
      record.entries = [Record.Entry(section: "a", prompt: String(view), text: String(view))]
      let back = try #require(Record.decode(record.encode()))
      #expect(Array(back.entries[0].text.utf8) == Array(String(view).utf8))
    }
  }

  @Test func aNewerVersionIsReadAndNotWritten() throws {
    let text = "aftercare record 2\nid: \(Self.sample.id.text)\nrevision: 4\ncreated: 2031-01-01 00:00:00 -03:30\n"
      + "mood: x\nodd line\n\n# comfort\n+ new kind\n> p\n| t\n"
    let record = try #require(Record.decode(text))
    #expect(record.isReadOnly)
    #expect(record.entries == [Record.Entry(section: "comfort", prompt: "p", text: "t")])
    let disk = MemoryDisk()
    let store = try PlainStore(dataHome: "/home", on: disk)
    #expect(throws: StoreError.self) { try store.commit(record) }
    #expect(disk.names("/home/aftercare/plain") == ["lock"])
  }

  @Test(arguments: [
    "", "aftercare record", "aftercare record 0\n", "aftercare record x\n", "aftercare tombstone 1\n",
    "aftercare record 1\nid: short\nrevision: 1\ncreated: 2025-06-30 23:10:05 +02:00\n",
    "aftercare record 1\nid: 000g40r40m30e209185gr38e1w\nrevision: 1\ncreated: 2025-02-30 23:10:05 +02:00\n",
    "aftercare record 1\nid: 000g40r40m30e209185gr38e1w\nrevision: 1\ncreated: 2025-06-30 23:10:05 +02:00\n\nloose",
    "aftercare record 1\nid: 000g40r40m30e209185gr38e1w\nrevision: 1\ncreated: 2025-06-30 23:10:05 +02:00\n\n| no entry",
  ])
  func whatIsNoRecordIsRefused(_ text: String) {
    #expect(Record.decode(text) == nil)
  }

  @Test func notUTF8IsRefused() {
    #expect(Record.decode([UInt8](Self.sample.encode().utf8) + [0xFF]) == nil)
  }

  @Test(arguments: [0, 60, -210, 840, -720, 1439, -1439])
  func momentsRoundTrip(_ offset: Int) {
    var seconds: Int64 = 31_536_000
    while seconds < 253_370_000_000 {
      let moment = Moment(seconds: seconds, offset: offset)
      #expect(Moment(moment.text) == moment)
      seconds = seconds * 11 / 10 + 86_399
    }
  }

  @Test func knownMoments() {
    #expect(Moment(seconds: 951_782_400, offset: 0).text == "2000-02-29 00:00:00 +00:00")
    #expect(Moment(seconds: 951_782_399, offset: -30).text == "2000-02-28 23:29:59 -00:30")
    #expect(Moment(seconds: .max, offset: .max).text == "9999-01-01 23:58:59 +23:59")
    #expect(Moment("2023-02-29 00:00:00 +00:00") == nil)
  }

  @Test func namesTellNothingAndDiffer() {
    let names = (0..<1000).map { _ in RandomName().text }
    #expect(Set(names).count == 1000)
    for name in names { #expect(RandomName(name)?.text == name) }
    #expect(RandomName(String(repeating: "z", count: 26)) == nil)
    #expect(RandomName(String(repeating: "0", count: 25) + "i") == nil)
  }
}
