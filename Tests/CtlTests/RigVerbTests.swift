import Foundation
import OSCControl
import Testing

@Suite struct RigVerbTests {
  let daemon = DaemonStub()

  @Test(arguments: [
    (["add", "amp", "drive", "drive", "18", "name", "-3"], ["addNode", "amp", "18", "-3"]),
    (["remove", "amp"], ["removeNode", "amp"]),
    (["rename", "amp", "lead"], ["renameNode", "amp", "lead"]),
    (["wire", "guitar", "amp.in"], ["addWire", "guitar -> amp.in"]),
    (["wire", "a", "b", "c", "--feedback"], ["addWire", "a -> b -> c feedback"]),
    (["wire", "a -> b feedback"], ["addWire", "a -> b feedback"]),
    (["unwire", "guitar", "amp"], ["removeWire", "guitar -> amp"]),
    (["bind", "cc 21 ch 1 -> out/gain"], ["bind", "cc 21 ch 1 -> out/gain"]),
  ])
  func `nodes, wires and bindings are changed`(_ words: [String], _ wanted: [String]) throws {
    let result = try daemon.strumctl(words)
    #expect(result.status == 0 && wanted.allSatisfy { result.output.contains($0) }, "\(result)")
    let json = try daemon.strumctl(words + ["--json"]).output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["ok"] as? Bool == true)
  }

  @Test func `what cannot be meant is refused before it is sent`() throws {
    #expect(
      try daemon.strumctl("wire", "guitar").errors.contains(
        "a wire has two ends, such as: clean amp"))
    #expect(
      try daemon.strumctl("add", "amp", "drive", "drive").errors.contains("'drive' lacks its value")
    )
    #expect(
      try daemon.strumctl("at", "bar", "soon", "/tap").errors.contains("at bar 1 out/gain -3"))
    #expect(try daemon.strumctl("learn", "out/gain", "--cancel").errors.contains("stands alone"))
  }

  @Test func `graph shows nodes and wires as a patch file has them`() throws {
    #expect(
      try daemon.strumctl("graph").output == """
        guitar  capture
        out     playback
        band    accompaniment

        guitar.out -> out.in

        """)
    #expect(try daemon.strumctl("graph", "--json").output == daemon.graph + "\n")
  }

  @Test func `the band is started and stopped, and strumd ended`() throws {
    for verb in ["start", "stop", "quit"] {
      #expect(try daemon.strumctl(verb, "--json").output == "{\"ok\":true,\"text\":\"\"}\n")
    }
    #expect(daemon.commands == [.start, .stop, .quit])
    #expect(try daemon.strumctl("version").output == "strumd 1\n")
  }

  @Test func `the tempo is shown and set`() throws {
    #expect(try daemon.strumctl("tempo").output == "96\n")
    #expect(try daemon.strumctl("tempo", "132.5").output == "132.5\n")
    #expect(daemon.commands == [.tempo(132.5)])
    #expect(
      try daemon.strumctl("tempo", "9", "--json").output == "{\"/tempo\":20,\"clamped\":true}\n")
  }

  @Test func `the place in the set list is shown`() throws {
    #expect(try daemon.strumctl("setlist").output == "2 of 5  Friday  /rigs/b.yaml\n")
    #expect(
      try daemon.strumctl("setlist", "--json").output
        == "{\"number\":2,\"count\":5,\"name\":\"Friday\",\"patch\":\"/rigs/b.yaml\"}\n")
    daemon.setlist = []
    let none = try daemon.strumctl("setlist")
    #expect(none.errors == "Error: no set list is played from\n" && none.status == 1)
  }

  @Test func `limits are shown`() throws {
    #expect(try daemon.strumctl("limits").output.hasPrefix("packet_bytes "))
    let json = try daemon.strumctl("limits", "--json").output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["connections"] as? Int == 32)
  }

  @Test func `what is to be done at a bar line says so where time stands still`() throws {
    let result = try daemon.strumctl("at", "bar", "1", "out/gain", "-3")
    #expect(result.errors.contains("musical time stands still") && result.status == 1)
    #expect(try daemon.strumctl("at", "--cancel").status == 0)
    #expect(try daemon.strumctl("learn", "--cancel").status == 0)
  }

  @Test func `watch shows values as they change`() throws {
    let wanted = ["/node/out/gain 0\n", "/chord Am7\u{fffd}[2J A:min7\n"]
    var isTold = false
    let output = try daemon.watch("watch", "out.gain", "/chord") { server, output in
      if server.counts.packets >= 2, !isTold {
        isTold = true
        server.publish("/chord", [.string("Am7\u{1b}[2J"), .string("A:min7")])
      }
      return wanted.allSatisfy { output.contains($0) }
    }
    #expect(wanted.filter { !output.contains($0) } == [])
    let json = "{\"/node/band/style\":\"rock\"}\n"
    #expect(try daemon.watch("watch", "/node//", "--json") { $1.contains(json) }.contains(json))
  }
}
