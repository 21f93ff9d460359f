import Testing

/// Connections to other programs, while the patch changes.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveWiringTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  /// Notes from one port of a peer to those that are wished for.
  private func patch(_ wishes: String) -> String {
    """
    nodes:
      - {id: keys, kind: midi_in, connect: ["peer:out"]}
      - {id: synth, kind: midi_out, connect: [\(wishes)]}
    wires:
      - keys -> synth
    """
  }

  private func waitUntilHeard(by listeners: Set<String>) async throws {
    try await eventually("the listeners") {
      try Set(stage.connections(of: "strumd:synth")) == listeners
    }
  }

  /// A note that a peer holds, and that it hears over its own wire and others over theirs.
  private func holdNote(
    besides names: String...
  ) async throws -> (peer: LivePeer, others: [LivePeer]) {
    let peer = try await stage.startPeer()
    var others: [LivePeer] = []
    for name in names { others.append(try await stage.startPeer(name)) }
    let ports = ["peer:in"] + names.map { "\($0):in" }
    _ = try await stage.startStrumd(patch(ports.map { "'\($0)'" }.joined(separator: ", ")))
    try await waitUntilHeard(by: Set(ports))
    try await peer.hold(60, to: [[1, 60]])
    try await eventually("the note over there") {
      others.allSatisfy { $0.sounding == [[1, 60]] }
    }
    return (peer, others)
  }

  @Test func `a wish that goes takes its connection with it, and ends the notes over there`()
    async throws
  {
    try await stage.startServer()
    let (peer, others) = try await holdNote(besides: "other")

    try stage.write(patch("'peer:in'"))
    try await waitUntilHeard(by: ["peer:in"])
    try await eventually("the end of the note") { others.allSatisfy(\.sounding.isEmpty) }
    try await eventually("the end of what ends it") { try !stage.ports().contains("_ends") }
    #expect(peer.sounding == [[1, 60]], "who still listens hears the note on")

    try stage.write(patch("'peer:in', 'other:in'"))
    try await waitUntilHeard(by: ["peer:in", "other:in"])
  }

  @Test func `where cards go by other names, the first input is still the first`() async throws {
    try await stage.startServer(channels: 0)
    let card = try await stage.startPeer("Built-in Audio")
    card.becomeCard()
    _ = try await stage.startStrumd(
      """
      nodes:
        - {id: guitar, kind: capture, connect: ["system:capture_2"]}
        - {id: speakers, kind: playback, connect: ["system:playback_1", "system:playback_2"]}
      wires:
        - guitar -> speakers
      """)
    try await eventually("the card's wires") {
      try stage.connections(of: "strumd:guitar") == ["Built-in Audio:capture_FR"]
        && stage.connections(of: "strumd:speakers_l") == ["Built-in Audio:playback_FL"]
        && stage.connections(of: "strumd:speakers_r") == ["Built-in Audio:playback_FR"]
    }
  }

  @Test func `the notes end at each of those whom a patch leaves out at once`() async throws {
    try await stage.startServer()
    let (peer, others) = try await holdNote(besides: "other", "third")

    try stage.write(patch("'peer:in'"))
    try await waitUntilHeard(by: ["peer:in"])
    try await eventually("the ends of the note") { others.allSatisfy(\.sounding.isEmpty) }
    try await eventually("the end of what ends it") { try !stage.ports().contains("_ends") }
    #expect(peer.sounding == [[1, 60]], "who still listens hears the note on")
  }

  @Test func `what a player has connected by hand stays, whatever is wished for`() async throws {
    try await stage.startServer()
    let peer = try await stage.startPeer()
    _ = try await stage.startPeer("other")
    let strumd = try await stage.startStrumd(patch("'peer:in'"))
    try await waitUntilHeard(by: ["peer:in"])
    peer.connect("strumd:synth", "other:in")
    try await waitUntilHeard(by: ["peer:in", "other:in"])

    // Wished for when it is there already, and then no more.
    try stage.write(patch("'peer:in', 'other:in'"))
    try await eventually("the wish") { strumd.output.contains("loaded ") }
    try stage.write(patch("'nobody:in'"))
    try await waitUntilHeard(by: ["other:in"])
  }

  @Test func `a synthesizer that is connected later is told which instruments to play`()
    async throws
  {
    try await stage.startServer()
    let peer = try await stage.startPeer()
    _ = try await stage.startStrumd(
      """
      nodes:
        - {id: keys, kind: midi_in}
        - {id: synth, kind: midi_out, program_2: 34}
      wires:
        - keys -> synth
      """)
    try await eventually("the port") { try stage.ports().contains("strumd:synth") }
    peer.connect("strumd:synth", "peer:in")
    try await eventually("the instrument") { peer.messages.contains([0xC1, 33]) }
  }

  @Test func `over a wire that is back before the notes were ended they sound on`() async throws {
    // Where a cycle lasts a second, what ends them takes as many as elsewhere.
    try await stage.startServer(rate: 8000, period: 8192)
    let (peer, others) = try await holdNote(besides: "other")

    try stage.write(patch("'peer:in'"))
    try await waitUntilHeard(by: ["peer:in"])
    try stage.write(patch("'peer:in', 'other:in'"))
    try await waitUntilHeard(by: ["peer:in", "other:in"])
    try await eventually("the end of what ends notes") { try !stage.ports().contains("_ends") }
    try await peer.hold(62, to: [[1, 60], [1, 62]])
    try await eventually("both notes over there") {
      others[0].sounding == [[1, 60], [1, 62]]
    }
  }
}
