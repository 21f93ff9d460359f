internal import Band

/// A job that hears what the player does, and plays with him.
protocol BandJob: ChartFollowing, AnyObject {
  var link: BandLink { get }

  /// What it has for the audio thread.
  var backlog: Backlog<PlayerAction> { get set }

  /// Takes in something that was heard or asked for.
  func take(_ observation: Observation)

  /// Plays from another sheet.
  func turn(to sheet: BandSheet)

  /// Takes the player to be at the next of these bars of the chart, from 0.
  func go(toNextOf bars: [Int])
}

extension BandJob {
  func run() -> Bool {
    var worked = desk.take { request in
      switch request {
      case .sheet(let sheet): turn(to: sheet)
      case .bars(let bars): go(toNextOf: bars)
      }
    }
    while let observation = link.takeObservation() {
      take(observation)
      worked = true
    }
    backlog.flush { link.play($0) }
    return worked
  }
}
