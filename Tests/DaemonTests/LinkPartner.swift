import Foundation

/// Somebody else in a session of Ableton Link, who knows nothing of strumd.
final class LinkPartner {
  /// How things stood when it told them last.
  struct State {
    let peers: Int
    let tempo: Double
    let beat: Double
    let isPlaying: Bool

    /// When that was, on the monotonic clock.
    let nanoseconds: Int64

    /// The beat at `time`, if the tempo has stayed.
    func beat(at time: Int64) -> Double { beat + Double(time - nanoseconds) * tempo / 60e9 }
  }

  private let process: LiveProcess

  init(on stage: LiveStage, tempo: Double) throws {
    process = try stage.start([LiveStage.programs + "/LinkPeer", "\(tempo)"])
  }

  /// `nil` until it has told something.
  var state: State? {
    guard let line = process.output.split(separator: "\n").last(where: { $0.contains(" at ") })
    else { return nil }
    let words = line.split(separator: " ")
    guard words.count == 10, let peers = Int(words[1]), let tempo = Double(words[3]),
      let beat = Double(words[5]), let time = Int64(words[9])
    else { return nil }
    return State(
      peers: peers, tempo: tempo, beat: beat, isPlaying: words[7] == "true", nanoseconds: time)
  }

  func set(tempo: Double) { process.write("tempo \(tempo)") }
  func play() { process.write("play") }
  func stopPlaying() { process.write("stop") }

  /// Ends it.
  func leave() { process.stop() }
}
