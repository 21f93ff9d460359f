package import Music

/// Finds the sections of a piece while it is played, from its beats, its chords and its sound.
///
/// Beats and chords are told by other analysers. A bar is judged a second and a half after its end,
/// when its chords are settled; what a section is shows a few bars into it. Another piece begins after a
/// pause, and where a piece has more bars than are remembered.
package struct StructureAnalyser: Listener {
  package static let parts = ChromaAnalyser.parts

  /// Seconds after the end of a bar by which its chords are known.
  private static let patience = 1.5
  /// Seconds without a downbeat after which another piece begins.
  private static let pause = 10.0

  private let sampleRate: Double
  private let capacity: Int
  private var chroma = ChromaAnalyser()
  private var frames: [ChromaEstimate] = []
  private var chords: [(time: Int64, chord: Chord?)] = []
  /// The downbeats that bars are yet to be made of.
  private var downbeats: [Int64] = []
  /// Where each bar began.
  private var starts: [Int64] = []
  private var parser: SectionParser
  /// What the last bars were taken for, and what was told.
  private var reading: Section?
  private var told: Section?
  private var heard: Int64 = 0

  /// Creates an analyser of audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    self.init(sampleRate: sampleRate, capacity: SectionParser.capacity)
  }

  /// Creates one that remembers up to `capacity` bars of a piece.
  package init(sampleRate: Double, capacity: Int) {
    self.sampleRate = sampleRate
    self.capacity = capacity
    parser = SectionParser(capacity: capacity)
  }

  /// Tells that a bar begins at input frame `frame`, now or soon.
  package mutating func downbeat(at frame: Int64) {
    if let last = downbeats.last, frame <= last { return }
    downbeats.append(frame)
  }

  /// Tells that `chord` began at input frame `frame`; what was told to begin later never did.
  package mutating func chord(_ chord: Chord?, at frame: Int64) {
    chords.removeAll { $0.time >= frame }
    chords.append((frame, chord))
  }

  /// Hears a step; calls `emit` for each section that turns out to have begun.
  package mutating func hear(_ front: FrontEnd, _ emit: (SectionEstimate) -> Void) {
    chroma.hear(front) { frames.append($0) }
    guard front.news.contains(.frames) else { return }
    heard = front.heard
    forget()
    while let next = nextBar, next <= heard {
      if let estimate = endBar() { emit(estimate) }
    }
  }

  /// The frame at which the oldest bar can be judged.
  private var nextBar: Int64? {
    downbeats.count < 2 ? nil : downbeats[1] + Int64(Self.patience * sampleRate)
  }

  /// Lets go of what lies before the bar in question, so that memory stays bounded without beats.
  private mutating func forget() {
    let start = downbeats.first ?? heard - Int64(Self.pause * sampleRate)
    if let first = frames.first, first.frame < start { frames.removeAll { $0.frame < start } }
    while chords.count > 1, chords[1].time <= start { chords.removeFirst() }
    if let only = downbeats.first, downbeats.count == 1,
      Double(heard - only) > Self.pause * sampleRate
    {
      beginPiece()
      downbeats = []
    }
  }

  private mutating func beginPiece() {
    parser = SectionParser(capacity: capacity)
    starts = []
    reading = nil
    told = nil
  }

  private mutating func endBar() -> SectionEstimate? {
    let start = downbeats.removeFirst()
    let end = downbeats[0]
    guard Double(end - start) < Self.pause * sampleRate else {
      beginPiece()
      return nil
    }
    if parser.isFull { beginPiece() }
    parser.append(BarProfile(start: start, end: end, chords: chords, chroma: frames))
    starts.append(start)
    return decide()
  }

  /// Tells the section that goes on now, once two bars in a row agree on it.
  private mutating func decide() -> SectionEstimate? {
    let sections = parser.sections
    guard let last = sections.last else { return nil }
    defer { reading = last }
    guard let reading, Self.isSame(reading, last), told.map({ !Self.isSame($0, last) }) ?? true
    else { return nil }
    told = last
    let before = sections.dropLast().last { $0.label == last.label }
    return SectionEstimate(
      frame: starts[last.start], heard: heard,
      section: Section(
        start: last.start, length: before?.length ?? 0, label: last.label,
        occurrence: last.occurrence, confidence: last.confidence))
  }

  private static func isSame(_ a: Section, _ b: Section) -> Bool {
    a.start == b.start && a.label == b.label
  }
}
