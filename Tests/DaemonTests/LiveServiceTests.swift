import Foundation
import TestSupport
import Testing

/// strumd as systemd sees it.
@Suite(.serialized)
struct LiveServiceTests {
  private let stage: LiveStage
  private let manager: ServiceManager

  init() async throws {
    stage = try await LiveStage()
    manager = try ServiceManager(stage.scratch.path("notify"))
  }

  private var environment: [String: String] {
    ["NOTIFY_SOCKET": stage.scratch.path("notify"), "WATCHDOG_USEC": "300000"]
  }

  private let patch = "nodes:\n  - id: synth\n    kind: midi_out"

  @Test func `strumd is ready and fed while it waits for a server`() async throws {
    let strumd = try await stage.startStrumd(
      patch, ["--no-own-server"], environment: environment, until: "listening for OSC")
    try await eventually("the news") {
      manager.receive()
      return manager.has("READY=1") && manager.has("STATUS=waiting for JACK")
        && manager.count("WATCHDOG=1") > 3
    }
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
    manager.receive()
    #expect(manager.has("STOPPING=1"))
  }

  @Test func `a reload begins and ends with a word to systemd`() async throws {
    let strumd = try await stage.startStrumd(
      patch, ["--no-own-server"], environment: environment, until: "listening for OSC")
    strumd.send(SIGHUP)
    try await eventually("the news") {
      manager.receive()
      return manager.count("READY=1") == 2
    }
    #expect(manager.messages.contains { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") })
  }
}
