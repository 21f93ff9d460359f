internal import Band
package import Graph
private import Synchronization

/// A job that plays from a chart.
package protocol ChartFollowing: Job {
  /// Where it is told what to play from, and where it is.
  var desk: ChartDesk { get }
}

/// The crossing from the control thread to a job that plays from a chart.
package final class ChartDesk: Sendable {
  /// What the job is to do.
  enum Request: Sendable {
    /// Play from another sheet.
    case sheet(BandSheet)

    /// The player is at the next of these bars, from 0.
    case bars([Int])
  }

  /// A section of the chart.
  package struct Section: Equatable, Sendable {
    package let name: String

    /// The bar it begins with, from 1, and how many it has.
    package let bar: Int
    package let barCount: Int

    /// The name of the one that follows; after the last one the chart begins again.
    package let next: String

    package init(name: String, bar: Int, barCount: Int, next: String) {
      self.name = name
      self.bar = bar
      self.barCount = barCount
      self.next = next
    }
  }

  private struct State {
    var chart: ChartFollower?
    var requests: [Request] = []
  }

  private let state: Mutex<State>

  init(_ sheet: BandSheet) { state = Mutex(State(chart: sheet.chart)) }

  /// The most requests that wait; a job that is not run does not let more gather.
  private static let capacity = 16

  /// Puts another sheet up.
  func put(_ sheet: BandSheet) {
    state.withLock { state in
      state.chart = sheet.chart
      if state.requests.count < Self.capacity { state.requests.append(.sheet(sheet)) }
    }
  }

  /// How many bars the chart has, and its sections in order; `nil` where there is none.
  package var contents: (barCount: Int, sections: [Section])? {
    state.withLock { state in
      state.chart.map { (barCount: $0.barCount, sections: Self.sections(of: $0)) }
    }
  }

  private static func sections(of chart: ChartFollower) -> [Section] {
    let sections = chart.sections
    let ends = sections.dropFirst().map(\.bar) + [chart.barCount]
    let followers = sections.dropFirst().map(\.name) + sections.prefix(1).map(\.name)
    return sections.indices.map { index in
      let (name, bar) = sections[index]
      return Section(
        name: name, bar: bar + 1, barCount: ends[index] - bar, next: followers[index])
    }
  }

  /// Says that the player is at `place` from the next bar line on: a bar by its number from 1, or a
  /// section by its name, the next one that is called so.
  ///
  /// - Returns: The bars that may be meant, from 1; none where the chart has no such place.
  package func go(to place: String) -> [Int] {
    state.withLock { state in
      let bars = state.chart?.bars(called: place) ?? []
      guard !bars.isEmpty, state.requests.count < Self.capacity else { return [] }
      state.requests.append(.bars(bars))
      return bars.map { $0 + 1 }
    }
  }

  /// Carries out what was asked for, in order; returns whether there was anything.
  func take(_ body: (Request) -> Void) -> Bool {
    let requests = state.withLock { state in
      defer { state.requests = [] }
      return state.requests
    }
    requests.forEach(body)
    return !requests.isEmpty
  }
}
