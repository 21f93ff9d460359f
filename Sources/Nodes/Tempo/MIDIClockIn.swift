package import Graph

/// Follows a MIDI clock: 24 ticks a quarter note, start, continue, stop and song position.
///
/// Without a start it goes by the ticks alone, until a stop: whoever joins a sequencer that runs already
/// has its tempo, and says himself where the one is.
package struct MIDIClockIn: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "midi_clock_in", family: "midi",
    doc: "Lets a sequencer drive musical time: MIDI clock, start, continue, stop, song position.",
    outputs: [TempoSource.output],
    parameters: [TempoSource.startsBand, TempoSource.beatsPerBar],
    settings: [.connect],
    externals: [ExternalPortDeclaration(.input, .midi)])

  private static var ticksPerBeat: Int { 24 }

  /// Ticks that make a tempo, and by how many a beat may have gone by to be told yet.
  private static var enough: Int { 4 }
  private static var lateness: Int { 6 }

  private let startsBand: ParameterReader
  private let beatsPerBar: ParameterReader
  private let sampleRate: Double
  private var line = TickLine()

  /// The place of the next tick in the song.
  private var next = 0

  /// The place from which it counts since it was started.
  private var beginning = 0
  private var isStopped = false

  /// Whether a first beat is to be told, and whether a start asked for it.
  private var isFresh = true
  private var isStarted = false

  package init(_ context: NodeContext) throws(NodeError) {
    startsBand = context.reader("starts_band")
    beatsPerBar = context.reader("beats_per_bar")
    sampleRate = context.sampleRate
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    for position in 0..<cycle.arrivalCount(external: 0) {
      guard let event = cycle.arrival(position, external: 0) else { continue }
      switch event.status {
      case 0xF8: tick(cycle, at: event.offset)
      case 0xFA: begin(at: 0)
      case 0xFB: begin(at: next)
      case 0xFC: stop(cycle, at: event.offset)
      case 0xF2: next = (Int(event.data1) | Int(event.data2) << 7) * 6
      default: break
      }
    }
  }

  @_noLocks
  private mutating func begin(at place: Int) {
    next = place
    beginning = place
    isStopped = false
    isFresh = true
    isStarted = true
  }

  @_noLocks
  private mutating func stop(_ cycle: borrowing Cycle, at offset: Int32) {
    isStopped = true
    send(.stopped, cycle, beat: 0, at: cycle.frame + Int64(offset))
  }

  /// Tells the next beat on every beat, and in the first one more often: by then the tempo is known better.
  @_noLocks
  private mutating func tick(_ cycle: borrowing Cycle, at offset: Int32) {
    line.add(Double(cycle.frame) + Double(offset))
    guard !isStopped else { return }
    let place = next
    next += 1
    guard line.count >= Self.enough else { return }
    let past = place % Self.ticksPerBeat
    if isFresh {
      isFresh = false
      let isRecent = past < Self.lateness && place - past >= beginning
      tell(isStarted ? .begun : .told, cycle, place: place, ahead: isRecent ? 0 : 1)
    } else if past == 0 || (place - beginning < Self.ticksPerBeat && past % 6 == 0) {
      tell(.told, cycle, place: place, ahead: 1)
    }
  }

  /// Tells the beat in which the tick at `place` lies, or one `ahead` of it.
  @_noLocks
  private func tell(_ word: BeatWord, _ cycle: borrowing Cycle, place: Int, ahead: Int) {
    let beat = place / Self.ticksPerBeat + ahead
    let distance = Double(beat * Self.ticksPerBeat - place)
    send(word, cycle, beat: beat, at: Int64((line.time + distance * line.period + 0.5).floored))
  }

  @_noLocks
  private func send(_ word: BeatWord, _ cycle: borrowing Cycle, beat: Int, at frame: Int64) {
    let bar = max(1, beatsPerBar.index)
    let tick = max(1, line.period)
    let isBeginning = if case .begun = word { true } else { false }
    cycle.eventOutput(0).append(
      Event(
        word, number: beat % bar + 1, of: bar,
        tempo: 60 * sampleRate / (tick * Double(Self.ticksPerBeat)), at: frame,
        isEntry: isBeginning && startsBand.isOn))
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(MIDIClockIn.self, in: $0)
}
