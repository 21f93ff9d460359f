import Foundation
import TestSupport
import Testing

@testable import Daemon

/// strumd as part of a session, under a manager that follows the NSM API.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveSessionTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  /// With a comment that is kept over every save.
  private static let patch = "# Kept over every save.\n" + LiveStage.soundAndNotes

  private func start(_ manager: SessionManager?, url: String = "") async throws -> LiveProcess {
    try stage.write(Self.patch)
    return try stage.start(
      [LiveStage.programs + "/strumd", "run", "--osc-port", "0", "--web-port", "0"]
        + ["--patch", stage.patch],
      environment: ["NSM_URL": manager?.url ?? url])
  }

  private func strumctl(_ port: String, _ arguments: String...) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `a session is opened, changed, saved and switched, and no note ends`() async throws {
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let manager = try await SessionManager(on: stage)
    let strumd = try await start(manager)
    let announced = try await manager.wait(for: "/nsm/server/announce")
    #expect(announced.first as? String == "strumd")
    #expect(announced[1] as? String == ":switch:dirty:progress:message:")
    #expect(announced[3] as? Int == 1 && announced[4] as? Int == 1)
    manager.save()
    let early = try await manager.wait(for: "/error")
    #expect(early[0] as? String == "/nsm/client/save" && early[1] as? Int == -8)
    #expect(try !stage.ports().contains("strumd"))

    let first = stage.scratch.path("strumd.nAAAA")
    manager.open(first, "Song", "strumd.nAAAA")
    #expect(try await manager.wait(for: "/reply")[0] as? String == "/nsm/client/open")
    #expect(try await manager.wait(for: "/nsm/client/label")[0] as? String == "Song")
    try await manager.wait(for: "/nsm/client/is_clean")
    #expect(try text(first + "/patch.yaml") == "version: 1\n\(Self.patch)\n")
    try await eventually("the peer's wires") {
      try stage.connections(of: "strumd.nAAAA:synth") == ["peer:in"]
        && stage.connections(of: "strumd.nAAAA:keys") == ["peer:out"]
    }

    let port = try await stage.oscPort(of: strumd)
    _ = try strumctl(port, "set", "volume/gain", "-6")
    try await manager.wait(for: "/nsm/client/is_dirty")
    manager.save()
    #expect(try await manager.wait(for: "/reply", count: 2)[0] as? String == "/nsm/client/save")
    try await manager.wait(for: "/nsm/client/is_clean", count: 2)
    let kept = try text(first + "/patch.yaml")
    #expect(kept.contains("# Kept over every save.") && kept.contains("gain: -6"), "\(kept)")

    // The second song exists, and has another sound; a note that is held goes on over the change.
    let second = stage.scratch.path("strumd.nBBBB")
    try FileManager.default.createDirectory(atPath: second, withIntermediateDirectories: true)
    try kept.replacing("gain: -6", with: "gain: 3")
      .write(toFile: second + "/patch.yaml", atomically: true, encoding: .utf8)
    try await peer.hold(60, to: [[1, 60]])
    let notes = peer.notes.count
    manager.open(second, "Other", "strumd.nBBBB")
    #expect(try await manager.wait(for: "/reply", count: 3)[0] as? String == "/nsm/client/open")
    #expect(try strumctl(port, "get", "volume/gain") == "3\n")
    #expect(peer.notes.count == notes && peer.sounding == [[1, 60]])
    #expect(try stage.connections(of: "strumd.nAAAA:synth") == ["peer:in"])
    #expect(try stage.ports("-A").contains("strumd.nBBBB:synth"))
    #expect(strumd.output.contains("kept 4, changed 1"), "\(strumd.output)")
    #expect(manager.wrong == [])
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
  }

  @Test func `what is loaded from elsewhere is saved into the session`() async throws {
    try await stage.startServer()
    let manager = try await SessionManager(on: stage)
    let strumd = try await start(manager)
    try await manager.wait(for: "/nsm/server/announce")
    let folder = stage.scratch.path("strumd.nCCCC")
    manager.open(folder, "Song", "strumd.nCCCC")
    try await manager.wait(for: "/reply")
    let other = stage.scratch.path("elsewhere")
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try ("version: 1\n" + Self.patch.replacing("volume", with: "level") + "\n")
      .write(toFile: other + "/other.yaml", atomically: true, encoding: .utf8)
    let port = try await stage.oscPort(of: strumd)
    _ = try strumctl(port, "load", other + "/other.yaml")
    try await manager.wait(for: "/nsm/client/is_dirty")
    manager.save()
    try await manager.wait(for: "/reply", count: 2)
    #expect(try text(folder + "/patch.yaml").contains("id: level"))
    #expect(manager.wrong == [])
  }

  @Test func `a project that does not load leaves what plays, and says why`() async throws {
    try await stage.startServer()
    let manager = try await SessionManager(on: stage)
    let strumd = try await start(manager)
    try await manager.wait(for: "/nsm/server/announce")
    manager.open(stage.scratch.path("strumd.nDDDD"), "Song", "strumd.nDDDD")
    try await manager.wait(for: "/reply")
    let broken = stage.scratch.path("strumd.nEEEE")
    try FileManager.default.createDirectory(atPath: broken, withIntermediateDirectories: true)
    try "version: 1\nnodes:\n  - {id: a, kind: gian}\n"
      .write(toFile: broken + "/patch.yaml", atomically: true, encoding: .utf8)
    manager.open(broken, "Broken", "strumd.nEEEE")
    let refused = try await manager.wait(for: "/error")
    #expect(refused[0] as? String == "/nsm/client/open" && refused[1] as? Int == -9)
    let reason = try #require(refused[2] as? String)
    #expect(reason.contains("patch.yaml:3:") && reason.contains("unknown kind 'gian'"), "\(reason)")
    manager.open(stage.scratch.path("no/folder"), "Nowhere", "strumd.nFFFF")
    #expect(try await manager.wait(for: "/error", count: 2)[1] as? Int == -10)
    let port = try await stage.oscPort(of: strumd)
    #expect(try strumctl(port, "get", "volume/gain") == "0\n")
    #expect(try strumctl(port, "get", "/patch/load").contains("nDDDD/patch.yaml"))
    #expect(manager.wrong == [])
  }

  @Test func `without an answer from the manager the patch is played alone`() async throws {
    try await stage.startServer()
    let strumd = try await start(nil, url: "osc.udp://127.0.0.1:9/")
    try await eventually("strumd") { strumd.output.contains("joined the JACK server as 'strumd'") }
    #expect(strumd.output.contains("does not answer; going on without"))
  }

  @Test(arguments: [
    ("osc.udp://localhost:11287/", "localhost", 11_287), ("osc.udp://a.b-c:9", "a.b-c", 9),
  ])
  func `addresses are read`(_ text: String, _ host: String, _ port: Int) throws {
    let address = try #require(SessionAddress(text))
    #expect(address.host == host && Int(address.port) == port)
  }

  @Test(arguments: ["", "osc.tcp://a:1/", "osc.udp://:1/", "osc.udp://a/", "osc.udp://a:0", "a:1"])
  func `what is no address is none`(_ text: String) { #expect(SessionAddress(text) == nil) }
}
