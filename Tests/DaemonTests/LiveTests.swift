import Foundation
import Testing

/// A patch that passes MIDI on to a foreign client, and sound to the speakers.
private let thru = """
  nodes:
    - id: guitar
      kind: capture
      connect: ["system:capture_1"]
    - id: speakers
      kind: playback
      connect: ["system:playback_1", "system:playback_2"]
    - id: keys
      kind: midi_in
      connect: ["peer:out"]
    - id: synth
      kind: midi_out
      connect: ["peer[0-9]*:in"]
  wires:
    - guitar -> speakers
    - keys -> synth
  """

/// strumd as a client of a real JACK server, seen from outside.
@Suite(.serialized)
struct LiveTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  /// Starts server, strumd and a peer, and lets a note sound at the peer.
  private func startSounding(
    _ arguments: [String] = [], rate: Int = 48_000, period: Int = 128
  ) async throws -> (strumd: LiveProcess, peer: LivePeer) {
    try await stage.startServer(rate: rate, period: period)
    let strumd = try await stage.startStrumd(thru, arguments)
    let peer = try await stage.startPeer()
    try await play(peer)
    return (strumd, peer)
  }

  private func play(_ peer: LivePeer) async throws {
    try await eventually("the peer's wires") {
      try stage.connections(of: "strumd:synth") == ["peer:in"]
        && stage.connections(of: "strumd:keys") == ["peer:out"]
    }
    // The server takes a wire up some cycles after it says that it is there.
    try await eventually("the first message") {
      peer.send(0xB1, 7, 100)
      return peer.messages.contains([0xB1, 7, 100])
    }
    try await peer.hold(60, to: [[1, 60]])
  }

  @Test func `ports are named for the nodes that open them`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(thru)
    let listing = try stage.ports("-t").split(separator: "\n").map(String.init)
    let types = Dictionary(
      uniqueKeysWithValues: zip(listing, listing.dropFirst()).filter { $0.0.hasPrefix("strumd:") })
    #expect(
      types == [
        "strumd:guitar": "\t32 bit float mono audio",
        "strumd:speakers_l": "\t32 bit float mono audio",
        "strumd:speakers_r": "\t32 bit float mono audio", "strumd:keys": "\t8 bit raw midi",
        "strumd:synth": "\t8 bit raw midi",
      ])
    #expect(strumd.isRunning)
  }

  @Test func `wanted connections are made at once where the ports are there`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(thru)
    try await eventually("the wires") {
      try stage.connections(of: "strumd:guitar") == ["system:capture_1"]
        && stage.connections(of: "strumd:speakers_l") == ["system:playback_1"]
        && stage.connections(of: "strumd:speakers_r") == ["system:playback_2"]
    }
    #expect(strumd.isRunning)
  }

  @Test func `a stranger that comes later is connected and gets the notes`() async throws {
    let (_, peer) = try await startSounding()
    peer.send(0x81, 60, 0)
    try await eventually("the note's end") { peer.sounding.isEmpty }
    // Around a cycle that comes late, strumd ends notes once more, with its own velocity.
    #expect(peer.notes.filter { $0 != [0x81, 60, 64] } == [[0x91, 60, 100], [0x81, 60, 0]])
  }

  @Test func `what a player pulls out stays out until the port comes back`() async throws {
    let (strumd, peer) = try await startSounding()
    peer.disconnect("strumd:synth", "peer:in")
    try await eventually("the wire's end") {
      try stage.connections(of: "strumd:synth").isEmpty
    }
    _ = try await stage.startPeer("peer2")
    try await eventually("the other peer's wire") {
      try stage.connections(of: "strumd:synth") == ["peer2:in"]
    }
    peer.stop()
    try await eventually("the peer's end") { try !stage.ports().contains("peer:in") }
    _ = try await stage.startPeer()
    try await eventually("both wires") {
      try stage.connections(of: "strumd:synth").sorted() == ["peer2:in", "peer:in"]
    }
    #expect(strumd.isRunning)
  }

  @Test func `a change of the buffer size is played through`() async throws {
    let (strumd, peer) = try await startSounding()
    try stage.run(["jack_bufsize", "512"])
    try await peer.hold(64, to: [[1, 60], [1, 64]])
    try await eventually("a word on it") { strumd.output.contains("512 frames a cycle") }
  }

  @Test func `SIGTERM ends every note and then strumd`() async throws {
    let (strumd, peer) = try await startSounding()
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
    try await eventually("the end of all notes") {
      peer.sounding.isEmpty && peer.messages.contains([0xB1, 123, 0])
    }
    #expect(try !stage.ports().contains("strumd:"))
  }

  @Test func `SIGUSR1 ends every note`() async throws {
    let (strumd, peer) = try await startSounding()
    strumd.send(SIGUSR1)
    try await eventually("the note's end") { peer.sounding.isEmpty }
    #expect(strumd.isRunning)
  }

  @Test func `SIGHUP takes up the patch, and ends the notes of what it leaves out`() async throws {
    let (strumd, peer) = try await startSounding()
    try stage.write(thru.replacing("- keys -> synth", with: "").replacing("speakers", with: "out"))
    strumd.send(SIGHUP)
    try await eventually("the new port") { try stage.ports().contains("strumd:out_l") }
    try await eventually("the note's end") { peer.sounding.isEmpty }
    #expect(strumd.isRunning)
  }

  @Test func `SIGHUP with a bad patch says why and plays on`() async throws {
    let (strumd, peer) = try await startSounding()
    try stage.write(thru.replacing("kind: midi_in", with: "kind: midi_inn"))
    strumd.send(SIGHUP)
    try await eventually("the complaint") { strumd.output.contains("did you mean 'midi_in'?") }
    try await peer.hold(64, to: [[1, 60], [1, 64]])
  }

  @Test func `strumd comes back to a server that was killed, and ends what sounded`() async throws {
    let (strumd, lost) = try await startSounding()
    try await stage.killServer()
    lost.stop()
    try await eventually("the loss") { strumd.output.contains("server is gone") }
    try await stage.startServer()
    // Under the old name it would share a semaphore with whatever is left of the old peer.
    let peer = try await stage.startPeer("peer2")
    try await eventually("the end of the note of before") { peer.messages.first == [0x81, 60, 64] }
    try await eventually("the card's wire") {
      try stage.connections(of: "strumd:guitar") == ["system:capture_1"]
    }
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
  }

  @Test func `a server at another sample rate is played at`() async throws {
    try await stage.startServer(rate: 44_100)
    let strumd = try await stage.startStrumd(thru)
    #expect(strumd.output.contains("44100 Hz"))
    let peer = try await stage.startPeer()
    try await play(peer)
  }

  @Test func `strumctl reads what the engine says of itself`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(thru, until: "OSC on port")
    let words = strumd.output.split(separator: "OSC on port ").last?.prefix { $0.isNumber }
    let port = try #require(words.map(String.init))
    let status = try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port, "status"])
    #expect(status.contains("state"))
    #expect(status.contains("playing"))
    #expect(status.contains("48000"))
  }

  @Test func `strumd waits for a server that comes later`() async throws {
    let strumd = try await stage.startStrumd(
      thru, ["--no-own-server"], until: "listening for OSC")
    try await stage.startServer()
    try await eventually("strumd's ports") { try stage.ports().contains("strumd:synth") }
    #expect(strumd.isRunning)
  }

  @Test func `where no server runs, strumd starts one and ends it again`() async throws {
    let strumd = try await stage.startStrumd(thru)
    try await eventually("strumd's ports") { try stage.ports().contains("strumd:synth") }
    #expect(strumd.output.contains("-d"))
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
    #expect(try !stage.ports().contains("system:"))
  }

  @Test func `a server of our own is started again when it dies`() async throws {
    let strumd = try await stage.startStrumd(thru)
    let found = try stage.run(["pgrep", "-f", "^jackd -n \(stage.server) "])
    let own = try #require(found.split(separator: "\n").first.flatMap { pid_t($0) })
    kill(own, SIGKILL)
    try await eventually("a second server") {
      strumd.output.components(separatedBy: "joined the JACK server").count == 3
    }
    #expect(try stage.ports().contains("strumd:synth"))
  }

  /// Where a cycle lasts a second, what ends a note takes as many as elsewhere.
  @Test(arguments: [(48_000, 128), (8000, 8192)])
  func `strumd-panic ends the notes of a strumd that was killed`(
    rate: Int, period: Int
  ) async throws {
    let (strumd, peer) = try await startSounding(rate: rate, period: period)
    strumd.send(SIGKILL)
    _ = try await strumd.status()
    let panic = try stage.start([LiveStage.programs + "/strumd-panic"])
    #expect(try await panic.status() == 0)
    try await eventually("the note's end") { peer.sounding.isEmpty }
    try await eventually("all of it") { peer.messages.last == [0xB1, 120, 0] }
    #expect(peer.messages.contains([0x81, 60, 64]))
  }

  @Test func `strumd-panic ends the notes of an output however many came before it`() async throws {
    let (strumd, peer) = try await startSounding()
    var names = "synth"
    for number in 1...40 {
      names = "synth_\(number)"
      try stage.write(thru.replacing("synth", with: names))
      strumd.send(SIGHUP)
      try await eventually("the port \(names)") {
        // An output that is left out lasts until its notes have ended, and has its ledger until then.
        let outputs = try stage.ports().split(separator: "\n").filter {
          $0.hasPrefix("strumd:synth")
        }
        let wires = try stage.connections(of: "strumd:" + names)
        return outputs == ["strumd:" + names] && wires == ["peer:in"]
      }
    }
    try await peer.hold(62, to: [[1, 62]])
    strumd.send(SIGKILL)
    _ = try await strumd.status()
    let panic = try stage.start([LiveStage.programs + "/strumd-panic"])
    #expect(try await panic.status() == 0)
    try await eventually("the note's end") { peer.sounding.isEmpty }
  }

  @Test func `strumd-panic does nothing where nothing sounds`() async throws {
    let (strumd, peer) = try await startSounding()
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
    let count = peer.notes.count
    let panic = try stage.start([LiveStage.programs + "/strumd-panic"])
    #expect(try await panic.status() == 0)
    #expect(peer.notes.count == count)
  }

  @Test func `a strumd that starts anew ends the notes of one that was killed`() async throws {
    let (strumd, peer) = try await startSounding()
    strumd.send(SIGKILL)
    _ = try await strumd.status()
    let next = try await stage.startStrumd(thru)
    try await eventually("the note's end") { peer.sounding.isEmpty }
    #expect(next.isRunning)
  }
}
