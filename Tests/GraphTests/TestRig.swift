import Graph
import Synchronization

/// An engine without a back end: runs block after block and keeps what comes out.
final class TestRig {
  let engine: Engine
  var audio: [String: [Float]] = [:]
  var midi: [String: [(frame: Int, event: MIDIEvent)]] = [:]
  private(set) var frame = 0
  private let buffer: UnsafeMutablePointer<Float>

  /// Where the clock stands, in nanoseconds, if it is set by hand.
  private let hand: UnsafeMutablePointer<Atomic<UInt64>>

  /// The time on that clock, in nanoseconds.
  var time: UInt64 { hand.pointee.load(ordering: .relaxed) }

  /// What nodes of the rig find around them.
  let environment: Environment

  /// With `isTimedByHand`, time goes by only where a node says so, and costs are what it says.
  init(
    kinds: NodeKinds = testKinds, sampleRate: Double = 48_000, maximumFrameCount: Int = 1024,
    isOffline: Bool = true, helperCount: Int = 0, isForced: Bool = false,
    isTimedByHand: Bool = false
  ) {
    hand = .allocate(capacity: 1)
    hand.initialize(to: Atomic(0))
    var environment = Environment(isOffline: isOffline)
    environment.clock = isTimedByHand ? TickClock(hand: hand) : nil
    self.environment = environment
    var configuration = EngineConfiguration(
      sampleRate: sampleRate, maximumFrameCount: maximumFrameCount, environment: environment)
    configuration.helperCount = helperCount
    configuration.alwaysShares = isForced
    engine = Engine(configuration, kinds: kinds, provider: nil)
    buffer = .allocate(capacity: 128 * maximumFrameCount)
  }

  deinit {
    buffer.deallocate()
    hand.deallocate()
  }

  /// Runs one block, under RealtimeSanitizer where it is linked; the engine itself takes `engineTime`
  /// nanoseconds of the clock.
  func run(_ frameCount: Int, runsJobs: Bool = true, engineTime: Int = 0) {
    let executor = engine.executor
    withRealtimeContext { executor.pointee.begin() }
    for index in 0..<executor.pointee.externalCount {
      executor.pointee.external(index).pointee.audio = buffer + index * 1024
    }
    environment.clock?.spend(engineTime)
    withRealtimeContext { executor.pointee.run(frameCount) }
    for (name, port) in ports {
      let slot = port.slot.pointee
      if slot.isMIDI {
        for index in 0..<slot.midi.count {
          midi[name, default: []].append((frame + Int(slot.midi[index].offset), slot.midi[index]))
        }
      } else {
        audio[name, default: []] += (0..<frameCount).map { slot.audio[$0] }
      }
    }
    frame += frameCount
    if runsJobs { engine.runJobs() }
    engine.poll()
  }

  private var ports: [(String, ExternalPort)] {
    engine.instances.values.flatMap { $0.externals.map { ($0.name, $0) } }
  }

  /// Keys that were started on `port` and not ended.
  func sounding(_ port: String) -> Set<UInt8> {
    var keys: Set<UInt8> = []
    for (_, event) in midi[port] ?? [] {
      if event.isNoteOn { keys.insert(event.data1) }
      if event.isNoteOff { keys.remove(event.data1) }
    }
    return keys
  }
}

/// A patch from nodes as "id kind" and wires as "a.out -> b.in".
func makePatch(_ nodes: [PatchNode], _ wires: [String]) -> Patch {
  Patch(
    nodes: nodes,
    wires: wires.map { text in
      let words = text.split(separator: " ").map(String.init)
      let ends = [words[0], words[2]].map { $0.split(separator: ".").map(String.init) }
      return Wire(
        Wire.End(ends[0][0], ends[0][1]), Wire.End(ends[1][0], ends[1][1]),
        isFeedback: words.last == "feedback")
    })
}
