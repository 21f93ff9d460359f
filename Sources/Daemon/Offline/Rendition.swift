private import CRealtime
import Graph
import Platform

/// An engine that plays along with a recording, block by block, as fast as it can.
struct Rendition: ~Copyable {
  let engine: Engine
  private(set) var performance = Performance()
  private let ports: OfflinePorts
  private let input: RenderInput
  private let block: Int
  private var mix: StereoMix

  /// The frame at which the next block begins.
  private(set) var frame = 0

  /// Loads `patch`, to run in blocks of `block` frames; `isWet` leaves the recording out of the mix.
  init(
    _ input: RenderInput, patch: Patch, kinds: NodeKinds, block: Int, environment: Environment,
    isWet: Bool, helperCount: Int = 0
  ) throws(LoadError) {
    realtime_flush_denormals()
    self.input = input
    self.block = block
    ports = OfflinePorts(maximumFrameCount: block)
    mix = StereoMix(maximumFrameCount: block, isWet: isWet)
    var configuration = EngineConfiguration(
      sampleRate: input.sampleRate, maximumFrameCount: block, environment: environment)
    configuration.helperCount = helperCount
    engine = Engine(configuration, kinds: kinds, provider: ports)
    try engine.load(patch)
  }

  /// Runs until `end`, for a block at most, and returns what sounded, left and right in turn, valid
  /// until the next step.
  mutating func step(until end: Int) throws(FileProblem) -> UnsafeBufferPointer<Float> {
    let count = min(block, end - frame)
    try input.advance(count)
    run(count)
    let samples = mix.take(engine.executor, input: input, frameCount: count)
    frame += count
    performance.frameCount = Int64(frame)
    return samples
  }

  /// The names of the MIDI outputs, in the order of the patch.
  var midiOutputs: [String] { ports.ports.filter(\.isMIDIOutput).map(\.name) }

  /// Ends every note that still sounds.
  mutating func finish() {
    engine.mute()
    run(1)
  }

  private mutating func run(_ count: Int) {
    let executor = engine.executor
    executor.pointee.begin()
    bind(count)
    let transport = engine.status.transport
    executor.pointee.run(count)
    performance.beats.follow(
      frame == 0 ? firstTransport(count) : transport, frame: Int64(frame), frameCount: count)
    takeMessages()
    engine.runJobs()
    engine.poll()
    takeReports()
  }

  /// Musical time as the first block saw it, which nobody had published before.
  private func firstTransport(_ count: Int) -> Transport {
    var transport = engine.status.transport
    transport.beat -= Double(count) * transport.rate
    return transport
  }

  /// Points the slots at the ports' blocks and fills the inputs.
  private func bind(_ count: Int) {
    let captures = ports.captures
    for (channel, port) in captures.enumerated() {
      input.copy(channel, of: captures.count, to: port.samples)
    }
    let executor = engine.executor
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard let start = OfflinePorts.port(of: slot.pointee)?.samples.baseAddress else { continue }
      slot.pointee.audio = start
    }
  }

  private mutating func takeMessages() {
    let executor = engine.executor
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index).pointee
      guard slot.isOutput, slot.isMIDI, let port = OfflinePorts.port(of: slot) else { continue }
      for position in 0..<slot.midi.count {
        let event = slot.midi[position]
        performance.messages.append(
          Performance.Message(
            frame: Int64(frame) + Int64(event.offset), port: port.name, event: event))
      }
    }
  }

  private mutating func takeReports() {
    let start = Int64(frame)
    engine.takeReports { node, _, event in
      performance.reports.append(
        Performance.Report(
          delivered: start + Int64(event.offset), node: node.id, event: event))
    }
  }
}
