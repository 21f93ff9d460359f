import Foundation

@testable import Daemon

/// A folder that is gone with the test.
final class OfflineScratch {
  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "strumd-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }

  /// Writes a WAV file with `channels`, and returns its path.
  func wave(_ name: String, _ channels: [[Float]], rate: Double = 48_000) throws -> String {
    let writer = try WaveWriter(
      path(name), sampleRate: rate, channelCount: channels.count, shown: name)
    let samples = (0..<channels[0].count).flatMap { frame in channels.map { $0[frame] } }
    try samples.withUnsafeBufferPointer { (pointer) throws(FileProblem) in
      try writer.write(pointer)
    }
    return path(name)
  }

  /// Writes a WAV file of 32-bit floats, whatever they are, and returns its path.
  func floatWave(_ name: String, _ channels: [[Float]], rate: UInt32) throws -> String {
    let count = UInt32(channels.count)
    let samples = (0..<channels[0].count).flatMap { frame in channels.map { $0[frame] } }
    let bytes = UInt32(4 * samples.count)
    var data = Data("RIFF".utf8)
    data += little(36 + bytes)
    data += Data("WAVEfmt ".utf8)
    for word in [16, 3 | count << 16, rate, 4 * count * rate, 4 * count | 32 << 16] {
      data += little(word)
    }
    data += Data("data".utf8)
    data += little(bytes)
    for sample in samples { data += little(sample.bitPattern) }
    try data.write(to: URL(filePath: path(name)))
    return path(name)
  }

  private func little(_ value: UInt32) -> Data {
    withUnsafeBytes(of: value.littleEndian) { Data($0) }
  }

  /// A sine at `frequency` Hz, half of full scale.
  static func sine(_ frequency: Double, seconds: Double, rate: Double = 48_000) -> [Float] {
    (0..<Int(seconds * rate)).map { frame in
      Float(0.5 * sin(2 * .pi * frequency * Double(frame) / rate))
    }
  }
}
