import Ear
import Testing

struct OnsetDetectorTests {
  /// How early settled strokes are told of which the first sample is as loud as any: what instruments take to be
  /// heard is taken off.
  private let early = 0.011

  @Test(arguments: [44_100.0, 48_000, 22_050, 96_000])
  func `hears each strum once, where it begins`(sampleRate: Double) {
    var sound = Sound(sampleRate: sampleRate)
    sound.silence(0.5)
    sound.strum([Shape.c, Shape.g], strokes: 2)
    let heard = onsets(sound).map { Double($0.frame) / sampleRate }
    let expected = (0..<4).map { 0.5 + 0.5 * Double($0) }
    #expect(heard.count == expected.count)
    for (time, truth) in zip(heard, expected) { #expect(abs(time - truth) < 0.035) }
  }

  /// It waits 58 ms for what the stroke was, after a flux that peaks late for a strum.
  @Test func `says so within 0.11 s`() {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum([Shape.c])
    let delays = onsets(sound).enumerated().map { stroke, onset in
      Double(onset.heard) / sound.sampleRate - 0.5 - 0.5 * Double(stroke)
    }
    #expect(delays.count == 4)
    #expect(delays.allSatisfy { $0 < 0.11 })
  }

  @Test(arguments: [44_100.0, 48_000, 96_000])
  func `tells every stroke within 10 ms, before it is settled`(sampleRate: Double) {
    var sound = Sound(sampleRate: sampleRate)
    let times = (0..<24).map { 0.5 + 0.3137 * Double($0) }
    for (index, time) in times.enumerated() {
      if index % 3 == 0 {
        sound.mute(at: time)
      } else {
        sound.pluck([Double(40 + index)], at: time, for: 0.29)
      }
    }
    sound.silence(0.3)
    var listener = Solo(OnsetListener(), sampleRate: sampleRate)
    var heard: [Onset] = []
    feed(sound.samples) { listener.process($0) { heard.append($0) } }
    let early = heard.filter { !$0.isSettled }
    #expect(early.count == times.count)
    var delays: [Double] = []
    for (onset, time) in zip(early, times) {
      delays.append(Double(onset.heard) / sampleRate - time)
      #expect(abs(Double(onset.frame) / sampleRate - time) < 0.006)
    }
    #expect(delays.allSatisfy { $0 > 0 && $0 < 0.01 })
    #expect(heard.count(where: \.isSettled) == times.count)
  }

  /// Frames are 11.6 ms apart, so strokes told for one of them scatter by as much.
  @Test func `places settled strokes between frames`() {
    var sound = Sound()
    let times = (0..<24).map { 0.5 + 0.3137 * Double($0) }
    for (index, time) in times.enumerated() {
      sound.pluck([Double(40 + index)], at: time, for: 0.25)
    }
    sound.silence(0.3)
    let offsets = zip(onsets(sound), times).map { Double($0.frame) / sound.sampleRate - $1 }
    #expect(offsets.count == times.count)
    #expect(offsets.allSatisfy { abs($0 + early) < 0.003 })
  }

  @Test func `has a strum begin with its first string, and a soft tone before it is loud`() {
    var sound = Sound()
    sound.pluck(Shape.g, at: 0.5, for: 0.3)
    sound.swell(57, at: 1, within: 0.06, for: 0.5)
    sound.silence(0.3)
    let heard = onsets(sound).map { Double($0.frame) / sound.sampleRate }
    #expect(heard.count == 2)
    for (time, truth) in zip(heard, [0.5, 1]) { #expect(abs(time - truth + early) < 0.006) }
  }

  @Test func `tells muted strokes from strums`() {
    let sound = Sound.countedIn(tempo: 100)
    #expect(
      onsets(sound).map(\.isPercussive) == Array(repeating: true, count: 4)
        + Array(repeating: false, count: 16))
  }

  @Test func `hears nothing in silence`() {
    var sound = Sound()
    sound.silence(2)
    #expect(onsets(sound).isEmpty)
  }
}
