import Ear
import Foundation

/// What chords are recognised by: how well they fit alone, or with the network that is shipped.
enum Opinion: CaseIterable {
  case plain, network

  func recognizer(sampleRate: Double) throws -> Solo<ChordRecognizer> {
    guard self == .network else {
      return Solo(ChordRecognizer(sampleRate: sampleRate), sampleRate: sampleRate)
    }
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../models/chord.chords")
    let model = try ChordModel([UInt8](Data(contentsOf: path)))
    return Solo(
      ChordRecognizer(sampleRate: sampleRate, model: model), sampleRate: sampleRate)
  }
}
