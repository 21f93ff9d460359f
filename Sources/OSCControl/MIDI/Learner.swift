private import Graph

/// Waits for something to be moved on a controller, to bind it.
struct Learner {
  /// How long it waits, in nanoseconds.
  static let patience: Int64 = 30_000_000_000

  /// How long the fine half of a wide control may take to come after the coarse one, in nanoseconds;
  /// controllers send them back to back.
  private static let fineDelay: Int64 = 100_000_000

  /// Who asked.
  let request: OSCRequest

  /// What is to be moved, and in which manner, as a binding writes it.
  let manner: String
  let deadline: Int64
  private var candidate: (move: ControllerMove, time: Int64)?
  private var found: String?

  init(_ request: OSCRequest, manner: String) {
    self.request = request
    self.manner = manner
    deadline = request.time + Self.patience
  }

  /// Takes a move into account.
  mutating func hear(_ move: ControllerMove, at time: Int64) {
    guard found == nil else { return }
    switch move.kind {
    case .note: if move.value > 0 { settle("note \(move.number)", move) }
    case .program: settle("program \(move.number)", move)
    case .bend: settle("bend", move)
    case .control: hearControl(move, at: time)
    }
  }

  private mutating func hearControl(_ move: ControllerMove, at time: Int64) {
    guard let first = candidate?.move else {
      candidate = (move, time)
      return
    }
    if first.number < 32, move.number == first.number + 32, move.channel == first.channel {
      settle("cc14 \(first.number)", first)
    }
  }

  private mutating func settle(_ control: String, _ move: ControllerMove) {
    found = "\(control) ch \(move.channel) -> \(manner)"
  }

  /// The binding, once it is certain.
  func binding(at time: Int64) -> String? {
    if let found { return found }
    guard let (move, start) = candidate, move.number > 31 || time - start >= Self.fineDelay else {
      return nil
    }
    return "cc \(move.number) ch \(move.channel) -> \(manner)"
  }

  /// When there will be more to know, on the monotonic clock.
  var nextTime: Int64 { candidate.map { $0.time + Self.fineDelay } ?? deadline }
}
