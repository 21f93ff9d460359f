import Graph

/// An engine without a back end, for timing.
struct Rig {
  let engine: Engine

  init(kinds: NodeKinds, helperCount: Int = 0) {
    var configuration = EngineConfiguration(
      sampleRate: 48_000, maximumFrameCount: 1024, environment: Environment(isOffline: true))
    configuration.helperCount = helperCount
    configuration.alwaysShares = helperCount > 0
    engine = Engine(configuration, kinds: kinds, provider: nil)
  }

  /// Runs one block.
  func run(_ frameCount: Int) {
    engine.executor.pointee.begin()
    engine.executor.pointee.run(frameCount)
  }

  /// Runs blocks until a change of graph has settled.
  func settle(_ frameCount: Int) {
    for _ in 0..<100 {
      run(frameCount)
      engine.poll()
    }
  }
}
