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

  /// A sine at `frequency` Hz, half of full scale.
  static func sine(_ frequency: Double, seconds: Double, rate: Double = 48_000) -> [Float] {
    (0..<Int(seconds * rate)).map { frame in
      Float(0.5 * sin(2 * .pi * frequency * Double(frame) / rate))
    }
  }
}
