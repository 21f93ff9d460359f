extension Composer {
  /// What comes at a bar line, and in how many beats.
  package struct Next: Hashable, Sendable {
    /// What may come at a bar line.
    package enum Change: Hashable, Sendable {
      case section(Section)
      case fill
      case breakdown
      case ending
      case style
    }

    package var change: Change

    /// Beats from now until then, 0 or more.
    package var beats: Double
  }

  /// The section that sounds; `nil` where the band is silent.
  package var section: Section? {
    guard state == .playing, let plan = conductor.plan(at: barNumber(of: Int(now.rounded(.down))))
    else { return nil }
    return plan.section
  }

  /// What was asked for and has not come yet; `nil` where the band is silent.
  package var next: Next? {
    guard state == .playing || state == .countingIn else { return nil }
    if let coming { return Next(change: .style, beats: max(0, Double(coming.beat) - now)) }
    let current = state == .playing ? barNumber(of: Int(now.rounded(.down))) : -1
    guard let (request, bar) = conductor.next(after: current) else { return nil }
    let beat = downbeat(of: bar, after: current)
    if let finalBeat, beat >= finalBeat { return nil }
    let change: Next.Change =
      switch request {
      case .fill: .fill
      case .breakdown: .breakdown
      case .ending: .ending
      case .section(let section): .section(section)
      }
    return Next(change: change, beats: max(0, Double(beat) - now))
  }

  /// The downbeat of `bar`, one of those to come, where `current` sounds; -1 for the count-in.
  private func downbeat(of bar: Int, after current: Int) -> Int {
    guard current >= 0 else { return entry + bar * grid.beatsPerBar }
    return grid.downbeat(before: Int(now.rounded(.down))) + (bar - current) * grid.beatsPerBar
  }
}
