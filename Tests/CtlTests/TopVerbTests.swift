import Foundation
import OSCControl
import Testing

/// What `strumctl top` shows while things change.
@Suite struct TopVerbTests {
  let daemon = DaemonStub()

  @Test func `top shows the chord large, the beat, the meters`() throws {
    let wanted = ["bar 12  ○ ○ ● ○   101.5 bpm", "  ██████  ", "guitar █", "-12.3 dB"]
    let output = try daemon.watch("top") { server in
      server.publish("/chord", [.string("Am7"), .string("A:min7")])
      server.publish("/beat", [.int(12), .int(3), .int(4), .float(101.5), .float(1)])
      server.publish("/meter/guitar", [.float(-12.3), .float(-20)])
    } until: { _, output in
      wanted.allSatisfy { output.contains($0) }
    }
    #expect(wanted.filter { !output.contains($0) } == [])
  }

  @Test func `top shows the tuner, the loudness and the part, where the patch has them`() throws {
    let scale = String(repeating: "─", count: 15) + "●────┼" + String(repeating: "─", count: 20)
    let wanted = [
      "  tuner  A2  \(scale)  -12.5 cents  109.2 Hz\n",
      "  loudness  momentary -20.1  short-term -21.0  integrated -22.5 LUFS", "bpm   -   part B   ",
    ]
    let output = try daemon.watch("top") { server in
      server.publish(
        "/pitch", [.string("A2"), .float(-12.5), .float(109.2), .float(0.9), .float(1)])
      server.publish("/loudness", [-20.06, -21, -22.5, -18, -19, 1].map(OSCArgument.float))
      server.publish("/section", [.string("B"), .float(1), .float(8), .float(8)])
    } until: { _, output in
      wanted.allSatisfy { output.contains($0) }
    }
    #expect(wanted.filter { !output.contains($0) } == [])
  }

  @Test func `top shows no tuner where nothing is to be tuned`() throws {
    let output = try daemon.watch("top") { server in
      server.publish("/pitch", [.string("–"), .float(0), .float(0), .float(0.1), .float(1)])
      server.publish("/chord", [.string("Am7"), .string("A:min7")])
    } until: { _, output in
      output.contains("bpm") && output.contains("  ██████  ")
    }
    #expect(output.contains("  ██████  ") && !output.contains("tuner"))
  }

  @Test func `top forgets the meters of a patch that was taken off`() throws {
    var isTakenOff = false
    let output = try daemon.watch("top") { server in
      server.publish("/patch/load", [.string("/patches/tuner.yaml")])
      server.publish("/meter/guitar", [.float(-12.3), .float(-20)])
    } until: { server, output in
      if !isTakenOff, output.contains("guitar █") {
        isTakenOff = true
        server.publish("/patch/load", [.string("/patches/monitor.yaml")])
      }
      return output.components(separatedBy: "monitor.yaml").count > 2
    }
    #expect(output.contains("guitar █"))
    #expect(
      output.components(separatedBy: "monitor.yaml").dropFirst().first?.contains("guitar") == false)
  }

  @Test func `top prints JSON lines as they come`() throws {
    let line = "{\"/chord\":[\"C\",\"C:maj\"]}\n"
    var isSent = false
    let output = try daemon.watch("top", "--json") { server, output in
      if !isSent, server.counts.packets > 0 {
        isSent = true
        server.publish("/chord", [.string("C"), .string("C:maj")])
      }
      return output.contains(line)
    }
    #expect(output.contains(line))
  }
}
