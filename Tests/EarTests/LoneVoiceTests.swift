import Testing

@testable import Ear

struct LoneVoiceTests {
  private let tune: [Double] = [62, 65, 69, 67, 65, 64, 62, 57, 60, 62]

  @Test func `hears that a voice that slides and trembles is alone`() {
    var sound = Sound()
    sound.sing(tune, at: 0, each: 0.6)
    let heard = textures(sound)
    #expect(heard.suffix(heard.count / 2).allSatisfy { $0 == .line })
  }

  @Test func `hears that a wind that keeps its notes up is alone`() {
    var sound = Sound()
    sound.blow(tune, at: 0, each: 0.5)
    let heard = textures(sound)
    #expect(heard.suffix(heard.count / 2).allSatisfy { $0 == .line })
  }

  @Test func `strings that ring on one after another are no voice`() {
    var sound = Sound()
    for note in [40.0, 43, 45, 47, 40, 43, 45, 47] {
      sound.pluck([note], at: sound.seconds, for: 0.6)
    }
    #expect(textures(sound).allSatisfy { !$0.isVoice })
  }

  @Test func `a voice with strummed chords is not alone`() {
    var sound = Sound()
    for _ in 0..<2 { sound.strum([Shape.c, Shape.aMinor], interval: 0.4) }
    sound.sing(tune, at: 0, each: 0.6, level: 0.1)
    #expect(textures(sound).allSatisfy { !$0.isVoice })
  }

  @Test func `strings that are picked one after another are no voice`() {
    var sound = Sound()
    for _ in 0..<4 {
      for note in Shape.c { sound.pluck([note], at: sound.seconds, for: 0.3) }
    }
    #expect(textures(sound).allSatisfy { !$0.isVoice })
  }

  @Test func `chords that come in are heard at once`() {
    var sound = Sound()
    sound.sing(tune, at: 0, each: 0.6)
    let end = sound.seconds
    sound.strum([Shape.f], strokes: 4)
    let heard = textures(sound)
    let perSecond = Double(heard.count) / sound.seconds
    #expect(heard[Int((end - 0.1) * perSecond)] == .line)
    #expect(heard[Int((end + 0.7) * perSecond)...].allSatisfy { $0 == .full })
  }

  /// What is heard at each look.
  private func textures(_ sound: Sound) -> [Texture] {
    let front = FrontEnd(sampleRate: sound.sampleRate)
    front.bring(.notes)
    var voice: LoneVoice?
    var frames = 0
    var textures: [Texture] = []
    sound.samples.withUnsafeBufferPointer { all in
      var rest = all
      while !rest.isEmpty {
        front.advance(through: &rest)
        guard front.news.contains(.notes), let spectra = front.spectra else { continue }
        frames += 1
        guard frames.isMultiple(of: LoneVoice.stride) else { continue }
        let framer = spectra.framer
        var now = voice ?? LoneVoice(rate: framer.rate, hop: framer.hop)
        now.look(framer, spectra.quick)
        textures.append(now.texture)
        voice = now
      }
    }
    return textures
  }
}
