/// An order of nodes, and a place for every sample: a topology, ready to be given memory.
package struct Plan: Sendable {
  /// What arrives at an input.
  struct Arrival: Sendable {
    let edge: Topology.Edge

    /// The audio buffer it is read from, -1 for MIDI and events.
    let buffer: Int
  }

  struct Input: Sendable {
    let type: PortType
    let arrivals: [Arrival]

    /// The buffer that arrivals are mixed into, where there is not exactly one steady one; else -1.
    let mix: Int
  }

  struct Step: Sendable {
    let vertex: Int
    let inputs: [Input]

    /// The buffers of the audio outputs, in order.
    let outputs: [Int]
  }

  /// An output that a feedback wire leaves from.
  struct Pin: Sendable {
    /// The buffer that the node fills.
    let output: Int

    /// The buffer that holds what it filled it with in the cycle before.
    let memory: Int
  }

  package let topology: Topology
  let steps: [Step]

  /// How many audio buffers are needed.
  package let bufferCount: Int

  /// What is kept from cycle to cycle, for feedback.
  let pinned: [Pin]

  /// How the steps are divided among threads; `nil` where they are not.
  var division: TaskPlan?

  /// The vertices in the order in which a single thread would run them.
  var plainOrder: [Int] = []

  /// The ids of the nodes in the order they run.
  package var order: [String] { steps.map { topology.vertices[$0.vertex].id } }
}
