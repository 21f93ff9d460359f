/// What happened to the whole engine in a block, besides sound.
///
/// Not an `OptionSet`, whose generic methods the audio thread's check refuses.
package struct CycleSignals: Sendable, BitwiseCopyable {
  private var rawValue: UInt8

  @_noLocks
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// End everything that sounds, forget everything that is planned.
  package static var panic: CycleSignals { @_noLocks get { CycleSignals(rawValue: 1) } }

  /// The player asks the band to begin.
  package static var start: CycleSignals { @_noLocks get { CycleSignals(rawValue: 2) } }

  /// The player asks the band to end.
  package static var stop: CycleSignals { @_noLocks get { CycleSignals(rawValue: 4) } }

  /// The player tapped the tempo.
  package static var tap: CycleSignals { @_noLocks get { CycleSignals(rawValue: 8) } }

  /// The player set the tempo.
  package static var tempo: CycleSignals { @_noLocks get { CycleSignals(rawValue: 16) } }

  /// The player said that this is the one.
  package static var downbeat: CycleSignals { @_noLocks get { CycleSignals(rawValue: 32) } }

  /// The player tapped a bar, and the band is to come in with the next beat.
  package static var countIn: CycleSignals { @_noLocks get { CycleSignals(rawValue: 64) } }

  /// Somebody has begun to listen to a MIDI output.
  package static var listener: CycleSignals { @_noLocks get { CycleSignals(rawValue: 128) } }

  /// Whether any of `other` was asked for.
  @_noLocks
  package func contains(_ other: CycleSignals) -> Bool { rawValue & other.rawValue != 0 }

  /// Asks for `other`, too.
  @_noLocks
  package mutating func insert(_ other: CycleSignals) { rawValue |= other.rawValue }
}
