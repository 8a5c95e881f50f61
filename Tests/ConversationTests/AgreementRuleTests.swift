// What holds now: the rule by itself, and over years in two copies with wrong clocks.

import Testing

@testable import Conversation

private let topic = AgreementTopic.card("slow")

private func entry(
  _ id: String, _ answer: AgreementAnswer, day: Day = 100, seen: Set<String> = [], topic: AgreementTopic = topic
) -> AgreementEntry {
  AgreementEntry(id: id, day: day, topic: topic, words: "Slow first", answer: answer, seen: seen)
}

private func state(_ entries: [AgreementEntry], today: Day = 100, lasts: Int = 30) -> Agreement.State? {
  agreements(from: entries, today: today, lasts: lasts).first { $0.topic == topic }?.state
}

@Suite struct AgreementRuleTests {
  @Test func aYesHoldsUntilItIsOld() {
    #expect(state([entry("y", .yes)]) == .yes)
    #expect(state([entry("y", .yes)], today: 129) == .yes)
    #expect(state([entry("y", .yes)], today: 130) == .ask)
    #expect(state([entry("y", .yes), entry("y2", .yes, day: 120)], today: 130) == .yes)
  }

  @Test func aYesFromTheFutureIsARatherOldOne() {
    #expect(state([entry("y", .yes, day: 101)]) == .yes)
    #expect(state([entry("y", .yes, day: 102)]) == .ask)
    #expect(state([entry("y", .yes, day: 9000), entry("y2", .yes, day: 99)]) == .yes)
  }

  @Test func aNoWinsWhateverTheDays() {
    for day in [0, 100, 5000] { #expect(state([entry("y", .yes), entry("n", .no, day: day)]) == .no) }
    #expect(state([entry("n", .no)]) == .no)
  }

  @Test func aWithdrawalTakesItOffTheListWhateverTheDays() {
    for day in [0, 100, 5000] { #expect(state([entry("y", .yes), entry("w", .withdrawn, day: day)]) == nil) }
    #expect(state([entry("w", .withdrawn)]) == nil)
  }

  @Test func aNewYesTakesThePlaceOfWhatItNamesAndOfNothingElse() {
    let before = [entry("y", .yes), entry("w", .withdrawn), entry("n", .no)]
    #expect(before.against(topic) == ["w", "n"])
    #expect(state(before + [entry("y2", .yes, seen: ["w", "n"])]) == .yes)
    #expect(state(before + [entry("y2", .yes, seen: ["w"])]) == .no)
    #expect(state(before + [entry("y2", .yes, seen: ["n"])]) == nil)
    #expect(state(before + [entry("y2", .yes, seen: ["w", "n"]), entry("w2", .withdrawn, day: 1)]) == nil)
  }

  @Test func aYesNamesNothingOfAnotherTopic() {
    let other = entry("o", .yes, seen: ["n"], topic: .card("other"))
    #expect(state([entry("y", .yes), entry("n", .no), other]) == .no)
  }

  @Test func wordsAreOneTopicInAnyCaseAndSpacing() {
    #expect(AgreementTopic(typed: " No  photos\n") == AgreementTopic(typed: "no photos"))
    #expect(AgreementTopic(typed: "caf\u{E9}") == AgreementTopic(typed: "cafe\u{301}"))
    #expect(AgreementTopic(typed: "no photos") != .card("no photos"))
  }

  @Test func theListHasOneOrderHoweverItCame() {
    var random = SplitMix64(seed: 3)
    let entries = (0..<60).map { number in
      entry("\(number)", AgreementAnswer.allCases[number % 3], day: 90 + number % 20, topic: .words("\(number % 17)"))
    }
    let list = agreements(from: entries, today: 110, lasts: 30)
    #expect(!list.isEmpty)
    for _ in 0..<20 {
      #expect(agreements(from: entries.shuffled(using: &random) + entries.prefix(9), today: 110, lasts: 30) == list)
    }
  }

  /// A thousand conversations over two copies that grow apart and merge now and then, with clocks that are days or
  /// years wrong: both orders of merging give one list, and a yes that was taken back is on no list before both
  /// said yes again to what they could see.
  @Test(arguments: 1...8) func yearsInTwoCopies(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var copies: [[String: AgreementEntry]] = [[:], [:]]
    let topics = (0..<6).map { AgreementTopic.card("\($0)") }
    for number in 0..<1000 {
      let place = Int.random(in: 0...1, using: &random)
      let topic = topics.randomElement(using: &random)!
      let answer = AgreementAnswer.allCases.randomElement(using: &random)!
      let wrong = Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: -4000...4000, using: &random) : 0
      let known = copies[place].values.filter { $0.topic == topic }
      let new = entry(
        "\(number)", answer, day: 20_000 + number + wrong, seen: answer == .yes ? known.against(topic) : [], topic: topic)
      copies[place][new.id] = new
      if answer != .yes { #expect(listed(known + [new], number).allSatisfy { $0.state == .no }) }
      if number % 37 == 0 {
        let merged = copies[0].merging(copies[1]) { one, _ in one }
        let list = listed(Array(copies[0].values) + copies[1].values, number)
        #expect(list == listed(Array(copies[1].values) + copies[0].values, number))
        let held = Set(list.filter { $0.state != .no }.map(\.topic))
        for taken in merged.values where taken.answer != .yes && held.contains(taken.topic) {
          #expect(merged.values.contains { $0.answer == .yes && $0.topic == taken.topic && $0.seen.contains(taken.id) })
        }
        copies = [merged, merged]
      }
    }
  }

  private func listed(_ entries: [AgreementEntry], _ number: Int) -> [Agreement] {
    agreements(from: entries, today: 20_000 + number, lasts: 180)
  }
}
