/// Cuts a stream into overlapping frames at a lower sample rate.
///
/// Every analyser takes its samples from here, in whatever chunks they come, so that what it says
/// depends on the samples alone:
///
///     var rest = samples
///     while framer.advance(through: &rest) { analyse(framer.newest(2048), framer.heard) }
struct Framer {
  /// The sample rate of the frames, in hertz.
  let rate: Double

  /// New samples between two frames.
  let hop: Int

  /// Input frames consumed so far.
  private(set) var heard: Int64 = 0

  private var decimator: Decimator
  private let length: Int
  private var history: [Float]
  private var end: Int
  private var pending = 0

  /// Creates a framer whose frames hold up to `length` samples, at `minimumRate` or a little more.
  init(sampleRate: Double, minimumRate: Double, length: Int, hop: Int) {
    decimator = Decimator(factor: Decimator.factor(from: sampleRate, toAtLeast: minimumRate))
    rate = sampleRate / Double(decimator.factor)
    self.length = length
    self.hop = hop
    history = Array(repeating: 0, count: 4 * length + hop)
    end = length
  }

  /// The rate of the frames that come of `sampleRate`.
  static func rate(for sampleRate: Double, atLeast minimum: Double) -> Double {
    sampleRate / Double(Decimator.factor(from: sampleRate, toAtLeast: minimum))
  }

  mutating func reset() {
    decimator.reset()
    history = Array(repeating: 0, count: history.count)
    end = length
    pending = 0
    heard = 0
  }

  /// Input frames in `samples` samples of a frame.
  func inputFrames(_ samples: Double) -> Int64 {
    Int64((samples * Double(decimator.factor)).rounded())
  }

  /// The input frame that lies `age` samples before the newest one.
  func frame(age: Double) -> Int64 { heard - Int64(decimator.latency) - inputFrames(age) }

  /// Consumes `samples` up to the end of the next frame; returns `false` once they run out.
  mutating func advance(through samples: inout UnsafeBufferPointer<Float>) -> Bool {
    var taken = 0
    defer { samples = UnsafeBufferPointer(rebasing: samples.dropFirst(taken)) }
    while taken < samples.count {
      let output = decimator.push(samples[taken])
      taken += 1
      heard += 1
      guard let output else { continue }
      append(output)
      pending += 1
      guard pending == hop else { continue }
      pending = 0
      return true
    }
    return false
  }

  /// Lends the newest `count` samples, oldest first, zeros before the start of the stream.
  func withNewest<Result>(
    _ count: Int, _ body: (UnsafeBufferPointer<Float>) -> Result
  ) -> Result {
    history.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[(end - count)..<end]))
    }
  }

  private mutating func append(_ sample: Float) {
    if end == history.count {
      history.withUnsafeMutableBufferPointer { history in
        for index in 0..<length { history[index] = history[end - length + index] }
      }
      end = length
    }
    history[end] = sample
    end += 1
  }
}
