// The browser of what two people kept: the list, looking for words, reading, and what can be done with it.
//
// Rules: only as many conversations stand on a page as a list has digits for, so that a long list costs nothing.

import CellGrid
import Conversation
import Settings

extension Scene {
  private var kept: Kept? { session.kept }

  func keptPage(_ place: KeptPlace) -> Page {
    switch place {
    case .list: keptListPage
    case .search: keptSearchPage
    case .reading: keptReadingPage
    case .one: keptMenu(.keptOneHeading, [])
    case .everything: keptMenu(.keptAllHeading, [])
    case .afterwards: afterwardsPage
    case .lookBack: lookBackPage
    case .exporting:
      keptMenu(.keptExportHeading, [.text(words[.keptExportWarning], .words), .text(words[.keptExportWhere], .text)])
    case .writing: keptWritingPage
    case .deleting: keptAway(.keptDeleteHeading, [.text(words[.keptDeleteLine], .text)])
    case .burning:
      keptAway(.keptBurnHeading, [.text(words[.keptBurnDoes], .text), .text(words[.keptBurnLimits], .text)])
    case .told(let outcome): keptToldPage(outcome)
    }
  }

  // MARK: - The list

  private var keptListPage: Page {
    var page = Page(heading: words[.keptHeading], list: keptList, keys: keys(first: .on) + [.help])
    if let progress = kept?.listing {
      page.blocks.append(.text(words[.keptListing] + share(progress), .cue))
    } else if kept?.talks.isEmpty ?? true {
      page.blocks.append(.text(words[.keptNothing], .text))
    }
    if kept?.isFiltered ?? false { page.blocks += [.text(words(.keptWith, ["words": kept?.query ?? ""]), .cue)] + foundBlocks }
    if let count = kept?.unreadable, count > 0 { page.blocks.append(.text(words[.keptUnreadable], .notice)) }
    return page
  }

  private var keptSearchPage: Page {
    var page = Page(heading: words[.keptHeading], list: keptList, keys: keys(first: .look))
    page.blocks = [.drawn(words(.keptLooking, ["words": kept?.query ?? ""]), .typed)]
    if kept?.isFiltered ?? false { page.blocks += foundBlocks }
    page.prompt = .keptPrompt
    return page
  }

  /// The keys of a list that may be empty or of one.
  private func keys(first: Hint) -> [Hint] {
    let count = session.choices.count
    return (count > 0 ? [first] : []) + [.back] + (count > 1 ? [.choose] : []) + [.rest]
  }

  /// How the looking goes, or that it found nothing.
  private var foundBlocks: [Block] {
    if let progress = kept?.looking { return [.text(words[.keptSearching] + share(progress), .cue)] }
    return kept?.found.isEmpty ?? true ? [.text(words[.keptFoundNone], .text)] : []
  }

  private var keptList: List? {
    session.choices.isEmpty ? nil : list { keptWords(of: $0) }
  }

  private func keptWords(of choice: Choice) -> String {
    switch choice {
    case .keptTalk(let place):
      kept.flatMap { $0.shown.indices.contains(place) ? line(of: $0.shown[place]) : nil } ?? ""
    case .keptOlder: words[.keptOlder]
    case .keptNewer: words[.keptNewer]
    case .keptLook: words[.keptLook]
    case .keptShowAll: words[.keptShowAll]
    case .keptEverything: words[.keptEverything]
    case .keptAfterwards: words[.afterwardsOpen]
    case .keptNext: words[.keptNext]
    case .keptToList: words[.keptToList]
    case .keptOne: words[.keptOne]
    case .keptExport: words[.keptExport]
    case .keptDelete: words[.keptDelete]
    case .keptBurn: words[.keptBurn]
    case .keptStaySealed: words[.keptStaySealed]
    case .keptAs(.markdown): words[.keptAsMarkdown]
    case .keptAs(.text): words[.keptAsText]
    case .keptAs(.json): words[.keptAsJson]
    case .letGo: words[.notesLetGo]
    default: words[.notesKeep]
    }
  }

  /// A conversation's date and sections.
  private func line(of talk: KeptTalk) -> String {
    let sections = talk.sections.map { sectionName($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
    return (sections.isEmpty ? words.date(talk.date) : words.date(talk.date) + ": " + sections)
      + (talk.isProven ? "" : " (" + words[.provenNotShort] + ")")
  }

  private func sectionName(_ section: String) -> String { words.sectionName(section) }

  /// How far slow work is; nothing where it is not known yet.
  private func share(_ progress: KeptProgress) -> String {
    guard progress.all > 0 else { return "" }
    return " " + words(.keptShare, ["done": String(progress.done), "all": String(progress.all)])
  }

  // MARK: - Reading

  private var keptReadingPage: Page {
    var page = Page(
      heading: kept?.talk.map { words.date($0.date) } ?? "", list: keptList, keys: [.on, .back, .choose, .rest, .help])
    if kept?.talk?.isProven == false { page.blocks.append(.text(words[.provenNot], .notice)) }
    var section: String?
    for entry in kept?.entries ?? [] {
      let name = sectionName(entry.section)
      if entry.section != section, !name.isEmpty { page.blocks.append(.text(name, .heading)) }
      section = entry.section
      if !entry.prompt.isEmpty { page.blocks.append(.text(entry.prompt, .cue)) }
      page.blocks.append(.text(entry.text, .typed))
    }
    return page
  }

  // MARK: - What can be done

  private func keptMenu(_ heading: Phrase, _ blocks: [Block]) -> Page {
    Page(heading: words[heading], blocks: blocks, list: keptList, keys: [.on, .back, .choose, .rest, .help])
  }

  private func keptAway(_ heading: Phrase, _ blocks: [Block]) -> Page {
    Page(
      heading: words[heading],
      blocks: blocks + [.text(words[.keptBoth], .cue)] + ask(.cardPickLeft, .cardPickRight),
      list: list(covered: true) { keptWords(of: $0) }, keys: [.back, .rest, .help])
  }

  private var keptWritingPage: Page {
    Page(
      heading: words[.keptExportHeading],
      blocks: [.text(words[.keptWriting] + (kept?.writing.map(share) ?? ""), .words)], keys: [.back, .rest])
  }

  private func keptToldPage(_ outcome: KeptOutcome) -> Page {
    switch outcome {
    case .exported(let path):
      Page(
        heading: words[.keptExportHeading],
        blocks: [
          .text(words[.keptExported], .words), .text(path, .typed), .text(words[.keptExportedCare], .text),
        ],
        keys: [.on, .rest])
    case .deleted: keptTold(.keptDeleteHeading, .keptDeleted)
    case .burnt: keptTold(.keptBurnHeading, .keptBurnt)
    case .failed(let what):
      Page(
        heading: words[.keptFailedHeading], headingRole: .notice, blocks: [.text(what, .text)],
        keys: [.on, .rest])
    }
  }

  private func keptTold(_ heading: Phrase, _ line: Phrase) -> Page {
    Page(heading: words[heading], blocks: [.text(words[line], .words)], keys: [.on, .rest])
  }
}

extension Words {
  /// A date and time of day as this language writes them.
  public func date(_ date: KeptDate) -> String {
    let months = self[.keptMonths].split(separator: ",").map(String.init)
    let month = months.indices.contains(date.month - 1) ? months[date.month - 1] : String(date.month)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return self(
      .keptDate,
      [
        "day": String(date.day), "month": month, "year": String(date.year), "hour": two(date.minuteOfDay / 60),
        "minute": two(date.minuteOfDay % 60),
      ])
  }

  /// What a section of a deck is called; its own name, where this program does not know it.
  public func sectionName(_ section: String) -> String {
    switch Section(rawValue: section) {
    case .arrive, .body: self[.partOpening]
    case .comfort: self[.partComfort]
    case .reflection: self[.partReflection]
    case .boundaries: self[.partBoundaries]
    case .wishes: self[.partWishes]
    case .rest, .grounding, .breathing: self[.partRest]
    case .appreciation, .close: self[.partClose]
    case .notOkay: self[.notOkayHeading]
    case .afterOneDay, .afterThreeDays: self[.laterHeading]
    case .alone, nil: section
    }
  }
}
