/// How far the second eighth of each beat is delayed, from slow tempos to fast ones.
///
/// Drummers swing less the faster they play: at medium and fast tempos the short note takes about 100 ms, which is 2:1
/// at 200 and about even at 300 beats a minute (Friberg & Sundström, "Swing ratios and ensemble timing in jazz
/// performance", 2002).
package struct Swing: Hashable, Sendable {
  /// Where in the beat the second eighth falls at one tempo.
  package struct Point: Hashable, Sendable {
    /// Fraction of the beat, 0.5 for straight, 0.67 for triplets.
    package var ratio: Double

    /// Beats a minute.
    package var tempo: Double

    package init(ratio: Double, tempo: Double) {
      self.ratio = ratio
      self.tempo = tempo
    }
  }

  /// The ratio at tempos up to this one.
  package var slow: Point

  /// The ratio at tempos from this one.
  package var fast: Point

  package init(slow: Point, fast: Point) {
    self.slow = slow
    self.fast = fast
  }

  /// Even eighths at every tempo.
  package static let straight = Swing(
    slow: Point(ratio: 0.5, tempo: 60), fast: Point(ratio: 0.5, tempo: 240))

  /// The ratio at `tempo`, in between by a straight line.
  package func ratio(at tempo: Double) -> Double {
    guard tempo > slow.tempo else { return slow.ratio }
    guard tempo < fast.tempo else { return fast.ratio }
    let share = (tempo - slow.tempo) / (fast.tempo - slow.tempo)
    return slow.ratio + share * (fast.ratio - slow.ratio)
  }

  /// Where a written position sounds, both in beats.
  ///
  /// On a grid of triplets it is the last third that swings, on other grids the half.
  package func sounding(_ position: Double, isTriplet: Bool, tempo: Double) -> Double {
    let beat = position.rounded(.down)
    let fraction = position - beat
    let pivot = isTriplet ? 2.0 / 3 : 0.5
    let ratio = isTriplet && slow.ratio == 0.5 && fast.ratio == 0.5 ? pivot : ratio(at: tempo)
    guard fraction > pivot else { return beat + fraction / pivot * ratio }
    return beat + ratio + (fraction - pivot) / (1 - pivot) * (1 - ratio)
  }
}
