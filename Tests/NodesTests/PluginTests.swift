import Graph
import LV2
import Nodes
import PatchFile
import Testing
import YAML

@Suite struct PluginTests {
  private func rig(
    _ name: String, parameters: [String: Float] = [:], settings: [String: SettingValue] = [:]
  ) throws -> NodeRig {
    let plugin = SettingValue.text(try TestPlugins.uri(name))
    return try NodeRig(
      "lv2", parameters: parameters, settings: settings.merging(["plugin": plugin]) { $1 })
  }

  private func out(_ rig: NodeRig) throws -> [Float] { try #require(rig.output.audio["out"]) }

  @Test func `ports and parameters are the plugin's own`() throws {
    let declaration = try rig("controls").declaration
    #expect(declaration.inputs.map(\.name) == ["in"])
    #expect(declaration.outputs.map(\.name) == ["out"])
    #expect(
      declaration.parameters.map(\.name) == ["level", "steps", "mode", "on", "plugin_", "fire"])
    let level = declaration.parameters[0]
    #expect(level.range == -60...6)
    #expect(level.initial == -12)
    #expect(level.unit == "dB")
    #expect(level.doc == "Level: How loud it is.")
    #expect(declaration.parameters[1].form == .integer)
    #expect(declaration.parameters[2].form == .choice(["Soft", "Hard", "Fuzz"]))
    #expect(declaration.parameters[2].initial == 1)
    #expect(declaration.parameters[3].form == .toggle)
    #expect(declaration.parameters[4].scale == .logarithmic)
  }

  @Test func `parameters reach the plugin as the numbers it means`() throws {
    let rig = try rig("controls", parameters: ["level": -3, "mode": 2, "on": 0])
    rig.run(64)
    #expect(try out(rig).prefix(5) == [-3, 4, 20, 0, 1000])
  }

  @Test func `a parameter is heard at the frame it was set for`() throws {
    let rig = try rig("controls")
    _ = rig.engine.set([("node", "level", 1)], at: 20)
    rig.run(64)
    #expect(try out(rig)[0] == -12)
    #expect(try out(rig)[20] == 1)
  }

  @Test func `a trigger falls back once it was heard`() throws {
    let rig = try rig("controls", parameters: ["fire": 1])
    rig.run([16, 16])
    #expect(try out(rig)[5] == 1)
    #expect(try out(rig)[21] == 0)
  }

  @Test func `a preset gives parameters their defaults`() throws {
    let rig = try rig("controls", parameters: ["mode": 0], settings: ["preset": .text("Loud")])
    rig.run(64)
    #expect(try out(rig).prefix(3) == [3, 4, 0])
  }

  @Test func `an unknown preset is an error that lists those there are`() throws {
    #expect {
      _ = try rig("controls", settings: ["preset": .text("Quiet")])
    } throws: { error in
      (error as? NodeError)?.message.contains("there are 'Loud'") == true
    }
  }

  @Test func `sound passes through the plugin, whatever the block size`() throws {
    for size in [1, 17, 64, 333] {
      let rig = try rig("delay", parameters: ["frames": 100])
      rig.signal = noise(1000)
      rig.run([Int](repeating: size, count: 1000 / size))
      let output = try out(rig)
      #expect(Array(output[100...]) == Array(rig.signal[..<(output.count - 100)]))
    }
  }

  @Test func `samples that are none become silence`() throws {
    let rig = try rig("harm", parameters: ["break": 2])
    rig.signal = noise(128)
    rig.run(64)
    #expect(try out(rig).allSatisfy { $0 == 0 })
    _ = rig.engine.set([("node", "break", 0)])
    rig.run(64)
    #expect(try out(rig)[64...] == rig.signal[64...])
  }

  @Test func `samples that are none do not reach a plugin that would remember them`() throws {
    let rig = try rig("delay", parameters: ["frames": 1])
    rig.signal = [.nan] + noise(127)
    rig.run([64, 64])
    #expect(try out(rig)[65...] == rig.signal[64..<127])
  }

  @Test func `a plugin that is missing lets the sound pass and says so`() throws {
    let rig = try NodeRig(
      LV2Plugin.declaration.kind, settings: ["plugin": .text("urn:strumd:test:none")])
    rig.signal = noise(64)
    rig.run(64)
    #expect(try out(rig) == rig.signal)
    #expect(
      rig.engine.takeWarnings() == [
        "node 'node': no plugin 'urn:strumd:test:none' is installed; what arrives goes past it"
      ])
  }

  @Test(arguments: ["refusal", "demand"])
  func `a plugin that cannot run lets the sound pass and says so`(name: String) throws {
    let rig = try rig(name)
    rig.signal = noise(64)
    rig.run(64)
    #expect(try out(rig) == rig.signal)
    #expect(rig.engine.takeWarnings().count == 1)
  }

  @Test func `a patch may name ports and parameters of a plugin that is missing`() throws {
    let text = """
      version: 1
      nodes:
        - id: guitar
          kind: capture
        - id: amp
          kind: lv2
          plugin: urn:strumd:test:none
          drive: 3 dB
          bright: true
          model: Plexi
        - id: out
          kind: playback
      wires:
        - guitar -> amp.left_in
        - amp.left_out -> out
      """
    let document = try PatchDocument(Array(text.utf8), name: "amp", kinds: .linked)
    #expect(document.patch.nodes[1].parameters == ["drive": 3, "bright": 1])
    let engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 64, environment: Environment(isOffline: true)),
      kinds: .linked, provider: nil)
    try engine.load(document.patch)
    #expect(engine.parameter("amp", "drive")?.value == 3)
  }

  @Test func `a parameter that the plugin lacks is an error with its nearest`() throws {
    let text = """
      version: 1
      nodes:
        - id: amp
          kind: lv2
          plugin: \(try TestPlugins.uri("controls"))
          levle: 3
      """
    do {
      _ = try PatchDocument(Array(text.utf8), name: "amp", kinds: .linked)
      Issue.record("accepted")
    } catch {
      #expect("\(error)".contains("did you mean 'level'?"))
    }
  }

  @Test func `MIDI goes in and comes out at its frame, and work is answered`() throws {
    let rig = try rig("worker")
    rig.messages = [(20, MIDIEvent(noteOn: 60, velocity: 100, channel: 2, offset: 0))]
    rig.run([64, 64])
    #expect(
      rig.output.messages == [
        NodeRig.Output.Message(port: "fifths", frame: 20, bytes: [0x92, 67, 100])
      ])
    #expect(try out(rig)[0] == 0)
    #expect(try out(rig)[64] == 120)
  }

  @Test func `musical time is told at every block`() throws {
    let rig = try NodeRig(
      LV2Plugin.declaration.kind, settings: ["plugin": .text(try TestPlugins.uri("time"))],
      tempo: 90)
    rig.engine.steer(.begin(tempo: 90))
    rig.run([16_000, 64].flatMap { [Int](repeating: 64, count: $0 / 64) })
    let output = try out(rig)
    #expect(output[1] == 90)
    #expect(abs(output[16_000] - 0.5) < 0.001)
  }

  @Test func `a plugin that insists on one length of block gets it, and is late by a block`() throws
  {
    for size in [1, 17, 64, 256, 333, 1000] {
      let rig = try rig("fixed")
      rig.signal = noise(2000)
      rig.messages = [(300, MIDIEvent(noteOn: 60, velocity: 100, channel: 2, offset: 0))]
      rig.run([Int](repeating: size, count: 2000 / size))
      let output = try out(rig)
      #expect(output[..<256].allSatisfy { $0 == 0 })
      #expect(Array(output[256...]) == Array(rig.signal[..<(output.count - 256)]))
      #expect(rig.output.messages.map(\.frame) == [556])
      #expect(rig.engine.latency == 256)
    }
  }

  @Test func `numbers that a plugin writes are read beside its sound`() throws {
    let rig = try rig("meter")
    #expect(rig.declaration.readings.map(\.name) == ["peak", "usual"])
    #expect(rig.declaration.outputs.map(\.name) == ["out"])
    rig.signal = [0.25, -0.75] + [Float](repeating: 0.125, count: 62)
    rig.run(64)
    let readings = try #require(rig.engine.instances["node"]).readings
    #expect(readings.map(\.value) == [0.75, 256])
  }

  @Test func `a preset restores what a plugin remembers`() throws {
    let rig = try rig("memory", settings: ["preset": .text("Old")])
    rig.run(64)
    #expect(try out(rig)[0] == 1001)
  }
}
