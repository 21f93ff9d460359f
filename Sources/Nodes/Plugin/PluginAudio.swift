import Graph
import LV2

/// The samples that go through a plugin.
struct PluginAudio: ~Copyable {
  private let inputs: UnsafeMutablePointer<Int>
  private let inputCount: Int
  private let outputs: UnsafeMutablePointer<Int>
  private let outputCount: Int

  /// What a plugin gets in place of samples that are none.
  private let silence: UnsafeMutablePointer<Float>

  init(_ description: PluginDescription, _ context: NodeContext) {
    func ports(areInputs: Bool) -> [Int] {
      description.ports.filter { $0.isSignal && $0.isInput == areInputs }.map(\.index)
    }
    let (incoming, outgoing) = (ports(areInputs: true), ports(areInputs: false))
    (inputs, inputCount) = (keptMemory(incoming), incoming.count)
    (outputs, outputCount) = (keptMemory(outgoing), outgoing.count)
    silence = .allocated(touching: context.maximumFrameCount)
  }

  deinit {
    inputs.deallocate()
    outputs.deallocate()
    silence.deallocate()
  }

  /// Points the plugin's ports at the cycle's samples.
  ///
  /// A plugin that remembers what it heard would never recover from infinite or undefined samples:
  /// it gets silence in their place.
  @_noLocks
  func connect(_ plugin: borrowing HostedPlugin, _ cycle: borrowing Cycle) {
    for index in 0..<inputCount {
      let start = UnsafeMutablePointer(mutating: cycle.input(index).start)
      let isSound = isFinite(start, count: cycle.frameCount)
      plugin.connect(inputs[index], to: isSound ? start : silence)
    }
    for index in 0..<outputCount {
      plugin.connect(outputs[index], to: cycle.outputStart(index))
    }
  }

  /// Silences an output that the plugin filled with infinite or undefined samples.
  @_noLocks
  func clean(_ cycle: borrowing Cycle) {
    for index in 0..<outputCount {
      let start = cycle.outputStart(index)
      guard !isFinite(start, count: cycle.frameCount) else { continue }
      for frame in 0..<cycle.frameCount { start[frame] = 0 }
    }
  }

  /// Whether all of `count` samples are finite.
  @_noLocks
  private func isFinite(_ samples: UnsafePointer<Float>, count: Int) -> Bool {
    var sum = SIMD8<Float>(repeating: 0)
    let raw = UnsafeRawPointer(samples)
    var frame = 0
    while frame + 8 <= count {
      // Anything but a finite sample makes its product with 0 undefined, and the sum with it.
      sum += raw.loadUnaligned(fromByteOffset: frame * 4, as: SIMD8<Float>.self) * 0
      frame += 8
    }
    var rest: Float = 0
    while frame < count {
      rest += samples[frame] * 0
      frame += 1
    }
    for lane in 0..<8 { rest += sum[lane] }
    return rest == 0
  }
}
