import Graph

/// The ends of notes that were sent of late, which are sent once more after cycles that came too late: what
/// is sent in these, the server lets go, and a note would sound on.
///
/// For the audio thread; times in frames.
struct LostEnds {
  private struct End: BitwiseCopyable {
    var port: UnsafeMutableRawPointer?
    var frame: Int64 = .min
    var channel: UInt8 = 0
    var key: UInt8 = 0
  }

  /// How many ends are kept.
  static var capacity: Int { @_noLocks get { 128 } }

  /// How long all must have been in time before the ends are repeated, how long that is waited for, and from
  /// how long before the first late cycle on they count as lost; in seconds.
  private static var calm: Double { @_noLocks get { 0.1 } }
  private static var patience: Double { @_noLocks get { 2 } }
  private static var margin: Double { @_noLocks get { 0.25 } }

  private let framesPerSecond: Double
  private var ends: InlineArray<128, End>
  private var next = 0
  private var lateCount = 0
  private var lastLate: Int64 = 0

  /// From when on ends count as lost, while any may be; and when they are repeated at the latest.
  private var start: Int64 = .max
  private var deadline: Int64 = 0

  init(sampleRate: Double) {
    framesPerSecond = sampleRate
    ends = InlineArray(repeating: End())
  }

  /// Keeps that `event`, if it ends a note, was sent to `port`.
  @_noLocks
  mutating func keep(_ event: MIDIEvent, at port: UnsafeMutableRawPointer?, frame: Int64) {
    guard event.isNoteOff else { return }
    ends[next] = End(port: port, frame: frame, channel: event.channel, key: event.data1)
    next = (next + 1) % Self.capacity
  }

  /// Whether the ends are to be repeated in the cycle that begins at `frame`, the server having counted
  /// `lateCount` late cycles so far.
  @_noLocks
  mutating func areDue(at frame: Int64, lateCount: Int) -> Bool {
    if lateCount != self.lateCount {
      self.lateCount = lateCount
      lastLate = frame
      if start == .max {
        start = frame - frames(Self.margin)
        deadline = frame + frames(Self.patience)
      }
    }
    guard start != .max else { return false }
    let isCalm = frame >= lastLate + frames(Self.calm)
    guard isCalm || frame >= deadline else { return false }
    deadline = frame + frames(Self.patience)
    return true
  }

  /// What ends the note that was the `index`th to be kept, unless it is none of `port`, was not lost or
  /// sounds again.
  @_noLocks
  func end(
    _ index: Int, at port: UnsafeMutableRawPointer?, unless ledger: NoteLedger
  ) -> MIDIEvent? {
    let end = ends[index]
    guard end.port == port, end.frame >= start,
      !ledger.isSounding(end.key, channel: end.channel)
    else { return nil }
    return MIDIEvent(noteOff: end.key, channel: end.channel, offset: 0)
  }

  /// The port of the end that was the `index`th to be kept, and what ends its note, unless it was not lost: for
  /// ports that the engine has no more, at which nothing sounds.
  @_noLocks
  func end(_ index: Int) -> (port: UnsafeMutableRawPointer, event: MIDIEvent)? {
    let end = ends[index]
    guard let port = end.port, end.frame >= start else { return nil }
    return (port, MIDIEvent(noteOff: end.key, channel: end.channel, offset: 0))
  }

  /// Forgets the ends that were sent to `port`, which is about to be closed.
  @_noLocks
  mutating func forget(_ port: UnsafeMutableRawPointer) {
    for index in 0..<Self.capacity where ends[index].port == port { ends[index].port = nil }
  }

  /// Takes note that the ends were repeated in the cycle that began at `frame`: that is all where none came
  /// late meanwhile.
  @_noLocks
  mutating func haveBeenRepeated(at frame: Int64) {
    if frame >= lastLate + frames(Self.calm) { start = .max }
  }

  @_noLocks
  private func frames(_ seconds: Double) -> Int64 { Int64(seconds * framesPerSecond) }
}
