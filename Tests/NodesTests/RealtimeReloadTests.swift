import Graph
import Nodes
import TestSupport
import Testing

/// Reloads of every kind that needs no file, with sound going through; under RealtimeSanitizer where
/// it is linked.
@Suite struct RealtimeReloadTests {
  private static let block = 96

  private static let kinds = NodeKinds.linked.declarations.filter { declaration in
    !declaration.settings.contains { $0.isRequired }
      && !["synth", "accompaniment"].contains(declaration.kind)
  }

  /// A chain of all kinds that have sound on both sides, and the others beside it.
  ///
  /// What is built anew, wired anew or set anew changes from `round` to `round`.
  private func patch(_ round: Int) -> Patch {
    var patch = Patch(tempo: 100 + Double(round % 50), clock: "internal")
    var last = Wire.End("source", "out")
    patch.nodes.append(PatchNode(id: "source", kind: "capture"))
    for (number, declaration) in Self.kinds.enumerated() {
      let isNew = (round + number) % 7 == 0
      let id = declaration.kind + (isNew ? "-\(round)" : "")
      var node = PatchNode(id: id, kind: declaration.kind)
      if let parameter = declaration.parameters.first {
        node.parameters[parameter.name] =
          round % 2 == 0 ? parameter.range.lowerBound : parameter.range.upperBound
      }
      patch.nodes.append(node)
      guard let input = declaration.inputs.first(where: { $0.type == .audio }),
        (round + number) % 5 != 0
      else { continue }
      patch.wires.append(Wire(last, Wire.End(id, input.name)))
      if let output = declaration.outputs.first(where: { $0.type == .audio }) {
        last = Wire.End(id, output.name)
      }
    }
    patch.nodes.append(PatchNode(id: "ears", kind: "playback"))
    patch.wires.append(Wire(last, Wire.End("ears", "in")))
    return patch
  }

  /// After 35 rounds all that can change has changed together; beginning at several of them, they run on
  /// several cores.
  @Test(arguments: [0, 35, 70, 105, 140])
  func `thirty-five reloads while sound goes through block nothing`(first: Int) throws {
    let engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 1024,
        environment: Environment(isOffline: true, dataDirectories: [Checkout.root])),
      kinds: .linked, provider: nil)
    let executor = engine.executor
    let signal = noise(Self.block)
    var heard: Set<Float> = []
    for round in first..<(first + 35) {
      try engine.load(patch(round))
      for _ in 0..<1 + round % 12 {
        withRealtimeContext { executor.pointee.begin() }
        for index in 0..<executor.pointee.externalCount {
          let slot = executor.pointee.external(index)
          guard !slot.pointee.isMIDI, !slot.pointee.isOutput else { continue }
          for frame in 0..<Self.block { slot.pointee.audio[frame] = signal[frame] }
        }
        withRealtimeContext { executor.pointee.run(Self.block) }
        for port in engine.instances["ears"]?.externals ?? [] {
          let sample = port.slot.pointee.audio[Self.block - 1]
          #expect(sample.isFinite)
          heard.insert(sample)
        }
        engine.runJobs()
        engine.poll()
        engine.takeReports { _, _, _ in }
      }
    }
    #expect(heard.count > 20)
  }
}
