import Graph
import Nodes
import TestSupport
import Testing

private let bandKinds = NodeKinds(
  [NodeKind(Score.self), NodeKind(Accompaniment.self), NodeKind(MIDIOut.self)])

/// Lets a band play rock with a ``Score`` of `bars` bars, and `tail` seconds more; returns the notes that go out,
/// with the frames at which they do.
func playBand(
  bars: Int, tail: Double, chart: String = "",
  loudness: Float = -22, advance: Float = 0
) throws -> [(frame: Int, event: MIDIEvent)] {
  let engine = Engine(
    EngineConfiguration(
      sampleRate: 48_000, maximumFrameCount: 1024,
      environment: Environment(isOffline: true, dataDirectories: [Checkout.root])),
    kinds: bandKinds, provider: nil)
  try engine.load(
    Patch(
      nodes: [
        PatchNode(
          id: "score", kind: "score",
          parameters: ["bars": Float(bars), "loudness": loudness]),
        PatchNode(
          id: "band", kind: "accompaniment", parameters: ["advance": advance],
          settings: ["style": .text("rock"), "chart": .text(chart)]),
        PatchNode(id: "out", kind: "midi_out"),
      ],
      wires: ["chord", "beat", "onset", "loudness"].map {
        Wire(Wire.End("score", $0), Wire.End("band", $0))
      }
        + ["bass", "drums", "comping"].map { Wire(Wire.End("band", $0), Wire.End("out", "in")) }))
  var sent: [(Int, MIDIEvent)] = []
  var frame = 0
  while Double(frame) < (Double(bars) * 2 + tail) * 48_000 {
    withRealtimeContext {
      engine.executor.pointee.begin()
      engine.executor.pointee.run(256)
    }
    let lane = try #require(engine.instances["out"]?.externals.first).slot.pointee.midi
    for index in 0..<lane.count { sent.append((frame + Int(lane[index].offset), lane[index])) }
    engine.runJobs()
    engine.poll()
    frame += 256
  }
  return sent
}
