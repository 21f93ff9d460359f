import Foundation
import TestSupport
import Testing
import Weights

@testable import Melody

@Suite struct MelodyModelTests {
  private static func bytes(_ name: String) throws -> [UInt8] {
    try Checkout.bytes("Tests/MelodyTests/Network/" + name)
  }

  private static func words<Word>(_ name: String, as type: Word.Type) throws -> [Word] {
    try bytes(name).withUnsafeBytes { Array($0.bindMemory(to: type)) }
  }

  @Test func `says what PyTorch says`() throws {
    let model = try MelodyModel(Self.bytes("small.melody"))
    for (name, network, sizes) in [
      ("pitch", model.pitch, PitchFacts.sizes), ("rhythm", model.rhythm, RhythmFacts.sizes),
    ] {
      let facts = try Self.words(name + ".i32", as: Int32.self).map(Int.init)
      let said = try Self.words(name + ".f32", as: Float.self)
      var next = 0
      for start in stride(from: 0, to: facts.count, by: sizes.count) {
        for value in network.answers(to: Array(facts[start..<start + sizes.count])) {
          #expect(abs(value - said[next]) < 1e-4)
          next += 1
        }
      }
      #expect(next == said.count)
    }
  }

  @Test func `facts are numbered as in training`() {
    var pitch = PitchFacts()
    pitch.past = [2, -30]
    pitch.gap = 7
    pitch.place = 60
    pitch.degree = 4
    #expect(pitch.values == [15, 1, 0, 0, 4, 47, 4, 4, 13, 12, 12])
    var rhythm = RhythmFacts()
    rhythm.past = [100, 3]
    rhythm.place = 18
    rhythm.beatsPerBar = 3
    #expect(rhythm.values == [10, 1, 0, 18, 3])
  }

  @Test func `a damaged file is refused, and so is one that is cut short`() throws {
    var bytes = try Self.bytes("small.melody")
    bytes[100] ^= 1
    #expect(throws: WeightError.self) { try MelodyModel(bytes) }
    let short = Array(try Self.bytes("small.melody").dropLast(4))
    #expect(throws: WeightError.self) { try MelodyModel(short) }
    #expect(throws: WeightError.self) { try MelodyModel([1, 2, 3]) }
  }

  @Test func `the model that comes with the program knows that lines go by step`() throws {
    let model = try MelodyModel(Checkout.bytes("models/lead.melody"))
    let said = model.intervals(PitchFacts())
    #expect(abs(said.reduce(0, +) - 1) < 1e-3)
    let near = said[(12 - 4)...(12 + 4)].reduce(0, +)
    #expect(near > 0.7)
  }
}
