package import Graph

/// Runs an analyser on a worker, between the two ends of a link.
///
/// Unchecked because a job never runs twice at once, and nothing else touches its state.
package final class AnalysisJob<A: Analyser>: Job, @unchecked Sendable {
  private let link: AnalysisLink
  private let sampleRate: Double
  private var feed: AnalysisFeed
  private let make: (Double) -> A
  private var analyser: A

  /// The absolute frame of the analyser's first sample.
  private var origin: Int64?

  /// Creates a job for what `make` makes of a sample rate, now and after every gap.
  package init(link: AnalysisLink, sampleRate: Double, make: @escaping (Double) -> A) {
    self.link = link
    self.sampleRate = sampleRate
    feed = AnalysisFeed(link)
    self.make = make
    analyser = make(sampleRate)
  }

  package func run() -> Bool {
    while let hint = link.hints.pop() { analyser.take(hint: hint, origin: origin ?? 0) }
    return feed.drain { samples, frame in
      let origin = self.origin ?? frame
      self.origin = origin
      analyser.process(samples) { release($0, origin: origin) }
    } gap: { _ in
      analyser = make(sampleRate)
      origin = nil
    }
  }

  private func release(_ estimate: A.Estimate, origin: Int64) {
    var (event, heard) = A.report(estimate)
    event.time += origin
    _ = link.releases.push(AnalysisLink.Release(event, at: heard + origin + link.delay))
  }
}

extension NodeContext {
  /// Lets a worker run an analyser of type `type`, and returns the audio thread's end of the link.
  func analyse<A: Analyser>(with type: A.Type) -> AnalysisEnd {
    analyse { A(sampleRate: $0) }
  }

  /// Lets a worker run what `make` makes of a sample rate.
  func analyse<A: Analyser>(_ make: @escaping (Double) -> A) -> AnalysisEnd {
    let link = AnalysisLink(sampleRate: sampleRate)
    addJob(AnalysisJob(link: link, sampleRate: sampleRate, make: make))
    return AnalysisEnd(link)
  }
}
