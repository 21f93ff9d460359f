import Foundation
import TestSupport
import Testing

/// strumd in a session of Ableton Link, by Link's own test plan (Ableton/link, TEST-PLAN.md).
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveLinkTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private static func patch(tempo: Int, _ more: String = "") -> String {
    """
    tempo: \(tempo)
    clock: link
    nodes:
      - {id: link, kind: link\(more)}
      - {id: clicks, kind: metronome}
    """
  }

  /// Lets somebody found the session, who is there first.
  ///
  /// Of two who found one within half a second, chance decides whose tempo holds (`Sessions.hpp`).
  private func found(tempo: Int) async throws -> LinkPartner {
    let partner = try LinkPartner(on: stage, tempo: Double(tempo))
    try await eventually("the partner") { partner.state != nil }
    try await Task.sleep(for: .seconds(1))
    return partner
  }

  private func start(_ more: String = "") async throws -> String {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(Self.patch(tempo: 100, more))
    return try await stage.oscPort(of: strumd)
  }

  private func meet(_ partner: LinkPartner, _ port: String) async throws {
    try await eventually("each other") {
      try partner.state?.peers == 1 && stage.strumctl(port, "get", "/node/link/peers") == "1\n"
    }
  }

  @Test func `tempo is shared both ways, and neither joining nor loading changes it`() async throws
  {
    let partner = try await found(tempo: 130)
    let port = try await start()
    try await meet(partner, port)
    // TEMPO-2
    try await eventually("the session's tempo") { try abs(stage.tempo(port) - 130) < 0.1 }
    #expect(abs((partner.state?.tempo ?? 0) - 130) < 0.1)
    // TEMPO-1
    partner.set(tempo: 96)
    try await eventually("the partner's tempo") { try abs(stage.tempo(port) - 96) < 0.1 }
    try stage.strumctl(port, "set", "/tempo", "144")
    try await eventually("our tempo") { abs((partner.state?.tempo ?? 0) - 144) < 0.1 }
    #expect(try abs(stage.tempo(port) - 144) < 0.1)
    // TEMPO-3
    let other = stage.scratch.path("other.yaml")
    try ("version: 1\n" + Self.patch(tempo: 70) + "\n")
      .write(toFile: other, atomically: true, encoding: .utf8)
    try stage.strumctl(port, "load", other)
    try await Task.sleep(for: .seconds(1))
    try await eventually("the session's tempo again") { try abs(stage.tempo(port) - 144) < 0.1 }
    #expect(abs((partner.state?.tempo ?? 0) - 144) < 0.1)
    // TEMPO-4: faster than we can count, in twos.
    partner.set(tempo: 600)
    try await eventually("half of it") { try abs(stage.tempo(port) - 300) < 0.1 }
    // And who leaves takes nothing along.
    partner.set(tempo: 120)
    try await eventually("a tempo to go on at") { try abs(stage.tempo(port) - 120) < 0.1 }
    partner.leave()
    try await eventually("to be alone") {
      try stage.strumctl(port, "get", "/node/link/peers") == "0\n"
    }
    #expect(try stage.isRolling(port) && abs(stage.tempo(port) - 120) < 0.1)
  }

  @Test func `who comes later takes our tempo, and our beat goes on`() async throws {
    let port = try await start()
    // Slow, so that no beat goes untold on a busy machine.
    try stage.strumctl(port, "set", "/tempo", "44")
    try stage.run(["oscsend", "127.0.0.1", port, "/transport/start"])
    try await eventually("our time") { try stage.isRolling(port) }
    // TEMPO-5
    try await Task.sleep(for: .seconds(1))
    #expect(try abs(stage.tempo(port) - 44) < 0.1)
    // BEATTIME-2
    let listener = try stage.start([Checkout.python, "-c", Self.listener, port, "9"])
    try await eventually("the first beats") { listener.output.split(separator: "\n").count > 1 }
    let partner = try LinkPartner(on: stage, tempo: 87)
    try await meet(partner, port)
    try await eventually("our tempo with the partner") {
      abs((partner.state?.tempo ?? 0) - 44) < 0.1
    }
    #expect(try abs(stage.tempo(port) - 44) < 0.1)
    try await eventually("nine beats") { !listener.isRunning }
    let places = Self.places(listener)
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 == $0 + 1 }, "\(places)")
    #expect(places.count == 9)
  }

  @Test func `start and stop are shared where that is wanted`() async throws {
    let partner = try await found(tempo: 130)
    let port = try await start(", start_stop: true")
    try await meet(partner, port)
    #expect(try !stage.isRolling(port))
    partner.play()
    try await eventually("the start") { try stage.isRolling(port) }
    partner.stopPlaying()
    try await eventually("the stop") { try !stage.isRolling(port) }
    try stage.run(["oscsend", "127.0.0.1", port, "/transport/start"])
    try await eventually("the partner's start") { partner.state?.isPlaying == true }
  }

  /// Prints of so many beats when each is told over OSC, on the monotonic clock, its bar and its place there.
  static let listener = """
    import sys, time, socket
    from pythonosc.osc_message import OscMessage
    from pythonosc.osc_message_builder import OscMessageBuilder
    from pythonosc.osc_bundle import OscBundle
    wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    wire.settimeout(30)
    message = OscMessageBuilder("/subscribe")
    for value in ("/beat", 1000.0, 60.0): message.add_arg(value)
    wire.sendto(message.build().dgram, ("127.0.0.1", int(sys.argv[1])))
    count = 0
    while count <= int(sys.argv[2]):
      packet = wire.recv(4096)
      now = time.monotonic_ns()
      if not packet.startswith(b"/beat\\0"): continue
      if count > 0: print(now, *OscMessage(packet).params[:2], flush=True)
      count += 1
    """

  /// The beats that were told, counted from bar to bar.
  static func places(_ listener: LiveProcess) -> [Int] {
    listener.output.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").compactMap { Int($0) }
      return words.count == 3 ? 4 * words[1] + words[2] : nil
    }
  }

  /// By how many beats those that are told come later than those of `session`, as it was or goes on.
  private func lateness(_ port: String, _ session: LinkPartner.State) throws -> [Double] {
    let lines = try stage.run([Checkout.python, "-c", Self.listener, port, "16"])
    return lines.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let time = Int64(words[0]), let number = Double(words[2]) else { return nil }
      return (session.beat(at: time) - (number - 1)).remainder(dividingBy: 4)
    }
  }

  @Test func `beats and bars fall together, and go on so once the other has left`() async throws {
    let partner = try await found(tempo: 120)
    let port = try await start()
    try await meet(partner, port)
    try await eventually("the session's tempo") { try abs(stage.tempo(port) - 120) < 0.1 }
    // A beat or two go by until ours has come to theirs.
    try await Task.sleep(for: .seconds(2))
    for isAlone in [false, true] {
      let session = try #require(partner.state)
      if isAlone {
        partner.leave()
        try await eventually("to be alone") {
          try stage.strumctl(port, "get", "/node/link/peers") == "0\n"
        }
      }
      let offsets = try lateness(port, session)
      #expect(offsets.count == 16)
      // What is told comes late by as much as a busy machine lets it; the soonest tells the truth.
      let nearest = try #require(offsets.min { abs($0) < abs($1) })
      #expect(abs(nearest) < 0.08, "\(offsets.map { Int($0 * 500) }) ms")
    }
  }

  @Test func `it can be left and joined again`() async throws {
    let partner = try await found(tempo: 130)
    let port = try await start()
    try await meet(partner, port)
    try stage.strumctl(port, "set", "link/on", "false")
    try await eventually("the partner to be alone") { partner.state?.peers == 0 }
    try stage.strumctl(port, "set", "link/on", "true")
    try await meet(partner, port)
  }
}
