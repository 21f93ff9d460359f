import Glibc

extension BeatFilter {
  /// What is known of the beat: frames a beat, place in it (0 to 1), and how surely.
  struct Reading {
    let interval: Double
    let phase: Double
    let confidence: Float
  }

  /// Reads off the likeliest interval and the place within it.
  func reading() -> Reading {
    let mass = states.withUnsafeBufferPointer { states in
      layout.starts.indices.map { UnsafeBufferPointer(rebasing: states[layout.range($0)]).sum }
    }
    let best = mass.indices.max { mass[$0] < mass[$1] } ?? 0
    let reach = max(1, (layout.shortest + best) / 20)
    let near = max(0, best - reach)...min(mass.count - 1, best + reach)
    var total: Float = 0
    var mean = 0.0
    var point = SIMD2<Float>.zero
    for index in near {
      total += mass[index]
      mean += Double(mass[index]) * Double(layout.shortest + index)
      for state in layout.range(index) { point += states[state] * layout.circle[state] }
    }
    let turn = Double(atan2f(point.y, point.x)) / (2 * .pi)
    return Reading(
      interval: mean / Double(total), phase: turn < 0 ? turn + 1 : turn,
      confidence: (point * point).sum().squareRoot())
  }
}
