import Foundation
import Testing

/// Ends of notes at a real JACK server, in cycles that come late.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveLostEndsTests {
  @Test func `what ends notes about late cycles is sent once more`() async throws {
    let stage = try await LiveStage()
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let strumd = try await stage.startStrumd(LiveStage.soundAndNotes)
    try await peer.hold(60, to: [[1, 60]])
    var sent = 0
    func isRepeated() -> Bool { peer.notes.count { $0.starts(with: [0x81, 60]) } > sent }
    while !isRepeated() {
      try #require(sent < 60)
      sent += 1
      peer.send(0x91, 60, 100)
      peer.send(0x81, 60, 0)
      strumd.send(SIGSTOP)
      try await Task.sleep(for: .milliseconds(100))
      strumd.send(SIGCONT)
      try? await eventually("the end once more", seconds: 3) { isRepeated() }
    }
    #expect(peer.sounding.isEmpty)
  }
}
