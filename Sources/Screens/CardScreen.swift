// A card, and what follows a section of cards.

import CellGrid
import Conversation
import Settings

extension Scene {
  var cardPage: Page {
    guard let card = session.card else { return Page(keys: [.on, .back, .rest, .help]) }
    let isPause = [.rest, .breathing, .grounding].contains(card.section)
    var page = Page(
      heading: words[name(of: session.part)], headingRole: role(of: session.part),
      blocks: cardWords,
      keys: isPause || card.spoken ? [.on, .back, .rest, .help] : [.on, .back, .note, .rest, .help])
    if session.isCoveredCard {
      addCovered(to: &page)
    } else {
      // The deeper form asks for more than a word.
      if !card.choices.isEmpty, session.cardText != card.deeper { page.blocks += offered(card) }
      page.blocks += turn(card)
    }
    if session.isFirstCard, !session.isCoveredCard { page.blocks.append(.drawn(words[keysOnce], .keys)) }
    if session.path == .intense && !session.isAlone && card.invitesWords && session.isFirstOfItsPart { page.blocks.append(.text(words[.cardHardWords], .cue)) }
    if session.isNoted { page.blocks.append(.text(words[.cardNoted], .cue)) }
    if session.favourites.contains(card.id) { page.blocks.append(.text(words[.cardFavourite], .cue)) }
    return page
  }

  /// The question and the way in below it; where words are hard, the way in is what is read first.
  private var cardWords: [Block] {
    guard let wayIn = session.wayIn else { return [.text(session.cardText, .words)] }
    // Read aloud, a few words to choose from are a line each: a pause between them.
    return [
      .text(session.cardText, session.wayInLeads ? .text : .words), .drawn(wayIn, session.wayInLeads ? .words : .text),
      .spoken(wayIn.replacing(" · ", with: "\n")),
    ]
  }

  /// Words to choose from, side by side; lines to say aloud, one below the other.
  private func offered(_ card: Card) -> [Block] {
    let isSaid = card.kind == .say
    return [
      .text(words[isSaid ? .cardSay : .cardChoices], .cue),
      .drawn(isSaid ? card.choices.joined(separator: "\n") : Self.listed(card.choices), .text),
      // A line each: a pause between them.
      .spoken(card.choices.joined(separator: "\n")),
    ]
  }

  /// What the keys of a card do, said once.
  private var keysOnce: Phrase { session.isAlone ? .cardOnceAlone : session.talking == .freely ? .cardOnce : .cardOnceGently }

  /// Choices side by side; a line ends after a dot, never inside a choice.
  private static func listed(_ choices: [String]) -> String {
    choices.map { $0.replacing(" ", with: "\u{A0}") }.joined(separator: "\u{A0}· ")
  }

  /// Who speaks, and what the one who listens may do.
  private func turn(_ card: Card) -> [Block] {
    guard !session.isAlone else { return [] }
    let cue = card.listener.map { [Block.text(words(.cardListener, ["cue": $0]), .cue)] } ?? []
    guard card.invitesWords else { return cue }
    var blocks: [Block] = []
    if let seat = session.floor {
      let says = words(.cardSpeaks, ["name": name(seat), "other": name(seat.other)])
      blocks.append(.text(says, seat == .left ? .left : .right))
    } else {
      blocks.append(.text(words[card.turns ? .cardTurns : .cardEither], .cue))
    }
    return blocks + cue
  }

  private func addCovered(to page: inout Page) {
    switch session.covered {
    case .answering:
      page.blocks += ask(.cardPickLeft, .cardPickRight)
      page.blocks.append(.text(words[.cardOnlyBoth], .cue))
      page.keys = [.back, .rest, .help]
    case .answered(let isShared):
      page.blocks.append(.text(words[isShared ? .cardBoth : .cardPrivate], .text))
    }
    guard !session.choices.isEmpty else { return }
    page.list = list(covered: true) { choice in
      switch choice {
      case .wish(.yes): words[.cardYes]
      case .wish(.maybe): words[.cardMaybe]
      default: words[.cardNotNow]
      }
    }
  }

  var fullLookPage: Page {
    Page(
      heading: words[.fullLookHeading], headingRole: role(of: session.part),
      blocks: [.text(words[.fullLookLine], .words), .text(words[.fullLookWait], .cue)],
      list: list { words[$0 == .fullLookNow ? .fullLookNow : $0 == .enough ? .moreEnough : .fullLookLater] },
      keys: [.on, .back, .choose, .rest, .help])
  }

  func morePage(_ section: Section) -> Page {
    Page(
      heading: words[name(of: session.part)], headingRole: role(of: session.part),
      blocks: [.text(words[.moreQuestion], .words), .text(words[.morePause], .cue)],
      list: list { choice in
        switch choice {
        case .onward: words[onward]
        case .moreOfThis: words[.moreMore]
        case .favourites: words[.moreFavourites]
        default: words[.moreEnough]
        }
      },
      keys: [.on, .back, .choose, .rest, .help])
  }

  /// Where → leads from the end of a section.
  private var onward: Phrase {
    let next = session.outline.first { $0.index > session.index }?.part
    return switch next {
    case .comfort: .moreToComfort
    case .reflection: .moreToReflection
    case .boundaries: .moreToBoundaries
    case .wishes: .moreToWishes
    default: .moreToClose
    }
  }

  var sharedPage: Page {
    let texts = session.shared.compactMap { session.setup.deck.card($0)?.text }
    return Page(
      heading: words[.sharedHeading],
      blocks: [.text(words[.sharedLine], .text)] + texts.map { .text($0, .words) } + [.text(words[.sharedReason], .cue)],
      keys: [.on, .back, .rest, .help])
  }

  func name(of part: Part) -> Phrase {
    switch part {
    case .opening: session.isAlone ? .partAlone : .partOpening
    case .comfort: .partComfort
    case .reflection: .partReflection
    case .boundaries: .partBoundaries
    case .wishes: .partWishes
    case .lookBack: .laterHeading
    case .rest: .partRest
    case .close: .partClose
    }
  }

  func role(of part: Part) -> Role {
    switch part {
    case .comfort: .comfort
    case .reflection: .reflection
    case .boundaries: .boundaries
    case .wishes: .wishes
    case .opening, .lookBack, .rest, .close: .heading
    }
  }
}
