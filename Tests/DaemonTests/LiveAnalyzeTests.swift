import Foundation
import Sound
import TestSupport
import Testing

@testable import Daemon

/// Recordings sent to a running strumd by curl, and read by mido and Python's own JSON.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveAnalyzeTests {
  private let stage: LiveStage
  private let folder: String

  init() async throws {
    stage = try await LiveStage()
    folder = stage.scratch.path("temporary")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private static let patch = """
    clock: beats
    nodes:
      - id: guitar
        kind: capture
      - id: chords
        kind: chord
      - id: beats
        kind: beat
      - id: key
        kind: key
      - id: tape
        kind: recorder
        file: left.wav
      - id: voices
        kind: chords_to_midi
      - id: synth
        kind: midi_out
    wires:
      - guitar -> chords
      - guitar -> beats
      - guitar -> key
      - guitar -> tape
      - chords -> voices -> synth
    """

  /// Starts strumd, which finds no server, and returns where its page is.
  private func start() async throws -> String {
    let strumd = try await stage.startStrumd(
      Self.patch, ["--no-own-server"], environment: ["TMPDIR": folder], until: "OSC on port")
    return try stage.page(of: strumd)
  }

  private func curl(_ arguments: String...) throws -> String {
    try stage.run(["curl", "--silent", "--show-error", "--max-time", "300"] + arguments)
  }

  private func sound(seconds: Double, times: Int = 1) throws -> String {
    let take = try AudioFile.read(Checkout.path("demo/take.flac"), rate: nil)
    let once = take.mono.prefix(Int(seconds * take.sampleRate))
    let all = (0..<times).flatMap { _ in once }
    return try stage.scratch.wave("take.wav", [all], rate: take.sampleRate)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `curl gets what render writes, and no file is left`() async throws {
    let page = try await start()
    let take = try sound(seconds: 12)
    let (lab, document) = (stage.scratch.path("out.lab"), stage.scratch.path("out.json"))
    #expect(
      RenderCommand.run([
        take, "--patch", stage.patch, "--quiet", "--chords", lab, "--json", document,
      ]) == 0)
    #expect(FileManager.default.fileExists(atPath: stage.scratch.path("left.wav")))
    try FileManager.default.removeItem(atPath: stage.scratch.path("left.wav"))

    let body = "@" + take
    let told = try curl("--data-binary", body, page + "analyze?format=lab")
    #expect(try told == stage.scratch.text("out.lab"))
    let found = try object(try curl("--data-binary", body, page + "analyze"))
    let rendered = try object(try stage.scratch.text("out.json"))
    for member in ["chords", "beats", "keys", "tempo", "sections", "notes"] {
      let (one, other) = (found[member] as? NSArray, rendered[member] as? NSArray)
      #expect(one == other && one != nil, "\(member)")
    }
    let jams = try object(
      try curl("-H", "Accept: application/jams+json", "--data-binary", body, page + "analyze"))
    let parts = try #require(jams["annotations"] as? [[String: Any]])
    let kinds = parts.compactMap { $0["namespace"] as? String }
    #expect(Set(kinds).isSuperset(of: ["chord", "beat", "key_mode", "tempo", "segment_open"]))

    let midi = stage.scratch.path("out.mid")
    _ = try curl("--data-binary", body, "--output", midi, page + "analyze?format=midi")
    let count = try stage.run([
      Checkout.python, "-c",
      "import mido; print(sum(m.type == 'note_on' for m in mido.MidiFile('\(midi)')))",
    ])
    #expect(Int(count.dropLast()) ?? 0 > 3)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: stage.scratch.path("left.wav")))
  }

  @Test func `it runs behind all else, says how far it is, and can be ended`() async throws {
    let page = try await start()
    // More than any machine has done with before it is looked at.
    let take = try sound(seconds: 30, times: 8)
    let head = try curl(
      "--dump-header", "-", "--output", "/dev/null", "-H", "Prefer: respond-async",
      "--data-binary", "@" + take, page + "analyze")
    #expect(head.contains("HTTP/1.1 202"))
    let location = head.split(separator: "\r\n").first { $0.hasPrefix("Location: /") }
    let place = page + (try #require(location).dropFirst("Location: /".count))
    try await eventually("some progress", seconds: 200) {
      try object(try curl(place))["progress"] as? Double ?? 0 > 0.02
    }
    let children = try stage.run(["ps", "-eo", "ni,args"]).split(separator: "\n")
      .filter { $0.contains("render-aside") && $0.contains(folder) }
    #expect(children.count == 1 && children[0].split(separator: " ").first == "19")
    _ = try curl("-X", "DELETE", place)
    try await eventually("its end", seconds: 60) {
      try !stage.run(["ps", "-eo", "args"]).contains(folder)
        && FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
    }
  }

  @Test func `what cannot be analysed is refused in words that give nothing away`() async throws {
    let page = try await start()
    let code = ["--write-out", " %{http_code}", "--data-binary"]
    let noise = stage.scratch.path("noise")
    try Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919) }).write(
      to: URL(filePath: noise))
    let said = try curl(code[0], code[1], code[2], "@" + noise, page + "analyze")
    #expect(said.contains("the recording: is not an audio file") && said.hasSuffix(" 422"))
    #expect(!said.contains(folder))

    let silence = [Float](repeating: 0, count: 8000 * 901)
    let long = try stage.scratch.wave("long.wav", [silence], rate: 8000)
    let refused = try curl(code[0], code[1], code[2], "@" + long, page + "analyze")
    #expect(refused.contains("the recording: lasts more than 15 minutes"))
    #expect(refused.hasSuffix(" 422"))
  }
}
