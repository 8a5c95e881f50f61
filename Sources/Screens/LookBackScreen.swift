// The look back: what helps, the words for stop, favourites and agreements on one page. Not a score: nothing is
// counted, nothing is dated.

import CellGrid
import Conversation
import Settings

extension Scene {
  var afterwardsPage: Page {
    Page(
      heading: words[.afterwardsHeading],
      list: list { choice in
        switch choice {
        case .lookBack: words[.afterwardsLookBack]
        case .checkIn: words[.laterCheckIn]
        default: words[.agreementsSee]
        }
      },
      keys: [.on, .back, .choose, .rest, .help])
  }

  var lookBackPage: Page {
    let sections = words.lookBack(of: session)
    let isWorking = session.kept?.recalling != nil
    let blocks = sections.flatMap { section -> [Block] in
      [.text(section.heading, .heading)]
        + section.lines.flatMap { line -> [Block] in
          (line.prompt.map { [.text($0, .cue)] } ?? []) + [.text(line.text, .typed)]
        } + (section.after.map { [.text($0, .cue)] } ?? [])
    }
    return Page(
      heading: words[.afterwardsLookBack],
      blocks: isWorking
        ? [.text(words[.keptListing], .cue)] : blocks.isEmpty ? [.text(words[.lookBackNothing], .text)] : blocks,
      list: list { words[$0 == .keptExport ? .keptExport : .keptToList] }, keys: listKeys)
  }
}

/// One part of the look back.
public struct LookBackSection: Sendable, Hashable {
  /// A line, and the card that it answers.
  public struct Line: Sendable, Hashable {
    public var prompt: String?
    public var text: String
  }
  public var heading: String
  public var lines: [Line]
  /// A sentence that stands under it wherever it is shown.
  public var after: String?
}

extension Words {
  /// The parts of the look back that have something in them.
  public func lookBack(of session: Session) -> [LookBackSection] {
    let found = session.kept?.lookBack ?? LookBack()
    let favourites = session.favourites.compactMap { session.setup.deck.card($0)?.text }
    return [
      LookBackSection(heading: self[.lookBackHelps], lines: lines(found.helps)),
      LookBackSection(heading: self[.lookBackStop], lines: lines(found.stops)),
      LookBackSection(heading: self[.favouritesHeading], lines: favourites.map { .init(prompt: nil, text: $0) }),
      agreementSection(session.agreements),
    ].filter { !$0.lines.isEmpty }
  }

  /// The agreements with their sentence.
  public func agreementSection(_ agreements: [Agreement]) -> LookBackSection {
    LookBackSection(
      heading: self[.agreementsHeading], lines: agreements.map { .init(prompt: nil, text: line($0)) },
      after: self[.sharedReason])
  }

  private func lines(_ entries: [KeptEntry]) -> [LookBackSection.Line] {
    entries.map { .init(prompt: $0.prompt.isEmpty ? nil : $0.prompt, text: $0.text) }
  }
}
