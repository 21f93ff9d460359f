package import Graph

/// Writes what it hears to a sound file.
package struct Recorder: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "recorder", family: "capture",
    doc: "Writes what it hears to a WAV file of 24 bits, which survives a crash.",
    inputs: [
      .audio("in", "Goes to both sides."), .audio("left", "Goes to the left."),
      .audio("right", "Goes to the right."),
    ],
    parameters: [
      .toggle("record", default: true, "Whether it records; what it hears meanwhile is left out.")
    ],
    settings: [
      .file(
        "file", isRequired: true,
        "The file to write; a number is added to the name where such a file exists.")
    ],
    readings: [
      ReadingDeclaration(
        name: "lost", unit: "s",
        doc: "How much of what was heard is not in the file; the log says why.")
    ], isRehearsed: false)

  private let isRecording: ParameterReader
  private let tape: Unmanaged<RecorderTape>
  private let lost: ReadingSender

  /// The block in stereo, left and right in turn.
  private let block: UnsafeMutablePointer<Float>

  package init(_ context: NodeContext) throws(NodeError) {
    isRecording = context.reader("record")
    let tape = try RecorderTape(
      context.environment.path(context.setting("file").text), sampleRate: context.sampleRate,
      maximumFrameCount: context.maximumFrameCount, writes: context.environment.keepsRecordings,
      trouble: context.trouble)
    context.addJob(tape)
    self.tape = .passRetained(tape)
    lost = context.sender("lost")
    block = .allocate(capacity: 2 * context.maximumFrameCount)
    block.initialize(repeating: 0, count: 2 * context.maximumFrameCount)
  }

  deinit {
    tape.release()
    block.deallocate()
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    lost.send(tape._withUnsafeGuaranteedRef { $0.lostSeconds })
    guard isRecording.isOn else { return }
    let both = cycle.input(0)
    let left = cycle.input(1)
    let right = cycle.input(2)
    for frame in 0..<both.count {
      block[2 * frame] = both[frame] + left[frame]
      block[2 * frame + 1] = both[frame] + right[frame]
    }
    let samples = block
    let count = 2 * both.count
    tape._withUnsafeGuaranteedRef { $0.push(samples, count: count) }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Recorder.self, in: $0)
}
