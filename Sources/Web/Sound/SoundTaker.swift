/// Where the sound of web sockets goes; lives on the control thread.
package protocol SoundTaker: AnyObject {
  /// Lets `connection` play into the node `node`, or into the first that takes sound, until
  /// ``end(_:)``; throws where there is none, or where somebody else plays into it.
  func begin(_ connection: UInt32, node: String?) throws(SoundProblem) -> SoundPlace

  /// Takes samples at `rate` Hz and returns how the stream is, or `nil` where its node is gone.
  func take(_ samples: [Float], rate: Double, from connection: UInt32) -> SoundState?

  /// Where in the stream of `connection`, in seconds, the sound is that was heard at the engine's
  /// frame `frame`; `nil` where it has none.
  func position(of frame: Int64, in connection: UInt32) -> Double?

  /// Ends the stream of `connection`, if it has one.
  func end(_ connection: UInt32)
}

/// The node that a stream goes to.
package struct SoundPlace: Sendable {
  package let node: String

  /// What its engine runs at, in Hz.
  package let rate: Double

  package init(node: String, rate: Double) {
    self.node = node
    self.rate = rate
  }
}

/// How a stream is.
package struct SoundState: Sendable {
  /// Seconds that wait to be played.
  package let buffered: Double

  /// How often its node had nothing to play.
  package let underruns: Int

  /// Seconds that were left out because too much waited.
  package let overrun: Double

  package init(buffered: Double, underruns: Int, overrun: Double) {
    self.buffered = buffered
    self.underruns = underruns
    self.overrun = overrun
  }
}
