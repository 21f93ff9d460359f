internal import Band

/// Where the band stands, as numbers: what it plays, what comes next, and in how many beats, and in which of its
/// styles it plays.
///
/// Sections: 0 to 3 for A to D, 4 intro, 5 break, 6 ending; as what comes next also 7 fill and 8 another
/// style. -1 is nothing.
struct BandStanding: Equatable {
  let section: Int8
  let next: Int8
  let beats: Double
  let style: Int

  init(_ composer: Composer, style: Int) {
    self.style = style
    section = composer.section.map(Self.number) ?? -1
    let coming = composer.next
    next = coming.map { Self.number($0.change) } ?? -1
    beats = (coming?.beats ?? 0).rounded(.up)
  }

  private static func number(_ section: Section) -> Int8 {
    switch section {
    case .main(let index): Int8(clamping: index)
    case .intro: 4
    case .breakdown: 5
    case .ending: 6
    }
  }

  private static func number(_ change: Composer.Next.Change) -> Int8 {
    switch change {
    case .section(let section): number(section)
    case .breakdown: 5
    case .ending: 6
    case .fill: 7
    case .style: 8
    }
  }
}
