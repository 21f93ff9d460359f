package import Graph

/// Plays a sound file as if someone played live.
package struct FilePlayer: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "player", family: "capture", doc: "Plays a sound file as if someone played live.",
    outputs: [
      .audio("out", "Both sides mixed, half as loud each."), .audio("left", "The left side."),
      .audio("right", "The right side."),
    ],
    parameters: [
      .number("gain", -90...24, default: 0, unit: "dB", "How much louder it plays."),
      .toggle("loop", default: false, "Whether it begins again at its end."),
      .toggle(
        "follow_transport", default: false,
        "Whether start and stop of the band start it from its beginning and stop it."),
    ],
    settings: [
      .file(
        "file", isRequired: true,
        "The sound file, in any format libsndfile reads, of half an hour at most.")
    ],
    isRehearsed: false)

  private let sound: SoundMemory
  private var gain: Glide
  private let loops: ParameterReader
  private let followsTransport: ParameterReader

  /// The next frame of the file.
  private var position = 0
  private var isPlaying = false
  private var hasBegun = false

  package init(_ context: NodeContext) throws(NodeError) {
    let path = context.environment.path(context.setting("file").text)
    sound = try SoundMemory(path, sampleRate: context.sampleRate)
    context.uses(file: path)
    gain = context.glide("gain")
    loops = context.reader("loop")
    followsTransport = context.reader("follow_transport")
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    steer(cycle.signals)
    gain.begin()
    var mix = cycle.output(0)
    var left = cycle.output(1)
    var right = cycle.output(2)
    var factor = decibels(gain.value)
    let isSettled = gain.isSettled
    for frame in mix.indices {
      if !isSettled { factor = decibels(gain.next()) }
      let place = isPlaying ? advance() : -1
      left[frame] = place < 0 ? 0 : sound.left[place] * factor
      right[frame] = place < 0 ? 0 : sound.right[place] * factor
      mix[frame] = 0.5 * (left[frame] + right[frame])
    }
  }

  /// Starts and stops where the transport is followed, and plays from the first cycle on elsewhere.
  @_noLocks
  private mutating func steer(_ signals: CycleSignals) {
    if !followsTransport.isOn {
      if !hasBegun { isPlaying = true }
    } else if signals.contains(.stop) {
      isPlaying = false
    } else if signals.contains(.start) {
      isPlaying = true
      position = 0
    }
    hasBegun = true
  }

  /// Returns the frame of the file to play and moves on; -1 at the end.
  @_noLocks
  private mutating func advance() -> Int {
    if position >= sound.frameCount {
      isPlaying = loops.isOn && sound.frameCount > 0
      guard isPlaying else { return -1 }
      position = 0
    }
    position += 1
    return position - 1
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(FilePlayer.self, in: $0)
}
