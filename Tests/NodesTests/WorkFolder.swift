import Graph
import TestSupport

/// A new folder with a sound file in it, which is gone with the test.
struct WorkFolder {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    _ = try folder.wave("sound.wav", [noise(6000)])
  }

  var path: String { folder.path }

  /// What a node of this kind cannot be built without.
  func settings(_ declaration: NodeDeclaration) -> [String: SettingValue] {
    var settings: [String: SettingValue] = [:]
    for setting in declaration.settings where setting.isRequired {
      settings[setting.name] = .text("sound.wav")
    }
    return settings
  }
}
