import Foundation
import Graph
import Nodes
import TestSupport
import Testing

@Suite struct FileTests {
  /// The 24-bit stereo frames in the file `name`, left and right in turn.
  private func samples(_ name: String, in folder: ScratchFolder) throws -> [Float] {
    let bytes = Data(try folder.bytes(name))
    let marker = try #require(bytes.range(of: Data("data".utf8)))
    let sizes = bytes[marker.upperBound..<marker.upperBound + 4]
    let size = sizes.reversed().reduce(0) { $0 << 8 | Int($1) }
    let body = [UInt8](bytes[(marker.upperBound + 4)...].prefix(size))
    return stride(from: 0, to: body.count - 2, by: 3).map { place in
      let raw = UInt32(body[place]) << 8 | UInt32(body[place + 1]) << 16
      return Float(Int32(bitPattern: raw | UInt32(body[place + 2]) << 24)) / 2_147_483_648
    }
  }

  @Test func `a recording holds what was heard, left and right`() throws {
    let folder = try ScratchFolder()
    var rig: NodeRig? = try NodeRig(
      "recorder", settings: ["file": .text("take.wav")], directory: folder.path)
    rig?.signal = noise(9600)
    rig?.run(Array(repeating: 64, count: 150))
    let signal = rig?.signal ?? []
    rig = nil
    let samples = try samples("take.wav", in: folder)
    #expect(samples.count == 2 * 9600)
    let errors = signal.indices.map { abs(samples[2 * $0] - 2 * signal[$0]) }
    #expect(errors.max().map { $0 < 1e-6 } == true)
  }

  @Test func `a recording can be read before it ends`() throws {
    let folder = try ScratchFolder()
    let rig = try NodeRig(
      "recorder", settings: ["file": .text("take.wav")], directory: folder.path)
    rig.run(Array(repeating: 4800, count: 25))
    #expect(try samples("take.wav", in: folder).count >= 2 * 96_000)
  }

  @Test func `a recording never overwrites another`() throws {
    let folder = try ScratchFolder()
    for _ in 0..<3 {
      let rig = try NodeRig(
        "recorder", settings: ["file": .text("take.wav")], directory: folder.path)
      rig.run(64)
    }
    #expect(try folder.names == ["take-2.wav", "take-3.wav", "take.wav"])
  }

  @Test func `nothing is written while the recorder is off`() throws {
    let folder = try ScratchFolder()
    let rig = try NodeRig(
      "recorder", parameters: ["record": 0], settings: ["file": .text("take.wav")],
      directory: folder.path)
    rig.run(64)
    #expect(try folder.names.isEmpty)
  }

  @Test func `a recorder that cannot make its file says why, and how much it has lost`() throws {
    let folder = try ScratchFolder()
    let inner = folder.path("takes")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    let rig = try NodeRig(
      "recorder", settings: ["file": .text("take.wav")], directory: inner)
    try FileManager.default.removeItem(atPath: inner)
    rig.run(Array(repeating: 4800, count: 5))
    rig.engine.poll()
    let warnings = rig.engine.takeWarnings()
    #expect(warnings.count == 1)
    #expect(
      warnings.first?.hasPrefix(
        "node 'node': records nothing: \(inner)/take.wav: cannot be written (")
        == true)
    rig.run(4800)
    #expect(rig.engine.instances["node"]?.readings.first?.value == 0.5)
  }

  @Test func `a recorder refuses a folder that is not there`() {
    #expect {
      try NodeRig("recorder", settings: ["file": .text("a.wav")], directory: "/nowhere")
    } throws: { error in
      (error as? LoadError)?.errors == [
        .node(id: "node", subject: "file", message: "cannot write to the folder '/nowhere'")
      ]
    }
  }

  @Test func `a file is played from its beginning, and again where it loops`() throws {
    let folder = try ScratchFolder()
    let ramp = (0..<100).map { Float($0) / 128 }
    _ = try folder.wave("ramp.wav", [ramp], rate: 48_000)
    for loops in [false, true] {
      let rig = try NodeRig(
        FilePlayer.declaration.kind, parameters: ["loop": loops ? 1 : 0],
        settings: ["file": .text("ramp.wav")],
        directory: folder.path)
      rig.run([64, 64, 72])
      #expect(
        rig.output.audio["out"]
          == ramp + (loops ? ramp : [Float](repeating: 0, count: 100)))
    }
  }

  @Test func `a file of another rate keeps its pitch`() throws {
    let folder = try ScratchFolder()
    let tone = (0..<44_100).map { 0.5 * sin(2 * Float.pi * 441 * Float($0) / 44_100) }
    _ = try folder.wave("tone.wav", [tone], rate: 44_100)
    let rig = try NodeRig(
      FilePlayer.declaration.kind, settings: ["file": .text("tone.wav")], directory: folder.path)
    rig.run(Array(repeating: 4800, count: 10))
    let output = try #require(rig.output.audio["left"])
    let errors = (2000..<46_000).map { frame in
      abs(output[frame] - 0.5 * sin(2 * Float.pi * 441 * Float(frame) / 48_000))
    }
    #expect(errors.max().map { $0 < 0.002 } == true)
  }

  @Test func `a player that follows the transport waits for start and rewinds`() throws {
    let folder = try ScratchFolder()
    let ramp = (1...100).map { Float($0) / 128 }
    _ = try folder.wave("ramp.wav", [ramp], rate: 48_000)
    let rig = try NodeRig(
      FilePlayer.declaration.kind, parameters: ["follow_transport": 1],
      settings: ["file": .text("ramp.wav")],
      directory: folder.path)
    rig.engine.steer(.stop)
    rig.run(10)
    rig.engine.steer(.start)
    rig.run(10)
    rig.engine.steer(.stop)
    rig.run(10)
    rig.engine.steer(.start)
    rig.run(10)
    let silence = [Float](repeating: 0, count: 10)
    let start = Array(ramp.prefix(10))
    #expect(rig.output.audio["out"] == silence + start + silence + start)
  }

  /// A sparse one, which takes no room on the disk.
  @Test func `a player refuses a file that would fill the memory`() throws {
    let folder = try ScratchFolder()
    let path = try folder.wave("long.wav", [[0.5]], rate: 8000)
    let size: UInt32 = 1 << 30
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.truncate(atOffset: UInt64(size))
    let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    let data = try #require(bytes.firstRange(of: Data("data".utf8)))
    for (place, length) in [(4, size - 8), (data.upperBound, size - UInt32(data.upperBound) - 4)] {
      try file.seek(toOffset: UInt64(place))
      try file.write(contentsOf: withUnsafeBytes(of: length.littleEndian) { Data($0) })
    }
    try file.close()
    #expect {
      try NodeRig(
        FilePlayer.declaration.kind, settings: ["file": .text("long.wav")], directory: folder.path)
    } throws: { error in
      "\((error as? LoadError)?.errors.first as Any)".contains("too long to be kept in memory")
    }
  }

  @Test func `a player names the file it cannot read`() {
    #expect {
      try NodeRig(
        FilePlayer.declaration.kind, settings: ["file": .text("none.wav")], directory: "/nowhere")
    } throws: { error in
      guard case .node(_, "file", let message)? = (error as? LoadError)?.errors.first else {
        return false
      }
      return message.hasPrefix("cannot read '/nowhere/none.wav': ")
    }
  }
}
