internal import Ear
internal import Graph
private import Synchronization

/// Hears a signal once for all nodes that analyse it.
///
/// When it falls behind by more than the source holds, samples are lost, which the source counts:
/// silence takes the place of half a second at most, and after more all analysers start over.
/// Unchecked because a job never runs twice at once, and nothing else touches its state but what is
/// under the lock.
final class Listening: AnalysisGroup, @unchecked Sendable {
  let source: AnalysisSource
  private let sampleRate: Double
  private var feed: AnalysisFeed
  private let newest = Mutex<[any Hearing]?>(nil)
  private var members: [any Hearing] = []
  private var front: FrontEnd?

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    source = AnalysisSource(sampleRate: sampleRate)
    feed = AnalysisFeed(source)
  }

  /// Those that tell chords come first, so that the others hear of them in the same step.
  func set(_ members: [any AnalysisMember]) {
    let members = members.compactMap { $0 as? any Hearing }
    for member in members { member.join(self) }
    newest.withLock { $0 = members.filter(\.tellsChords) + members.filter { !$0.tellsChords } }
  }

  func run() -> Bool {
    if let next = newest.withLock({ $0.take() }) {
      members = next
      if let front { bring(front) }
    }
    for member in members { member.takeHints() }
    return feed.drain { samples, frame in
      hear(samples, at: frame)
    } gap: { _ in
      front = nil
      for member in members { member.restart() }
    }
  }

  private func bring(_ front: FrontEnd) {
    front.bring(
      members.reduce(into: []) { $0.formUnion($1.parts) },
      isToldChords: members.contains(where: \.tellsChords))
  }

  private func hear(_ samples: UnsafeBufferPointer<Float>, at frame: Int64) {
    let front = front ?? FrontEnd(sampleRate: sampleRate, origin: frame)
    if self.front == nil { bring(front) }
    self.front = front
    let end = frame + Int64(samples.count)
    let present = members.filter { $0.isThere(at: end, patience: source.bridge) }
    var rest = samples
    while !rest.isEmpty {
      front.advance(through: &rest)
      for member in present { member.hear(front, in: self) }
    }
  }
}
