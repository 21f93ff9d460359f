import Foundation
import Graph
import Nodes
import Testing

/// Pipes and devices where nodes want a file: whoever read them would wait for ever, or never end.
@Suite struct SpecialFileTests {
  /// What nodes of all kinds that are linked read when they are made.
  ///
  /// `style` and `model` may be names of what is installed, too. A recorder writes its file.
  static let settings: [(kind: String, setting: String)] = NodeKinds.linked.declarations.flatMap {
    declaration in
    declaration.settings.filter { setting in
      setting.form == .file && declaration.kind != "recorder" && declaration.kind != "lv2"
        || ["style", "model"].contains(setting.name)
    }.map { (declaration.kind, $0.name) }
  }

  private func refusal(_ kind: String, _ setting: String, _ file: String, in folder: WorkFolder)
    throws -> String
  {
    let declaration = try #require(NodeKinds.linked[kind]).declaration
    var settings = folder.settings(declaration)
    settings[setting] = .text(file)
    do {
      _ = try NodeRig(kind, settings: settings, directory: folder.path)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: settings)
  func `a pipe or a device is no file for a node`(kind: String, setting: String) throws {
    let folder = try WorkFolder()
    #expect(mkfifo(folder.path + "/pipe.yaml", 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/zero.yaml", withDestinationPath: "/dev/zero")
    for name in ["./pipe.yaml", "./zero.yaml"] {
      #expect(try refusal(kind, setting, name, in: folder).contains(name.dropFirst(2)), "\(name)")
    }
  }

  @Test func `a pipe is nothing that a plugin remembers`() throws {
    let folder = try WorkFolder()
    #expect(mkfifo(folder.path + "/state.ttl", 0o600) == 0)
    let plugin = try TestPlugins.uri("memory")
    let rig = try NodeRig(
      "lv2", settings: ["plugin": .text(plugin), "state": .text(".")], directory: folder.path)
    rig.run(64)
    #expect(rig.output.audio.values.contains { $0.contains(1) })
  }

  @Test func `every setting that names a file is tried`() {
    #expect(Set(Self.settings.map(\.setting)) == ["file", "soundfont", "style", "model", "chart"])
  }

  @Test func `nothing is quoted of a file that is no style and no chart`() throws {
    let folder = try WorkFolder()
    try "grooves: root:secret [\n".write(
      toFile: folder.path + "/shadow", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.yaml", withDestinationPath: "shadow")
    try "password: [secret\n".write(
      toFile: folder.path + "/network.yaml", atomically: true, encoding: .utf8)
    for name in ["words.txt", "feed.xml"] {
      try "<x>[secret".write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
      let text = try refusal("accompaniment", "chart", name, in: folder)
      #expect(text.contains("this is no chart") && !text.contains("secret"), "\(name)")
    }
    for setting in ["style", "chart"] {
      for name in ["./shadow", "./link.yaml", "./network.yaml"] {
        let text = try refusal("accompaniment", setting, name, in: folder)
        #expect(text.contains("this is no \(setting)"), "\(name)")
        #expect(!text.contains("secret"), "\(name)")
      }
    }
  }
}
