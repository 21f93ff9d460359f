/// Measures loudness as EBU R 128 wants it, and says so ten times a second.
///
/// ITU-R BS.1770-4: K-weighted power, summed over the channels, in windows of 400 ms and 3 s that
/// move by 10 ms; gated blocks of 400 ms, each overlapping the last by three quarters, for the whole.
package struct LoudnessMeter: Listener {
  package static let parts: FrontEnd.Parts = []

  /// Steps of 10 ms in the two windows, and between two estimates.
  private static let momentary = 40
  private static let shortTerm = 300
  private static let report = 10

  private let step: Int
  private var filters: [LoudnessFilter]
  private var gate = LoudnessGate()
  /// The power of the steps of the last 3 s, in a circle.
  private var powers = [Double](repeating: 0, count: shortTerm)
  private var stepCount = 0
  private var energy = 0.0
  private var pending = 0
  private var heard: Int64 = 0
  private var momentaryMaximum = LoudnessEstimate.floor
  private var shortTermMaximum = LoudnessEstimate.floor

  /// Creates a meter for one channel at `sampleRate` hertz.
  package init(sampleRate: Double) { self.init(sampleRate: sampleRate, channelCount: 1) }

  /// Creates a meter whose channels, left and right above all, count the same.
  package init(sampleRate: Double, channelCount: Int) {
    step = Int((sampleRate / 100).rounded())
    filters = Array(
      repeating: LoudnessFilter(sampleRate: sampleRate), count: channelCount)
  }

  /// Hears a step of a single channel; calls `emit` ten times a second.
  package mutating func hear(_ front: FrontEnd, _ emit: (LoudnessEstimate) -> Void) {
    heard = front.heard - Int64(front.samples.count)
    process([front.samples], emit)
  }

  /// Listens to all channels, which are of the same length; calls `emit` ten times a second.
  package mutating func process(
    _ channels: [UnsafeBufferPointer<Float>], _ emit: (LoudnessEstimate) -> Void
  ) {
    precondition(channels.count == filters.count, "A meter takes as many channels as it has")
    var start = 0
    let count = channels.first?.count ?? 0
    while start < count {
      let end = min(count, start + step - pending)
      for (index, channel) in channels.enumerated() { add(channel[start..<end], to: index) }
      pending += end - start
      heard += Int64(end - start)
      start = end
      if pending == step, let estimate = endStep() { emit(estimate) }
    }
  }

  private mutating func add(_ samples: Slice<UnsafeBufferPointer<Float>>, to channel: Int) {
    var sum = 0.0
    var filter = filters[channel]
    for sample in samples {
      let weighted = filter.step(sample.audible)
      sum += weighted * weighted
    }
    filters[channel] = filter
    energy += sum
  }

  /// Ends a step of 10 ms; returns what is to be told, every tenth time.
  private mutating func endStep() -> LoudnessEstimate? {
    powers[stepCount % Self.shortTerm] = energy / Double(step)
    stepCount += 1
    energy = 0
    pending = 0
    let power = mean(Self.momentary)
    let momentary = loudness(of: power)
    let shortTerm = loudness(of: mean(Self.shortTerm))
    momentaryMaximum = max(momentaryMaximum, momentary)
    shortTermMaximum = max(shortTermMaximum, shortTerm)
    guard stepCount % Self.report == 0 else { return nil }
    if stepCount >= Self.momentary { gate.add(power: power) }
    return LoudnessEstimate(
      heard: heard, momentary: momentary, shortTerm: shortTerm, integrated: gate.integrated,
      momentaryMaximum: momentaryMaximum, shortTermMaximum: shortTermMaximum)
  }

  /// The mean power of the last `count` steps; silence before the first.
  private func mean(_ count: Int) -> Double {
    var sum = 0.0
    for age in 1...count { sum += powers[(stepCount - age + 2 * Self.shortTerm) % Self.shortTerm] }
    return sum / Double(count)
  }
}
