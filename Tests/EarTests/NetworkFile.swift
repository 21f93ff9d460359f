import Foundation

/// Files that the training wrote: small networks of chance weights, what they see, and what PyTorch says.
enum NetworkFile {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Network")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  static func floats(_ name: String) throws -> [Float] {
    try bytes(name).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}
