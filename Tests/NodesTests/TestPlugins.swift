import Foundation
import LV2
import TestSupport

/// The plugins in `Tests/Plugins`, built into a bundle of their own.
enum TestPlugins {
  struct BuildError: Error { let status: Int32 }

  /// The folder that holds the bundle, for `LV2_PATH`; the plugins are known to this process, too.
  static let folder: Result<String, any Error> = Result {
    let source = Checkout.path("Tests/Plugins/strumd-test.lv2")
    let folder = NSTemporaryDirectory() + "strumd-plugins-\(getpid())"
    let bundle = folder + "/strumd-test.lv2"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: source, toPath: bundle)
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = [
      "cc", "-shared", "-fPIC", "-O1", "-o", bundle + "/plugins.so", bundle + "/plugins.c", "-lm",
    ]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else {
      throw BuildError(status: compiler.terminationStatus)
    }
    PluginWorld.installed.load(bundle: bundle)
    return folder
  }

  /// Builds the plugins if nobody has, and names one of them.
  static func uri(_ name: String) throws -> String {
    _ = try folder.get()
    return "urn:strumd:test:" + name
  }
}
