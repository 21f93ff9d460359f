import Graph

/// Sends the same number in every sample.
struct Constant: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "constant", family: "test", doc: "Sends the same number in every sample.",
    outputs: [.audio("out", "The number.")],
    parameters: [
      ParameterDeclaration.number(
        "value", -1000...1000, default: 1, smoothing: .none, "The number.")
    ],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")])

  private let value: ParameterReader

  init(_ context: NodeContext) throws(NodeError) { value = context.reader("value") }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    var output = cycle.output(0)
    let level = value.value
    for frame in output.indices { output[frame] = level }
  }
}

/// Adds one to what arrives, and counts its own cycles in a second output.
struct Increment: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "increment", family: "test", doc: "Adds one.",
    inputs: [.audio("in", "Any signal.")],
    outputs: [.audio("out", "One more."), .audio("age", "Samples processed so far.")])

  private var age: Float = 0

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let input = cycle.input(0)
    var output = cycle.output(0)
    for frame in output.indices { output[frame] = input[frame] + 1 }
    var ages = cycle.output(1)
    for frame in ages.indices {
      ages[frame] = age
      age += 1
    }
  }
}

/// Makes what arrives as loud as is asked for, without steps.
struct Level: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "level", family: "test", doc: "Makes what arrives as loud as is asked for.",
    inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "It, louder or softer.")],
    parameters: [.number("gain", 0...1, default: 0, "How loud.")])

  private var gain: Glide

  init(_ context: NodeContext) throws(NodeError) { gain = context.glide("gain") }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let input = cycle.input(0)
    var output = cycle.output(0)
    gain.begin()
    for frame in output.indices { output[frame] = input[frame] * gain.next() }
  }
}

/// Sends what arrives out of the engine.
struct Sink: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "sink", family: "test", doc: "Sends audio and MIDI out.",
    inputs: [.audio("in", "Any signal."), .midi("midi", "Any messages.")],
    settings: [.connect],
    externals: [
      ExternalPortDeclaration(.output, .audio),
      ExternalPortDeclaration(.output, .midi, suffix: "_midi"),
    ])

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    cycle.mix(input: 0, toExternal: 0)
    let lane = cycle.midiInput(0)
    for index in 0..<lane.count { cycle.send(lane[index], toExternal: 1) }
  }
}

/// Starts a note in its first cycle and never ends it.
struct Drone: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "drone", family: "test", doc: "Starts a note and never ends it.",
    outputs: [.midi("out", "The note.")],
    parameters: [.integer("key", 0...127, default: 60, "The note's key.")],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")])

  private let key: ParameterReader
  private var hasStarted = false

  init(_ context: NodeContext) throws(NodeError) { key = context.reader("key") }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    guard !hasStarted else { return }
    hasStarted = true
    cycle.midiOutput(0).append(
      MIDIEvent(noteOn: UInt8(key.index), velocity: 100, channel: 2, offset: 0))
  }
}

/// Announces beats at a fixed tempo, as a tracker would.
struct Pulse: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "pulse", family: "test", doc: "Announces beats at a fixed tempo.",
    outputs: [.event(.beat, "The beats, half a second ahead.")])

  private let period: Int64
  private var next: Int64 = 0
  private var number = 1

  init(_ context: NodeContext) throws(NodeError) { period = Int64(context.sampleRate / 2) }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    guard cycle.frame + Int64(cycle.frameCount) > next else { return }
    var event = Event(.beat, time: next + period)
    event.values[0] = Float(number)
    event.values[1] = 4
    event.values[2] = 120
    event.values[3] = 1
    cycle.eventOutput(0).append(event)
    number = number % 4 + 1
    next += period
  }
}

let testKinds = NodeKinds([
  NodeKind(Constant.self), NodeKind(Increment.self), NodeKind(Sink.self), NodeKind(Drone.self),
  NodeKind(Pulse.self), NodeKind(Burner.self), NodeKind(Burner.Ringer.self), NodeKind(Hummer.self),
  NodeKind(ForeignBurner.self), NodeKind(Leader.self), NodeKind(Slower.self),
])
