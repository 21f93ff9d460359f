/// A graph as someone wrote it: nodes, wires, and what gives way first.
package struct Patch: Hashable, Sendable {
  /// The most nodes that are taken: more than any machine plays, and few enough for all that is worked out about
  /// them to take no time that is noticed.
  package static let nodeLimit = 4096

  /// The most wires that are taken: four for each of as many nodes.
  package static let wireLimit = 16_384

  /// What the patch is called, for people; empty where it has no name.
  package var name: String
  package var summary: String

  /// Beats per minute to start with.
  package var tempo: Double

  /// The metre to start with: beats in a bar, 1 to 16, and the note value of one, 2, 4, 8 or 16.
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

  /// The node of this id; `nil` where there is none, which is found out by a look at all nodes.
  package subscript(id id: String) -> PatchNode? { nodes.first { $0.id == id } }
}
