// What each key means at each kind of place.

import CellGrid
import Conversation
import Testing

@testable import Screens

private let wide = Size(columns: 80, rows: 24)
private let small = Size(columns: 40, rows: 12)

private func event(_ key: Key, _ place: String, _ size: Size = wide) -> Event {
  event(for: key, in: session(place), TestDeck.english, size: size)
}

private func session(_ place: String) -> Session { Place.all.first { $0.name == place }!.session }

@Suite struct KeyTests {
  @Test(arguments: Place.all.filter { $0.session.editor == nil && !$0.session.isLooking })
  func meansTheSameEverywhere(place: Place) {
    let keys: [(Key, Event)] = [
      (.right, .on), (.enter, .on), (.newline, .on), (.character(" "), .on), (.left, .back), (.backspace, .back),
      (.escape, .cover), (.tab, .other), (.backTab, .other), (.character("e"), .easier), (.character("E"), .easier),
      (.character("m"), .deeper), (.character("n"), .note), (.character("f"), .favourite), (.character("q"), .goodbye),
      (.character("?"), .help), (.character("z"), .unknown), (.character("я"), .unknown), (.character("½"), .unknown),
      (.character("\u{1B}"), .unknown), (.alt("e"), .unknown), (.control("a"), .unknown), (.delete, .unknown),
      (.wordLeft, .unknown), (.wordRight, .unknown),
    ]
    for (key, wanted) in keys {
      #expect(event(for: key, in: place.session, TestDeck.english, size: wide) == wanted, "\(key)")
    }
    #expect(event(forPaste: "hello", in: place.session, TestDeck.english) == .unknown)
  }

  /// While words to look for are typed, letters and digits type; the other keys mean what they always do.
  @Test func lettersTypeWhereWordsAreLookedFor() {
    let place = "kept-search-found"
    for letter in ["e", "q", "?", "/", "1", " ", "я"] {
      #expect(event(.character(Character(letter)), place) == .query("ñøçħ" + letter))
    }
    #expect(event(.character("\u{1B}"), place) == .unknown)
    #expect(event(.backspace, place) == .query("ñøç"))
    #expect(event(.backspace, "kept-search") == .back)
    #expect(event(.control("u"), place) == .query(""))
    #expect(event(.control("w"), place) == .query(""))
    #expect(event(.right, place) == .on && event(.enter, place) == .on && event(.left, place) == .back)
    #expect(event(.escape, place) == .cover)
    #expect(event(.down, place) == .select(1) && event(.up, place) == .unknown)
    #expect(event(forPaste: " and\nmore", in: session(place), TestDeck.english) == .query("ñøçħ and more"))
    #expect(event(.character("/"), "kept-list") == .look)
    #expect(event(.pageDown, "kept-list") == .page(1) && event(.pageUp, "kept-list") == .page(-1))
  }

  @Test func digitsPickFromLists() {
    #expect(event(.character("1"), "paths") == .choose(0))
    #expect(event(.character("4"), "paths") == .choose(3))
    #expect(event(.character("6"), "paths") == .unknown)
    #expect(event(.character("٢"), "paths") == .choose(1))
    #expect(event(.character("２"), "paths") == .choose(1))
    #expect(event(.character("二"), "paths") == .choose(1))
    #expect(event(.character("0"), "menu") == .choose(9))
    #expect(event(.character("3"), "covered-left") == .choose(2))
    #expect(event(.character("6"), "menu-alone") == .unknown)
  }

  @Test func digitsStandForLettersWhereThereIsNoList() {
    let events: [Event] = [.help, .easier, .deeper, .other, .note, .favourite, .unknown]
    for (digit, wanted) in events.enumerated() {
      #expect(event(.character(Character(String(digit))), "card-first") == wanted)
    }
    #expect(event(.character("0"), "paths") == .help)
  }

  @Test func arrowsMoveInTheListAndThroughTheText() {
    #expect(event(.down, "menu") == .select(1))
    #expect(event(.up, "menu") == .unknown)
    #expect(event(.up, "menu-last") == .select(10))
    #expect(event(.down, "menu-last") == .unknown)
    #expect(event(.down, "card-first") == .unknown)
    #expect(event(.pageDown, "menu", small) == .select(6))
    #expect(event(.end, "menu") == .select(11))
    #expect(event(.home, "menu-last") == .select(0))
    #expect(event(.down, "covered-left") == .unknown)
    guard case .scroll(let anchor) = event(.down, "notes-long") else { return #expect(Bool(false), "it does not scroll") }
    #expect(anchor > 0)
    #expect(event(.up, "notes-long") == .unknown)
  }

  /// Every item of every list, at every size, by arrows alone; and the selected item is always in sight.
  @Test(arguments: Place.all, sizes)
  func everyItemIsReachedByArrows(place: Place, size: Size) {
    guard page(place.session, TestDeck.english).list?.selected != nil else { return }
    var session = place.session
    var reached: Set<Int> = []
    for key in [Key.down, .up] {
      for _ in 0..<60 {
        reached.insert(session.selected)
        let drawn = rows(of: session, TestDeck.english, size)
        #expect(drawn.filter { $0.contains("›") }.count == 1, "\(place.name) \(size)")
        let event = event(for: key, in: session, TestDeck.english, size: size)
        guard event != .unknown else { break }
        _ = reduce(&session, event)
      }
    }
    #expect(reached == Set(session.choices.indices))
  }

  /// What a screen shows as its keys does something there.
  @Test(arguments: Place.all)
  func everyShownKeyWorks(place: Place) {
    let keys: [String: [Key]] = [
      "→": [.right], "←": [.left], "↑ ↓": [.down, .up], "n": [.character("n")], "Esc": [.escape],
      "?": [.character("?")], "q": [.character("q")], "Enter": [.enter], "Ctrl-j": [.newline],
    ]
    for hint in page(place.session, TestDeck.english).keys {
      guard let presses = keys[TestDeck.english[hint.key]] else {
        Issue.record("an unknown key is shown: \(TestDeck.english[hint.key])")
        continue
      }
      let works = presses.contains { key in
        var session = place.session
        let effects = reduce(&session, event(for: key, in: session, TestDeck.english, size: wide))
        return !effects.isEmpty || (session != place.session && session.reply != .nothingHere)
      }
      #expect(works, "\(place.name): \(TestDeck.english[hint.key]) \(TestDeck.english[hint.says])")
    }
  }

  /// Whatever has nothing to offer is answered by the same line, and changes nothing else.
  @Test(arguments: Place.all, [Key.character("z"), .alt("x"), .delete])
  func nothingIsAnsweredAlike(place: Place, key: Key) {
    guard place.session.editor == nil, !place.session.isLooking || key == .delete else { return }
    var session = place.session
    _ = reduce(&session, event(for: key, in: session, TestDeck.english, size: wide))
    #expect(page(session, TestDeck.english).notice == TestDeck.english[.replyNothingHere])
    for size in sizes {
      let drawn = rows(of: session, TestDeck.english, size)
      #expect(drawn.contains { $0.contains(TestDeck.english[.replyNothingHere]) })
      let before = rows(of: place.session, TestDeck.english, size)
      let changed = drawn.indices.filter { drawn[$0] != before[$0] }
      #expect(changed.count <= 2, "\(place.name) moves when a key has nothing to offer")
    }
  }

  /// With arrows, digits, Enter and Esc alone every kind of step and layer is reached.
  @Test func everythingIsReachedWithFewKeys() {
    let keys: [Key] = [.right, .left, .up, .down, .enter, .escape] + "0123456789".map { .character($0) }
    var steps: Set<String> = []
    var layers: Set<String> = []
    var random = SmallRandom(state: 7)
    // What both want to see is rare by chance.
    let shared = Place.all.first { $0.name == "covered-both" }!.session
    let starts = [
      TestTalk(mayKeep: true).session, TestTalk(hasHelpline: true).session, TestTalk(path: .intense).session,
      TestTalk(path: .alone).session, shared,
      TestTalk(isCheckIn: true).session,
    ]
    for first in starts {
      var talk = TestTalk()
      talk.session = first
      for _ in 0..<1_500 {
        steps.insert(name(of: talk.session.step))
        if let layer = talk.session.layer { layers.insert(name(of: layer)) }
        if let editor = talk.session.editor, editor.characters.isEmpty { talk.send(.edit(.type("a"))) }
        let key = keys[Int(random.next() % UInt64(keys.count))]
        talk.send(event(for: key, in: talk.session, TestDeck.english, size: small))
        if talk.session.ended { talk.session = first }
      }
    }
    #expect(steps.count == 22, "\(steps.sorted())")
    // The goodbye that q shows is another way to the same ending, which the menu offers.
    let others: Set = ["goodbye", "passphrase", "recovery", "unfinished", "trouble", "calendar"]
    #expect(layers.union(others).count == 20, "\(layers.sorted())")
  }

  @Test func lettersTypeInTheEditor() {
    for letter in "emnfq?1 é静" { #expect(event(.character(letter), "note-text") == .edit(.type(String(letter)))) }
    #expect(event(.enter, "note-text") == .commitNote)
    #expect(event(.escape, "note-text") == .cover)
    #expect(event(.newline, "note-text") == .edit(.newline))
    #expect(event(.tab, "note-text") == .edit(.type(" ")))
    #expect(event(.left, "note-text") == .edit(.left))
    #expect(event(.wordLeft, "note-text") == .edit(.wordLeft))
    #expect(event(.control("k"), "note-text") == .edit(.killToLineEnd))
    #expect(event(.alt("u"), "note-text") == .edit(.undo))
    #expect(event(.alt("r"), "note-text") == .edit(.redo))
    #expect(event(.control("q"), "note-text") == .unknown)
    #expect(event(forPaste: "a\nb", in: session("note-text"), TestDeck.english) == .edit(.paste("a\nb")))
  }
}

/// A few numbers by chance, the same in every run.
struct SmallRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) ^ state << 31
  }
}
