import Foundation
import Testing

/// Ends of notes at a real JACK server, in cycles that come late.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveLostEndsTests {
  @Test func `what ends a note about late cycles is sent once more`() async throws {
    let stage = try await LiveStage()
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let strumd = try await stage.startStrumd(LiveStage.soundAndNotes)
    try await peer.hold(20, to: [[1, 20]])
    // What is sent while cycles are late may be lost on its way to strumd, too: another note, then.
    for key: UInt8 in 40..<100 {
      func areHeard(_ count: Int) async -> Bool {
        (try? await eventually("the end", seconds: 4) {
          peer.notes.count { $0.starts(with: [0x81, key]) } >= count
        }) != nil
      }
      peer.send(0x91, key, 100)
      peer.send(0x81, key, 0)
      guard await areHeard(1) else { continue }
      strumd.send(SIGSTOP)
      try await Task.sleep(for: .milliseconds(30))
      strumd.send(SIGCONT)
      if await areHeard(2) { return }
    }
    Issue.record("no end was sent once more")
  }

  @Test func `so it is where the output has just been taken out of the patch`() async throws {
    let stage = try await LiveStage()
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let strumd = try await stage.startStrumd(LiveStage.soundAndNotes)
    let port = try await stage.oscPort(of: strumd)
    for key: UInt8 in 40..<100 {
      try await peer.hold(key, to: [[1, key]])
      func count() -> Int { peer.notes.count { $0.starts(with: [0x81, key]) } }
      try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port, "remove", "synth"])
      // An output that is closed at once is gone by then, and what is late a quarter of a second later counts yet.
      try await Task.sleep(for: .milliseconds(100))
      let before = count()
      strumd.send(SIGSTOP)
      try await Task.sleep(for: .milliseconds(30))
      strumd.send(SIGCONT)
      let isAgain: Void? = try? await eventually("the end", seconds: 4) { count() > before }
      if before > 0, isAgain != nil { return }
      try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port, "undo"])
    }
    Issue.record("no end was sent once more")
  }
}
