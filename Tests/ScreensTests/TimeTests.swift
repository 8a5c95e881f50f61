// A time of day in words, and breathing for those who want nothing to move.

import Conversation
import Testing

@testable import Screens

@Suite struct TimeTests {
  @Test func everyFiveMinutesHaveWords() {
    let hours = ["twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
    let parts = [
      "", "five past", "ten past", "quarter past", "twenty past", "twenty-five past", "half past", "twenty-five to",
      "twenty to", "quarter to", "ten to", "five to",
    ]
    for step in 0..<288 {
      let hour = hours[(step / 12 + (step % 12 > 6 ? 1 : 0)) % 12]
      let wanted = step % 12 == 0 ? "about \(hour) o'clock" : "about \(parts[step % 12]) \(hour)"
      #expect(TestDeck.english.timeOfDay(step * 5) == wanted)
    }
  }

  @Test func otherMinutesTakeTheNearestStep() {
    for minute in 0..<(24 * 60) {
      let near = [minute, minute + 1, minute + 2, minute - 1, minute - 2].first { $0 % 5 == 0 }!
      #expect(TestDeck.english.timeOfDay(minute) == TestDeck.english.timeOfDay((near + 1440) % 1440), "\(minute)")
    }
  }

  @Test func stillMeansThatNothingMoves() {
    var talk = TestTalk(still: true)
    talk.send(.cover, .choose(0))
    #expect(talk.session.layer == .breathe)
    let before = render(talk.session, TestDeck.english, size: sizes[0])
    #expect(rows(of: talk.session, TestDeck.english, sizes[0]).joined().contains("count to four"))
    for time in stride(from: Int64(1_000), to: 20_000, by: 700) {
      talk.send(.clock(time, minuteOfDay: 0))
      #expect(render(talk.session, TestDeck.english, size: sizes[0]) == before)
    }
  }

  @Test func theBreathingWordStandsStill() {
    var talk = TestTalk()
    talk.send(.cover, .choose(0))
    for size in sizes {
      var places: Set<Int> = []
      for time in stride(from: Int64(1_000), to: 11_000, by: 250) {
        talk.send(.clock(time, minuteOfDay: 0))
        let drawn = rows(of: talk.session, TestDeck.english, size)
        let place = drawn.firstIndex { ["in", "out"].contains($0.split(separator: " ").joined()) }
        #expect(place != nil)
        places.insert(place ?? -1)
        #expect(drawn.contains { $0.contains("•") })
      }
      #expect(places.count == 1)
    }
  }
}
