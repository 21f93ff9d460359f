/// One node with everything around it that an engine would give it.
struct Stage<N: Node & ~Copyable>: ~Copyable {
  /// The longest block.
  static var room: Int { 1024 }

  private let node: UnsafeMutablePointer<N>
  private let parameters: [Parameter]
  private let jobs: [any Job]
  private let context = UnsafeMutablePointer<CycleContext>.allocate(capacity: 1)
  private let ports = UnsafeMutablePointer<PortTable>.allocate(capacity: 1)
  private let input = UnsafeMutablePointer<Float>.allocated(touching: Self.room)
  private let outputs: [UnsafeMutablePointer<Float>]
  private let midiInput = Lane<MIDIEvent>(capacity: 512)
  private let eventInput = Lane<Event>(capacity: 64)
  private let midiOutput = Lane<MIDIEvent>(capacity: 512)
  private let eventOutput = Lane<Event>(capacity: 64)
  private let externals: [UnsafeMutablePointer<ExternalSlot>]
  private var clock = Clock(sampleRate: 48_000)

  /// The absolute frame of the next block.
  private(set) var frame = 0

  /// Nothing of it is ever freed: the program ends when it has run.
  init() throws(NodeError) {
    let declaration = N.declaration
    let changes = ParameterChanges()
    parameters = declaration.parameters.map { Parameter($0, changes: changes) }
    node = .allocate(capacity: 1)
    let surroundings = NodeContext(
      id: "node", declaration: declaration, parameters: parameters, changes: changes,
      readings: declaration.readings.map { NodeReading($0) }, settings: [:],
      sampleRate: 48_000, maximumFrameCount: Self.room, usualFrameCount: 64,
      environment: Environment(isOffline: true))
    node.initialize(to: try N(surroundings))
    jobs = surroundings.jobs
    outputs = declaration.outputs.filter { $0.type == .audio }.map { _ in
      .allocated(touching: Self.room)
    }
    externals = declaration.externals.map { external in
      let audio = UnsafeMutablePointer<Float>.allocated(touching: Self.room)
      let slot = UnsafeMutablePointer<ExternalSlot>.allocate(capacity: 1)
      slot.initialize(
        to: ExternalSlot(
          isOutput: external.direction == .output, isMIDI: external.medium == .midi, audio: audio,
          unbound: audio, midi: Lane(capacity: 1024), ledger: .allocate(), handle: nil))
      return slot
    }
    context.initialize(to: CycleContext())
    ports.initialize(
      to: PortTable(
        inputs: Self.list(Self.count(declaration.inputs), UnsafePointer(input)),
        outputs: Self.list(outputs), midiInputs: Self.list(17, midiInput),
        midiOutputs: Self.list(8, midiOutput), eventInputs: Self.list(16, eventInput),
        eventOutputs: Self.list(8, eventOutput), externals: Self.list(externals),
        isConnected: Self.list(Self.count(declaration.inputs), true)))
    clock.start()
  }

  private static func count(_ ports: [PortDeclaration]) -> Int {
    max(1, ports.filter { $0.type == .audio }.count)
  }

  private static func list<T: BitwiseCopyable>(_ values: [T]) -> UnsafeMutablePointer<T> {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (pointer + index).initialize(to: value) }
    return pointer
  }

  private static func list<T: BitwiseCopyable>(_ count: Int, _ value: T)
    -> UnsafeMutablePointer<T>
  {
    list([T](repeating: value, count: count))
  }

  /// Sets every parameter to `share` of its range.
  func set(share: Float) {
    for parameter in parameters {
      let range = parameter.declaration.range
      parameter.set(
        parameter.allowed(range.lowerBound + share * (range.upperBound - range.lowerBound)))
    }
  }

  /// Runs a block that hears `score`, and hands what comes out to `report`.
  mutating func run(_ frameCount: Int, _ score: Score, report: (Finding) -> Void) {
    prepare(frameCount, score)
    process(frameCount)
    for job in jobs { _ = job.run() }
    for (port, samples) in outputs.enumerated() {
      for index in 0..<frameCount { report(.sample(port: port, samples[index])) }
    }
    for index in 0..<midiOutput.count {
      report(.message(at: frame - frameCount, midiOutput[index]))
    }
    for index in 0..<eventOutput.count { report(.event(eventOutput[index])) }
    for (number, slot) in externals.enumerated() where slot.pointee.isOutput {
      for index in 0..<slot.pointee.midi.count {
        report(.message(at: frame - frameCount, slot.pointee.midi[index]))
      }
      guard !slot.pointee.isMIDI else { continue }
      for index in 0..<frameCount {
        report(.sample(port: 10 + number, slot.pointee.audio[index]))
      }
    }
  }

  /// Runs a block that hears what was prepared.
  mutating func process(_ frameCount: Int) {
    midiOutput.removeAll()
    eventOutput.removeAll()
    context.pointee.frameCount = frameCount
    context.pointee.frame = Int64(frame)
    context.pointee.transport = clock.transport
    node.pointee.process(Cycle(ports: ports, context: context))
    clock.advance(frameCount)
    frame += frameCount
  }

  /// Brings what the block of `frameCount` frames hears to the inputs.
  func prepare(_ frameCount: Int, _ score: Score) {
    for index in 0..<frameCount { input[index] = score.sample(frame + index) }
    midiInput.removeAll()
    eventInput.removeAll()
    score.play(from: frame, count: frameCount, into: midiInput, eventInput)
    for slot in externals {
      slot.pointee.midi.removeAll()
      for index in 0..<frameCount {
        slot.pointee.audio[index] = slot.pointee.isOutput ? 0 : input[index]
      }
      if !slot.pointee.isOutput {
        for index in 0..<midiInput.count { slot.pointee.midi.append(midiInput[index]) }
      }
    }
  }
}
