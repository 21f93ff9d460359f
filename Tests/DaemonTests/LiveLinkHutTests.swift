import Foundation
import TestSupport
import Testing

/// strumd in a session with the program that Ableton publishes as Link's example.
@Suite(
  .serialized, .timeLimit(.minutes(10)),
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: LinkHut.program), "needs ableton-link-utils"))
struct LiveLinkHutTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private static let patch = """
    tempo: 100
    clock: link
    nodes:
      - {id: link, kind: link, start_stop: true}
      - {id: clicks, kind: metronome}
      - {id: speakers, kind: playback, connect: ["system:playback_.*"]}
    wires:
      - clicks -> speakers
    """

  private func send(_ port: String, _ address: String) throws {
    try stage.run(["oscsend", "127.0.0.1", port, address])
  }

  /// Lets both meet, in a session that Link's example has founded at 130 bpm.
  private func meet(period: Int = 128) async throws -> (hut: LinkHut, port: String) {
    try await stage.startServer(period: period)
    let hut = try await LinkHut(on: stage)
    try await hut.set(tempo: 130)
    hut.press(.startStop)
    try await eventually("its consent") { hut.state?.sharesTransport == true }
    try await Task.sleep(for: .seconds(1))
    let port = try await stage.oscPort(of: stage.startStrumd(Self.patch))
    try await eventually("each other") {
      try hut.state?.peers == 1 && stage.strumctl(port, "get", "/node/link/peers") == "1\n"
    }
    return (hut, port)
  }

  @Test func `tempo, start and stop are shared with it both ways, and it goes alone`() async throws
  {
    let (hut, port) = try await meet()
    #expect(hut.state?.tempo == 130 && hut.state?.isPlaying == false)
    #expect(try !stage.isRolling(port))
    try await eventually("the session's tempo while it stands still") {
      try abs(stage.tempo(port) - 130) < 0.1
    }
    hut.press(.play)
    try await eventually("its start") {
      try stage.isRolling(port) && abs(stage.tempo(port) - 130) < 0.1
    }
    try await hut.set(tempo: 123)
    try await eventually("its tempo") { try abs(stage.tempo(port) - 123) < 0.1 }
    // Its audio thread keeps to what it has changed for a second, whatever others say, and would bring that back with
    // its next start (kLocalModGracePeriod in Link's Controller.hpp).
    try await Task.sleep(for: .seconds(1.5))
    try stage.strumctl(port, "set", "/tempo", "96.5")
    try await eventually("our tempo") { hut.state?.tempo == 96.5 }
    try send(port, "/transport/stop")
    try await eventually("our stop") { hut.state?.isPlaying == false }
    try send(port, "/transport/start")
    try await eventually("our start") { hut.state?.isPlaying == true }
    hut.press(.play)
    try await eventually("its stop") { try !stage.isRolling(port) }
    hut.press(.play)
    try await eventually("its start again") { try stage.isRolling(port) }
    hut.press(.quit)
    try await eventually("to be alone") {
      try stage.strumctl(port, "get", "/node/link/peers") == "0\n"
    }
    let listener = try stage.start([Checkout.python, "-c", LiveLinkTests.listener, port, "8"])
    try await eventually("eight beats more") { !listener.isRunning }
    #expect(LiveLinkTests.places(listener).count == 8, "\(listener.output)")
    #expect(try stage.isRolling(port) && abs(stage.tempo(port) - 96.5) < 0.1)
  }

  /// By how many frames our clicks come later than its own.
  private func lateness(_ listener: LiveProcess) -> [Int] {
    let clicks = listener.output.split(separator: "\n").compactMap { line -> (Int, Int)? in
      let words = line.split(separator: " ").compactMap { Int($0) }
      return words.count == 2 ? (words[0], words[1]) : nil
    }
    let its = clicks.filter { $0.0 == 0 }.map(\.1)
    return clicks.filter { $0.0 == 1 }.compactMap { ours in
      its.map { ours.1 - $0 }.min { abs($0) < abs($1) }
    }
  }

  /// AUDIOENGINE-1 of Link's test plan (Ableton/link, TEST-PLAN.md).
  @Test func `its clicks and ours are heard together, however late the speakers are`() async throws
  {
    // 43 ms from here to the speakers, which it makes up for.
    let (hut, port) = try await meet(period: 1024)
    hut.press(.play)
    try await eventually("its start") { try stage.isRolling(port) }
    let listener = try stage.start(
      [Checkout.python, Checkout.path("Tests/DaemonTests/click_peer.py")]
        + ["LinkHut:out_1", "strumd:speakers_l"])
    try await eventually("clicks", seconds: 120) { lateness(listener).count >= 30 }
    let offsets = lateness(listener)
    // Where a busy machine has kept the sound waiting, each takes a while to find the time again.
    let nearest = try #require(offsets.min { abs($0) < abs($1) })
    #expect(abs(nearest) < 480, "\(offsets.map { $0 / 48 }) ms")
  }
}
