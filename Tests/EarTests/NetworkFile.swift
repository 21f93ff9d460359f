import Foundation
import TestSupport

/// Files that the training wrote: small networks of chance weights, what they see, and what PyTorch says.
enum NetworkFile {
  /// `training/test` names another folder of such files: of a network that has just learned.
  private static let folder =
    ProcessInfo.processInfo.environment["STRUMD_NETWORK"] ?? "Tests/EarTests/Network"

  static func bytes(_ name: String) throws -> [UInt8] { try Checkout.bytes(folder + "/" + name) }

  static func floats(_ name: String) throws -> [Float] {
    try bytes(name).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}
