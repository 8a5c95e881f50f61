// The rules of cards and of whole decks: one deck that trips each, one that does not, and the exact place.

import Conversation
import Testing

@testable import DeckFormat

@Suite struct CardRuleTests {
  @Test func soundDeck() {
    #expect(check(deck()) == [])
  }

  @Test func wordsArePointedAt() {
    #expect(check(deck(text: "How was tonight?")) == ["presumes-time 9:17"])
    #expect(check(deck("listener = \"\"\"\nHear \\\n   him out.\"\"\"")) == ["gender 14:4"])
    #expect(check(deck("listener = \"\\u0041sk \\\"her\\\"\"")) == ["gender 12:24"])
    #expect(check(deck("kind = \"choice\"\nchoices = [\"yes\", \"ask him\"]")) == ["gender 13:24"])
  }

  @Test func headerIsRead() {
    #expect(check(deck(head: "purpose = \"For husbands.\"\n")) == ["gender 6:16"])
    #expect(check(deck(head: "authors = [\"a\\u202Eb\"]\n")) == ["unsafe-character 6:14"])
  }

  @Test func characters() {
    #expect(check(deck(text: "a\\u001B[31m nice day, is it?")) == ["unsafe-character 9:10"])
    #expect(check(deck(text: "One two three four \u{202E}five?")) == ["unsafe-character 9:28"])
    #expect(check(deck(text: "One two three four five\\nsix 👩‍👩‍👧?")) == [])
    #expect(check(deck("choices = [\"a\", \"b\\t\"]\nkind = \"choice\"")) == ["unsafe-character 12:19"])
  }

  @Test func forms() {
    #expect(check(deck(easier: "What would feel good right now?")) == ["easier 10:10"])
    let long = "I liked it when you were there and also when we were quiet and warm together …"
    #expect(check(deck(easier: long + " and more …")) == ["easier 10:10"])
    #expect(check(deck(deeper: "What do you need?")) == ["deeper 11:10"])
    let bare = deck().split(separator: "\n").filter { !$0.hasPrefix("deeper") }.joined(separator: "\n")
    #expect(check(bare) == ["no-deeper 6:1"])
    #expect(check(bare.split(separator: "comfort").joined(separator: "rest")) == [])
    #expect(check(bare + "\nkind = \"together\"") == [] && check(bare + "\npaths = [\"hurt\"]") == [])
  }

  /// What stands below the question is something to hold on to.
  @Test func theWayIn() {
    for bare in ["Is there one small thing?", "Do you need quiet?", "Were you warm?", "Have you slept?"] {
      #expect(check(deck(easier: bare)) == ["way-in 10:10"])
    }
    for good in ["Warmth · quiet · not yet", "I would like …", "Is it warm? A nod is enough.", "Squeeze my hand once for yes."] {
      #expect(check(deck(easier: good)) == [])
    }
    let question = "What would feel good? Silence is fine."
    #expect(check(deck(text: question, easier: "Something warm, something soft")) == ["way-out 10:10"])
    #expect(check(deck(text: question, easier: "Something warm, or nothing")) == [])
  }

  @Test func marks() {
    #expect(check(deck("always = true")) == ["always 12:10"])
    #expect(check(deck("always = true\npaths = [\"first\"]")) == [])
    #expect(check(deck("needs = [\"low\"]")) == ["needs 12:9"])
    #expect(check(deck("needs = [\"low\"]", section: "alone")) == [])
    #expect(check(deck("kind = \"choice\"")) == ["subject 6:1"])
    #expect(check(deck("kind = \"choice\"\nsubject = \"slow\"")) == [])
    #expect(check(deck("place = \"neer\"")) == ["word 12:9"])
    #expect(check(deck("kind = \"say\"")) == ["missing 6:1"])
    #expect(check(deck("kind = \"say\"\nchoices = [\"I'm here.\", \"No hurry.\"]")) == [])
  }

  /// Each is shown at the place where it stands, and where a friend would say it nothing is said.
  @Test func nobodyIsTheOther() {
    #expect(check(deck("listener = \"Wait for the other.\"")) == ["the-other 12:22"])
    for good in ["the other hand", "the other day", "each other"] { #expect(check(deck("listener = \"Try \(good).\"")) == []) }
  }

  @Test func listener() {
    #expect(check(deck("depth = 3")) == ["listener 12:9"])
    #expect(check(deck("depth = 3\nlistener = \"Just listen.\"")) == [])
    #expect(check(deck("depth = 4", section: "alone")) == [])
    #expect(check(deck("depth = 2")) == [])
  }

  @Test func touch() {
    let ask = "If you both want, hold hands now, please."
    #expect(check(deck("touch = true", text: ask)) == [])
    #expect(check(deck(text: ask)) == ["touch 9:27"])
    #expect(check(deck("touch = true")) == ["touch 9:8"])
    #expect(check(deck("touch = true", text: ask, easier: "Hug each other.")) == ["touch 10:11"])
    #expect(check(deck("listener = \"Lean on each other.\"")) == ["touch 12:13"])
    #expect(check(deck("touch = true", text: "Haltet euch die Hand, wenn ihr wollt.", language: "de")) == [])
    #expect(check(deck(text: "Hold something soft in your hand now?")) == [])
  }

  @Test func gradeOfACard() {
    let hard = "Particular difficulties necessitate considerable imagination."
    #expect(check(deck("listener = \"\(hard)\"", text: hard, deeper: hard + " " + hard)).contains("reading-grade 6:1"))
  }

  @Test func sentencesThatGuide() {
    let text = "Breathe in. Breathe out. Rest. Wait."
    #expect(check(deck(text: text, easier: "Rest.", section: "breathing")) == [])
    #expect(check(deck(text: text, easier: "Rest.")) == ["one-idea 9:40"])
  }

  @Test func unknownKeys() {
    #expect(check(deck("txet = 1")) == ["unknown-key 12:1"])
    #expect(check("formt = 1\n" + deck()) == ["unknown-key 1:1"])
    #expect(check(deck(head: "mood = 1\n")) == ["unknown-key 6:1"])
  }
}

@Suite struct MirrorTests {
  private func pair(_ a: String, _ b: String) -> String {
    deck("side = \"led\"\nmirror = \"two\"\n" + a)
      + "\n[[cards]]\nid = \"two\"\ntext = \"How is it now, for you who followed?\"\neasier = \"How is it?\"\ndeeper = \"And later?\"\n"
      + b
  }

  private let sound = "section = \"comfort\"\nside = \"followed\"\nmirror = \"one\""

  @Test func soundPair() {
    #expect(check(pair("", sound)) == [])
    #expect(check(pair("paths = [\"first\", \"intense\"]", sound + "\npaths = [\"intense\", \"first\"]")) == [])
  }

  @Test func broken() {
    let both = ["mirror 13:10", "mirror 22:10"]
    #expect(check(pair("", "section = \"wishes\"\nside = \"followed\"\nmirror = \"one\"")) == both)
    #expect(check(pair("depth = 2", sound)) == ["mirror 13:10", "mirror 22:10"])
    #expect(check(pair("paths = [\"first\"]", sound)) == ["mirror 13:10", "mirror 22:10"])
    #expect(check(pair("", "section = \"comfort\"\nside = \"led\"\nmirror = \"one\"")) == both)
    #expect(check(pair("", "section = \"comfort\"\nside = \"followed\"")) == ["mirror 13:10", "mirror 21:8"])
    #expect(check(pair("", sound + "\ntouch = true")).filter { $0.hasPrefix("mirror") } == both)
    #expect(check(pair("", "section = \"comfort\"")) == ["mirror 13:10"])
    #expect(check(deck("side = \"started\"\nmirror = \"one\"")) == ["mirror 13:10"])
  }

  /// Such a pair would put two of the deepest cards in a row, so it is never dealt, and its writer is told.
  @Test func deepest() {
    func faults(_ depth: Int) -> [String] {
      let more = "\ndepth = \(depth)\nlistener = \"Just listen.\""
      return check(pair(more, sound + more)).filter { !$0.hasPrefix("balance") }
    }
    #expect(faults(4) == ["deepest-mirror 15:9", "deepest-mirror 25:9"])
    #expect(faults(3) == [])
  }
}

@Suite struct AllowanceTests {
  @Test func cardAnswers() {
    #expect(check(deck("allow = { gender = \"We are two men.\" }\nlistener = \"Ask him.\"")) == [])
    #expect(check(deck("listener = \"Ask him tonight.\"\n[cards.allow]\ngender = \"Yes.\"")) == ["presumes-time 12:21"])
  }

  @Test func deckAnswers() {
    #expect(check(deck("listener = \"Ask him.\"", head: "allow = { gender = \"We are.\" }\n")) == [])
  }

  @Test func unused() {
    #expect(check(deck("allow = { gender = \"x\", gendr = \"y\" }")) == ["unused-allow 12:11", "unused-allow 12:25"])
    #expect(check(deck(head: "allow = { gender = \"x\" }\n")) == ["unused-allow 6:11"])
    // The card's own answer is taken first, so the deck's is the one too many.
    #expect(
      check(deck("allow = { gender = \"x\" }\nlistener = \"Ask him.\"", head: "allow = { gender = \"x\" }\n"))
        == ["unused-allow 6:11"])
  }

  @Test func errorsStand() {
    #expect(check(deck("depth = 3\nallow = { listener = \"x\" }")) == ["listener 12:9", "unused-allow 13:11"])
  }

  @Test func headerBelowTheCards() {
    let text =
      "format = 1\n" + deck().split(separator: "\n").dropFirst(5).joined(separator: "\n")
      + "\n[deck]\nname = \"d\"\ntitle = \"His\"\nlanguage = \"en\"\nallow = { gender = \"x\" }"
    #expect(check(text) == [])
  }
}

@Suite struct DuplicateTests {
  private func two(_ first: String, _ second: String) -> String {
    deck(text: first, easier: "Now?")
      + "\n[[cards]]\nid = \"two\"\nsection = \"comfort\"\ntext = \"\(second)\"\neasier = \"Now?\"\ndeeper = \"And you?\""
  }

  @Test func same() {
    #expect(check(two("What is good, now?", "What is GOOD now?")) == ["duplicate 16:8"])
  }

  @Test func nearlySame() {
    let text = "What would help you rest well in this quiet room?"
    #expect(check(two(text, "What would help you rest well in that quiet room?")) == ["near-duplicate 16:8"])
    #expect(check(two(text, "What would help you talk well in that noisy room?")) == [])
    #expect(check(two("What is good now?", "What is good here?")) == [])
  }
}

@Suite struct BalanceTests {
  private func rules(_ deck: Deck) -> [String] {
    DeckCheck.check(Array(DeckWriter.text(deck).utf8), file: "d").map(\.rule).filter { $0.hasPrefix("balance") }
  }

  @Test func sound() {
    let faults = DeckCheck.check(Array(DeckWriter.text(largeDeck()).utf8), file: "d")
    #expect(faults.map(\.description) == [])
  }

  @Test func tripped() {
    #expect(
      rules(largeDeck { card, _ in if card.section == .wishes { card.section = .rest } }).contains("balance-sections"))
    #expect(
      rules(largeDeck { card, number in if number == 0 { (card.depth, card.listener) = (3, "Just listen.") } }) == [
        "balance-depth"
      ])
    #expect(rules(largeDeck { card, _ in card.kind = .open }) == ["balance-kinds", "balance-kinds", "balance-kinds"])
    #expect(rules(largeDeck { card, _ in card.seconds = 160 }) == ["balance-time"])
    #expect(rules(largeDeck { card, _ in card.seconds = 40 }) == ["balance-time"])
    #expect(
      rules(largeDeck { card, _ in card.paths = [.first, .everyday, .apart] })
        == Array(repeating: "balance-paths", count: 4))
    #expect(rules(largeDeck { card, _ in card.section = .rest }) == ["balance-sections"])
  }

  @Test func smallDecksMayBeOfOneKind() {
    #expect(rules(largeDeck(39) { card, _ in card.section = .wishes }) == [])
  }
}
