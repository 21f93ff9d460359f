import Foundation
import Graph
import Nodes
import TestSupport

/// One node alone in an engine, with every port open to the test.
final class NodeRig {
  /// What a node sends in a run, with absolute frames.
  struct Output: Equatable {
    struct Message: Equatable {
      let port: String
      let frame: Int
      let bytes: [UInt8]
    }
    struct Finding: Equatable {
      let port: String
      let time: Int64
      let values: [Float]
    }
    var audio: [String: [Float]] = [:]
    var messages: [Message] = []
    var findings: [Finding] = []
  }

  static let kinds = NodeKinds(
    NodeKinds.linked.names.compactMap { NodeKinds.linked[$0] } + [NodeKind(Emitter.self)])

  let engine: Engine
  let declaration: NodeDeclaration
  var output = Output()

  /// What arrives at every audio input; silence after its end.
  var signal: [Float] = []

  /// What arrives at every MIDI input, with absolute frames.
  var messages: [(frame: Int, event: MIDIEvent)] = []
  private(set) var frame = 0
  private let buffers: UnsafeMutablePointer<Float>
  private let maximumFrameCount: Int

  /// Builds a node of `kind` that hears `events`, lines for an ``Emitter``, at its event inputs; nodes of
  /// the kinds `beside` hear the same signal.
  init(
    _ kind: String, parameters: [String: Float] = [:], settings: [String: SettingValue] = [:],
    events: String = "", beside: [String] = [], sampleRate: Double = 48_000,
    maximumFrameCount: Int = 8192, tempo: Double = 120,
    directory: String = NSTemporaryDirectory()
  ) throws {
    guard let found = Self.kinds[kind] else { throw NodeError("no kind '\(kind)'") }
    declaration = try found.declaration(for: settings)
    self.maximumFrameCount = maximumFrameCount
    engine = Engine(
      EngineConfiguration(
        sampleRate: sampleRate, maximumFrameCount: maximumFrameCount,
        environment: Environment(
          isOffline: true, patchDirectory: directory, dataDirectories: [Checkout.root])),
      kinds: Self.kinds, provider: nil)
    buffers = .allocate(capacity: 64 * maximumFrameCount)
    buffers.initialize(repeating: 0, count: 64 * maximumFrameCount)
    var patch = patch(kind, parameters, settings, events, tempo)
    for kind in beside {
      patch.nodes.append(PatchNode(id: kind, kind: kind))
      patch.wires.append(Wire(Wire.End("in0", "out"), Wire.End(kind, "in")))
    }
    try engine.load(patch)
  }

  deinit { buffers.deallocate() }

  private func patch(
    _ kind: String, _ parameters: [String: Float], _ settings: [String: SettingValue],
    _ events: String, _ tempo: Double
  ) -> Patch {
    var patch = Patch(tempo: tempo, clock: "internal")
    patch.nodes.append(
      PatchNode(id: "node", kind: kind, parameters: parameters, settings: settings))
    for (index, port) in declaration.inputs.enumerated() {
      let (id, kind, name) =
        switch port.type {
        case .audio: ("in\(index)", "capture", "out")
        case .midi: ("in\(index)", "midi_in", "out")
        case .event: ("in\(index)", "emitter", port.name)
        }
      patch.nodes.append(
        PatchNode(id: id, kind: kind, settings: kind == "emitter" ? ["events": .text(events)] : [:])
      )
      patch.wires.append(Wire(Wire.End(id, name), Wire.End("node", port.name)))
    }
    for port in declaration.outputs where port.type == .audio || port.type == .midi {
      let kind = port.type == .audio ? "playback" : "midi_out"
      patch.nodes.append(PatchNode(id: "out_" + port.name, kind: kind))
      patch.wires.append(Wire(Wire.End("node", port.name), Wire.End("out_" + port.name, "in")))
    }
    return patch
  }

  /// Runs blocks of `frameCounts` and keeps what comes out.
  func run(_ frameCounts: some Sequence<Int>) {
    for frameCount in frameCounts { run(frameCount) }
  }

  /// Runs a block, under RealtimeSanitizer where it is linked, and then what workers would do unless they
  /// are late.
  func run(_ frameCount: Int, runsJobs: Bool = true) {
    precondition(frameCount <= maximumFrameCount, "The engine was not built for such blocks.")
    let executor = engine.executor
    withRealtimeContext { executor.pointee.begin() }
    fillInputs(frameCount)
    withRealtimeContext { executor.pointee.run(frameCount) }
    keepOutputs(frameCount)
    frame += frameCount
    if runsJobs { engine.runJobs() }
    engine.poll()
    engine.takeReports { node, port, event in
      guard node.id == "node" else { return }
      let values = port.type.fieldCount
      output.findings.append(
        Output.Finding(
          port: port.name, time: event.time, values: (0..<values).map { event.values[$0] }))
    }
  }

  /// The keys that were struck and not ended, each 128 higher than on the channel before.
  var sounding: Set<Int> {
    var keys: Set<Int> = []
    for message in output.messages {
      let key = Int(message.bytes[0] & 0x0F) * 128 + Int(message.bytes[1])
      if message.bytes[0] & 0xF0 == 0x90 { keys.insert(key) }
      if message.bytes[0] & 0xF0 == 0x80 { keys.remove(key) }
    }
    return keys
  }

  private func fillInputs(_ frameCount: Int) {
    let heard = max(0, min(frameCount, signal.count - frame))
    signal.withUnsafeBufferPointer { samples in
      guard heard > 0, let start = samples.baseAddress else { return }
      buffers.update(from: start + frame, count: heard)
    }
    (buffers + heard).update(repeating: 0, count: frameCount - heard)
    var used = 1
    for (id, instance) in engine.instances {
      for port in instance.externals {
        if port.slot.pointee.isOutput, !port.slot.pointee.isMIDI {
          port.slot.pointee.audio = buffers + used * maximumFrameCount
          used += 1
        } else if port.slot.pointee.isMIDI, !port.slot.pointee.isOutput {
          port.slot.pointee.midi.removeAll()
          for (time, event) in messages where time >= frame && time < frame + frameCount {
            var placed = event
            placed.offset = Int32(time - frame)
            if id != "in0", !event.isSystem { placed.status = placed.status & 0xF0 }
            port.slot.pointee.midi.append(placed)
          }
        } else if !port.slot.pointee.isOutput {
          port.slot.pointee.audio = buffers
        }
      }
    }
  }

  private func keepOutputs(_ frameCount: Int) {
    for (id, instance) in engine.instances.sorted(by: { $0.key < $1.key }) {
      for (number, port) in instance.externals.enumerated() where port.slot.pointee.isOutput {
        let slot = port.slot.pointee
        if slot.isMIDI {
          for index in 0..<slot.midi.count {
            let event = slot.midi[index]
            output.messages.append(
              Output.Message(
                port: String(id.dropFirst(4)), frame: frame + Int(event.offset),
                bytes: [event.status, event.data1, event.data2]))
          }
        } else if number == 0 {
          output.audio[id == "node" ? "external" : String(id.dropFirst(4)), default: []] +=
            UnsafeBufferPointer(start: slot.audio, count: frameCount)
        }
      }
    }
  }
}

extension PortType {
  /// The number of values that events of this type have.
  var fieldCount: Int {
    if case .event(let type) = self { type.fields.count } else { 0 }
  }
}
