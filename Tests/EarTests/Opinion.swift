import Ear
import Foundation
import TestSupport

/// What chords are recognised by: how well they fit alone, or with the network that is shipped.
enum Opinion: CaseIterable {
  case plain, network

  func recognizer(sampleRate: Double) throws -> Solo<ChordRecognizer> {
    guard self == .network else {
      return Solo(ChordRecognizer(sampleRate: sampleRate), sampleRate: sampleRate)
    }
    let model = try ChordModel(Checkout.bytes("models/chord.chords"))
    return Solo(
      ChordRecognizer(sampleRate: sampleRate, model: model), sampleRate: sampleRate)
  }
}
