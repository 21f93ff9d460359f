import Foundation
import TestSupport
import Testing

/// Nodes that take too long, at a real JACK server; a period lasts 2.7 ms there.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveOverloadTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private func start(_ patch: String) async throws -> (strumd: LiveProcess, port: String) {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(
      patch,
      environment: [
        "LV2_PATH": try PluginBundle(in: stage.scratch).folder,
        "XDG_STATE_HOME": stage.scratch.path,
      ])
    return (strumd, try await stage.oscPort(of: strumd))
  }

  private func strumctl(_ port: String, _ arguments: String...) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  /// Sets the plugin's `break` over OSC: 4 makes each of its turns last 4 ms.
  private func set(_ port: String, _ value: Int) throws {
    _ = try strumctl(port, "set", "fuzz/break", "\(value)")
  }

  @Test func `a plugin that is late again and again is bypassed and named`() async throws {
    let (strumd, port) = try await start(Self.harmless)
    try set(port, 4)
    try await eventually("the bypass") {
      strumd.output.contains("'fuzz' is late again and again and is bypassed from now on")
    }
    #expect(strumd.output.contains("'fuzz' took "))
    #expect(strumd.isRunning)
  }

  @Test func `a late plugin that may be left out is, and comes back`() async throws {
    let (strumd, port) = try await start(
      """
      nodes:
        - id: guitar
          kind: capture
        - id: fuzz
          kind: lv2
          plugin: urn:strumd:test:harm
        - id: level
          kind: meter
        - id: out
          kind: playback
      wires:
        - guitar -> out
        - guitar -> fuzz -> level
      shed: [fuzz]
      """)
    try set(port, 4)
    try await eventually("the shedding") {
      strumd.output.contains("time is short: leaving out fuzz")
    }
    try set(port, 0)
    try await eventually("its return", seconds: 120) {
      strumd.output.contains("there is time again for all nodes")
    }
    #expect(strumd.isRunning)
  }

  private static let harmless = fuzzy("break: 0")

  private static func fuzzy(_ parameter: String) -> String {
    """
    nodes:
      - id: guitar
        kind: capture
      - id: fuzz
        kind: lv2
        plugin: urn:strumd:test:harm
        \(parameter)
      - id: out
        kind: playback
    wires: [guitar -> fuzz -> out]
    """
  }

  @Test func `a patch with a plugin that turns out to be late is taken back`() async throws {
    let (strumd, port) = try await start(LiveStage.straight)
    try stage.write(Self.fuzzy("break: 5"))
    try await eventually("the reload") { strumd.output.contains("added 1") }
    try await eventually("the rollback") {
      strumd.output.contains("is too much for this machine ('fuzz' was late again and again)")
    }
    #expect(!strumd.output.contains("is bypassed from now on"))
    try await eventually("the patch of before") {
      try strumctl(port, "get", "fuzz/break").contains("no such address")
    }
    #expect(try strumctl(port, "get", "/patch/rollback").contains("was late again and again"))
    #expect(strumd.isRunning)
  }

  @Test func `a patch that is too much as soon as it is tried is refused unheard`() async throws {
    let (strumd, port) = try await start(LiveStage.straight)
    try stage.write(Self.fuzzy("break: 4"))
    try await eventually("the refusal") { strumd.output.contains("the patch that played goes on") }
    #expect(strumd.output.contains("the costliest are 'fuzz' ("))
    // The one that was to play, and the one that it was tried with.
    try await eventually("the end of both") {
      strumd.output.components(separatedBy: "let go of on ").count >= 3
    }
    #expect(!strumd.output.contains("let go of on the first thread"))
    #expect(try strumctl(port, "get", "/ledger/late").contains("fuzz") == false)
    #expect(try strumctl(port, "get", "fuzz/break").contains("no such address"))
    try stage.write(Self.harmless)
    try await eventually("the reload") { strumd.output.contains("added 1") }
  }

  @Test func `a patch is kept for the next start once its trial is over`() async throws {
    let (strumd, _) = try await start(LiveStage.straight)
    try stage.write(Self.harmless)
    try await eventually("the reload") { strumd.output.contains("added 1") }
    let state = stage.scratch.path + "/state"
    var copy = ""
    try await eventually("the copy") {
      let kept = try FileManager.default.contentsOfDirectory(atPath: state)
        .first { $0.hasPrefix("last-good") }
      copy = state + "/" + (kept ?? "")
      return try String(contentsOfFile: copy, encoding: .utf8).contains("fuzz")
    }
    #expect(try written(copy) - written(stage.patch) > 1.9)
  }

  /// When the file at `path` was written last, in seconds.
  private func written(_ path: String) throws -> Double {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.modificationDate] as? Date).timeIntervalSince1970
  }
}
