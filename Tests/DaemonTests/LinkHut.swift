import Foundation

/// The example program that Ableton publishes with Link, in Debian's ableton-link-utils: it obeys keys, shows a
/// line of how things are, and clicks through JACK while it plays.
final class LinkHut {
  static let program = "/usr/bin/LinkHut"

  enum Key: String {
    case link = "a"
    case play = " "
    case slower = "w"
    case faster = "e"
    case startStop = "s"
    case quit = "q"
  }

  struct State {
    let isOn: Bool
    let peers: Int
    let sharesTransport: Bool
    let isPlaying: Bool
    let tempo: Double
  }

  private let process: LiveProcess

  /// Starts it in a session of its own at 120 bpm, for others to join.
  init(on stage: LiveStage) async throws {
    process = try stage.start([Self.program])
    try await eventually("Link's example") { self.state != nil }
    press(.link)
    try await eventually("its session") { self.state?.isOn == true }
  }

  /// What it shows now; `nil` until it has shown something.
  var state: State? {
    // Each line is written over the last; the last may be half written.
    let lines = process.output.split(separator: "\r")
    for line in lines.reversed() {
      let columns = line.split(separator: "|").map { $0.split(separator: " ") }
      guard columns.count == 7, columns[3].count == 2, let peers = Int(columns[1][0]),
        let tempo = Double(columns[4][0])
      else { continue }
      return State(
        isOn: columns[0] == ["yes"], peers: peers, sharesTransport: columns[3][0] == "yes",
        isPlaying: columns[3][1] == "[playing]", tempo: tempo)
    }
    return nil
  }

  func press(_ key: Key) { process.write(key.rawValue) }

  /// Goes to `tempo`, a beat a minute at a time; keys that come at once count as one.
  func set(tempo: Double) async throws {
    while let last = state?.tempo, last != tempo {
      press(last < tempo ? .faster : .slower)
      try await eventually("\(tempo) bpm") { self.state?.tempo != last }
    }
  }
}
