// A vault of ten thousand conversations: the newest page at once, and a screen that never stands still.

import Glibc
import TestSupport
import Testing
import Vault

extension VaultEndToEnd {
  @Suite(.enabled(if: getenv("AFTERCARE_LONGER") != nil, "takes minutes: AFTERCARE_LONGER=1")) struct ManyLongerTests {
    private func fill(_ home: TemporaryFolder, _ count: Int) throws {
      var bytes = Array(passphrase.utf8)
      let vaults = Vaults(dataHome: home.makeFolder(".local/share"))
      let vault = try vaults.create([SecretBytes(taking: &bytes)])[0]
      let store = SealedStore(vault)
      for number in 0..<count {
        let note = "Note \(number). " + (number % 1000 == 7 ? canary : String(repeating: "quiet and warm ", count: 20))
        let record = Record(
          created: Moment(seconds: 1_700_000_000 + Int64(number) * 3600, offset: 60), finished: true,
          entries: [Record.Entry(section: "comfort", prompt: "What would feel good?", text: note)])
        try store.commit(record)
      }
    }

    private func press(_ key: String, _ wanted: String, _ screen: PtySession, within seconds: Double = 30) throws -> Double {
      let start = monotonicSeconds()
      try screen.send(key)
      try screen.wait(forText: wanted, timeout: seconds)
      return monotonicSeconds() - start
    }

    @Test func tenThousand() throws {
      let home = TemporaryFolder()
      try fill(home, 10_000)
      var told = ""
      for round in ["without an index", "with one"] {
        let screen = try PtySession(program, environment: environment(of: home))
        try screen.wait(forText: "Open something you two kept")
        try screen.settle()
        _ = try press("3", "It only opens", screen)
        try screen.settle()
        try screen.send(passphrase)
        let opened = try press("\r", "What you kept", screen)
        let start = monotonicSeconds()
        if round == "without an index" {
          // While the list is read, Esc covers at once, and the way back opens anew.
          let moved = try press("?", "Keys", screen, within: 2)
          #expect(moved < 1)
          _ = try press("\u{1B}[D", "What you kept", screen)
        }
        try screen.wait(forText: "5  ", timeout: 60)
        let page = monotonicSeconds() - start
        try screen.wait(forText: "All of it", timeout: 120)
        let whole = monotonicSeconds() - start
        if round == "with one" { #expect(page < 2) }
        _ = try press("/", "Look for: _", screen)
        try screen.send(canary)
        let searching = monotonicSeconds()
        try screen.wait(for: "the end of the search", timeout: 120) {
          screen.text.contains("Look for: \(canary)") && !screen.text.contains("Looking:") && screen.text.contains("Comfort")
        }
        let search = monotonicSeconds() - searching
        _ = try press("\r", canary, screen)
        try screen.send("\u{3}")
        try screen.waitForEnd()
        told += "\(round): opened \(opened) s, page \(page) s, list \(whole) s, search \(search) s\n"
      }
      print(told)
      print("table: talks in one vault | 10000 | opened, listed, searched; the screen stayed alive")
      home.expectSecret()
    }
  }
}
