import Foundation
import Graph
import Nodes
import Testing

@Suite struct FileTests {
  /// A new folder, removed when the test is over.
  private final class Folder {
    let path = NSTemporaryDirectory() + "strumd-" + UUID().uuidString

    init() throws {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// The 24-bit stereo frames in the file `name`, left and right in turn.
    func samples(_ name: String) throws -> [Float] {
      let bytes = try Data(contentsOf: URL(filePath: path + "/" + name))
      let marker = try #require(bytes.range(of: Data("data".utf8)))
      let sizes = bytes[marker.upperBound..<marker.upperBound + 4]
      let size = sizes.reversed().reduce(0) { $0 << 8 | Int($1) }
      let body = [UInt8](bytes[(marker.upperBound + 4)...].prefix(size))
      return stride(from: 0, to: body.count - 2, by: 3).map { place in
        let raw = UInt32(body[place]) << 8 | UInt32(body[place + 1]) << 16
        return Float(Int32(bitPattern: raw | UInt32(body[place + 2]) << 24)) / 2_147_483_648
      }
    }
  }

  @Test func `a recording holds what was heard, left and right`() throws {
    let folder = try Folder()
    var rig: NodeRig? = try NodeRig(
      "recorder", settings: ["file": .text("take.wav")], directory: folder.path)
    rig?.signal = noise(9600)
    rig?.run(Array(repeating: 64, count: 150))
    let signal = rig?.signal ?? []
    rig = nil
    let samples = try folder.samples("take.wav")
    #expect(samples.count == 2 * 9600)
    let errors = signal.indices.map { abs(samples[2 * $0] - 2 * signal[$0]) }
    #expect(errors.max().map { $0 < 1e-6 } == true)
  }

  @Test func `a recording can be read before it ends`() throws {
    let folder = try Folder()
    let rig = try NodeRig(
      "recorder", settings: ["file": .text("take.wav")], directory: folder.path)
    rig.run(Array(repeating: 4800, count: 25))
    #expect(try folder.samples("take.wav").count >= 2 * 96_000)
  }

  @Test func `a recording never overwrites another`() throws {
    let folder = try Folder()
    for _ in 0..<3 {
      let rig = try NodeRig(
        "recorder", settings: ["file": .text("take.wav")], directory: folder.path)
      rig.run(64)
    }
    #expect(folder.names == ["take-2.wav", "take-3.wav", "take.wav"])
  }

  @Test func `nothing is written while the recorder is off`() throws {
    let folder = try Folder()
    let rig = try NodeRig(
      "recorder", parameters: ["record": 0], settings: ["file": .text("take.wav")],
      directory: folder.path)
    rig.run(64)
    #expect(folder.names.isEmpty)
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
    let folder = try Folder()
    let ramp = (0..<100).map { Float($0) / 128 }
    try wave(ramp, sampleRate: 48_000).write(to: URL(filePath: folder.path + "/ramp.wav"))
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
    let folder = try Folder()
    let tone = (0..<44_100).map { 0.5 * sin(2 * Float.pi * 441 * Float($0) / 44_100) }
    try wave(tone, sampleRate: 44_100).write(to: URL(filePath: folder.path + "/tone.wav"))
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
    let folder = try Folder()
    let ramp = (1...100).map { Float($0) / 128 }
    try wave(ramp, sampleRate: 48_000).write(to: URL(filePath: folder.path + "/ramp.wav"))
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

/// A mono WAV file of 32-bit floating-point samples.
func wave(_ samples: [Float], sampleRate: UInt32) -> Data {
  var bytes = Data("RIFF".utf8)
  func append(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
  func append(_ value: UInt16) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
  append(UInt32(36 + 4 * samples.count))
  bytes += Data("WAVEfmt ".utf8)
  append(UInt32(16))
  append(UInt16(3))
  append(UInt16(1))
  append(sampleRate)
  append(4 * sampleRate)
  append(UInt16(4))
  append(UInt16(32))
  bytes += Data("data".utf8)
  append(UInt32(4 * samples.count))
  for sample in samples { append(sample.bitPattern) }
  return bytes
}
