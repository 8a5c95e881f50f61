// A session as lines: for screen readers, pipes and terminals that cannot place a cursor.
//
// Rules: the same page as the screen, without drawing; lists are numbered, and the number that is heard is the
// number to type, of one digit or more; the last line says what can be typed. Nothing that a person wrote, or a
// deck contains, can put a control character on a line.

import CellGrid
import Conversation
import Settings

/// The lines that tell a place: its heading, its words, its list, and what the last word brought.
public func linear(_ session: Session, _ words: Words) -> [String] {
  let page = page(session, words)
  var lines = spoken(page.heading)
  for block in page.blocks {
    switch block {
    case .text(let text, _), .spoken(let text): lines += spoken(text)
    case .breath, .drawn: break
    }
  }
  // While words to look for are typed, a number is one of them.
  for (place, item) in (session.isLooking ? [] : page.list?.items ?? []).enumerated() {
    lines += spoken(words(.plainChoice, ["number": String(place + 1), "what": item]))
  }
  return lines
}

/// What the last word brought, if it needs saying.
public func linearNotice(_ session: Session, _ words: Words) -> String? {
  if session.reply == .nothingHere { return words[.plainUnknown] }
  // In lines the question itself comes once it can be answered.
  if session.isHandingOver { return nil }
  return page(session, words).notice
}

/// The line that says what can be typed now.
public func linearPrompt(_ session: Session, _ words: Words) -> String {
  spoken(Scene(session: session, words: words).prompt(page(session, words))).joined(separator: " ")
}

/// The event of one typed line. Words are those of the language; an empty line goes on.
public func event(forLine line: String, in session: Session, _ words: Words) -> Event {
  if session.isLooking { return line.allSatisfy(\.isWhitespace) ? .back : .search(line) }
  let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  if word.isEmpty { return .on }
  if let number = number(typedAs: word) { return number >= 1 && number <= session.choices.count ? .choose(number - 1) : .unknown }
  let events: [(Phrase, Event)] = [
    (.plainBack, .back), (.plainEasier, .easier), (.plainMore, .deeper), (.plainOther, .other), (.plainNote, .note),
    (.plainFavourite, .favourite), (.plainRest, .cover), (.plainWhere, .contents), (.plainEnough, .enough),
    (.plainHelp, .help), (.plainLeave, .leave),
  ]
  return events.first { words[$0.0].lowercased() == word }?.1 ?? .unknown
}

/// A number in the digits of any script, also with the point or colon that it is heard or written with.
private func number(typedAs word: String) -> Int? {
  let digits = word.last.map { ".:)".contains($0) } == true ? word.dropLast() : word[...]
  return Int(String(digits.map { character in character.wholeNumberValue.map { Character(String($0 % 10)) } ?? character }))
}

private func spoken(_ text: String) -> [String] {
  SafeText.spoken(text).split(separator: "\n").map(String.init)
}
