/// What the system has done to the audio thread of late, as far as it says.
package struct Disturbance: Sendable, Equatable {
  /// How often the thread had to make way for another one.
  package var preemptions = 0

  /// How long it was ready to run and was not let, in nanoseconds.
  package var wait = 0

  /// How often it touched memory that was not there.
  package var pageFaults = 0

  /// Nanoseconds that the machine below took from all processors, where this one is a virtual one.
  package var stolen = 0

  package init() {}
}
