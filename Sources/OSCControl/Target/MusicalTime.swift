package import Graph

/// Musical time as the audio thread last told it.
package struct MusicalTime: Sendable {
  private let transport: Transport

  /// The frame at which ``transport`` holds.
  private let frame: Int64
  private let sampleRate: Double

  /// Musical time that stands at `transport` in the frame `frame`; `sampleRate` is in Hz.
  package init(_ transport: Transport, frame: Int64, sampleRate: Double) {
    self.transport = transport
    self.frame = frame
    self.sampleRate = sampleRate
  }

  /// Whether it moves at all.
  var isRolling: Bool { transport.isRolling && transport.rate > 0 }

  /// The number of the beat that sounds.
  var beat: Int { Int(transport.beat.floored) }

  /// The number of the bar that sounds.
  var bar: Int { transport.bar }

  /// Where the bar `number` begins, in beats.
  func start(ofBar number: Int) -> Double {
    let length = Double(transport.beatsPerBar)
    let first = transport.downbeat - (transport.downbeat / length).floored * length
    return first + Double(number) * length
  }

  /// The frame in which musical time comes to `position`, by the tempo of now.
  func frame(of position: Double) -> Int64 {
    frame + Int64(transport.offset(of: position).rounded(.up))
  }

  /// Nanoseconds that `count` frames last.
  func nanoseconds(_ count: Int64) -> Int64 { Int64(Double(count) / sampleRate * 1e9) }
}
