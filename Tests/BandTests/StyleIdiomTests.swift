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

  @Test(arguments: Styles.names)
  func `the bass divides the beat as the drums do`(name: String) throws {
    let style = try Styles.load(name)
    for groove in style.grooves {
      let sounding = { (places: Set<Double>, isTriplet: Bool) in
        Set(
          places.map { (style.swing.sounding($0, isTriplet: isTriplet, tempo: 60) * 50).rounded() })
      }
      let triplets = 3 * groove.metre.pulsesPerBar
      let written = drums(groove)
      let struck = sounding(
        places(written.filter { $0.stepCount % triplets == 0 }, in: groove.metre), true
      )
      .union(
        sounding(places(written.filter { $0.stepCount % triplets != 0 }, in: groove.metre), false)
      )
      .union(sounding([0, 0.5], false))
      for bar in groove.variations.flatMap(\.bass) {
        let played = sounding(places([bar], in: groove.metre), bar.stepCount % triplets == 0)
        #expect(played.isSubset(of: struck), "\(groove.metre)")
      }
    }
  }
}
