/// Collects a stream in overlapping frames.
///
/// Whoever feeds it closes a frame every `hop` samples; the newest `length` samples can be looked at
/// at any time.
struct Framer {
  /// The sample rate of the frames, in hertz.
  let rate: Double

  /// New samples between two frames.
  let hop: Int

  /// The input frame after which the newest frame was complete.
  private(set) var heard: Int64 = 0

  /// New samples until the next frame is complete.
  private(set) var missing: Int

  /// Input frames in a sample, and how far samples lag behind the input, in input frames.
  private let factor: Int
  private let latency: Int
  private let length: Int
  private var history: [Float]
  private var end: Int

  /// Creates a framer of samples at `rate` hertz, each of which stands for `factor` input frames that
  /// went by `latency` input frames ago; frames hold up to `length` samples.
  init(rate: Double, factor: Int, latency: Int, length: Int, hop: Int) {
    self.rate = rate
    self.factor = factor
    self.latency = latency
    self.length = length
    self.hop = hop
    missing = hop
    history = Array(repeating: 0, count: 4 * length + hop)
    end = length
  }

  /// Input frames in `samples` samples of a frame.
  func inputFrames(_ samples: Double) -> Int64 {
    Int64((samples * Double(factor)).rounded())
  }

  /// The input frame that lies `age` samples before the newest one of the newest frame.
  func frame(age: Double) -> Int64 { frame(age: age, before: heard) }

  /// The input frame that lies `age` samples before the newest one, at input frame `heard`.
  func frame(age: Double, before heard: Int64) -> Int64 {
    heard - Int64(latency) - inputFrames(age)
  }

  /// Lends the newest `count` samples, oldest first, zeros before the start of the stream.
  func withNewest<Result>(
    _ count: Int, _ body: (UnsafeBufferPointer<Float>) -> Result
  ) -> Result {
    history.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[(end - count)..<end]))
    }
  }

  /// Takes as many samples as are missing, or fewer.
  mutating func append(_ samples: UnsafeBufferPointer<Float>) {
    precondition(samples.count <= missing, "A frame ends within the samples")
    history.withUnsafeMutableBufferPointer { history in
      if end + samples.count > history.count {
        for index in 0..<length { history[index] = history[end - length + index] }
        end = length
      }
      for index in samples.indices { history[end + index] = samples[index] }
    }
    end += samples.count
    missing -= samples.count
  }

  /// Begins the next frame if one is complete, at input frame `heard`; returns whether it was.
  mutating func close(at heard: Int64) -> Bool {
    guard missing == 0 else { return false }
    missing = hop
    self.heard = heard
    return true
  }
}
