internal import Synchronization

/// One node's turn: gather what arrives, run, and report.
struct Step: BitwiseCopyable {
  /// One of the signals that meet at an input.
  struct Source: BitwiseCopyable {
    let samples: UnsafePointer<Float>
    let fade: Topology.Fade
  }

  struct AudioMix: BitwiseCopyable {
    let destination: UnsafeMutablePointer<Float>
    let sources: UnsafeMutablePointer<Source>
    let count: Int
  }

  struct MIDISource: BitwiseCopyable {
    let lane: Lane<MIDIEvent>

    /// What the source has started and not ended; ended here once when the wire goes.
    let ledger: NoteLedger

    /// Whether the wire goes with this change of graph.
    let isEnding: Bool
  }

  struct MIDIMerge: BitwiseCopyable {
    let destination: Lane<MIDIEvent>
    let sources: UnsafeMutablePointer<MIDISource>
    let count: Int
  }

  struct EventMerge: BitwiseCopyable {
    let destination: Lane<Event>
    let sources: UnsafeMutablePointer<Lane<Event>>
    let count: Int
  }

  let cell: UnsafeMutablePointer<NodeCell>
  let ports: UnsafeMutablePointer<PortTable>

  /// Whether nothing but audio meets here, and nobody would ever leave the node out, so that most of
  /// the turn can be.
  let isPlain: Bool

  /// Whether anything has to be brought together before the node runs.
  let gathers: Bool
  let number: UInt32

  let mixes: UnsafeMutablePointer<AudioMix>
  let mixCount: Int
  let midiMerges: UnsafeMutablePointer<MIDIMerge>
  let midiMergeCount: Int
  let eventMerges: UnsafeMutablePointer<EventMerge>
  let eventMergeCount: Int

  let midiOutputCount: Int
  let ledgers: UnsafeMutablePointer<NoteLedger>
  let eventOutputCount: Int

  let inputCount: Int
  let outputCount: Int
  let midiInputCount: Int

  /// How much has left by its outputs.
  let activity: OutputActivity

  /// The place in the list of what may be left out, -1 for none.
  let shedRank: Int

  /// Whether the control thread has taken the node out of the way.
  let bypass: UnsafeMutablePointer<Atomic<Bool>>

  /// Whether the cycle before went past the node.
  var isBypassed = false

  /// Whether its outputs have faded into what goes past it: they do in one more cycle with the node.
  var hasFaded = false
}
