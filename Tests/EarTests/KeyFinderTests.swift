import Ear
import Music
import Testing

struct KeyFinderTests {
  @Test(arguments: [(0, "C major"), (7, "G major"), (3, "Eb major")])
  func `hears the key of a cadence`(shift: Int, name: String) {
    var sound = Sound()
    let cadence = [Shape.c, Shape.f, Shape.g7, Shape.c].map { $0.map { $0 + Double(shift) } }
    sound.strum(cadence, strokes: 3)
    #expect(keys(sound).last?.key.name == name)
  }

  @Test func `hears a minor key`() {
    var sound = Sound()
    let e7: [Double] = [40, 47, 50, 56, 59, 64]
    let dMinor: [Double] = [50, 57, 62, 65]
    sound.strum([Shape.aMinor, dMinor, e7, Shape.aMinor], strokes: 2)
    #expect(keys(sound).last?.key.name == "A minor")
  }

  @Test(arguments: [
    ([Shape.aMinor, Shape.f, Shape.c, Shape.g], "A minor"),
    ([Shape.c, Shape.g, Shape.aMinor, Shape.f], "C major"),
    ([Shape.f, Shape.g, Shape.eMinor, Shape.aMinor], "C major"),
  ])
  func `tells relative keys apart by where the song begins`(shapes: [[Double]], name: String) {
    var sound = Sound()
    for _ in 0..<3 { sound.strum(shapes, strokes: 3) }
    #expect(keys(sound).last?.key.name == name)
  }

  @Test(arguments: [(0, "A minor"), (4, "C major")])
  func `a tune that dwells in the relative key has not gone there yet`(
    choruses: Int, name: String
  ) {
    var sound = Sound()
    let verse = [
      Shape.aMinor, Shape.dMinor7, Shape.g, Shape.c, Shape.f, Shape.g, Shape.c, Shape.c,
    ]
    for _ in 0..<2 { sound.strum(verse, strokes: 3, interval: 0.6) }
    for _ in 0..<choruses {
      sound.strum([Shape.f, Shape.g, Shape.c, Shape.c], strokes: 3, interval: 0.6)
    }
    #expect(keys(sound).last?.key.name == name)
  }

  @Test(arguments: [(12.0, "A minor"), (4.0, "C major")])
  func `a song that begins after a pause has a first chord of its own`(
    pause: Double, name: String
  ) {
    var sound = Sound()
    for _ in 0..<3 { sound.strum([Shape.c, Shape.g, Shape.aMinor, Shape.f], strokes: 3) }
    sound.silence(pause)
    for _ in 0..<3 { sound.strum([Shape.aMinor, Shape.f, Shape.c, Shape.g], strokes: 3) }
    #expect(keys(sound).last?.key.name == name)
  }

  @Test func `hears no key in muted strokes`() {
    var sound = Sound()
    for stroke in 0..<16 { sound.mute(at: 0.2 + 0.25 * Double(stroke)) }
    #expect(keys(sound).isEmpty)
  }

  @Test func `hears no key in silence`() {
    var sound = Sound()
    sound.silence(5)
    #expect(keys(sound).isEmpty)
  }
}
