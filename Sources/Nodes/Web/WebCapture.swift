package import Graph

/// Brings in what a browser or a script sends.
package struct WebCapture: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "web_capture", family: "capture",
    doc: "Brings in the sound that a browser or a script sends to /ws.",
    outputs: [.audio("out", "What comes in; silence where nothing does.")],
    parameters: [
      .number(
        "buffer", 0.005...2, default: 0.1, unit: "s", scale: .logarithmic, smoothing: .none,
        "How much waits before it is played, so that what comes late is there in time."),
      .number(
        "limit", 0.05...10, default: 1, unit: "s", scale: .logarithmic, smoothing: .none,
        "The most that may wait; beyond that, the oldest is left out down to the buffer."),
    ],
    readings: [
      ReadingDeclaration(name: "buffered", unit: "s", doc: "How much sound waits."),
      ReadingDeclaration(
        name: "underruns", unit: "", doc: "How often the sound did not come in time."),
      ReadingDeclaration(
        name: "overrun", unit: "s", doc: "How much was left out because too much waited."),
    ])

  private let stream: Unmanaged<WebStream>
  private let buffer: ParameterReader
  private let limit: ParameterReader
  private let buffered: ReadingSender
  private let underruns: ReadingSender
  private let overrun: ReadingSender
  private let sampleRate: Float
  private var isPlaying = false

  /// Samples of all streams that were played or left out.
  private var consumed: Int64 = 0

  package init(_ context: NodeContext) throws(NodeError) {
    let feed = WebFeed(sampleRate: context.sampleRate)
    context.addJob(feed)
    stream = .passRetained(feed.stream)
    buffer = context.reader("buffer")
    limit = context.reader("limit")
    buffered = context.sender("buffered")
    underruns = context.sender("underruns")
    overrun = context.sender("overrun")
    sampleRate = Float(context.sampleRate)
  }

  deinit { stream.release() }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let output = cycle.outputStart(0)
    let total = cycle.frameCount
    let played = play(to: output, total, at: cycle.frame)
    for frame in played..<total { output[frame] = 0 }
    report()
  }

  /// Fills up to `total` frames, the first of which is the engine's frame `frame`; returns how many.
  @_noLocks
  private mutating func play(
    to output: UnsafeMutablePointer<Float>, _ total: Int, at frame: Int64
  ) -> Int {
    let isOpen = stream._withUnsafeGuaranteedRef { $0.isOpen }
    let waiting = stream._withUnsafeGuaranteedRef { $0.count }
    let wanted = max(Int(buffer.value * sampleRate), total)
    if !isPlaying {
      guard waiting >= wanted || waiting > 0 && !isOpen else { return 0 }
      isPlaying = true
    }
    let most = max(Int(limit.value * sampleRate), wanted)
    if waiting > most, isOpen {
      stream._withUnsafeGuaranteedRef { $0.skip(waiting - wanted) }
      consumed += Int64(waiting - wanted)
    }
    let before = consumed
    let taken = stream._withUnsafeGuaranteedRef { $0.pop(into: output, maximum: total) }
    consumed += Int64(taken)
    let now = consumed
    stream._withUnsafeGuaranteedRef { $0.note(origin: frame - before, consumed: now) }
    if taken < total {
      isPlaying = false
      if isOpen { stream._withUnsafeGuaranteedRef { $0.noteUnderrun() } }
    }
    return taken
  }

  @_noLocks
  private func report() {
    buffered.send(stream._withUnsafeGuaranteedRef { Float($0.count) } / sampleRate)
    underruns.send(stream._withUnsafeGuaranteedRef { Float($0.underrunCount) })
    overrun.send(stream._withUnsafeGuaranteedRef { Float($0.overrunCount) } / sampleRate)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(WebCapture.self, in: $0)
}
