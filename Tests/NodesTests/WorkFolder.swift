import Foundation
import Graph

/// A new folder with a sound file in it, removed when nobody holds it any more.
final class WorkFolder {
  let path = NSTemporaryDirectory() + "strumd-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try wave(noise(6000), sampleRate: 48_000).write(to: URL(filePath: path + "/sound.wav"))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What a node of this kind cannot be built without.
  func settings(_ declaration: NodeDeclaration) -> [String: SettingValue] {
    var settings: [String: SettingValue] = [:]
    for setting in declaration.settings where setting.isRequired {
      settings[setting.name] = .text("sound.wav")
    }
    return settings
  }
}
