import Ear
import Testing

struct BeatTrackerTests {
  @Test(arguments: [60.0, 97, 140, 200])
  func `a count-in locks tempo, phase and downbeat`(tempo: Double) throws {
    let sound = Sound.countedIn(tempo: tempo)
    let first = try #require(beats(sound).first)
    #expect(first.isCountIn)
    #expect(first.number == 1)
    #expect(first.confidence == 1)
    #expect(abs(first.tempo / tempo - 1) < 0.03)
    #expect(abs(Double(first.frame) / 44_100 - (0.3 + 4 * 60 / tempo)) < 0.03)
  }

  @Test func `follows on from the count-in`() {
    let tempo = 112.0
    let heard = beats(.countedIn(tempo: tempo))
    #expect(heard.count >= 16)
    for (index, beat) in heard.prefix(16).enumerated() {
      let truth = 0.3 + Double(4 + index) * 60 / tempo
      #expect(abs(Double(beat.frame) / 44_100 - truth) < 0.05, "beat \(index)")
      #expect(beat.number == index % 4 + 1)
    }
  }

  @Test func `announces every beat before it falls`() {
    let heard = beats(.countedIn(tempo: 90))
    #expect(!heard.isEmpty)
    #expect(heard.allSatisfy { $0.heard <= $0.frame })
  }

  @Test func `announces a beat once it is known what was struck on the one before`() {
    let heard = beats(.countedIn(tempo: 90)).dropFirst(10)
    #expect(heard.count >= 4)
    for (beat, next) in zip(heard, heard.dropFirst()) {
      let share = Double(next.heard - beat.frame) / Double(next.frame - beat.frame)
      #expect((0.2...0.5).contains(share))
    }
  }

  @Test func `finds the beat of strumming by itself`() {
    var sound = Sound()
    sound.silence(0.2)
    sound.strum([Shape.c, Shape.f, Shape.g, Shape.c], interval: 0.5)
    let late = beats(sound).filter { $0.frame > 4 * 44_100 }
    #expect(late.count >= 7)
    for beat in late {
      let place = (Double(beat.frame) / 44_100 - 0.2) / 0.5
      #expect(abs(place - place.rounded()) < 0.12)
      #expect(abs(beat.tempo - 120) < 6)
    }
  }

  @Test func `a knock before the count-in does no harm`() throws {
    var sound = Sound()
    sound.mute(at: 0.1)
    for stroke in 0..<4 { sound.mute(at: 0.4 + 0.5 * Double(stroke)) }
    sound.silence(0.5)
    let first = try #require(beats(sound).first)
    #expect(first.isCountIn)
    #expect(abs(first.tempo - 120) < 3)
  }

  @Test func `muted strokes while playing are no count-in`() {
    var sound = Sound()
    sound.strum([Shape.c], strokes: 2)
    let start = sound.seconds
    for stroke in 0..<4 { sound.mute(at: start + 0.5 * Double(stroke)) }
    sound.silence(0.5)
    #expect(!beats(sound).contains { $0.isCountIn })
  }

  @Test func `strokes that go on after a count-in are its bars, each beat told once`() {
    var sound = Sound()
    for stroke in 0..<16 { sound.mute(at: 0.3 + 0.5 * Double(stroke)) }
    sound.silence(0.5)
    let heard = beats(sound)
    #expect(heard.count >= 10)
    for (index, beat) in heard.enumerated() {
      #expect(beat.number == index % 4 + 1, "beat \(index)")
      let truth = 0.3 + 0.5 * Double(4 + index)
      #expect(abs(Double(beat.frame) / 44_100 - truth) < 0.05)
    }
  }

  @Test(arguments: [3, 5, 7])
  func `a bar of strokes counts in where its beats were told`(count: Int) throws {
    var sound = Sound()
    sound.silence(1.2)
    for stroke in 0..<count { sound.mute(at: 1.2 + 0.5 * Double(stroke)) }
    sound.silence(1.5)
    var tracker = BeatTracker(sampleRate: 44_100)
    tracker.setBeatsPerBar(count)
    var solo = Solo(tracker, sampleRate: 44_100)
    var heard: [BeatEstimate] = []
    feed(sound.samples) { solo.process($0) { heard.append($0) } }
    let entry = try #require(heard.first { $0.isCountIn })
    let downbeat = Double(entry.frame) / 44_100 - 0.5 * Double(entry.number - 1)
    #expect(abs(downbeat - 1.2 - 0.5 * Double(count)) < 0.05)
    #expect(entry.number <= 2 && entry.beatsPerBar == count)
  }

  @Test func `three strokes are no count-in`() {
    var sound = Sound()
    for stroke in 0..<3 { sound.mute(at: 0.3 + 0.5 * Double(stroke)) }
    sound.silence(1)
    #expect(!beats(sound).contains { $0.isCountIn })
  }

  @Test func `uneven strokes are no count-in`() {
    var sound = Sound()
    for time in [0.3, 0.8, 1.1, 1.6] { sound.mute(at: time) }
    sound.silence(1)
    #expect(!beats(sound).contains { $0.isCountIn })
  }

  @Test func `silence has no beats`() {
    var sound = Sound()
    sound.silence(5)
    #expect(beats(sound).isEmpty)
  }

  @Test func `beats cease when the player stops`() {
    var sound = Sound.countedIn(tempo: 120)
    let end = Int64(sound.samples.count)
    sound.silence(6)
    #expect(beats(sound).allSatisfy { $0.frame < end + 3 * 44_100 })
  }

  @Test func `a second count-in starts anew`() {
    var sound = Sound.countedIn(tempo: 120)
    sound.silence(3)
    let start = sound.seconds
    for stroke in 0..<4 { sound.mute(at: start + 0.75 * Double(stroke)) }
    sound.silence(start + 3 - sound.seconds)
    sound.strum([Shape.c, Shape.g], interval: 0.75)
    let locks = beats(sound).filter(\.isCountIn)
    #expect(locks.count == 2)
    #expect(abs((locks.last?.tempo ?? 0) - 80) < 3)
  }

  @Test func `two taps set tempo and phase`() throws {
    var sound = Sound()
    sound.silence(0.2)
    sound.strum([Shape.c, Shape.f], interval: 0.4)
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    var heard: [BeatEstimate] = []
    let split = Int(0.7 * 44_100)
    feed(Array(sound.samples[..<split])) { tracker.process($0) { heard.append($0) } }
    tracker.listener.tap(at: Int64(0.2 * 44_100))
    tracker.listener.tap(at: Int64(0.6 * 44_100))
    feed(Array(sound.samples[split...])) { tracker.process($0) { heard.append($0) } }
    let beat = try #require(heard.first { $0.heard > Int64(split) })
    #expect(abs(beat.tempo - 150) < 5)
    #expect(abs(Double(beat.frame) / 44_100 - 1.0) < 0.05)
  }

  /// Bars of four beats of `interval` seconds, each with a chord of its own that is struck at `places`
  /// of the bar, whose list comes round; over it, bass notes at `low`.
  private func bars(
    of places: [[Double]], low: [Double] = [], count: Int, interval: Double, beats: Double = 4
  ) -> Sound {
    var sound = Sound()
    let shapes = [Shape.c, Shape.aMinor, Shape.f, Shape.g]
    for bar in 0..<count {
      let shape = shapes[bar % 4]
      let start = { 0.2 + interval * (beats * Double(bar) + $0) }
      for place in places[bar % places.count] {
        sound.pluck(Array(shape.suffix(4)), at: start(place), for: 0.35 * interval)
      }
      for place in low {
        sound.pluck([shape[0] - 12], at: start(place), for: 0.9 * interval, level: 0.3)
      }
    }
    sound.silence(interval)
    return sound
  }

  /// How far each beat of the second half lies from the nearest true one, in beats.
  private func errors(_ heard: [BeatEstimate], interval: Double, seconds: Double) -> [Double] {
    heard.map { Double($0.frame) / 44_100 }.filter { $0 > seconds / 2 && $0 < seconds - interval }
      .map { ($0 - 0.2) / interval }.map { abs($0 - $0.rounded()) }
  }

  @Test(arguments: [[0.5, 1.5, 2.5, 3.5], [0, 0.5, 1.5, 2.5, 3.5], [0.75, 1.5, 2.25, 3.5]])
  func `taps hold where the player plays off the beat`(places: [Double]) {
    let sound = bars(of: [places], count: 8, interval: 0.6)
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    var heard: [BeatEstimate] = []
    let split = Int(3.3 * 44_100)
    feed(Array(sound.samples[..<split])) { tracker.process($0) { _ in } }
    for beat in [4.0, 5] { tracker.listener.tap(at: Int64((0.2 + 0.6 * beat) * 44_100)) }
    feed(Array(sound.samples[split...])) { tracker.process($0) { heard.append($0) } }
    let errors = errors(heard, interval: 0.6, seconds: sound.seconds)
    #expect(errors.count >= 15)
    #expect(errors.allSatisfy { $0 < 0.1 })
  }

  @Test(arguments: [
    ([[0, 1.5, 2.5], [0.5, 1.5, 2.5, 3.5]], [0, 2.5]), ([[0.5, 1.5, 2.5, 3.5]], [0, 2]),
    ([[0.5, 1.5, 2.5, 3.5]], [0, 2, 2.5]),
  ])
  func `finds the beat that the bass is on and the hand plays around`(
    places: [[Double]], low: [Double]
  ) {
    let sound = bars(of: places, low: low, count: 10, interval: 0.6)
    let errors = errors(beats(sound), interval: 0.6, seconds: sound.seconds)
    #expect((18...21).contains(errors.count))
    #expect(errors.allSatisfy { $0 < 0.12 })
  }

  @Test func `counts two beats of three parts where it is told of compound time`() {
    let thirds = (0..<6).map { Double($0) / 3 }
    let sound = bars(of: [thirds], count: 12, interval: 0.9, beats: 2)
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    tracker.listener.setCompound(true)
    var heard: [BeatEstimate] = []
    feed(sound.samples) { tracker.process($0) { heard.append($0) } }
    let errors = errors(heard, interval: 0.9, seconds: sound.seconds)
    #expect((10...13).contains(errors.count))
    #expect(errors.allSatisfy { $0 < 0.1 })
  }

  @Test func `finds out that beats have three parts`() {
    let thirds = (0..<6).map { Double($0) / 3 }
    let sound = bars(
      of: [[0, 2.0 / 3, 1, 5.0 / 3], thirds], low: [0], count: 16, interval: 0.86, beats: 2)
    let heard = beats(sound)
    #expect(heard.last?.beatsPerBar == 2)
    let errors = errors(heard, interval: 0.86, seconds: sound.seconds)
    #expect((14...17).contains(errors.count))
    #expect(errors.allSatisfy { $0 < 0.12 })
  }

  @Test func `goes on at the tempo that was tapped after a stop`() {
    var sound = bars(of: [[0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]], count: 3, interval: 0.9)
    sound.silence(5)
    let again = sound.seconds
    for stroke in 0..<16 { sound.pluck(Shape.g, at: again + 0.45 * Double(stroke), for: 0.4) }
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    for beat in 0..<2 { tracker.listener.tap(at: Int64((0.2 + 0.9 * Double(beat)) * 44_100)) }
    var heard: [BeatEstimate] = []
    feed(sound.samples) { tracker.process($0) { heard.append($0) } }
    let late = heard.filter { Double($0.frame) / 44_100 > again }
    #expect(late.count >= 4)
    #expect(late.allSatisfy { abs($0.tempo * 0.9 / 60 - 1) < 0.1 })
  }

  /// Chords of `strokes` strokes each, at 120 bpm.
  private func tune(strokes: Int, bars: Int) -> Sound {
    var sound = Sound()
    sound.silence(0.2)
    let shapes = [Shape.c, Shape.aMinor, Shape.f, Shape.g]
    sound.strum((0..<bars).map { shapes[$0 % 4] }, strokes: strokes, interval: 0.5)
    return sound
  }

  @Test(arguments: [3, 4])
  func `finds out whether a bar has three beats or four`(beatsPerBar: Int) {
    let heard = beats(tune(strokes: beatsPerBar, bars: 12))
    let late = heard.filter { $0.frame > 14 * 44_100 }
    #expect(late.count >= 6)
    for beat in late {
      let place = Int(((Double(beat.frame) / 44_100 - 0.2) / 0.5).rounded())
      #expect(beat.beatsPerBar == beatsPerBar)
      #expect(beat.number == place % beatsPerBar + 1, "beat \(place)")
    }
  }

  @Test(arguments: [0.5, 0.6])
  func `counts bars from the first stroke where nothing else tells`(interval: Double) {
    var sound = Sound()
    sound.silence(0.2)
    sound.strum([Shape.g], strokes: 24, interval: interval)
    let late = beats(sound).filter { Double($0.frame) / 44_100 > 0.2 + 12.5 * interval }
    #expect(late.count >= 9)
    for beat in late {
      let place = Int(((Double(beat.frame) / 44_100 - 0.2) / interval).rounded())
      #expect(beat.number == place % 4 + 1, "beat \(place)")
    }
  }

  @Test func `keeps to four where chords change every bar and every half`() {
    var sound = Sound()
    sound.silence(0.2)
    for _ in 0..<5 {
      sound.strum([Shape.c], strokes: 4)
      sound.strum([Shape.f, Shape.g], strokes: 2)
    }
    #expect(beats(sound).allSatisfy { $0.beatsPerBar == 4 })
  }

  @Test func `a metre that is told is kept to, through a pause as well`() {
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    tracker.listener.setBeatsPerBar(5)
    var sound = tune(strokes: 4, bars: 6)
    sound.silence(5)
    sound.strum([Shape.c, Shape.g, Shape.f], strokes: 4)
    var heard: [BeatEstimate] = []
    feed(sound.samples) { tracker.process($0) { heard.append($0) } }
    #expect(heard.last.map { $0.frame > 18 * 44_100 } == true)
    #expect(heard.allSatisfy { $0.beatsPerBar == 5 && (1...5).contains($0.number) })
  }

  @Test func `a tempo that is told is kept to`() throws {
    var sound = Sound()
    sound.silence(0.2)
    sound.strum([Shape.c, Shape.f, Shape.g], interval: 0.4)
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    tracker.listener.setTempo(75)
    var heard: [BeatEstimate] = []
    feed(sound.samples) { tracker.process($0) { heard.append($0) } }
    let last = try #require(heard.last)
    #expect(abs(last.tempo - 75) < 4)
  }
}
