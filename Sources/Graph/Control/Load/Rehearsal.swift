private import CRealtime

/// A node that is tried before anybody hears it, to find out what it takes.
///
/// It hears noise, and a chord at the first of its MIDI inputs. What it sends gets nowhere, and what it
/// leaves to workers is left. Belongs to the thread that makes nodes.
struct Rehearsal: ~Copyable {
  /// The most blocks that are run, and the fewest.
  private static let blockCount = 24
  private static let leastCount = 4

  /// Nanoseconds after which no more are begun.
  private static let patience = 50_000_000

  /// Keys of the chord.
  private static let chord: [UInt8] = [48, 55, 64, 72]

  private let node: NodeInstance
  private let clock: TickClock
  private let arena: Arena
  private let ports: UnsafeMutablePointer<PortTable>
  private let context: UnsafeMutablePointer<CycleContext>
  private let notes: Lane<MIDIEvent>
  private var time: Clock

  /// Prepares to run `node`, which nobody else knows, in blocks of `frameCount` frames; `clock` takes the
  /// time.
  ///
  /// - Precondition: The node has no ports of the engine.
  init(_ node: NodeInstance, sampleRate: Double, frameCount: Int, clock: TickClock) {
    precondition(node.declaration.externals.isEmpty, "A rehearsal has no ports of the engine.")
    self.node = node
    self.clock = clock
    var arena = Arena()
    let noise = arena.samples(frameCount)
    var state: UInt32 = 1
    for frame in 0..<frameCount {
      state = state &* 1_664_525 &+ 1_013_904_223
      noise[frame] = Float(Int32(bitPattern: state)) * 0x1p-33
    }
    notes = arena.midiLane()
    let noNotes = arena.midiLane()
    let noEvents = arena.eventLane()
    let inputs = node.declaration.inputs
    let audioCount = inputs.count { $0.type == .audio }
    let midiCount = inputs.count { $0.type == .midi }
    let outputs = node.declaration.outputs.filter { $0.type == .audio }.map { _ in
      arena.samples(frameCount)
    }
    ports = arena.array([
      PortTable(
        inputs: arena.array((0..<audioCount).map { _ in UnsafePointer(noise) }),
        outputs: arena.array(outputs),
        midiInputs: arena.array(
          (0..<midiCount).map { [notes] index in index == 0 ? notes : noNotes }),
        midiOutputs: arena.array(node.midiOutputs),
        eventInputs: arena.array(inputs.filter(\.type.isEvent).map { _ in noEvents }),
        eventOutputs: arena.array(node.eventOutputs), externals: arena.array([]),
        isConnected: arena.array([Bool](repeating: true, count: audioCount)))
    ])
    var first = CycleContext()
    first.frameCount = frameCount
    context = arena.array([first])
    self.arena = arena
    time = Clock(sampleRate: sampleRate)
    time.start()
  }

  /// What the node takes, in nanoseconds a frame: the lower quartile of its blocks once it has warmed up,
  /// since the system may let others run meanwhile.
  mutating func cost() -> Double {
    let mode = realtime_arithmetic()
    realtime_flush_denormals()
    defer { realtime_set_arithmetic(mode) }
    for key in Self.chord {
      notes.append(MIDIEvent(noteOn: key, velocity: 100, channel: 0, offset: 0))
    }
    let beginning = clock.now()
    var times: [Int] = []
    while times.count < Self.blockCount {
      times.append(run())
      notes.removeAll()
      let elapsed = clock.nanoseconds(from: beginning, to: clock.now())
      if times.count >= Self.leastCount, elapsed > Self.patience { break }
    }
    let settled = times.dropFirst(times.count / 4).sorted()
    return Double(settled[settled.count / 4]) / Double(context.pointee.frameCount)
  }

  /// Runs a block and returns how long it took, in nanoseconds.
  private mutating func run() -> Int {
    for lane in node.midiOutputs { lane.removeAll() }
    for lane in node.eventOutputs { lane.removeAll() }
    context.pointee.transport = time.transport
    let start = clock.now()
    node.cell.pointee.process(Cycle(ports: ports, context: context))
    let end = clock.now()
    context.pointee.frame += Int64(context.pointee.frameCount)
    time.advance(context.pointee.frameCount)
    return clock.nanoseconds(from: start, to: end)
  }
}
