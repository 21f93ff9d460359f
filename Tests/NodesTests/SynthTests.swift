import Graph
import Nodes
import Testing

@Suite struct SynthTests {
  private func note(_ key: UInt8, at frame: Int, channel: UInt8 = 0) -> (Int, MIDIEvent) {
    (frame, MIDIEvent(noteOn: key, velocity: 100, channel: channel, offset: 0))
  }

  @Test func `a note sounds from its frame on, within FluidSynth's own block`() throws {
    let rig = try NodeRig(Synth.declaration.kind)
    rig.messages = [note(60, at: 5000)]
    rig.run(Array(repeating: 64, count: 200))
    let left = try #require(rig.output.audio["left"])
    #expect(left[..<5000].allSatisfy { $0 == 0 })
    let start = try #require(left.firstIndex { $0 != 0 })
    #expect(start < 5000 + 128)
    #expect(left[5100...].contains { abs($0) > 0.01 })
  }

  @Test func `the same messages sound the same in blocks of any size`() throws {
    func play(_ block: Int) throws -> NodeRig.Output {
      let rig = try NodeRig(Synth.declaration.kind, parameters: ["program_1": 34])
      rig.messages = [note(40, at: 100), note(43, at: 3001), note(36, at: 4000, channel: 9)]
      rig.run(Array(repeating: block, count: 9600 / block))
      return rig.output
    }
    let whole = try play(4800)
    for block in [1, 48, 64, 100, 960] { #expect(try play(block) == whole, "blocks of \(block)") }
  }

  @Test func `a program parameter changes the sound`() throws {
    func play(_ program: Float) throws -> [Float]? {
      let rig = try NodeRig(Synth.declaration.kind, parameters: ["program_1": program])
      rig.messages = [note(50, at: 0)]
      rig.run(4800)
      return rig.output.audio["left"]
    }
    #expect(try play(0) == play(1), "0 leaves the piano")
    #expect(try play(1) != play(34))
  }

  @Test func `panic silences the synth at once`() throws {
    let rig = try NodeRig(Synth.declaration.kind)
    rig.messages = [note(60, at: 0)]
    rig.run(4800)
    rig.engine.panic()
    rig.run(960)
    rig.run(4800)
    let left = try #require(rig.output.audio["left"])
    #expect(left.suffix(4800).allSatisfy { abs($0) < 1e-4 })
  }

  @Test func `a file that is no soundfont is refused with its name`() {
    #expect {
      try NodeRig(Synth.declaration.kind, settings: ["soundfont": .text("/etc/hostname")])
    } throws: { error in
      (error as? LoadError)?.errors == [
        .node(
          id: "node", subject: "soundfont",
          message: "'/etc/hostname' is not a soundfont that can be read")
      ]
    }
  }

  @Test func `a soundfont that is not there is refused with its path`() {
    #expect {
      try NodeRig(
        Synth.declaration.kind, settings: ["soundfont": .text("missing.sf2")], directory: "/nowhere"
      )
    } throws: { error in
      (error as? LoadError)?.errors == [
        .node(id: "node", subject: "soundfont", message: "cannot read '/nowhere/missing.sf2'")
      ]
    }
  }
}
