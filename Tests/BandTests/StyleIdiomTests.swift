import Band
import Music
import Testing

/// What every style keeps to, whatever it is a style of.
@Suite struct StyleIdiomTests {
  /// Where in its beat each step of `patterns` falls, as it is written.
  private func places<Event>(_ patterns: [Pattern<Event>], in metre: Metre) -> Set<Double> {
    Set(
      patterns.flatMap { pattern in
        pattern.steps.map { step in
          let beat = Double(step.index * metre.pulsesPerBar) / Double(pattern.stepCount)
          return ((beat - beat.rounded(.down)) * 1000).rounded() / 1000
        }
      })
  }

  /// The patterns of a groove's drums, fills included.
  private func drums(_ groove: Groove) -> [Pattern<Stroke>] {
    (groove.variations.flatMap(\.drums) + groove.fills.flatMap(\.self) + groove.landing)
      .flatMap(\.bars)
  }

  @Test(arguments: Styles.names)
  func `where eighths swing, nothing is written between a beat and its second eighth`(name: String)
    throws
  {
    let style = try Styles.load(name)
    guard style.swing.slow.ratio >= 0.6 else { return }
    for groove in style.grooves {
      let beats = groove.metre.pulsesPerBar
      let passages =
        groove.variations + [groove.intro, groove.breakdown, groove.ending].compactMap(\.self)
      let strokes = drums(groove) + passages.flatMap { $0.comping + $0.drums.flatMap(\.bars) }
      let even = strokes.filter { $0.stepCount % (3 * beats) != 0 }
      #expect(places(even, in: groove.metre).isSubset(of: [0, 0.5]))
    }
  }

  /// Where in the beat the steps of `patterns` sound, in fiftieths of it.
  private func sounding<Event>(_ patterns: [Pattern<Event>], in groove: Groove, of style: Style)
    -> Set<Double>
  {
    Set(
      patterns.flatMap { pattern in
        let isTriplet = pattern.stepCount % (3 * groove.metre.pulsesPerBar) == 0
        return places([pattern], in: groove.metre).map { place in
          (style.swing.sounding(place, isTriplet: isTriplet, tempo: 60) * 50).rounded()
        }
      })
  }

  @Test(arguments: Styles.names)
  func `bass and chords divide the beat as the drums do`(name: String) throws {
    let style = try Styles.load(name)
    for groove in style.grooves {
      let written = drums(groove)
      let hasTriplets = written.contains { $0.stepCount % (3 * groove.metre.pulsesPerBar) == 0 }
      let eighth = style.swing.sounding(0.5, isTriplet: false, tempo: 60) * 50
      let known = sounding(written, in: groove, of: style).union([0, eighth.rounded()])
      let allowed = hasTriplets ? known : known.union([13, 38])
      for passage in groove.variations {
        let played = sounding(passage.bass, in: groove, of: style)
          .union(sounding(passage.comping, in: groove, of: style))
        #expect(played.isSubset(of: allowed), "\(groove.metre)")
      }
    }
  }
}
