/// What an engine has to know before its first patch.
package struct EngineConfiguration: Sendable {
  package var sampleRate: Double

  /// The longest cycle the back end will ask for, in frames.
  package var maximumFrameCount: Int
  package var environment: Environment

  /// Seconds over which a changed graph is crossfaded.
  package var fade: Double = 0.03

  /// Analysis threads; without meaning offline.
  package var workerCount = 1

  /// Threads that share the audio thread's work where that pays.
  package var helperCount = 0

  /// Whether they share it even where it does not; for tests and measurements.
  package var alwaysShares = false

  package init(sampleRate: Double, maximumFrameCount: Int, environment: Environment) {
    self.sampleRate = sampleRate
    self.maximumFrameCount = maximumFrameCount
    self.environment = environment
  }
}
