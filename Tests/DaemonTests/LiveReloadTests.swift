import Foundation
import TestSupport
import Testing

/// Patches that change while strumd runs, from disk and over OSC; no sound server is needed for that.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveReloadTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private static let patch = LiveStage.sound

  private static var louder: String {
    patch.replacing("kind: gain", with: "kind: gain\n    gain: 6 dB")
  }

  private static var broken: String { patch.replacing("kind: gain", with: "kind: gian") }

  private func start(_ arguments: String...) async throws -> (strumd: LiveProcess, port: String) {
    let strumd = try await stage.startStrumd(
      Self.patch, ["--no-own-server"] + arguments, until: "OSC on port")
    return (strumd, try Self.port(strumd))
  }

  private static func port(_ strumd: LiveProcess) throws -> String {
    let digits = strumd.output.split(separator: "OSC on port ").last?.prefix { $0.isNumber }
    return try #require(digits.map(String.init))
  }

  private func strumctl(_ port: String, _ arguments: String...) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  private func write(_ lines: String, to name: String) throws {
    try "version: 1\n\(lines)\n".write(
      toFile: stage.scratch.path(name), atomically: true, encoding: .utf8)
  }

  /// What watches files, among those that are open.
  private static let watch = "anon_inode:inotify"

  @Test func `a patch that an editor replaces is loaded`() async throws {
    let (strumd, port) = try await start()
    #expect(strumd.openFiles.contains(Self.watch))
    try stage.write(Self.louder)
    try await eventually("the reload") {
      strumd.output.contains("kept 2, changed 1, added 0, removed 0")
    }
    #expect(try strumctl(port, "get", "/patch/changed").contains("changed 1"))
  }

  @Test func `a patch that is written in place is loaded`() async throws {
    let (strumd, _) = try await start()
    let file = try #require(FileHandle(forWritingAtPath: stage.patch))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data("version: 1\n\(Self.louder)\n".utf8))
    try file.close()
    try await eventually("the reload") { strumd.output.contains("changed 1") }
  }

  @Test func `a mistake is told with its place, and a mended file is loaded`() async throws {
    let (strumd, port) = try await start()
    try stage.write(Self.broken)
    try await eventually("the complaint") {
      strumd.output.contains("the patch that played goes on")
    }
    #expect(strumd.output.contains("patch.yaml:6:11: error: unknown kind 'gian'"))
    #expect(strumd.output.contains("^~~~"))
    #expect(try strumctl(port, "get", "/patch/error").contains("patch.yaml:6:11: error"))
    #expect(try strumctl(port, "get", "volume/gain") == "0\n")
    try stage.write(Self.louder)
    try await eventually("the reload") { strumd.output.contains("changed 1") }
    try await eventually("the all-clear") {
      try !strumctl(port, "get", "/patch/error").contains("error:")
    }
  }

  /// Who names a file over OSC need not be somebody who may read it.
  @Test func `nothing is told of what a file holds that is no patch`() async throws {
    let (strumd, port) = try await start()
    let folder = stage.scratch.path
    try "root:$6$secret:19000\n".write(
      toFile: folder + "/shadow", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link.yaml", withDestinationPath: folder + "/shadow")
    try write("password: secret", to: "network.yaml")
    for verb in ["load", "preload", "/patch/check"] {
      for name in ["shadow", "link.yaml", "network.yaml"] {
        let words = verb.hasPrefix("/") ? ["send", verb] : [verb]
        let program = [LiveStage.programs + "/strumctl", "--osc-port", port]
        let answer = try stage.run(program + words + [folder + "/" + name])
        #expect(answer.contains("this is no patch"), "\(verb) \(name)")
        #expect(!answer.contains("secret"), "\(verb) \(name)")
      }
    }
    #expect(try !strumctl(port, "get", "/patch/error").contains("secret"))
    #expect(!strumd.output.contains("secret"))
  }

  @Test func `with --no-watch a file is loaded when that is asked for`() async throws {
    let (strumd, _) = try await start("--no-watch")
    #expect(!strumd.openFiles.contains(Self.watch))
    try stage.write(Self.louder)
    strumd.send(SIGHUP)
    try await eventually("the reload") { strumd.output.contains("changed 1") }
  }

  @Test func `a style that the patch uses is watched, too`() async throws {
    let text = try Checkout.text("styles/rock.yaml")
    let style = stage.scratch.path("mine.yaml")
    try text.write(toFile: style, atomically: true, encoding: .utf8)
    let strumd = try await stage.startStrumd(
      """
      nodes:
        - id: band
          kind: accompaniment
          style: ./mine.yaml
        - id: out
          kind: midi_out
      wires:
        - band.bass -> out
      """, ["--no-own-server"], until: "OSC on port")
    try (text + "\n").write(toFile: style, atomically: true, encoding: .utf8)
    try await eventually("the reload") {
      strumd.output.contains("kept 1, changed 1, added 0, removed 0")
    }
  }

  @Test func `undoing a patch brings its file back, too`() async throws {
    let (_, port) = try await start()
    try write(Self.louder.replacing("volume", with: "level"), to: "other.yaml")
    #expect(
      try strumctl(port, "load", stage.scratch.path("other.yaml"))
        .contains("other.yaml: kept 2, changed 0, added 1, removed 1"))
    _ = try strumctl(port, "set", "/undo", "1")
    try await eventually("the first patch") {
      try strumctl(port, "get", "/patch/load").hasSuffix("/patch.yaml\n")
    }
    #expect(try strumctl(port, "get", "volume/gain") == "0\n")
    _ = try strumctl(port, "set", "/redo", "1")
    #expect(try strumctl(port, "get", "/patch/load").hasSuffix("/other.yaml\n"))
  }

  @Test func `nodes and wires are edited over OSC, and taken back`() async throws {
    let (_, port) = try await start()
    let script = """
      from pythonosc.udp_client import SimpleUDPClient
      from pythonosc.osc_message_builder import OscMessageBuilder
      from pythonosc.osc_bundle_builder import OscBundleBuilder, IMMEDIATELY
      bundle = OscBundleBuilder(IMMEDIATELY)
      for address, *arguments in [
        ("/node/add", "dark", "lowpass", "frequency", "2 kHz"),
        ("/wire/remove", "volume -> speakers"),
        ("/wire/add", "volume -> dark -> speakers"),
        ("/node/volume/gain", -3.0)]:
        message = OscMessageBuilder(address)
        for argument in arguments: message.add_arg(argument)
        bundle.add_content(message.build())
      SimpleUDPClient("127.0.0.1", \(port)).send(bundle.build())
      """
    try stage.run([Checkout.python, "-c", script])
    #expect(try strumctl(port, "get", "dark/frequency") == "2000\n")
    #expect(try strumctl(port, "get", "/patch/dump").contains("(dark "))
    _ = try strumctl(port, "set", "/undo", "1")
    #expect(try strumctl(port, "get", "dark/frequency").contains("no such address"))
    #expect(try strumctl(port, "get", "volume/gain") == "0\n")
    let turn = """
      from pythonosc.udp_client import SimpleUDPClient
      SimpleUDPClient("127.0.0.1", \(port)).send_message("/node/volume/gain", -6.0)
      """
    try stage.run([Checkout.python, "-c", turn])
    try await eventually("the turn") { try strumctl(port, "get", "volume/gain") == "-6\n" }
    _ = try strumctl(port, "set", "/undo", "1")
    #expect(try strumctl(port, "get", "volume/gain") == "0\n")
  }

  @Test func `a chart is loaded over OSC, and read again when it changes`() async throws {
    func write(_ chart: String, to name: String) throws {
      try "version: 1\nsections:\n\(chart)\n".write(
        toFile: stage.scratch.path(name), atomically: true, encoding: .utf8)
    }
    let strumd = try await stage.startStrumd(
      "nodes:\n  - {id: band, kind: accompaniment}", ["--no-own-server"], until: "OSC on port")
    let port = try Self.port(strumd)
    let verse = "  - {name: verse, chords: C | Am | F | G}"
    #expect(try strumctl(port, "chart", "goto", "1").contains("nobody plays from a chart"))
    try write(verse + "\n  - {name: bridge, chords: Dm | G}", to: "song.yaml")
    let song = stage.scratch.path("song.yaml")
    #expect(try strumctl(port, "chart", "load", song).contains("kept 0, changed 1"))
    #expect(try strumctl(port, "chart", "goto", "bridge") == "bar 5\n")
    #expect(try strumctl(port, "chart", "goto", "6") == "bar 6\n")
    #expect(try strumctl(port, "chart", "goto", "coda").contains("its sections are verse, bridge"))
    try write(verse.replacing("Am", with: "H"), to: "wrong.yaml")
    let wrong = stage.scratch.path("wrong.yaml")
    #expect(try strumctl(port, "chart", "load", wrong).contains("wrong.yaml:3:"))
    #expect(try strumctl(port, "chart", "load", "/etc/passwd").contains("lies outside"))
    #expect(try strumctl(port, "chart", "load", stage.scratch.path("none")).contains("none"))
    // What is loaded over OSC stays, though the patch on disk knows nothing of it.
    try write(verse + "\n  - {name: coda, chords: C}", to: "song.yaml")
    try await eventually("the changed chart") {
      try strumctl(port, "chart", "goto", "coda") == "bar 5\n"
    }
    try write(verse.replacing("Am", with: "H"), to: "song.yaml")
    try await eventually("the complaint") {
      strumd.output.contains("the patch that played goes on")
    }
    #expect(try strumctl(port, "chart", "goto", "coda") == "bar 5\n")
    #expect(try strumctl(port, "chart", "load").contains("changed 1"))
    #expect(try strumctl(port, "chart", "goto", "1").contains("nobody plays from a chart"))
  }

  @Test func `a patch that fails at the start is replaced by what it was before`() async throws {
    let (strumd, _) = try await start()
    strumd.stop()
    let second = try await stage.startStrumd(
      Self.broken, ["--no-own-server"], until: "OSC on port")
    try await eventually("the reason") {
      second.output.contains("patch.yaml:6:11: error: unknown kind 'gian'")
    }
    #expect(second.output.contains("NOT PLAYING \(stage.patch), which does not load"))
    #expect(try strumctl(Self.port(second), "get", "volume/gain") == "0\n")
    try stage.write(Self.louder)
    try await eventually("the mended patch") { second.output.contains("loaded \(stage.patch)") }
  }

  @Test func `a set list is walked through, and what is wrong in it is told`() async throws {
    try write(Self.patch, to: "a.yaml")
    try write(Self.louder.replacing("volume", with: "level"), to: "b.yaml")
    try write(Self.broken, to: "c.yaml")
    let list = stage.scratch.path("setlist.yaml")
    try "version: 1\nname: Friday\npatches: [a.yaml, b.yaml, c.yaml]\n".write(
      toFile: list, atomically: true, encoding: .utf8)
    let strumd = try stage.start([
      LiveStage.programs + "/strumd", "run", "--setlist", list, "--osc-port", "0",
      "--no-own-server",
    ])
    try await eventually("strumd") { strumd.output.contains("OSC on port") }
    let port = try Self.port(strumd)
    #expect(try strumctl(port, "get", "/setlist").hasPrefix("1 3 Friday "))
    #expect(try strumctl(port, "previous").contains("this is the first patch"))
    #expect(try strumctl(port, "next").contains("b.yaml: kept 2, changed 0, added 1, removed 1"))
    #expect(try strumctl(port, "get", "/setlist").hasPrefix("2 3 Friday "))
    try await eventually("the warning") {
      strumd.output.contains("c.yaml:6:11: error: unknown kind 'gian'")
    }
    #expect(try strumctl(port, "next").contains("c.yaml:6:11: error"))
    #expect(try strumctl(port, "get", "/setlist").hasPrefix("2 3 Friday "))
    #expect(try strumctl(port, "goto", "a").contains("a.yaml: kept 2"))
    #expect(try strumctl(port, "goto", "7").contains("it goes from 1 to 3"))
    #expect(try strumctl(port, "preload", stage.scratch.path("b.yaml")).contains("is ready"))
  }

  @Test func `a patch is saved as it plays, with its comments, and loaded again`() async throws {
    try await stage.startServer()
    let (_, port) = try await start()
    try stage.write("# Mine.\n" + Self.louder)
    try await eventually("the reload") {
      try strumctl(port, "get", "volume/gain") == "6\n"
    }
    _ = try strumctl(port, "set", "volume/gain", "-2.5")
    #expect(try strumctl(port, "save", "kept.yaml").contains("kept.yaml is written"))
    let kept = stage.scratch.path("kept.yaml")
    let text = try String(contentsOfFile: kept, encoding: .utf8)
    #expect(text.hasPrefix("version: 1\n# Mine.\nnodes:"))
    #expect(text.contains("gain: -2.5 dB"))
    #expect(try strumctl(port, "save", kept).contains("is there already"))
    #expect(try strumctl(port, "save", "/tmp/kept.yaml").contains("lies outside"))
    _ = try strumctl(port, "set", "volume/gain", "1")
    #expect(try strumctl(port, "load", kept).contains("kept 2, changed 1"))
    try await eventually("the value") { try strumctl(port, "get", "volume/gain") == "-2.5\n" }
  }

  @Test func `a set list that changes is read again, and goes on where it was`() async throws {
    for name in ["a", "b", "c"] {
      try write(Self.patch.replacing("volume", with: "level_" + name), to: name + ".yaml")
    }
    let list = stage.scratch.path("setlist.yaml")
    func writeList(_ patches: String) throws {
      try "version: 1\nname: Friday\npatches: [\(patches)]\n".write(
        toFile: list, atomically: true, encoding: .utf8)
    }
    try writeList("a.yaml, b.yaml")
    let strumd = try stage.start([
      LiveStage.programs + "/strumd", "run", "--setlist", list, "--osc-port", "0",
      "--no-own-server",
    ])
    try await eventually("strumd") { strumd.output.contains("OSC on port") }
    let port = try Self.port(strumd)
    try writeList("c.yaml, a.yaml, b.yaml")
    try await eventually("the new list") {
      try strumctl(port, "get", "/setlist").hasPrefix("2 3 Friday ")
    }
    #expect(try strumctl(port, "previous").contains("c.yaml: kept 2"))
    try writeList("")
    try await eventually("the complaint") { strumd.output.contains("the set list has no patches") }
    #expect(try strumctl(port, "get", "/setlist").hasPrefix("1 3 Friday "))
  }
}
