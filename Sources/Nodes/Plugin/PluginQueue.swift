import Graph
import LV2
private import Realtime

/// Gathers the samples of a plugin that runs only with blocks of one length: what it makes of a block is
/// given out while the next one is gathered, so that it is late by a block.
struct PluginQueue: ~Copyable {
  /// The lengths that a block may have.
  private static let lengths = 64...8192

  /// Frames of a block; 0 where the plugin takes blocks as they come.
  let length: Int

  /// The plugin's numbers of its audio ports, and their samples, `length` of each.
  private let inputs: [Int]
  private let outputs: [Int]
  private let incoming: UnsafeMutablePointer<Float>
  private let outgoing: UnsafeMutablePointer<Float>
  private let inputCount: Int
  private let outputCount: Int

  /// Frames of the present block that are gathered.
  private let position: UnsafeMutablePointer<Int>

  /// The length of block that `description` insists on: the power of two from the usual length on.
  static func length(for description: PluginDescription, _ context: NodeContext) -> Int {
    guard description.needsFixedBlocks else { return 0 }
    var length = lengths.lowerBound
    while length < min(context.usualFrameCount, lengths.upperBound) { length *= 2 }
    return length
  }

  init(_ description: PluginDescription, length: Int) {
    func ports(areInputs: Bool) -> [Int] {
      description.ports.filter { $0.isSignal && $0.isInput == areInputs }.map(\.index)
    }
    self.length = length
    inputs = ports(areInputs: true)
    outputs = ports(areInputs: false)
    inputCount = inputs.count
    outputCount = outputs.count
    incoming = .allocated(touching: max(1, inputCount * length))
    outgoing = .allocated(touching: max(1, outputCount * length))
    position = .allocate(capacity: 1)
    position.initialize(to: 0)
  }

  deinit {
    incoming.deallocate()
    outgoing.deallocate()
    position.deallocate()
  }

  /// Points the plugin's audio ports at the block.
  func connect(_ plugin: borrowing HostedPlugin) {
    for (index, port) in inputs.enumerated() { plugin.connect(port, to: incoming + index * length) }
    for (index, port) in outputs.enumerated() {
      plugin.connect(port, to: outgoing + index * length)
    }
  }

  var fill: Int { @_noLocks get { position.pointee } }

  /// Takes `count` frames of the cycle from `start` on, and gives out as many of the block before;
  /// returns whether the block is complete.
  @_noLocks
  func exchange(_ cycle: borrowing Cycle, from start: Int, count: Int) -> Bool {
    let fill = position.pointee
    for index in 0..<inputCount {
      let samples = cycle.input(index).start
      let place = incoming + (index * length + fill)
      for frame in 0..<count {
        let sample = samples[start + frame]
        // A plugin that remembers what it heard would never recover from samples that are none.
        place[frame] = (sample * 0) == 0 ? sample : 0
      }
    }
    for index in 0..<outputCount {
      let place = outgoing + (index * length + fill)
      let samples = cycle.outputStart(index)
      for frame in 0..<count { samples[start + frame] = place[frame] }
    }
    position.pointee = fill + count == length ? 0 : fill + count
    return fill + count == length
  }

  /// Silences samples of the plugin that are infinite or undefined.
  @_noLocks
  func clean() {
    for index in 0..<(outputCount * length) where (outgoing[index] * 0) != 0 { outgoing[index] = 0 }
  }
}
