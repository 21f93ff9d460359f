import CJack
import Graph
import Synchronization

/// What JACK's own threads tell the control thread about one client.
final class JackSignals: Sendable {
  /// A port that came, or went.
  struct Notice: BitwiseCopyable {
    let port: jack_port_id_t
    let isNew: Bool
  }

  /// Two ports that are connected no more.
  struct Cut: BitwiseCopyable {
    let first: jack_port_id_t
    let second: jack_port_id_t
  }

  /// A port of ours; unchecked because JACK's handles may be used on any thread.
  struct OwnPort: @unchecked Sendable {
    let handle: OpaquePointer
    let isOutput: Bool
  }

  /// Whether the server is gone.
  let isLost = Atomic(false)
  let isFreewheeling = Atomic(false)

  /// While set, the callback writes silence and time stands still.
  let isHeld = Atomic(true)

  /// Late cycles as the server counts them, whoever was to blame.
  let xruns = Atomic(0)

  /// Cycles that took too long because the system let somebody else run.
  let interruptions = Atomic(0)

  /// From the audio thread to control.
  let lateCycles = Ring<LateCycle>(minimumCapacity: 256)

  /// Frames a second as the server told last; 0 until it has.
  let sampleRate = Atomic(0)

  /// Frames a cycle; 0 until known.
  let bufferSize = Atomic(0)

  /// By how many frames what we play is later than what we hear, plugins' doing.
  let latency = Atomic(0)

  /// How many frames what we play takes to be heard, as the server tells.
  let outputLatency = Atomic(0)

  /// Whether ports were connected or disconnected since the control thread last looked.
  let hasNewConnections = Atomic(true)

  /// From JACK's notification thread to control.
  let notices = Ring<Notice>(minimumCapacity: 4096)

  /// From JACK's notification thread to control.
  let cuts = Ring<Cut>(minimumCapacity: 256)

  /// JACK's handles of MIDI inputs whose senders are gone, from control to JACK's audio thread.
  let cutInputs = Ring<UInt>(minimumCapacity: 64)

  /// JACK's handles of MIDI outputs that are about to be closed, from control to JACK's audio thread.
  let closedOutputs = Ring<UInt>(minimumCapacity: 64)

  /// From control to JACK's audio thread.
  let injections = Ring<Injection>(minimumCapacity: 8192)

  /// Whether notices found no room, so that all ports have to be looked at.
  let hasLostNotices = Atomic(false)

  /// Whether cuts found no room, so that any port may be cut.
  let hasLostCuts = Atomic(false)

  /// Our ports, for the latency callback.
  let ports = Mutex<[OwnPort]>([])

  /// Where time stands, as of the last cycle.
  private let moment = TripleBuffer(Moment(frame: 0, nanoseconds: 0, nanosecondsPerFrame: 0))

  let wakeup: Wakeup

  init(wakeup: Wakeup) { self.wakeup = wakeup }

  @_noLocks
  func publish(_ value: Moment) { moment.write(value) }

  /// The frame that is due when the monotonic clock shows `nanoseconds`, or `nil` before the
  /// first cycle.
  ///
  /// For the control thread.
  func frame(at nanoseconds: Int64) -> Int64? {
    let latest = moment.read()
    return latest.nanosecondsPerFrame > 0 ? latest.frame(at: nanoseconds) : nil
  }

  @_noLocks
  func note(_ cycle: LateCycle) { _ = lateCycles.push(cycle) }

  @_noLocks
  func takeInjection() -> Injection? { injections.pop() }

  @_noLocks
  func takeCutInput() -> UInt? { cutInputs.pop() }

  @_noLocks
  func takeClosedOutput() -> UInt? { closedOutputs.pop() }

  var outputLatencyNow: Int { @_noLocks get { outputLatency.load(ordering: .relaxed) } }
  var xrunCount: Int { @_noLocks get { xruns.load(ordering: .relaxed) } }
  var isHeldNow: Bool { @_noLocks get { isHeld.load(ordering: .acquiring) } }
  var isFreewheelingNow: Bool { @_noLocks get { isFreewheeling.load(ordering: .relaxed) } }
}
