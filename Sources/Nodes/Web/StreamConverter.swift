private import CSamplerate

/// Brings a stream of samples to another rate, by libsamplerate's fastest sinc.
struct StreamConverter: ~Copyable {
  /// In Hz.
  private let target: Double
  private var state: OpaquePointer?

  /// The rate of what came last, in Hz; 0 where nothing of it is left to come out.
  private var source = 0.0

  init(to target: Double) { self.target = target }

  deinit { src_delete(state) }

  /// Returns as much of the stream as can be known once `samples` at `rate` Hz have come.
  mutating func convert(_ samples: [Float], from rate: Double) -> [Float] {
    guard rate != target else { return drain() + samples }
    if state == nil {
      var status: Int32 = 0
      state = src_new(Int32(SRC_SINC_FASTEST), 1, &status)
    }
    if rate != source { src_reset(state) }
    source = rate
    return process(samples, isLast: false)
  }

  /// Returns what is left of the stream, which has ended.
  mutating func drain() -> [Float] {
    guard source > 0 else { return [] }
    let rest = process([], isLast: true)
    src_reset(state)
    source = 0
    return rest
  }

  private func process(_ samples: [Float], isLast: Bool) -> [Float] {
    var data = SRC_DATA()
    data.src_ratio = target / source
    data.end_of_input = isLast ? 1 : 0
    let room = Int(Double(samples.count) * data.src_ratio) + 4096
    return [Float](unsafeUninitializedCapacity: room) { buffer, count in
      samples.withUnsafeBufferPointer { input in
        data.data_in = input.baseAddress
        data.input_frames = samples.count
        data.data_out = buffer.baseAddress
        data.output_frames = room
        count = src_process(state, &data) == 0 ? data.output_frames_gen : 0
      }
    }
  }
}
