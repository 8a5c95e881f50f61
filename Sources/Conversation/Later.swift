// Afterwards: the check-in after a day or more, and the calendar file that may remind of it.
//
// Rules: a check-in is a conversation like any other, with its own cards in the middle; rest stays without a
// question, and the close always comes. Nothing reminds anyone unless a file was asked for.

/// How long ago it was, where someone says it.
public enum Ago: Sendable, Hashable, CaseIterable {
  /// About a day.
  case day
  /// Three days or more.
  case threeDays

  /// Where the deck has the cards for it.
  var section: Section { self == .day ? .afterOneDay : .afterThreeDays }
}

/// What came of the wish for a calendar file.
public enum CalendarOutcome: Sendable, Hashable {
  /// Written at this path.
  case written(String)
  /// What the system said, in one line.
  case failed(String)
}

extension Planner {
  /// A check-in of one person, as far as the question how long ago it was.
  func checkInAlone() -> [Step] { [.welcomeAlone, .ago] }

  /// Some cards of a check-in in the deck's order, and its close. "Gently" has at most four cards.
  func checkIn(_ ago: Ago?) -> [Step] {
    // The cards of the first day say nothing of how long ago it was.
    let section = (ago ?? .day).section
    let most = dealer.path == .alone ? 5 : dealer.talking == .gently ? 4 : 6
    let cards = dealer.some(of: section, most: most)
    return cards.map { .card($0.id) } + (dealer.path == .alone ? aloneClose() : close())
  }
}

extension Session {
  /// Closes the browser and begins a check-in where the conversation is now.
  mutating func beginCheckIn() {
    layers = []
    isCheckIn = true
    goOn(with: [.talking])
  }

  /// A calendar file was made, or could not be.
  mutating func hear(_ outcome: CalendarOutcome) {
    if step == .later && layer == nil { show(.calendar(outcome)) }
  }
}
