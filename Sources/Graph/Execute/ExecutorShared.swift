package import Synchronization

/// What crosses between the audio thread and the control thread, and nothing else does.
package final class ExecutorShared: Sendable {
  /// Whether MIDI outputs shall be brought to rest.
  package enum Release: Int, Sendable {
    case none
    /// End what sounds once, and go on.
    case panic
    /// End what sounds and stay silent.
    case mute
  }

  /// From control to audio, as raw ``CommandCell`` pointers: the check finds metadata in typed ones.
  let commands = Ring<UnsafeMutableRawPointer>(minimumCapacity: 4096)

  /// From audio back to control: commands that were carried out, with what they replaced.
  let returns = Ring<UnsafeMutableRawPointer>(minimumCapacity: 8192)

  let reports = Ring<ReportedEvent>(minimumCapacity: 1024)

  /// Reported events that found no room.
  package let droppedReports = Atomic(0)

  let status = TripleBuffer(ExecutorStatus())

  /// The raw value of a ``Release``.
  package let release = Atomic(0)

  /// Cycles completed since the release was asked for.
  let releasedCycles = Atomic(0)

  package let load = LoadMeter()

  /// Whether the audio thread measures what leaves by outputs.
  let measuresOutputs = Atomic(false)

  /// What the audio thread measured of itself.
  package let stamps = StampRing()

  package init() {}

  @_noLocks
  func report(_ event: ReportedEvent) {
    if !reports.push(event) { _ = droppedReports.wrappingAdd(1, ordering: .relaxed) }
  }

  var isMeasuring: Bool { @_noLocks get { measuresOutputs.load(ordering: .relaxed) } }

  var stampEnd: Int { @_noLocks get { stamps.end } }

  @_noLocks
  func stampRoom() -> Int { stamps.room() }

  @_noLocks
  func publishStamps(_ end: Int) { stamps.publish(end) }

  @_noLocks
  func countLostRow() { stamps.countLostRow() }

  @_noLocks
  func takeCommand() -> UnsafeMutableRawPointer? { commands.pop() }

  @_noLocks
  func give(back command: UnsafeMutableRawPointer) -> Bool { returns.push(command) }

  @_noLocks
  func publish(_ value: ExecutorStatus) { status.write(value) }

  /// Takes a request to release, turning a panic into none.
  ///
  /// In one step: a mute that is asked for just then is not to be taken for the panic that went before it.
  @_noLocks
  func takeRelease() -> Int {
    let panic = release.compareExchange(expected: 1, desired: 0, ordering: .acquiringAndReleasing)
    return panic.original
  }

  @_noLocks
  func countReleasedCycle() { _ = releasedCycles.wrappingAdd(1, ordering: .releasing) }
}
