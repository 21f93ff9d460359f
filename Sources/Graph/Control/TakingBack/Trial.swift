/// A patch on trial: it has just been loaded, and is taken back if it turns out to be too much.
struct Trial {
  /// Seconds of sound that a patch has to prove itself.
  private static let length = 2.0

  /// Cycles from which on something can be said.
  private static let leastCycles = 16

  /// What ran before.
  let earlier: PatchVersion

  /// What the nodes that came with the patch cost.
  private let newcomers: Set<ObjectIdentifier>

  /// A foreign one of them that was late again and again.
  private var culprit: String?

  private var counts: CostLedger.Counts?
  private var end: Int64 = .max

  init(_ earlier: PatchVersion, newcomers: [NodeInstance]) {
    self.earlier = earlier
    self.newcomers = Set(newcomers.map { ObjectIdentifier($0.cost) })
  }

  /// How it stands with the trial.
  enum Verdict: Equatable {
    case pending
    case passed

    /// Too many cycles missed their deadline, or took more than their budget.
    case failed(missed: Int, excessive: Int, of: Int)

    /// A node that came with the patch was late again and again.
    case failedBy(String)
  }

  /// Blames a foreign node that was late again and again; returns whether it came with the patch, which
  /// is then taken back.
  mutating func blame(_ node: NodeCost) -> Bool {
    guard newcomers.contains(ObjectIdentifier(node)) else { return false }
    culprit = node.id
    return true
  }

  /// Begins again, now that what was too much and not of the patch's doing is gone.
  mutating func restart() { counts = nil }

  /// Looks at the cycles that `ledger` has counted since the first call, which comes when the change is
  /// complete; `frame` is the present.
  mutating func verdict(_ ledger: CostLedger, frame: Int64) -> Verdict {
    if let culprit { return .failedBy(culprit) }
    guard let counts else {
      counts = ledger.counts
      end = frame + Int64(Self.length * ledger.sampleRate)
      return .pending
    }
    let cycles = ledger.counts.cycles - counts.cycles
    let missed = ledger.counts.missed - counts.missed
    let excessive = ledger.counts.excessive - counts.excessive
    let isOver = frame >= end
    let isHopeless = missed * 4 >= cycles || excessive * 2 >= cycles
    let isTooMuch = cycles >= Self.leastCycles && isHopeless || isOver && missed * 20 > cycles
    if isTooMuch { return .failed(missed: missed, excessive: excessive, of: cycles) }
    return isOver ? .passed : .pending
  }
}
