import Foundation
import Testing
import Weights

@testable import Ear

struct ChordNetworkTests {
  private func network() throws -> ChordNetwork {
    ChordNetwork(try ChordModel(NetworkFile.bytes("small.chords")))
  }

  @Test func `says what PyTorch says`() throws {
    var network = try network()
    let seen = try NetworkFile.floats("seen.f32")
    let said = try NetworkFile.floats("said.f32")
    var next = 0
    for start in stride(from: 0, to: seen.count, by: ChordFeatures.count) {
      network.look(Array(seen[start..<start + ChordFeatures.count]))
      for head in 0..<ChordNetwork.headCount {
        for value in network.chords[head] + network.basses[head] {
          #expect(abs(value - said[next]) < 1e-4)
          next += 1
        }
      }
    }
    #expect(next == said.count)
  }

  @Test func `answers a transposed chord with a transposed name`() throws {
    var plain = try network()
    var raised = try network()
    let seen = Array(try NetworkFile.floats("seen.f32").prefix(ChordFeatures.count))
    var turned = seen
    for index in 0..<ChordFeatures.pitchedCount {
      turned[index / 12 * 12 + (index % 12 + 5) % 12] = seen[index]
    }
    plain.look(seen)
    raised.look(turned)
    for state in 0..<ChordVocabulary.noChord {
      let other = state / 12 * 12 + (state % 12 + 5) % 12
      #expect(abs(plain.chords[0][state] - raised.chords[0][other]) < 1e-5)
    }
  }

  @Test func `remembers what it saw before`() throws {
    var network = try network()
    let seen = Array(try NetworkFile.floats("seen.f32").prefix(ChordFeatures.count))
    network.look(seen)
    let first = network.chords
    network.look(seen)
    #expect(network.chords != first)
  }

  @Test func `gives every head a whole probability`() throws {
    var network = try network()
    network.look(Array(try NetworkFile.floats("seen.f32").prefix(ChordFeatures.count)))
    for said in network.chords + network.basses {
      #expect(abs(said.reduce(0) { $0 + exp($1) } - 1) < 1e-4)
    }
  }

  @Test(arguments: [0, 4, 8, 20, 100, 5000])
  func `refuses a model in which a byte is wrong`(place: Int) throws {
    var bytes = try NetworkFile.bytes("small.chords")
    bytes[place] ^= 0x10
    #expect(throws: WeightError.self) { try ChordModel(bytes) }
  }

  @Test(arguments: [0, 3, 36, 1000])
  func `refuses a model that is cut short`(count: Int) throws {
    let bytes = Array(try NetworkFile.bytes("small.chords").prefix(count))
    #expect(throws: WeightError.self) { try ChordModel(bytes) }
  }
}
