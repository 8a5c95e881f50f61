import Testing

@testable import Vault

@Suite struct ExportTests {
  static let record = Record(
    id: RandomName(bytes: Array(0..<16)), created: Moment(seconds: 1_751_317_805, offset: 120), finished: true,
    entries: [
      Record.Entry(section: "comfort", prompt: "How is your body?", text: "Warm *and* calm\n\n# not a heading\n- not a list"),
      Record.Entry(section: "comfort", prompt: "", text: "1. \"x\" \\ \u{1B}[2J"),
    ])

  @Test func markdown() {
    #expect(
      Export.markdown.text([Self.record]) { $0 == "comfort" ? "Comfort" : $0 } == """
        # 2025-06-30 23:10:05 +02:00

        ## Comfort

        **How is your body?**

        > Warm \\*and\\* calm
        >
        > \\# not a heading\\
        > \\- not a list

        > 1\\. "x" \\\\ \u{FFFD}\\[2J

        """)
  }

  @Test func plain() {
    #expect(
      Export.plain.text([Self.record]) == """
        2025-06-30 23:10:05 +02:00

        comfort

        How is your body?
          Warm *and* calm

          # not a heading
          - not a list

          1. "x" \\ \u{FFFD}[2J

        """)
  }

  @Test func json() {
    #expect(
      Export.json.text([Self.record]) == """
        {
          "version": 1,
          "records": [
            {
              "id": "000g40r40m30e209185gr38e1w",
              "revision": 0,
              "created": 1751317805,
              "offsetMinutes": 120,
              "finished": true,
              "entries": [
                {"section": "comfort", "prompt": "How is your body?", "text": "Warm *and* calm\\n\\n# not a heading\\n- not a list"},
                {"section": "comfort", "prompt": "", "text": "1. \\"x\\" \\\\ \\u001b[2J"}
              ]
            }
          ]
        }

        """)
    #expect(Export.json.text([]) == "{\n  \"version\": 1,\n  \"records\": []\n}\n")
    #expect(Export.plain.text([]) == "")
  }
}
