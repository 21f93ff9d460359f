internal import Synchronization

/// The nodes of a patch in the order the audio thread runs them, with all the memory between them.
///
/// Built and freed on the control thread; in between, the audio thread owns it.
package struct Schedule: ~Copyable {
  /// An output, and where it is kept for the cycle after.
  struct Pin: BitwiseCopyable {
    let output: UnsafePointer<Float>
    let memory: UnsafeMutablePointer<Float>
  }

  /// A lane that a node fills, and where it is kept for the cycle after.
  struct LanePin<Element: BitwiseCopyable>: BitwiseCopyable {
    let output: Lane<Element>
    let memory: Lane<Element>
  }

  let arena: Arena

  /// Keeps the nodes alive for as long as the schedule refers to their memory.
  package let instances: [NodeInstance]

  /// Keeps what feedback wires read.
  let feedback: Feedback
  package let plan: Plan

  let steps: UnsafeMutablePointer<Step>
  let stepCount: Int
  let externals: UnsafeMutablePointer<UnsafeMutablePointer<ExternalSlot>>
  let externalCount: Int

  /// What feedback wires deliver in the next cycle.
  let pinned: UnsafeMutablePointer<Pin>
  let pinnedCount: Int
  let pinnedMIDI: UnsafeMutablePointer<LanePin<MIDIEvent>>
  let pinnedMIDICount: Int
  let pinnedEvents: UnsafeMutablePointer<LanePin<Event>>
  let pinnedEventCount: Int

  /// The beats that drive musical time; `nil` for the internal clock.
  let clock: Lane<Event>?

  /// Says which steps to time; ``marks`` is its part for the audio thread.
  let timetable: Timetable
  let marks: UnsafeMutablePointer<Atomic<UInt8>>
  let timetableNumber: Int

  /// How the steps are divided among threads.
  let table: TaskTable

  /// Decides what is left out when time runs short.
  var shedder: Shedder

  /// The share of the period, 0 to 1, that a cycle may take.
  let budget: Double

  /// Frames over which wires rise and fall.
  let fadeLength: Int
  var fadePosition = 0
  var isFirst = true
  var lastFrameCount = 0

  deinit { table.deallocate() }

  /// Whether the change of graph that this schedule carries out is complete.
  package var isFaded: Bool { @_noLocks get { fadePosition >= fadeLength } }
}
