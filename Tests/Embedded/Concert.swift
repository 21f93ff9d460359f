/// The whole engine at work: patches are loaded, changed and taken back while it runs.
struct Concert {
  private let engine: Engine
  private let input = UnsafeMutablePointer<Float>.allocated(touching: Self.room)
  private let outputs = UnsafeMutablePointer<Float>.allocated(touching: 8 * Self.room)
  private let score = Score(isDenormal: false)
  private var chance: UInt32 = 1
  private var frame = 0

  private static var room: Int { 1024 }

  /// Kinds with one signal in and one out.
  private static let effects = ["lowpass", "gain", "gate", "notch", "highshelf", "peak"]

  init() {
    let kinds = NodeKinds([
      NodeKind(Capture.self), NodeKind(Playback.self), NodeKind(Lowpass.self), NodeKind(Gain.self),
      NodeKind(Gate.self), NodeKind(Notch.self), NodeKind(Highshelf.self), NodeKind(Peak.self),
      NodeKind(Metronome.self), NodeKind(MIDIIn.self), NodeKind(MIDIOut.self),
    ])
    let configuration = EngineConfiguration(
      sampleRate: 48_000, maximumFrameCount: Self.room, environment: Environment(isOffline: true))
    engine = Engine(configuration, kinds: kinds, provider: nil)
  }

  /// Prints what goes out.
  mutating func play() {
    for round in 0..<40 {
      if round % 7 == 6 {
        line("undo", engine.undo() ? 1 : 0, 0)
      } else if round % 5 == 4 {
        let gain = -Float(pick(20))
        let isSet = engine.set([("last", "gain", gain)], at: Int64(frame + 100)) != nil
        line("set", isSet ? 1 : 0, 0)
      } else {
        let summary: LoadSummary? = try? engine.load(patch())
        line("load", summary?.kept ?? -1, summary?.added ?? -1)
      }
      for _ in 0..<(6 + pick(6)) { run([64, 1, 63, 200, 17][pick(5)]) }
    }
  }

  /// Runs of effects between the input and the output, of one to four kinds, and notes that pass.
  private mutating func patch() -> Patch {
    var patch = Patch(
      nodes: [
        PatchNode(id: "guitar", kind: "capture"), PatchNode(id: "click", kind: "metronome"),
        PatchNode(id: "keys", kind: "midi_in"), PatchNode(id: "synth", kind: "midi_out"),
        PatchNode(id: "last", kind: "gain", parameters: ["gain": -6]),
        PatchNode(id: "out", kind: "playback"),
      ])
    var end = Wire.End("guitar", "out")
    for index in 0...pick(4) {
      let kind = Self.effects[pick(Self.effects.count)]
      patch.nodes.append(PatchNode(id: "\(kind)\(index)", kind: kind))
      patch.wires.append(Wire(end, Wire.End("\(kind)\(index)", "in")))
      end = Wire.End("\(kind)\(index)", "out")
    }
    patch.wires.append(Wire(end, Wire.End("last", "in")))
    patch.wires.append(Wire(Wire.End("last", "out"), Wire.End("out", "left")))
    if pick(2) == 0 {
      patch.wires.append(Wire(Wire.End("click", "click"), Wire.End("out", "right")))
    }
    if pick(3) > 0 { patch.wires.append(Wire(Wire.End("keys", "out"), Wire.End("synth", "in"))) }
    return patch
  }

  private mutating func pick(_ count: Int) -> Int {
    chance = chance &* 1_664_525 &+ 1_013_904_223
    return Int(chance >> 8) % count
  }

  private mutating func run(_ frameCount: Int) {
    let executor = engine.executor
    executor.pointee.begin()
    for index in 0..<frameCount { input[index] = score.sample(frame + index) }
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      if slot.pointee.isMIDI {
        guard !slot.pointee.isOutput else { continue }
        slot.pointee.midi.removeAll()
        score.playNotes(from: frame, count: frameCount, into: slot.pointee.midi)
      } else {
        slot.pointee.audio = slot.pointee.isOutput ? outputs + index * Self.room : input
      }
    }
    executor.pointee.run(frameCount)
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput else { continue }
      if slot.pointee.isMIDI {
        for place in 0..<slot.pointee.midi.count {
          Finding.message(at: frame, slot.pointee.midi[place]).print()
        }
      } else {
        for place in 0..<frameCount {
          Finding.sample(port: index, slot.pointee.audio[place]).print()
        }
      }
    }
    frame += frameCount
    engine.runJobs()
    engine.poll()
  }
}
