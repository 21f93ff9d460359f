internal import Ear
internal import Graph
private import Synchronization

/// What one node wants to know of its signal, as its group sees it.
protocol Hearing: AnalysisMember {
  var parts: FrontEnd.Parts { get }
  var tellsChords: Bool { get }

  /// Belongs to `group` from now on, and to no other.
  func join(_ group: Listening)

  /// Passes on taps, tempo and the like.
  func takeHints()

  /// Whether the node is there to hear of what happened until `frame`; it has to forget what it
  /// heard when it comes back.
  func isThere(at frame: Int64, patience: Int64) -> Bool

  func hear(_ front: FrontEnd, in group: Listening)

  /// Forgets everything heard.
  func restart()
}

/// Runs an analyser for a node.
///
/// Unchecked because only the group that it belongs to uses it, and whoever uses it holds its lock.
final class Analysis<A: Analyser>: Hearing, @unchecked Sendable {
  let link: AnalysisLink
  let input = 0
  private let sampleRate: Double
  private let make: (Double) -> A
  private let lock = Mutex(())
  private var analyser: A
  private var group: ObjectIdentifier?
  private var isAway = false

  /// Creates an analysis with what `make` makes of a sample rate, now and after every gap.
  init(sampleRate: Double, make: @escaping (Double) -> A) {
    link = AnalysisLink(sampleRate: sampleRate, delay: A.delay)
    self.sampleRate = sampleRate
    self.make = make
    analyser = make(sampleRate)
  }

  var parts: FrontEnd.Parts { A.parts }
  var tellsChords: Bool { A.tellsChords }

  func makeGroup() -> any AnalysisGroup { Listening(sampleRate: sampleRate) }

  func join(_ group: Listening) { lock.withLock { _ in self.group = ObjectIdentifier(group) } }

  func takeHints() {
    lock.withLock { _ in while let hint = link.hints.pop() { analyser.take(hint: hint) } }
  }

  func isThere(at frame: Int64, patience: Int64) -> Bool {
    let attended = link.attended.load(ordering: .relaxed)
    let isThere = attended != Int.min && frame - Int64(attended) <= patience
    if isThere, isAway { restart() }
    isAway = !isThere
    return isThere
  }

  func hear(_ front: FrontEnd, in group: Listening) {
    lock.withLock { _ in
      guard self.group == ObjectIdentifier(group) else { return }
      analyser.hear(front) { estimate in
        A.tell(estimate, to: front)
        let (event, heard) = A.report(estimate)
        _ = link.releases.push(AnalysisLink.Release(event, at: heard + link.delay))
      }
    }
  }

  func restart() { lock.withLock { _ in analyser = make(sampleRate) } }
}

extension NodeContext {
  /// Lets a worker run what `make` makes of a sample rate, and returns the audio thread's end.
  func analyse<A: Analyser>(_ make: @escaping (Double) -> A) -> AnalysisEnd {
    let analysis = Analysis(sampleRate: sampleRate, make: make)
    add(analysis)
    return AnalysisEnd(analysis.link)
  }
}
