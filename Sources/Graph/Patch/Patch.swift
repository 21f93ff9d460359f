/// A graph as someone wrote it: nodes, wires, and what gives way first.
package struct Patch: Hashable, Sendable {
  package var name: String
  package var summary: String

  /// Beats per minute to start with.
  package var tempo: Double
  package var beatsPerBar: Int
  package var beatUnit: Int

  /// The node whose beat events drive musical time; `nil` for the internal clock.
  package var clock: String?
  package var nodes: [PatchNode]
  package var wires: [Wire]

  /// Ids of nodes to skip first when time runs short, in that order.
  package var shed: [String]

  /// What MIDI controls move.
  package var midiMap: [MIDIBinding] = []

  /// The share of the period, 0 to 1, that a cycle may take before nodes are skipped.
  package var budget: Double

  package init(
    name: String = "", summary: String = "", tempo: Double = 120, beatsPerBar: Int = 4,
    beatUnit: Int = 4, clock: String? = nil, nodes: [PatchNode] = [], wires: [Wire] = [],
    shed: [String] = [], budget: Double = 0.7
  ) {
    self.name = name
    self.summary = summary
    self.tempo = tempo
    self.beatsPerBar = beatsPerBar
    self.beatUnit = beatUnit
    self.clock = clock
    self.nodes = nodes
    self.wires = wires
    self.shed = shed
    self.budget = budget
  }

  package subscript(id id: String) -> PatchNode? { nodes.first { $0.id == id } }
}
