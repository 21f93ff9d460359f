import Foundation
import TestSupport

/// The plugins in `Tests/Plugins`, built into a folder for `LV2_PATH`.
struct PluginBundle {
  let folder: String

  init(in scratch: ScratchFolder) throws {
    folder = scratch.path("plugins")
    let bundle = folder + "/strumd-test.lv2"
    guard !FileManager.default.fileExists(atPath: bundle) else { return }
    let source = Checkout.path("Tests/Plugins/strumd-test.lv2")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: source, toPath: bundle)
    let compiler = try LiveProcess(
      [
        "cc", "-shared", "-fPIC", "-O1", "-o", bundle + "/plugins.so", bundle + "/plugins.c", "-lm",
      ], environment: [:], output: scratch.path("cc"))
    let complaints = try compiler.end(seconds: 120)
    guard complaints.isEmpty else { throw Overdue(description: complaints) }
  }
}
