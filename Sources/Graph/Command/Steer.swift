/// Steers musical time, and tells of what happens around it.
package enum Steer: Command {
  /// Lets the internal clock run from a tempo that is only a first guess, without asking the band for
  /// anything.
  case begin(tempo: Double)
  case start
  case stop
  case tempo(Double)
  case tap
  case downbeat
  case beatsPerBar(Int)

  /// The beat goes this many times as fast.
  case scale(Double)

  /// Somebody has begun to listen to a MIDI output.
  case listener

  @_noLocks
  package mutating func apply(to executor: inout Executor) {
    switch self {
    case .begin(let tempo): executor.beginTime(tempo: tempo)
    case .start: executor.startTime()
    case .stop: executor.stopTime()
    case .tempo(let tempo): executor.set(tempo: tempo)
    case .tap: executor.tap()
    case .downbeat: executor.markDownbeat()
    case .scale(let factor): executor.scaleTempo(by: factor)
    case .beatsPerBar(let count): executor.set(beatsPerBar: count)
    case .listener: executor.noteListener()
    }
  }

  package mutating func finish() {}
}
