/// The samples that a feedback wire delivers a block later; they outlive a change of graph.
final class FeedbackBuffer {
  /// Whose samples they are.
  struct Owner: Hashable {
    let node: UInt32
    let output: Int
  }

  let samples: UnsafeMutablePointer<Float>

  /// Allocates `count` samples of silence.
  init(count: Int) {
    samples = .allocate(capacity: count)
    samples.initialize(repeating: 0, count: count)
  }

  deinit { samples.deallocate() }
}

/// The messages or events that a feedback wire delivers a block later; they outlive a change of graph.
final class FeedbackLane<Element: BitwiseCopyable> {
  let lane: Lane<Element>

  init(capacity: Int) { lane = Lane(capacity: capacity) }

  deinit { lane.deallocate() }
}

/// What the feedback wires of a schedule read, by whose it is.
struct Feedback {
  var audio: [FeedbackBuffer.Owner: FeedbackBuffer] = [:]
  var midi: [FeedbackBuffer.Owner: FeedbackLane<MIDIEvent>] = [:]
  var events: [FeedbackBuffer.Owner: FeedbackLane<Event>] = [:]
}

extension Plan {
  /// The buffers that feedback wires read, each with the output it belongs to.
  func feedbackOwners(_ instances: [NodeInstance]) -> [Int: FeedbackBuffer.Owner] {
    let sources = Set(topology.edges.filter(\.isFeedback).map(\.source))
    let memories = Dictionary(uniqueKeysWithValues: pinned.map { ($0.output, $0.memory) })
    var owners: [Int: FeedbackBuffer.Owner] = [:]
    for step in steps where sources.contains(step.vertex) {
      for (output, buffer) in step.outputs.enumerated() {
        guard let memory = memories[buffer] else { continue }
        owners[memory] = FeedbackBuffer.Owner(
          node: instances[step.vertex].number, output: output)
      }
    }
    return owners
  }
}
